import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { runInNewContext } from "node:vm";

import { digestOf, saysItAll } from "../../static/js/file-check.js";
import { isOnline, keepItself, keysFrom, printedDay } from "../../static/js/verify-offline.js";

const WORKER = await readFile(new URL("../../static/js/verify-worker.js", import.meta.url), "utf8");
const SITE = "https://panah.test";

/** What the browser's store of answers does, as far as it is used here. */
function storage(kept = {}) {
  const addressOf = (asked) => new URL(asked.url ?? asked, SITE).href;
  const answers = new Map(Object.entries(kept).map(([path, answer]) => [addressOf(path), answer]));
  const store = {
    put: async (asked, answer) => void answers.set(addressOf(asked), answer),
    match: async (asked) => answers.get(addressOf(asked))?.clone(),
    delete: async (asked) => answers.delete(addressOf(asked)),
    keys: async () => [...answers.keys()].map((url) => ({ url })),
  };
  return { answers, open: async () => store, has: async (name) => name === "panah-verify" && answers.size > 0 };
}

const offline = async () => {
  throw new TypeError("Failed to fetch");
};
const online = async () => new Response("live");

function workerWith({ kept = {}, fetch }) {
  const listeners = {};
  const self = {
    addEventListener: (name, listener) => (listeners[name] = listener),
    location: { origin: SITE },
    clients: { claim: async () => {} },
    skipWaiting: () => {},
  };
  const timers = [];
  const setTimeout = (go, wait, value) => timers.push(() => go(value));
  runInNewContext(WORKER, { self, fetch, URL, Response, Promise, setTimeout, caches: storage(kept) });
  const ask = (path, { mode = "navigate", method = "GET" } = {}) => {
    let answer = null;
    listeners.fetch({ request: { url: new URL(path, SITE).href, mode, method }, respondWith: (given) => (answer = given) });
    return answer;
  };
  return { ask, timers };
}

const KEPT = () => ({
  "/verify/offline/": new Response("latest"),
  "/static/a.js": new Response("file"),
});

test("with a network the address of a square opens the live page", async () => {
  const worker = workerWith({ kept: KEPT(), fetch: online });
  assert.equal(await (await worker.ask("/verify/CODE/")).text(), "live");
});

test("without a network it opens the page that checks, in the language used last", async () => {
  const worker = workerWith({ kept: KEPT(), fetch: offline });
  assert.equal(await (await worker.ask("/verify/CODE/")).text(), "latest");
  assert.equal(await (await worker.ask("/ru/verify/CODE/")).text(), "latest");
  assert.equal(await (await worker.ask("/kk/verify/offline/")).text(), "latest");
  assert.equal(await (await worker.ask("/static/a.js", { mode: "cors" })).text(), "file");
});

test("on a line that takes too long the kept page comes", async () => {
  const worker = workerWith({ kept: KEPT(), fetch: () => new Promise(() => {}) });
  const answer = worker.ask("/verify/CODE/");
  for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
  worker.timers.forEach((go) => go());
  assert.equal(await (await answer).text(), "latest");
});

test("where the page was never opened, no network is no network", async () => {
  const worker = workerWith({ fetch: offline });
  await assert.rejects(worker.ask("/verify/CODE/"), TypeError);
  await assert.rejects(worker.ask("/static/a.js", { mode: "cors" }), TypeError);
});

test("nothing else of the site passes through", () => {
  const worker = workerWith({ kept: KEPT(), fetch: offline });
  for (const [path, options] of [
    ["/ru/my/", {}],
    ["/verify/keys.json", { mode: "cors" }],
    ["/ru/verify/CODE/person/", { method: "POST" }],
    ["https://other.test/verify/CODE/", {}],
  ]) {
    assert.equal(worker.ask(path, options), null);
  }
});

test("keys are new ones with a network and the old ones without", async () => {
  const caches = storage();
  const fetched = await keysFrom("/verify/keys.json", { caches, today: "2026-04-01", fetch: async () => Response.json({ keys: [1] }) });
  assert.deepEqual(fetched, { keys: [1], fetched: "2026-04-01" });
  const later = { caches, today: "2026-05-01" };
  assert.deepEqual(await keysFrom("/verify/keys.json", { ...later, fetch: offline }), fetched);
  assert.deepEqual(await keysFrom("/verify/keys.json", { ...later, fetch: async () => new Response("", { status: 502 }) }), fetched);
});

test("a device that never had a network has no keys", async () => {
  assert.equal(await keysFrom("/verify/keys.json", { caches: storage(), fetch: offline, today: "2026-04-01" }), null);
});

function view(fetch) {
  return {
    fetch,
    location: { origin: SITE },
    performance: { getEntriesByType: () => [{ name: `${SITE}/static/new.js` }] },
    document: { querySelectorAll: () => [] },
  };
}

test("the page keeps itself as nobody sees it, and forgets the files of before", async () => {
  const caches = storage({ "/static/old.js": new Response("old"), "/verify/keys.json": new Response("{}") });
  const asked = [];
  const fetch = async (url, options) => {
    asked.push([url, options?.credentials]);
    return new Response(url);
  };
  assert.ok(await keepItself("/ru/verify/offline/", { caches, view: view(fetch) }));
  assert.deepEqual(asked[0], ["/ru/verify/offline/", "omit"]);
  const paths = [...caches.answers.keys()].map((url) => new URL(url).pathname).sort();
  assert.deepEqual(paths, ["/static/new.js", "/verify/keys.json", "/verify/offline/"]);
});

test("without a network, and where it leads elsewhere, the page on the device stays as it is", async () => {
  const redirected = Object.defineProperty(new Response("sign in"), "redirected", { value: true });
  for (const fetch of [offline, async () => redirected, async () => new Response("", { status: 500 })]) {
    const caches = storage({ "/verify/offline/": new Response("kept") });
    assert.equal(await keepItself("/ru/verify/offline/", { caches, view: view(fetch) }), false);
    assert.equal(await caches.answers.get(`${SITE}/verify/offline/`).text(), "kept");
  }
});

test("the live page is gone on to where it answers, also that the code is unknown", async () => {
  assert.equal(await isOnline("/x", async () => new Response("", { status: 404 })), true);
  assert.equal(await isOnline("/x", async () => new Response("", { status: 503 })), false);
  assert.equal(await isOnline("/x", offline), false);
});

test("days stand as on paper", () => assert.equal(printedDay("2026-11-07"), "07.11.2026"));

test("of a file only the digest is sent, where that says it all", async () => {
  const digest = await digestOf(new Blob(["panah"]));
  assert.match(digest, /^[0-9a-f]{64}$/);
  let sent = null;
  const answering = (paper, status = 200) => async (url, { body }) => {
    sent = body;
    return Response.json({ paper }, { status });
  };
  assert.equal(await saysItAll("/file/", digest, { token: "t", fetch: answering("issued") }), true);
  assert.deepEqual(Object.fromEntries(sent), { sha256: digest, csrfmiddlewaretoken: "t" });
  assert.equal(await saysItAll("/file/", digest, { token: "t", fetch: answering("of another") }), true);
  assert.equal(await saysItAll("/file/", digest, { token: "t", fetch: answering("other digest") }), false);
  assert.equal(await saysItAll("/file/", digest, { token: "t", fetch: answering("issued", 429) }), false);
  assert.equal(await saysItAll("/file/", digest, { token: "t", fetch: offline }), false);
});
