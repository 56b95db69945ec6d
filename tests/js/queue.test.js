import assert from "node:assert/strict";
import { test } from "node:test";

import { Stop, keepSending, makeQueue, memoryStore, openStore, randomId } from "../../static/js/queue.js";

const kept = (items) => Object.fromEntries(items.map(({ key }) => [key, { outcome: "kept" }]));

/** A queue whose ids are a, b, c… and whose clock stands still. */
function queueOf(owner = "7", store = memoryStore(), options = {}) {
  let made = 0;
  const newId = () => String.fromCharCode(97 + made++) + owner;
  return makeQueue({ owner, store, newId, clock: () => 1000, ...options });
}

/** Timers that go off when the test says so. */
function timers() {
  const set = [];
  return {
    set,
    later: (go, wait) => set.push({ go, wait }) - 1,
    clear: (number) => {
      if (set[number]) set[number].cleared = true;
    },
  };
}

test("an id is a version 4 UUID also where the browser makes none itself", () => {
  const bytes = { getRandomValues: (array) => array.fill(255) };
  assert.equal(randomId(bytes), "ffffffff-ffff-4fff-bfff-ffffffffffff");
  assert.match(randomId(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("what is kept or known is taken out, what is refused stays with its reason, the rest waits", async () => {
  const queue = queueOf();
  for (const n of [1, 2, 3, 4]) await queue.put("marks", { n });
  await queue.drain(async () => ({
    a7: { outcome: "kept" },
    b7: { outcome: "known" },
    c7: { outcome: "refused", reason: "moved" },
  }));
  const left = await queue.items();
  assert.deepEqual(left.map(({ body, refused }) => [body.n, refused?.reason]), [[3, "moved"], [4, undefined]]);
  assert.deepEqual((await queue.waiting()).map(({ body }) => body.n), [4]);
});

test("items go in the order they were made, a kind and a batch at a time", async () => {
  const queue = queueOf("7", memoryStore(), { batch: 2 });
  for (const [kind, n] of [["x", 1], ["y", 2], ["x", 3], ["x", 4]]) await queue.put(kind, { n });
  const sent = [];
  await queue.drain(async (kind, items) => {
    sent.push([kind, items.map(({ body }) => body.n)]);
    return kept(items);
  });
  assert.deepEqual(sent, [["x", [1, 3]], ["y", [2]], ["x", [4]]]);
});

test("an item without an answer is not asked for twice in one run", async () => {
  const queue = queueOf();
  await queue.put("x", {});
  let times = 0;
  await queue.drain(async () => {
    times += 1;
    return {};
  });
  assert.equal(times, 1);
  assert.equal((await queue.waiting()).length, 1);
});

test("what fails half-way loses nothing and sends nothing twice that was answered", async () => {
  const queue = queueOf("7", memoryStore(), { batch: 1 });
  await queue.put("x", { n: 1 });
  await queue.put("x", { n: 2 });
  const sent = [];
  const send = async (kind, items) => {
    sent.push(items[0].body.n);
    if (sent.length === 2) throw new TypeError("Failed to fetch");
    return kept(items);
  };
  await assert.rejects(queue.drain(send), TypeError);
  await queue.drain(send);
  assert.deepEqual(sent, [1, 2, 2]);
  assert.deepEqual(await queue.items(), []);
});

test("two who ask at once get one run, and it takes what came meanwhile", async () => {
  const queue = queueOf();
  await queue.put("x", { n: 1 });
  const sent = [];
  const send = async (kind, items) => {
    sent.push(...items.map(({ body }) => body.n));
    if (sent.length === 1) await queue.put("x", { n: 2 });
    return kept(items);
  };
  await Promise.all([queue.drain(send), queue.drain(send)]);
  assert.deepEqual(sent, [1, 2]);
});

test("each person's items are apart, and a new page finds those of the one before", async () => {
  const store = memoryStore();
  await queueOf("7", store).put("x", { n: 1 });
  await queueOf("8", store).put("x", { n: 2 });
  const again = queueOf("7", store);
  const sent = [];
  await again.drain(async (kind, items) => {
    sent.push(...items.map(({ body }) => body.n));
    return kept(items);
  });
  assert.deepEqual(sent, [1]);
  assert.equal((await queueOf("8", store).items()).length, 1);
});

test("where the browser keeps nothing the queue works and says so", async () => {
  const store = await openStore({
    open() {
      throw new Error("SecurityError");
    },
  });
  assert.equal(makeQueue({ owner: "7", store }).lasts, false);
});

test("a failure is tried again, twice as late each time, and a success forgets it", async () => {
  const queue = queueOf();
  await queue.put("x", {});
  const { set, later, clear } = timers();
  const told = [];
  let works = false;
  const send = async (kind, items) => {
    if (!works) throw new TypeError("Failed to fetch");
    return kept(items);
  };
  const now = keepSending(queue, send, { view: {}, later, clear, told: (state) => told.push(state) });
  await now();
  await set[0].go();
  await set[1].go();
  assert.deepEqual(set.map(({ wait }) => wait), [2000, 4000, 8000]);
  works = true;
  await set[2].go();
  assert.deepEqual(told.filter((state) => state !== "sending"), ["waiting", "waiting", "waiting", "idle"]);
  assert.equal(set.length, 3);
});

test("it never waits longer than five minutes", async () => {
  const queue = queueOf();
  await queue.put("x", {});
  const { set, later, clear } = timers();
  await keepSending(queue, async () => { throw new Error("500"); }, { view: {}, later, clear })();
  for (let n = 0; n < 12; n += 1) await set[n].go();
  assert.equal(Math.max(...set.map(({ wait }) => wait)), 300_000);
});

test("who has to sign in first is told, and nothing is tried until then", async () => {
  const queue = queueOf();
  await queue.put("x", {});
  const { set, later, clear } = timers();
  const told = [];
  const send = async () => { throw new Stop("sign-in"); };
  await keepSending(queue, send, { view: {}, later, clear, told: (state, error) => told.push([state, error?.message]) })();
  assert.deepEqual(told.at(-1), ["stopped", "sign-in"]);
  assert.equal(set.length, 0);
  assert.equal((await queue.waiting()).length, 1);
});

test("the network coming back sends at once", async () => {
  const queue = queueOf();
  await queue.put("x", {});
  const view = new EventTarget();
  const sent = [];
  const { later, clear } = timers();
  const done = new Promise((resolve) => {
    keepSending(queue, async (kind, items) => { sent.push(kind); return kept(items); }, {
      view, later, clear, told: (state) => state === "idle" && resolve(),
    });
  });
  view.dispatchEvent(new Event("online"));
  await done;
  assert.deepEqual(sent, ["x"]);
});

test("many things are put in one write, and keep their order", async () => {
  const writes = [];
  const store = memoryStore();
  const counting = { ...store, put: (...many) => (writes.push(many.length), store.put(...many)) };
  const queue = queueOf("7", counting);
  await queue.putAll("marks", [{ n: 1 }, { n: 2 }, { n: 3 }]);
  assert.deepEqual(writes, [3]);
  assert.deepEqual((await queue.items()).map((item) => item.body.n), [1, 2, 3]);
});
