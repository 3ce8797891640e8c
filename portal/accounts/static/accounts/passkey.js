// Starts allauth's passkey forms and shows them only where the browser has passkeys; says when one
// failed. A button names its form and the ids of its parts in data attributes.
(function () {
  "use strict";
  var able = window.PublicKeyCredential && window.allauth && window.allauth.webauthn;
  if (!able) {
    return;
  }
  document.querySelectorAll("[data-passkey]").forEach(function (part) {
    part.hidden = false;
  });
  document.querySelectorAll("[data-without-passkey]").forEach(function (part) {
    part.hidden = true;
  });
  document.querySelectorAll("[data-passkey-act]").forEach(function (button) {
    window.allauth.webauthn.forms[button.dataset.passkeyAct]({ ids: button.dataset });
  });
  document.addEventListener("allauth.error", function (event) {
    event.preventDefault();
    document.querySelectorAll("[data-passkey-error]").forEach(function (part) {
      part.hidden = false;
    });
  });
})();
