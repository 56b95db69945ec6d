import assert from "node:assert/strict";
import { test } from "node:test";

import { memoryStore } from "../../static/js/queue.js";
import { begin } from "../../static/js/sending.js";

function pageWith(waiting) {
  const items = waiting.map((key) => [
    key,
    { key, owner: "7", kind: "k", body: { url: "/m/", page: "/p/", mark: "present" }, savedAt: 1, order: 1, refused: null },
  ]);
  const count = {};
  return {
    root: { dataset: { owner: "7", gone: "Gone." }, hidden: true, querySelector: () => count },
    store: memoryStore(new Map(items)),
    count,
  };
}

function viewWith(fetch) {
  return { fetch, document: { cookie: "csrftoken=t", addEventListener: () => {} }, addEventListener: () => {} };
}

test("what waits on the device goes on its way from any page, and then nothing is said of it", async () => {
  const { root, store } = pageWith(["a", "b"]);
  const sent = [];
  const view = viewWith(async (url, { body }) => {
    const { marks } = JSON.parse(body);
    sent.push(...marks.map(({ key }) => key));
    return { ok: true, status: 200, json: async () => ({ answers: marks.map(({ key }) => ({ key, outcome: "kept" })) }) };
  });
  await begin(root, { view, store });
  assert.deepEqual(sent, ["a", "b"]);
  assert.equal(root.hidden, true);
});

test("what cannot go is counted", async () => {
  const { root, store, count } = pageWith(["a"]);
  await begin(root, { view: viewWith(async () => ({ status: 401 })), store });
  assert.equal(root.hidden, false);
  assert.equal(count.textContent, 1);
});

test("where nothing waits the server is not asked", async () => {
  const { root, store } = pageWith([]);
  const view = viewWith(async () => assert.fail("asked"));
  await begin(root, { view, store });
  assert.equal(root.hidden, true);
});
