// Shows what needs a passkey only where the browser has passkeys, and says when one failed.
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
  document.addEventListener("allauth.error", function (event) {
    event.preventDefault();
    document.querySelectorAll("[data-passkey-error]").forEach(function (part) {
      part.hidden = false;
    });
  });
})();
