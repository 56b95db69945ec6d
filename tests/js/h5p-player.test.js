import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { openOutbox } from "../../static/js/h5p/outbox.js";
import { asked, cookieNamed, makePlayer } from "../../static/js/h5p/player.js";

const NO_PLAY = "00000000-0000-0000-0000-000000000000";
const ADDRESSES = { start: "/start/", state: `/h5p/${NO_PLAY}/state/`, finish: `/h5p/${NO_PLAY}/end/` };
const BEGUN = { play: "p1", number: 1, version: 7, frame: "/f/", states: {}, read: "", nonce: "n1" };
const REPORT = { score: 1, max_score: 1 };
const reply = (status, body) => ({ status, ok: status < 300, type: "basic", json: async () => body });
const signedOut = { status: 0, ok: false, type: "opaqueredirect", json: async () => null };

let items, sent, answers, told, timers, hear, opened, player;

/* `answers` says what each address answers next; the last one stays. "dead" is no network. */
function fetchOf(url, options) {
  sent.push([url, JSON.parse(options.body), options.keepalive]);
  const next = answers[url];
  const answer = Array.isArray(next) ? (next.length > 1 ? next.shift() : next[0]) : next;
  if (answer === "dead") throw new TypeError("Failed to fetch");
  return Promise.resolve(answer);
}

function makeOne(changes = {}) {
  const storage = {
    get length() {
      return items.size;
    },
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (name) => items.get(name) ?? null,
    setItem: (name, value) => void items.set(name, value),
    removeItem: (name) => void items.delete(name),
  };
  const screen = { place: { replaceChildren: () => {} } };
  for (const name of ["tell", "told", "grow", "begun", "done", "idle"]) screen[name] = (...given) => told.push([name, ...given]);
  return makePlayer({
    addresses: ADDRESSES,
    title: "Exercise",
    token: () => "token",
    screen,
    view: {
      fetch: async (url, options) => fetchOf(url, options),
      document: { createElement: () => ({ setAttribute: () => {}, addEventListener: () => {} }) },
    },
    later: (go, delay) => timers.push({ go, delay }),
    clear: () => (timers.length = 0),
    open: (play) => openOutbox(play, { storage }),
    join: (frame, given) => {
      opened.push(given.states);
      hear = given.hear;
      return { send: () => {}, close: () => (hear = () => {}) };
    },
    ...changes,
  });
}

const tick = async () => {
  const due = timers.splice(0);
  for (const timer of due) await timer.go();
};
const quiet = () => new Promise((resolve) => setTimeout(resolve, 0));
const state = (data, part = "0") => ({ kind: "state", part, type: "state", data });
const bodies = (url) => sent.filter(([to]) => to === url).map(([, body]) => body);

beforeEach(() => {
  [items, sent, told, timers, opened] = [new Map(), [], [], [], []];
  answers = { "/start/": reply(200, BEGUN), "/h5p/p1/state/": reply(200, { read: "t1" }), "/h5p/p1/end/": reply(200, { passed: true, told: "Passed." }) };
  player = makeOne();
});

test("the frame is given what the server remembers", async () => {
  answers["/start/"] = reply(200, { ...BEGUN, states: { 0: { state: "1" } }, read: "t0" });
  await player.begin();
  assert.deepEqual(opened, [{ 0: { state: "1" } }]);
});

test("answers are gathered and sent in one, following what was read", async () => {
  await player.begin();
  hear(state("1"));
  hear(state("2"));
  hear(state("x", "sub"));
  assert.equal(bodies("/h5p/p1/state/").length, 0);
  await tick();
  hear(state("3"));
  await tick();
  assert.deepEqual(bodies("/h5p/p1/state/"), [
    { read: "", states: [{ part: "0", type: "state", data: "2" }, { part: "sub", type: "state", data: "x" }] },
    { read: "t1", states: [{ part: "0", type: "state", data: "3" }] },
  ]);
  assert.equal(items.size, 0);
});

test("the end goes with its nonce, and what comes after it is not kept", async () => {
  await player.begin();
  hear(state("1"));
  hear({ kind: "finished", report: REPORT });
  await quiet();
  hear(state("2"));
  assert.deepEqual(bodies("/h5p/p1/end/"), [{ nonce: "n1", report: REPORT }]);
  assert.deepEqual(told.at(-1), ["done", { passed: true, told: "Passed." }]);
  assert.deepEqual([items.size, timers.length], [0, 0]);
});

test("on a dead network all is kept, said, and sent again, later each time", async () => {
  answers["/h5p/p1/state/"] = ["dead", "dead", reply(200, { read: "t1" })];
  await player.begin();
  hear(state("1"));
  await tick();
  assert.deepEqual(told.at(-1), ["tell", "waiting"]);
  const first = timers[0].delay;
  await tick();
  assert.ok(timers[0].delay > first);
  assert.match([...items.values()][0], /"state":"1"/);
  await tick();
  assert.deepEqual(told.at(-1), ["tell", "saved"]);
  assert.equal(items.size, 0);
});

test("an end on a dead network is sent when the page is there again, without opening the frame", async () => {
  answers["/h5p/p1/end/"] = "dead";
  await player.begin();
  hear({ kind: "finished", report: REPORT });
  await quiet();
  assert.deepEqual(told.at(-1), ["tell", "waiting"]);
  answers["/h5p/p1/end/"] = reply(200, { passed: true, told: "Passed." });
  opened = [];
  await makeOne().resume("p1");
  assert.deepEqual([opened, told.at(-1)[0], items.size], [[], "done", 0]);
  assert.deepEqual(bodies("/h5p/p1/end/").at(-1), { nonce: "n1", report: REPORT });
});

