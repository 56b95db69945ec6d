// Lets pages below /<language>/teach/ open without network, when they were opened before. The pages themselves put what
// they need into the store (attendance.js); nothing else of the site passes through here.

const STORE = "panah-teach-";
const PAGE = /^\/[a-z-]+\/teach\//;
const KEEP_UNTIL = "X-Panah-Keep-Until";
// A line so slow is as good as none for a page that is on the device.
const PATIENCE = 8000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(Promise.all([self.clients.claim(), forgetOld()])));

self.addEventListener("fetch", (event) => {
  const request = event.request;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate" && PAGE.test(url.pathname)) event.respondWith(page(request));
  else if (url.pathname.startsWith("/static/")) event.respondWith(file(request));
});

async function page(request) {
  const kept = await onDevice(request);
  if (!kept) return fetch(request);
  const slow = new Promise((resolve) => setTimeout(resolve, PATIENCE, kept));
  return Promise.race([fetch(request).catch(() => kept), slow]);
}

// Names carry their fingerprint, so the browser's own memory answers first; where it has forgotten, the store does.
async function file(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await onDevice(request);
    if (kept) return kept;
    throw error;
  }
}

async function onDevice(request) {
  for (const name of await caches.keys()) {
    if (!name.startsWith(STORE)) continue;
    const store = await caches.open(name);
    const kept = await store.match(request, { ignoreVary: true, ignoreSearch: request.mode === "navigate" });
    if (kept && !isOld(kept)) return kept;
    if (kept) await store.delete(request, { ignoreVary: true, ignoreSearch: true });
  }
  return undefined;
}

function isOld(response) {
  const until = response.headers.get(KEEP_UNTIL);
  return until !== null && Date.parse(until) < Date.now();
}

async function forgetOld() {
  for (const name of (await caches.keys()).filter((one) => one.startsWith(STORE))) {
    const store = await caches.open(name);
    for (const request of await store.keys()) {
      const kept = await store.match(request, { ignoreVary: true });
      if (kept && isOld(kept)) await store.delete(request, { ignoreVary: true });
    }
  }
}
