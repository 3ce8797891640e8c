// A long form saves itself a while after the last stroke. It only saves; handing in is another form.
const WAIT = 4000;
const form = document.querySelector("form[data-autosave]");
const said = document.querySelector("[data-saved]");
let timer = 0;
let running = false;

function words() {
  const data = new FormData(form);
  for (const field of form.querySelectorAll("input[type=file]")) data.delete(field.name);
  data.set("autosave", "1");
  return data;
}

async function save() {
  if (running) return later();
  running = true;
  try {
    const answer = await fetch(location.href, { method: "POST", body: words() });
    const told = answer.headers.get("content-type")?.includes("json") ? await answer.json() : {};
    if (told.seen) form.elements.seen.value = told.seen;
    if (said && (told.saved || told.words)) said.textContent = told.saved || told.words;
  } catch {
    later();
  } finally {
    running = false;
  }
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(save, WAIT);
}

if (form) {
  if (said) said.setAttribute("aria-live", "polite");
  form.addEventListener("input", (event) => event.target.type !== "file" && later());
  form.addEventListener("submit", () => clearTimeout(timer));
}
