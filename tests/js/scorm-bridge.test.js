import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

const SOURCE = readFileSync(new URL("../../static/js/scorm/bridge.js", import.meta.url), "utf8");
const KEY = "k".repeat(64);

/** The library as the bridge uses it: values in memory, a commit of all of them. */
class Library {
  constructor(settings) {
    this.settings = settings;
    this.values = {};
    this.heard = {};
  }
  loadFromFlattenedJSON(values) {
    this.values = { ...values };
  }
  on(event, act) {
    this.heard[event] = act;
  }
  LMSInitialize() {
    this.heard.LMSInitialize?.();
    return "true";
  }
  LMSSetValue(name, value) {
    this.values[name] = value;
    this.heard["LMSSetValue.cmi.*"]?.();
    return "true";
  }
  LMSGetValue(name) {
    return this.values[name] ?? "";
  }
  LMSCommit() {
    this.settings.httpService.processHttpRequest("", { ...this.values, "cmi.objectives": {}, "cmi.empty": "" }, false);
    return "true";
  }
  LMSFinish() {
    this.settings.httpService.processHttpRequest("", this.values, true);
    this.heard.LMSFinish?.();
    return "true";
  }
}

function frame({ name = "", told = {}, isInner = false, isAlone = false } = {}) {
  const said = [];
  const beacons = [];
  const listeners = {};
  const top = { postMessage: (data) => said.push(data) };
  const text = JSON.stringify({ version: "12", key: KEY, number: 0, cmi: {}, beacon: "/scorm/beacon/", ...told });
  const view = {
    name,
    Scorm12API: Library,
    document: { getElementById: () => ({ textContent: text }), cookie: "" },
    navigator: { sendBeacon: (url, blob) => beacons.push([url, blob]) },
    addEventListener: (type, act) => (listeners[type] = act),
    localStorage: {},
    sessionStorage: {},
  };
  view.top = isAlone ? view : top;
  view.postMessage = (data) => said.push(data);
  view.parent = isAlone ? view : isInner ? { postMessage() {} } : top;
  vm.runInNewContext(SOURCE, { window: view, JSON, Object, Number, String, Map, Math, Array, Blob });
  return { view, said, beacons, listeners, top };
}

test("content finds the API in itself, from its parent upwards, and nothing of the real parent", () => {
  const { view } = frame({ told: { cmi: { "cmi.core.lesson_location": "p2" } } });
  assert.equal(view.API.LMSGetValue("cmi.core.lesson_location"), "p2");
  assert.equal(view.parent.API, view.API);
  assert.equal(view.parent.parent, view.parent);
  assert.equal(view.parent.document, undefined);
});

test("a commit goes to the page with its number, as texts alone", () => {
  const { view, said, beacons } = frame({ told: { number: 4 } });
  view.API.LMSInitialize("");
  view.API.LMSSetValue("cmi.core.lesson_location", "p2");
  view.API.LMSCommit("");
  assert.deepEqual(said.map(({ kind, number }) => [kind, number]), [["begin", 4], ["commit", 5]]);
  assert.equal(JSON.stringify(said[1].cmi), JSON.stringify({ "cmi.core.lesson_location": "p2" }));
  assert.equal(said[1].key, KEY);
  assert.equal(beacons.length, 0);
});

test("the end goes by a beacon, too, with the same number and the secret", async () => {
  const { view, said, beacons } = frame();
  view.API.LMSSetValue("cmi.core.lesson_status", "completed");
  view.API.LMSFinish("");
  assert.equal(said.at(-1).kind, "end");
  const body = JSON.parse(await beacons[0][1].text());
  assert.deepEqual([body.word, body.kind, body.number], [KEY, "end", said.at(-1).number]);
});

test("what was set and never committed goes when the page goes, as a commit and not as an end", async () => {
  const { view, beacons, listeners } = frame();
  view.API.LMSSetValue("cmi.core.lesson_location", "p9");
  listeners.pagehide();
  assert.equal(JSON.parse(await beacons[0][1].text()).kind, "commit");
  listeners.pagehide();
  assert.equal(beacons.length, 1);
});

