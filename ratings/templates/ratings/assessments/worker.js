// Keeps the team's sheet readable on the phone while there is no network: the page as it was last
// loaded, and the site's style, script and icons. Nothing else is kept; entries wait in the page.
const CACHE = "{{ cache }}";
const ASSETS = ["{% asset "app.css" %}", "{% asset "app.js" %}", "{% asset "icons.svg" %}"];
const SHEET = /^\/panels\/ratings\/\d+\/$/;

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(ASSETS)));
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// Only what has come whole takes the place of what is kept: a connection that breaks in the middle
// of a page must not cost the page before it.
async function keep(cache, request, fresh) {
  const { status, statusText, headers } = fresh;
  const body = await fresh.clone().blob();
  await cache.put(request, new Response(body, { status, statusText, headers }));
}

async function answer(request) {
  const cache = await caches.open(CACHE);
  try {
    const fresh = await fetch(request);
    if (fresh.ok && !fresh.redirected) await keep(cache, request, fresh);
    return fresh;
  } catch (fault) {
    const kept = await cache.match(request, { ignoreVary: true, ignoreSearch: true });
    if (kept) return kept;
    throw fault;
  }
}

self.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== self.location.origin) return;
  if (SHEET.test(pathname) || ASSETS.includes(pathname)) event.respondWith(answer(event.request));
});

// A page that was loaded before this worker was there asks to be kept too. It is done here and not
// in the page: a page that is left would take the half-kept one with it.
self.addEventListener("message", (event) => {
  const { url } = event.source;
  if (SHEET.test(new URL(url).pathname)) event.waitUntil(answer(new Request(url)).catch(() => {}));
});
