// What the pages do beyond links and forms. Every page works without this file.
(function () {
  "use strict";
  document.documentElement.classList.add("js");
  // Chromium prints closed <details> open by style; other browsers need them opened.
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("main details:not([open])").forEach(function (one) {
      one.open = true;
      one.dataset.opened = "";
    });
  });
  window.addEventListener("afterprint", function () {
    document.querySelectorAll("main details[data-opened]").forEach(function (one) {
      one.open = false;
      delete one.dataset.opened;
    });
  });
})();
