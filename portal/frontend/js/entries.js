// Entries of a long sheet save themselves one by one. Without network they stay on this device and
// are sent later; what a colleague saved meanwhile is never overwritten: the person chooses.
// Without this script a button saves the page.
const WAIT = 1500;
const RETRY = 15000;
const form = document.querySelector("form[data-entries]");
const KEPT = "rating-sheet";
const words = form?.querySelector("[data-words]").dataset;
const pending = new Map();
const timers = new Map();
let sending = false;

const store = () => `entries:${form.dataset.entries}`;
const entryOf = (code) => form.querySelector(`[data-entry="${CSS.escape(code)}"]`);
const fieldsOf = (entry) => [...entry.querySelectorAll("input, textarea, select")];
const isKept = (field) => !/^(seen|was|newer|choose)-/.test(field.name) && field.type !== "file";

function values(entry) {
  const found = {};
  for (const field of fieldsOf(entry).filter(isKept)) {
    if (["checkbox", "radio"].includes(field.type)) {
      if (field.checked) found[field.name] = field.value;
      else found[field.name] ??= "";
    } else found[field.name] = field.value;
  }
  return found;
}

function put(entry, kept) {
  for (const field of fieldsOf(entry).filter(isKept)) {
    if (!(field.name in kept)) continue;
    if (["checkbox", "radio"].includes(field.type)) field.checked = field.value === kept[field.name];
    else field.value = kept[field.name];
  }
}

function say(entry, text, wrong = false) {
  const place = entry.querySelector("[data-said]");
  place.textContent = text;
  place.classList.toggle("mistake", wrong);
}

function remember() {
  const kept = Object.fromEntries(pending);
  try {
    if (pending.size) localStorage.setItem(store(), JSON.stringify(kept));
    else localStorage.removeItem(store());
  } catch {
    // No room, or storage is forbidden: the entries are in the page, and are sent from there.
  }
  const place = document.querySelector("[data-network]");
  if (place) place.textContent = pending.size ? `${pending.size} ${words.left}` : words.none;
}

function note(entry) {
  const code = entry.dataset.entry;
  const seen = pending.get(code)?.seen ?? entry.querySelector("[data-seen]").value;
  const was = pending.get(code)?.was ?? entry.querySelector("[data-was]").value;
  pending.set(code, { values: values(entry), seen, was });
  say(entry, words.unsent, true);
  remember();
}

function letter(entry, one) {
  const data = new FormData();
  const code = entry.dataset.entry;
  data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  data.set("entry", code);
  data.set(`seen-${code}`, one.seen);
  data.set(`was-${code}`, one.was);
  for (const name of Object.keys(one.values)) data.set(name, one.values[name]);
  if (one.choose) {
    data.set(`choose-${code}`, one.choose);
    data.set(`newer-${code}`, one.newer);
  }
  return data;
}

function settled(entry, one, told) {
  const code = entry.dataset.entry;
  const place = entry.querySelector("[data-place]");
  if (told.state === "saved") {
    entry.querySelector("[data-seen]").value = told.seen;
    entry.querySelector("[data-was]").value = told.was;
    place.replaceChildren();
    if (pending.get(code) !== one) {
      Object.assign(pending.get(code), { seen: told.seen, was: told.was });
      return;
    }
    if (one.choose === "kept") put(entry, told.kept);
    pending.delete(code);
    say(entry, words.saved);
  } else {
    one.waits = true;
    if (told.choice) place.innerHTML = told.choice;
    say(entry, told.words, true);
  }
}

async function send(code) {
  const one = pending.get(code);
  const entry = entryOf(code);
  if (!one || !entry || one.waits) return true;
  let answer;
  try {
    answer = await fetch(form.dataset.to || location.href, { method: "POST", body: letter(entry, one) });
  } catch {
    say(entry, `${words.unsent}. ${words.failed}`, true);
    return false;
  }
  if (!answer.headers.get("content-type")?.includes("json")) {
    say(entry, `${words.unsent}. ${words.signin}`, true);
    return false;
  }
  settled(entry, one, await answer.json());
  remember();
  return true;
}

async function sendAll() {
  if (sending) return;
  sending = true;
  for (const code of [...pending.keys()]) if (!(await send(code))) break;
  sending = false;
}

function changed(event) {
  const entry = event.target.closest("[data-entry]");
  if (!entry) return;
  const code = entry.dataset.entry;
  if (event.target.name.startsWith("choose-")) {
    const newer = entry.querySelector(`[name="newer-${CSS.escape(code)}"]`).value;
    const one = { ...pending.get(code), values: values(entry), choose: event.target.value, newer };
    delete one.waits;
    pending.set(code, one);
    remember();
    sendAll();
    return;
  }
  if (!isKept(event.target)) return;
  const waits = pending.get(code)?.waits && entry.querySelector("[data-choice]");
  note(entry);
  if (waits) pending.get(code).waits = true;
  clearTimeout(timers.get(code));
  timers.set(code, setTimeout(sendAll, WAIT));
}

function restore() {
  let kept = {};
  try {
    kept = JSON.parse(localStorage.getItem(store()) || "{}");
  } catch {
    return;
  }
  for (const code of Object.keys(kept)) {
    const one = kept[code];
    const entry = entryOf(code);
    if (!entry) continue;
    delete one.waits;
    put(entry, one.values);
    pending.set(code, one);
    say(entry, words.unsent, true);
  }
  remember();
}

// The sheet itself can be opened without network, from the last time it was loaded; signing out,
// and a sheet that is closed, throw it away.
async function keepPage() {
  try {
    await navigator.serviceWorker.register(form.dataset.worker);
    (await navigator.serviceWorker.ready).active.postMessage("keep");
  } catch {
    // No network, or no such thing in this browser: the page stays open, and saves as it can.
  }
}

if (form?.dataset.worker && "serviceWorker" in navigator) keepPage();
if ("caches" in window && (location.pathname.includes("/logout/") || document.querySelector("[data-closed]"))) {
  caches.delete(KEPT);
}

if (form) {
  restore();
  form.addEventListener("input", changed);
  addEventListener("online", sendAll);
  setInterval(() => pending.size && sendAll(), RETRY);
  if (pending.size) sendAll();
}