test("a page that is put aside sends what waits so that it outlives the page", async () => {
  await player.begin();
  hear(state("1"));
  player.leave();
  await quiet();
  assert.equal(sent.at(-1)[2], true);
  assert.equal(items.size, 0);
});

test("what is too long for that stays on the device", async () => {
  await player.begin();
  hear(state("x".repeat(61_000)));
  const before = sent.length;
  player.leave();
  await quiet();
  assert.equal(sent.length, before);
  assert.equal(items.size, 1);
});

test("a save from elsewhere is not overwritten: the frame closes and says so", async () => {
  answers["/h5p/p1/state/"] = reply(409, { problem: "elsewhere" });
  await player.begin();
  hear(state("1"));
  await tick();
  assert.deepEqual(told.at(-1), ["idle", "elsewhere"]);
  assert.equal(items.size, 0);
});

test("an end stands above a state that came too late", async () => {
  answers["/h5p/p1/state/"] = reply(409, { problem: "elsewhere" });
  await player.begin();
  hear(state("1"));
  const saving = tick();
  hear({ kind: "finished", report: REPORT });
  await saving;
  await quiet();
  assert.equal(bodies("/h5p/p1/end/").length, 1);
  assert.equal(told.at(-1)[0], "done");
});

test("what this device kept is left aside where another one has gone on, and this is told", async () => {
  answers["/h5p/p1/state/"] = "dead";
  await player.begin();
  hear(state("1"));
  await tick();
  answers["/start/"] = reply(200, { ...BEGUN, states: { 0: { state: "9" } }, read: "t9" });
  await makeOne().begin();
  assert.deepEqual(opened.at(-1), { 0: { state: "9" } });
  assert.deepEqual(told.at(-1), ["tell", "older"]);
  assert.equal(items.size, 0);
});

test("what did arrive without an answer is no conflict", async () => {
  answers["/h5p/p1/state/"] = "dead";
  await player.begin();
  hear(state("1"));
  await tick();
  answers["/start/"] = reply(200, { ...BEGUN, states: { 0: { state: "1" } }, read: "t1" });
  await makeOne().begin();
  assert.ok(!told.some(([, word]) => word === "older"));
});

test("what follows what the server has lies over it", async () => {
  answers["/h5p/p1/state/"] = "dead";
  await player.begin();
  hear(state("1"));
  await tick();
  await makeOne().begin();
  assert.deepEqual(opened.at(-1), { 0: { state: "1" } });
});

test("who is signed out keeps everything until signing in again", async () => {
  answers["/h5p/p1/state/"] = [signedOut, reply(200, { read: "t1" })];
  await player.begin();
  hear(state("1"));
  await tick();
  assert.deepEqual(told.at(-1), ["tell", "signed-out"]);
  assert.equal(items.size, 1);
  player.online();
  await quiet();
  assert.equal(items.size, 0);
});

test("a state the server will not have is let go, and the play goes on", async () => {
  answers["/h5p/p1/state/"] = reply(400, { problem: "refused" });
  await player.begin();
  hear(state("1"));
  await tick();
  assert.deepEqual(told.at(-1), ["tell", "unkept"]);
  assert.deepEqual([items.size, timers.length], [0, 0]);
});

test("content begun and ended again in its frame is another try of the same version", async () => {
  await player.begin();
  hear({ kind: "finished", report: REPORT });
  await quiet();
  answers["/start/"] = reply(200, { ...BEGUN, play: "p2", nonce: "n2" });
  answers["/h5p/p2/end/"] = reply(200, { passed: false, told: "Not yet." });
  hear({ kind: "finished", report: { score: 0, max_score: 1 } });
  await quiet();
  assert.deepEqual(bodies("/h5p/p2/end/"), [{ nonce: "n2", report: { score: 0, max_score: 1 } }]);
});

test("a frame of an older version ends no try of a newer one", async () => {
  await player.begin();
  hear({ kind: "finished", report: REPORT });
  await quiet();
  answers["/start/"] = reply(200, { ...BEGUN, play: "p2", version: 8 });
  hear({ kind: "finished", report: REPORT });
  await quiet();
  assert.equal(bodies("/h5p/p2/end/").length, 0);
});

test("a server that cannot be reached opens nothing and can be asked again", async () => {
  answers["/start/"] = "dead";
  await player.begin();
  assert.deepEqual([opened, told.at(-1)], [[], ["idle", "failed"]]);
});

test("content with a fault of its own is not blamed on the network", async () => {
  await player.begin();
  hear({ kind: "failed", why: "TypeError", own: true });
  assert.deepEqual(told.at(-1), ["idle", "broken"]);
  await player.begin();
  hear({ kind: "failed", why: "/assets/x.js", own: false });
  assert.deepEqual(told.at(-1), ["idle", "failed"]);
});

test("answers are told apart by what they are", async () => {
  const problem = async (answer) => (await asked({ fetch: async () => answer }, "/", "t")).problem;
  assert.equal(await problem(reply(503, {})), "network");
  assert.equal(await problem(reply(403, null)), "signed-out");
  assert.equal(await problem(reply(404, null)), "refused");
  assert.equal(await problem(reply(409, { problem: "ended" })), "ended");
  assert.equal(await problem({ ...reply(200), json: async () => Promise.reject(new Error()) }), "refused");
});

test("a cookie is found by its whole name", () => {
  assert.equal(cookieNamed("csrftoken", "xcsrftoken=1; csrftoken=ab=c; other=2"), "ab=c");
  assert.equal(cookieNamed("csrftoken", ""), "");
});
