// Pages that are kept on the device for when there is no network: a store a person, forgotten at sign-out, by whoever
// signs in next, and when their time is over. The worker (teach-worker.js) gives them back.

const STORE = "panah-teach-";
const KEEP_UNTIL = "X-Panah-Keep-Until";

const stores = async (caches) => (await caches.keys()).filter((name) => name.startsWith(STORE));

/** Keep this page with everything it was made of. Returns whether it will open without network. */
export async function keepPage(owner, { caches = globalThis.caches, view = globalThis } = {}) {
  if (!caches || !view.navigator.serviceWorker) return false;
  const address = view.location.pathname;
  const answer = await view.fetch(address, { credentials: "same-origin" }).catch(() => null);
  // Without network it opened from here: then it is kept.
  if (!answer) return caches.has(STORE + owner);
  if (!answer.ok || answer.redirected) return false;
  const store = await caches.open(STORE + owner);
  await store.put(address, answer);
  for (const url of filesOf(view)) {
    if (await store.match(url, { ignoreVary: true })) continue;
    const file = await view.fetch(url);
    if (file.ok) await store.put(url, file);
  }
  return true;
}

/** Keep the page as it stands on the screen, without asking the server again; `write` puts into it what is to be kept. */
export async function keepAsItIs(owner, write, { caches = globalThis.caches, view = globalThis } = {}) {
  const store = caches && (await caches.has(STORE + owner)) ? await caches.open(STORE + owner) : null;
  const kept = await store?.match(view.location.pathname, { ignoreVary: true });
  if (!kept) return;
  write();
  const headers = new Headers(kept.headers);
  ["Content-Encoding", "Content-Length"].forEach((name) => headers.delete(name));
  const text = `<!doctype html>\n${view.document.documentElement.outerHTML}`;
  await store.put(view.location.pathname, new Response(text, { headers }));
}

/** The style sheets, scripts and fonts that the page has loaded. */
export function filesOf(view) {
  const loaded = view.performance.getEntriesByType("resource").map((entry) => entry.name);
  const named = [...view.document.querySelectorAll("link[rel=stylesheet], script[src]")].map((one) => one.href || one.src);
  const files = [...loaded, ...named].filter((url) => new URL(url).pathname.startsWith("/static/"));
  return [...new Set(files)].filter((url) => new URL(url).origin === view.location.origin);
}

/** Forget every kept page; of everybody but `owner` where one is named. */
export async function forgetPages(owner = "", caches = globalThis.caches) {
  if (!caches) return;
  const names = (await stores(caches)).filter((name) => !owner || name !== STORE + owner);
  await Promise.all(names.map((name) => caches.delete(name)));
}

/** Forget the pages whose time is over. */
export async function forgetOld(now = Date.now(), caches = globalThis.caches) {
  if (!caches) return;
  for (const name of await stores(caches)) {
    const store = await caches.open(name);
    for (const request of await store.keys()) {
      const until = (await store.match(request, { ignoreVary: true }))?.headers.get(KEEP_UNTIL);
      if (until && Date.parse(until) < now) await store.delete(request, { ignoreVary: true });
    }
  }
}
