import assert from "node:assert/strict";
import { test } from "node:test";

import { forgetOld, laidOver, openOutbox, safeStorage } from "../../static/js/h5p/outbox.js";

const DAY = 24 * 3600 * 1000;

function storage(items = new Map()) {
  return {
    items,
    get length() {
      return items.size;
    },
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (name) => items.get(name) ?? null,
    setItem: (name, value) => void items.set(name, value),
    removeItem: (name) => void items.delete(name),
  };
}

test("what is put in outlives the page, and each try has its own", () => {
  const kept = storage();
  const first = openOutbox("a", { storage: kept });
  first.follow("t1");
  first.put("0", "state", "1");
  first.put("0", "state", "2");
  first.putFinish({ nonce: "n", report: {} });
  const again = openOutbox("a", { storage: kept });
  assert.deepEqual([again.states(), again.finish, again.read], [[["0", "state", "2"]], { nonce: "n", report: {} }, "t1"]);
  assert.ok(openOutbox("b", { storage: kept }).isEmpty());
});

test("what was sent goes, what was said since stays", () => {
  const kept = storage();
  const outbox = openOutbox("a", { storage: kept });
  outbox.put("0", "state", "1");
  outbox.put("0", "state", "2");
  outbox.sent("0", "state", "1");
  assert.deepEqual(outbox.states(), [["0", "state", "2"]]);
  outbox.sent("0", "state", "2");
  assert.ok(outbox.isEmpty());
  assert.equal(kept.items.size, 0);
});

test("what is kept lies over what the server has; null forgets", () => {
  const outbox = openOutbox("a", { storage: storage() });
  outbox.put("0", "state", "2");
  outbox.put("p", "other", null);
  const server = { 0: { state: "1", more: "m" }, p: { other: "o" } };
  assert.deepEqual(laidOver(server, outbox), { 0: { state: "2", more: "m" }, p: {} });
  assert.deepEqual(server.p, { other: "o" });
});

test("a full disk keeps it as long as the page is open", () => {
  const full = storage();
  full.setItem = () => {
    throw new Error("QuotaExceededError");
  };
  const outbox = openOutbox("a", { storage: full });
  assert.equal(outbox.put("0", "state", "1"), false);
  assert.deepEqual(outbox.states(), [["0", "state", "1"]]);
});

test("a browser that forbids storage gets memory that says so", () => {
  const view = {
    get localStorage() {
      throw new Error("SecurityError");
    },
  };
  const memory = safeStorage(view);
  const outbox = openOutbox("a", { storage: memory });
  outbox.put("0", "state", "1");
  assert.equal(outbox.lasts, false);
  assert.equal(memory.length, 1);
});

test("rubbish under the name of a try is no try", () => {
  const kept = storage(new Map([["panah-h5p-a", "{"], ["panah-h5p-b", "null"], ["panah-h5p-c", '{"states":7}']]));
  for (const play of ["a", "b", "c"]) assert.ok(openOutbox(play, { storage: kept }).isEmpty());
});

test("what nobody came back for is forgotten, what belongs to others is left", () => {
  const kept = storage(new Map([["other", "x"], ["panah-h5p-bad", "{"]]));
  openOutbox("old", { storage: kept, now: () => 0 }).put("0", "state", "1");
  openOutbox("new", { storage: kept, now: () => 50 * DAY }).put("0", "state", "1");
  forgetOld({ storage: kept, now: () => 61 * DAY });
  assert.deepEqual([...kept.items.keys()], ["other", "panah-h5p-new"]);
});
