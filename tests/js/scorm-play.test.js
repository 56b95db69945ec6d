import assert from "node:assert/strict";
import { test } from "node:test";

import { joined, outgoing, post, understood } from "../../static/js/scorm/play.js";

const KEY = "k".repeat(64);
const message = (number, more = {}) => ({ kind: "commit", number, cmi: { "cmi.location": String(number) }, ...more });

function storageOf(items = new Map()) {
  return {
    items,
    getItem: (name) => items.get(name) ?? null,
    setItem: (name, value) => void items.set(name, value),
    removeItem: (name) => void items.delete(name),
  };
}

function line(send, more = {}) {
  const told = [];
  const later = [];
  const made = outgoing({
    key: KEY,
    send,
    tell: (state, detail) => told.push([state, detail]),
    storage: storageOf(),
    later: (act) => later.push(act),
    ...more,
  });
  return { line: made, told, later };
}

test("only what belongs to this launch and has its shape is understood", () => {
  const said = { panah: "scorm/1", key: KEY, kind: "commit", number: 3, cmi: { a: "b" } };
  assert.deepEqual(understood(said, KEY), { kind: "commit", number: 3, cmi: { a: "b" } });
  assert.deepEqual(understood({ ...said, part: true }, KEY).part, true);
  for (const wrong of [
    null,
    "scorm/1",
    { ...said, panah: "h5p/1" },
    { ...said, key: "other" },
    { ...said, kind: "erase" },
    { ...said, number: -1 },
    { ...said, number: 1.5 },
    { ...said, cmi: [] },
    { ...said, cmi: null },
    { ...said, cmi: { a: "x".repeat(600_000) } },
    { ...said, kind: "go", go: "https://example.org" },
    { ...said, key: "other", kind: "rest" },
  ]) {
    assert.equal(understood(wrong, KEY), null);
  }
  assert.deepEqual(understood({ ...said, kind: "go", go: "next" }, KEY), { go: "next", target: "" });
  assert.deepEqual(understood({ ...said, kind: "rest" }, KEY), { rest: true });
  assert.deepEqual(understood({ ...said, key: "other", kind: "elsewhere" }, KEY), { elsewhere: true });
});

test("a whole data model takes the place of an older one, a part lies over it, and an end stays an end", () => {
  assert.deepEqual(joined(null, message(1)), message(1));
  assert.deepEqual(joined(message(1, { kind: "end" }), message(2)), message(2, { kind: "end" }));
  const laid = joined(message(1), { kind: "commit", number: 2, cmi: { "cmi.exit": "suspend" }, part: true });
  assert.deepEqual(laid.cmi, { "cmi.location": "1", "cmi.exit": "suspend" });
  assert.equal(laid.number, 2);
  assert.equal(laid.part, undefined);
});

test("what goes is said to be saved, and an end to be over", async () => {
  const { line: out, told } = line(async ({ number }) => ({ outcome: "kept", commits: number }));
  await out.put(message(1));
  await out.put(message(2, { kind: "end" }));
  assert.deepEqual(told.map(([state]) => state), ["saving", "saved", "saving", "ended"]);
  assert.equal(told.at(-1)[1].commits, 2);
  assert.ok(out.isEmpty);
});

test("without network it waits on the disk, and the newest is sent when there is one again", async () => {
  let isUp = false;
  const sent = [];
  const storage = storageOf();
  const send = async (one) => {
    if (!isUp) throw new TypeError("Failed to fetch");
    sent.push(one.number);
    return { outcome: "kept", commits: one.number };
  };
  const { line: out, told, later } = line(send, { storage });
  await out.put(message(1));
  await out.put(message(2));
  assert.equal(told.at(-1)[0], "waiting");
  assert.equal(storage.items.size, 1);
  isUp = true;
  later.at(-1)();
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(sent, [2]);
  assert.equal(told.at(-1)[0], "saved");
  assert.equal(storage.items.size, 0);
});

test("what waited when the page was closed is sent by the next page of the same launch", async () => {
  const storage = storageOf();
  const dead = async () => {
    throw new TypeError("Failed to fetch");
  };
  await line(dead, { storage }).line.put(message(5, { kind: "end" }));
  const sent = [];
  const { line: out } = line(async (one) => sent.push(one) && { outcome: "kept", commits: 5 }, { storage });
  assert.equal(out.isEmpty, false);
  await out.drain();
  assert.deepEqual(sent, [message(5, { kind: "end" })]);
});

test("a unit opened elsewhere sends nothing more and keeps nothing", async () => {
  const storage = storageOf();
  let asked = 0;
  const { line: out, told } = line(async () => (asked += 1) && { outcome: "elsewhere" }, { storage });
  await out.put(message(1));
  await out.put(message(2));
  assert.equal(asked, 1);
  assert.equal(told.at(-1)[0], "elsewhere");
  assert.equal(storage.items.size, 0);
});

test("who is signed out keeps the work on the device", async () => {
  const storage = storageOf();
  const { line: out, told } = line(async () => ({ outcome: "signed-out" }), { storage });
  await out.put(message(1));
  assert.equal(told.at(-1)[0], "signed-out");
  assert.equal(storage.items.size, 1);
});

test("the token of the site goes along, and the answer says what became of it", async () => {
  const asked = [];
  const answers = [
    { status: 200, json: async () => ({ commits: 4 }) },
    { status: 409, json: async () => ({}) },
    { status: 400, json: async () => ({ why: "cmi.score.raw is 999" }) },
    { status: 0, type: "opaqueredirect" },
    { status: 403, json: async () => ({}) },
  ];
  const fetch = async (url, options) => asked.push([url, options]) && answers[asked.length - 1];
  const document = { cookie: "a=b; csrftoken=t%3D" };
  const outcomes = [];
  for (const _ of answers) outcomes.push(await post("/commit/", message(1), { fetch, document }));
  assert.deepEqual(outcomes, [
    { outcome: "kept", commits: 4 },
    { outcome: "elsewhere" },
    { outcome: "refused", why: "cmi.score.raw is 999" },
    { outcome: "signed-out" },
    { outcome: "signed-out" },
  ]);
  assert.equal(asked[0][1].headers["X-CSRFToken"], "t=");
  await assert.rejects(post("/commit/", message(1), { fetch: async () => ({ status: 502 }), document }));
});

test("whoever asks while something is on its way waits for it, too", async () => {
  let arrive;
  const { line: waiting } = line(() => new Promise((resolve) => (arrive = () => resolve({ outcome: "kept", commits: 1 }))));
  waiting.put(message(1));
  let isSent = false;
  const waited = waiting.drain().then(() => (isSent = true));
  await Promise.resolve();
  assert.equal(isSent, false);
  arrive();
  await waited;
  assert.equal(waiting.isEmpty, true);
});
