import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { runInNewContext } from "node:vm";

const CODE = await readFile(new URL("../../static/js/teach-worker.js", import.meta.url), "utf8");
const SITE = "https://panah.test";

/** The worker in a world of its own: `kept` is what lies on the device, by path; `fetch` is the network. */
function workerWith({ kept = {}, fetch, stores = ["panah-teach-7"], now = Date.parse("2026-03-20") }) {
  const listeners = {};
  const answers = new Map(Object.entries(kept));
  const pathOf = (request) => new URL(request.url ?? request, SITE).pathname;
  const store = {
    match: async (request) => answers.get(pathOf(request)),
    delete: async (request) => answers.delete(pathOf(request)),
    keys: async () => [...answers.keys()].map((path) => ({ url: SITE + path })),
  };
  const self = {
    addEventListener: (name, listener) => (listeners[name] = listener),
    location: { origin: SITE },
    clients: { claim: async () => {} },
    skipWaiting: () => {},
  };
  const timers = [];
  runInNewContext(CODE, {
    self, fetch, URL, Response, Promise,
    Date: { now: () => now, parse: Date.parse },
    setTimeout: (go, wait, value) => timers.push(() => go(value)),
    caches: { keys: async () => stores, open: async () => store },
  });
  return {
    answers,
    timers,
    ask(path, { mode = "navigate", method = "GET" } = {}) {
      let answer = null;
      listeners.fetch({ request: { url: new URL(path, SITE).href, mode, method }, respondWith: (given) => (answer = given) });
      return answer;
    },
    async activate() {
      let done;
      listeners.activate({ waitUntil: (given) => (done = given) });
      await done;
    },
  };
}

const until = (day) => new Response("kept", { headers: { "X-Panah-Keep-Until": `2026-${day}T00:00:00Z` } });
const online = async () => new Response("new");
const offline = async () => {
  throw new TypeError("Failed to fetch");
};

test("with a network the page is the new one, without it the one that was kept", async () => {
  const kept = { "/ru/teach/sessions/k/": until("03-30") };
  assert.equal(await (await workerWith({ kept, fetch: online }).ask("/ru/teach/sessions/k/")).text(), "new");
  assert.equal(await (await workerWith({ kept, fetch: offline }).ask("/ru/teach/sessions/k/?next=1")).text(), "kept");
});

test("a page that was never opened fails as without a worker", async () => {
  await assert.rejects(workerWith({ fetch: offline }).ask("/ru/teach/sessions/k/"), TypeError);
});

test("on a line that takes too long the kept page comes", async () => {
  const worker = workerWith({ kept: { "/ru/teach/": until("03-30") }, fetch: () => new Promise(() => {}) });
  const answer = worker.ask("/ru/teach/");
  await new Promise(setImmediate);
  worker.timers.forEach((go) => go());
  assert.equal(await (await answer).text(), "kept");
});

test("a page whose time is over is not given back, and goes", async () => {
  const worker = workerWith({ kept: { "/ru/teach/": until("03-10") }, fetch: offline });
  await assert.rejects(worker.ask("/ru/teach/"), TypeError);
  assert.equal(worker.answers.size, 0);
});

test("old pages go when the worker begins", async () => {
  const worker = workerWith({ kept: { "/a/": until("03-10"), "/b/": until("03-30"), "/static/c.js": new Response("") }, fetch: online });
  await worker.activate();
  assert.deepEqual([...worker.answers.keys()], ["/b/", "/static/c.js"]);
});

test("files come from the device where the network fails", async () => {
  const kept = { "/static/a.js": new Response("file") };
  assert.equal(await (await workerWith({ kept, fetch: offline }).ask("/static/a.js", { mode: "cors" })).text(), "file");
});

test("nothing else of the site passes through, and no store of others is looked into", async () => {
  const worker = workerWith({ kept: { "/ru/teach/": until("03-30") }, fetch: offline, stores: ["elsewhere"] });
  for (const [path, options] of [
    ["/ru/my/", {}],
    ["/ru/teach/sessions/k/marks/", { method: "POST", mode: "cors" }],
    ["https://other.test/static/a.js", { mode: "cors" }],
    ["/ru/teach/sessions/k/", { mode: "cors" }],
  ]) {
    assert.equal(worker.ask(path, options), null);
  }
  await assert.rejects(worker.ask("/ru/teach/"), TypeError);
});
