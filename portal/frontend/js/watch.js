// The part of a page that waits for the worker renews itself, quietly and in its place; when it has
// gone, the whole page is loaded once more. Without scripts there is a link.
const EVERY = 3000;
const waiting = document.querySelector("[data-watch]");

async function look() {
  const answer = await fetch(location.href);
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-watch]");
  if (!fresh) location.reload();
  else if (fresh.innerHTML !== waiting.innerHTML) waiting.innerHTML = fresh.innerHTML;
}

async function goOn() {
  if (!document.hidden) await look().catch(() => {});
  setTimeout(goOn, EVERY);
}

if (waiting) setTimeout(goOn, EVERY);