test("before the page around leaves, what was set is committed and then nothing is left", () => {
  const { view, said, beacons, listeners, top } = frame();
  const leaving = { panah: "scorm/1", key: KEY, leaving: true };
  view.API.LMSSetValue("cmi.core.lesson_location", "p9");
  listeners.message({ source: {}, data: leaving });
  assert.deepEqual(said, []);
  listeners.message({ source: top, data: leaving });
  listeners.message({ source: top, data: leaving });
  assert.deepEqual(said.map(({ kind }) => kind), ["commit", "rest", "rest"]);
  assert.equal(said[0].cmi["cmi.core.lesson_location"], "p9");
  assert.equal(beacons.length, 0);
});

test("frames inside are told, and the answer waits for what they say", () => {
  const { view, said, listeners, top } = frame();
  const heard = [];
  view.frames = { length: 1, 0: { postMessage: (data) => heard.push(data) } };
  let answer = null;
  view.setTimeout = (act) => (answer = act);
  const leaving = { panah: "scorm/1", key: KEY, leaving: true };
  listeners.message({ source: top, data: leaving });
  assert.deepEqual([heard, said], [[leaving], []]);
  answer();
  assert.deepEqual(said.map(({ kind }) => kind), ["rest"]);
});

test("a beacon that would be too long leaves the interactions out, as a part", async () => {
  const { view, beacons } = frame();
  for (let n = 0; n < 30; n += 1) view.API.LMSSetValue(`cmi.interactions.${n}.student_response`, "x".repeat(3000));
  view.API.LMSSetValue("cmi.suspend_data", "kept");
  view.API.LMSFinish("");
  const body = JSON.parse(await beacons[0][1].text());
  assert.equal(body.part, true);
  assert.deepEqual(body.cmi, { "cmi.suspend_data": "kept" });
});

test("the next page in the frame goes on with what the one before has kept", () => {
  const first = frame();
  first.view.API.LMSSetValue("cmi.core.lesson_location", "from p1");
  first.view.API.LMSCommit("");
  const second = frame({ name: first.view.name });
  assert.equal(second.view.API.LMSGetValue("cmi.core.lesson_location"), "from p1");
  second.view.API.LMSCommit("");
  assert.equal(second.said.at(-1).number, 2);
});

test("a tab of an older launch says so and sends no beacon", () => {
  const name = JSON.stringify({ panah: "scorm/1", key: "another launch" });
  const { view, said, beacons } = frame({ name });
  view.API.LMSSetValue("cmi.core.lesson_location", "p2");
  view.API.LMSFinish("");
  assert.equal(said.at(-1).kind, "elsewhere");
  assert.equal(beacons.length, 0);
});

test("a frame inside the unit tells only what it has set itself, as a part", () => {
  const { view, said } = frame({ isInner: true, told: { cmi: { "cmi.suspend_data": "outer" } } });
  assert.equal(view.API.LMSInitialize(""), "true");
  view.API.LMSSetValue("cmi.core.lesson_location", "inner");
  view.API.LMSCommit("");
  assert.equal(JSON.stringify(said.at(-1).cmi), JSON.stringify({ "cmi.core.lesson_location": "inner" }));
  assert.equal(said.at(-1).part, true);
  assert.equal(view.name, "");
});

test("a window that the content opened sends by beacons alone", () => {
  const { view, beacons } = frame({ isAlone: true });
  view.API.LMSSetValue("cmi.core.lesson_location", "p2");
  view.API.LMSCommit("");
  assert.equal(beacons.length, 1);
});

test("a trial keeps nothing", () => {
  const { view, beacons } = frame({ told: { key: "", beacon: "" } });
  view.API.LMSSetValue("cmi.core.lesson_location", "p2");
  view.API.LMSFinish("");
  assert.equal(beacons.length, 0);
});

test("the number of the server is taken from the page around alone", () => {
  const { view, said, listeners, top } = frame();
  listeners.message({ source: {}, data: { panah: "scorm/1", key: KEY, commits: 50 } });
  listeners.message({ source: top, data: { panah: "scorm/1", key: "x", commits: 60 } });
  listeners.message({ source: top, data: { panah: "scorm/1", key: KEY, commits: 7 } });
  view.API.LMSCommit("");
  assert.equal(said.at(-1).number, 8);
});
