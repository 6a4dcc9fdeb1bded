// Keys for reading under review. They act only while the proposal's part has the focus, and never in a field.
(function () {
  "use strict";
  var part = document.querySelector("[data-keys]");
  if (!part) return;
  if (location.hash === "#looking") part.focus();
  part.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    var one = part.querySelector('[data-key="' + CSS.escape(event.key) + '"]');
    if (one) {
      event.preventDefault();
      one.click();
    }
  });
})();
