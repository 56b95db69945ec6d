// Opens the page that checks QR codes without network (verify-offline.js) where an address below verify/ does not answer:
// the phone's own camera opens them. The page itself puts what it needs into the store; nothing else passes through here.

const STORE = "panah-verify";
const PAGE = /^\/(?:[a-z-]+\/)?verify\//;
// The page in the language it was last opened in.
const LATEST = "/verify/offline/";
const PATIENCE = 8000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const request = event.request;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate" && PAGE.test(url.pathname)) event.respondWith(page(request));
  else if (url.pathname.startsWith("/static/")) event.respondWith(file(request));
});

async function page(request) {
  const kept = await onDevice(LATEST);
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
  if (!(await caches.has(STORE))) return undefined;
  return (await caches.open(STORE)).match(request, { ignoreVary: true });
}
