// A form is sent once: a second click within five seconds is dropped.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  const now = Date.now();
  if (now - Number(form.dataset.sent || 0) < 5000) event.preventDefault();
  else form.dataset.sent = String(now);
});

// Coming back with the browser's back button, the form may be sent again.
addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});
