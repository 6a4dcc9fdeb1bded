// Adding a file without leaving the page: how far it is, a way to stop, and the item anew. Without this file the forms work as forms.
(function () {
  "use strict";
  function tell(text) {
    var place = document.getElementById("upload-says");
    if (place && place.textContent !== text) place.textContent = text;
  }
  function shown(form, text) {
    form.querySelector(".progress-says").textContent = text;
  }
  function put(form, text) {
    var card = form.closest(".card");
    var made = new DOMParser().parseFromString(text, "text/html").querySelector(".card");
    if (!made) return window.location.reload();
    var id = made.id;
    card.replaceWith(document.importNode(made, true));
    var fresh = document.getElementById(id);
    var wrong = fresh.querySelector("[role=alert]");
    document.getElementById("prepared").textContent = fresh.dataset.prepared;
    tell(wrong ? wrong.textContent.trim() : fresh.dataset.says || "Saved.");
    fresh.querySelector("input[type=file]").focus();
  }
  function begin(form) {
    var ask = new XMLHttpRequest();
    var bar = form.querySelector("progress");
    var box = form.querySelector(".progress");
    var file = form.querySelector("input[type=file]").files[0];
    var button = form.querySelector("button[type=submit]");
    var quarter = 0;
    ask.open("POST", form.action);
    ask.setRequestHeader("X-Part", "item");
    ask.upload.onprogress = function (now) {
      if (!now.lengthComputable) return;
      var part = Math.floor((now.loaded * 100) / now.total);
      bar.value = part;
      shown(form, part < 100 ? "Uploading: " + part + "%" : "Uploaded. The file is being looked at.");
      if (Math.floor(part / 25) > quarter) {
        quarter = Math.floor(part / 25);
        tell(quarter < 4 ? quarter * 25 + " percent uploaded" : "Uploaded. The file is being looked at.");
      }
    };
    function over(text) {
      box.hidden = true;
      button.disabled = false;
      shown(form, "");
      tell(text);
    }
    ask.onload = function () {
      if (ask.status === 200 || ask.status === 422) put(form, ask.responseText);
      else window.location.reload();
    };
    ask.onerror = function () {
      over("The connection broke. Nothing was saved. Choose the file again.");
      box.hidden = false;
      bar.value = 0;
      shown(form, "The connection broke. Nothing was saved. Choose the file again.");
    };
    ask.onabort = function () {
      over("The upload was stopped. Nothing was saved.");
    };
    box.querySelector("button").onclick = function () {
      ask.abort();
    };
    box.hidden = false;
    button.disabled = true;
    bar.value = 0;
    shown(form, "Uploading " + file.name);
    tell("Uploading " + file.name);
    ask.send(new FormData(form));
  }
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (!form.matches("form[data-upload]") || !form.querySelector("input[type=file]").files.length) return;
    event.preventDefault();
    begin(form);
  });
})();
