import assert from "node:assert/strict";
import { test } from "node:test";

import { forgetFirst } from "../../static/js/forgetting.js";
import { filesOf, forgetOld, forgetPages, keepPage } from "../../static/js/keeping.js";

/** What the browser's store of answers does, as far as it is used here. */
function storage() {
  const stores = new Map();
  const addressOf = (asked) => new URL(asked.url ?? asked, "https://panah.test").pathname;
  const open = (name) => {
    if (!stores.has(name)) stores.set(name, new Map());
    const answers = stores.get(name);
    return {
      put: async (asked, answer) => void answers.set(addressOf(asked), answer),
      match: async (asked) => answers.get(addressOf(asked)),
      delete: async (asked) => answers.delete(addressOf(asked)),
      keys: async () => [...answers.keys()].map((path) => ({ url: `https://panah.test${path}` })),
    };
  };
  return {
    stores,
    keys: async () => [...stores.keys()],
    has: async (name) => stores.has(name),
    open: async (name) => open(name),
    delete: async (name) => stores.delete(name),
  };
}

function pageAt(path, { resources = [], answer = new Response("page", { status: 200 }) } = {}) {
  return {
    location: { pathname: path, origin: "https://panah.test" },
    navigator: { serviceWorker: {} },
    performance: { getEntriesByType: () => resources.map((name) => ({ name })) },
    document: { querySelectorAll: () => [] },
    fetch: async (url) => (url === path ? answer : new Response("file")),
  };
}

test("a page is kept with its own files and nothing of other sites", async () => {
  const caches = storage();
  const resources = ["https://panah.test/static/a.js", "https://panah.test/ru/x/", "https://other.test/static/b.js"];
  assert.equal(await keepPage("7", { caches, view: pageAt("/ru/teach/", { resources }) }), true);
  assert.deepEqual([...caches.stores.get("panah-teach-7").keys()], ["/ru/teach/", "/static/a.js"]);
});

test("a page that answers with an error or the way to sign in is not kept", async () => {
  const caches = storage();
  assert.equal(await keepPage("7", { caches, view: pageAt("/p/", { answer: new Response("", { status: 500 }) }) }), false);
  assert.equal(caches.stores.size, 0);
});

test("where there is no worker nothing is kept, and the page can say so", async () => {
  assert.equal(await keepPage("7", { caches: storage(), view: { navigator: {} } }), false);
  assert.equal(await keepPage("7", { caches: undefined, view: pageAt("/p/") }), false);
});

test("each file is named once", () => {
  const view = pageAt("/p/", { resources: ["https://panah.test/static/a.js"] });
  view.document.querySelectorAll = () => [{ src: "https://panah.test/static/a.js" }];
  assert.deepEqual(filesOf(view), ["https://panah.test/static/a.js"]);
});

test("other people's pages are forgotten, and all of them at sign-out; other stores stay", async () => {
  const caches = storage();
  for (const name of ["panah-teach-7", "panah-teach-8", "elsewhere"]) await caches.open(name);
  await forgetPages("7", caches);
  assert.deepEqual(await caches.keys(), ["panah-teach-7", "elsewhere"]);
  await forgetPages("", caches);
  assert.deepEqual(await caches.keys(), ["elsewhere"]);
});

test("a page is forgotten when its time is over", async () => {
  const caches = storage();
  const store = await caches.open("panah-teach-7");
  const until = (day) => new Response("", { headers: { "X-Panah-Keep-Until": `2026-03-${day}T00:00:00+05:00` } });
  await store.put("/old/", until("10"));
  await store.put("/new/", until("30"));
  await store.put("/static/a.js", new Response(""));
  await forgetOld(Date.parse("2026-03-20T00:00:00Z"), caches);
  assert.deepEqual([...caches.stores.get("panah-teach-7").keys()], ["/new/", "/static/a.js"]);
});

test("signing out forgets first, and goes on however that ends, once", async () => {
  for (const forget of [async () => {}, async () => { throw new Error("no"); }]) {
    const form = new EventTarget();
    let sent = 0;
    form.submit = () => (sent += 1);
    const late = [];
    forgetFirst(form, forget, (go) => late.push(go));
    const event = new Event("submit", { cancelable: true });
    form.dispatchEvent(event);
    assert.ok(event.defaultPrevented);
    await new Promise(setImmediate);
    late.forEach((go) => go());
    assert.equal(sent, 1);
  }
});
