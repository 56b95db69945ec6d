import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

// The scripts of the frame are classic ones: they run here in a small window of their own.
const code = (name) => new vm.Script(readFileSync(new URL(`../../static/js/h5p/${name}`, import.meta.url), "utf8"));
const BEFORE = code("frame-before.js");
const FRAME = code("frame.js");
const INTEGRATION = JSON.stringify({ contents: { "cid-1": { contentUserData: {} } } });

function makeFrame(instance = {}) {
  const heard = {};
  const sent = [];
  const said = [];
  const timers = [];
  const port = { postMessage: (message) => sent.push(structuredClone(message)) };
  const view = {
    document: {
      getElementById: () => ({ textContent: INTEGRATION }),
      body: { getBoundingClientRect: () => ({ height: 120.4 }) },
      get cookie() {
        throw new Error("SecurityError");
      },
    },
    get localStorage() {
      throw new Error("SecurityError");
    },
    sessionStorage: {},
    addEventListener: (kind, hear) => ((heard[kind] ??= []).push(hear)),
    parent: { postMessage: (message, to) => said.push([message, to]) },
    performance: { now: () => 5 },
    setTimeout: (go) => timers.push(go),
    ResizeObserver: class { observe() {} },
  };
  // What a window has of itself can be replaced only where it is configurable, as it is in browsers.
  Object.defineProperty(view, "localStorage", { configurable: true, get: Object.getOwnPropertyDescriptor(view, "localStorage").get });
  const world = vm.createContext({ window: view, JSON, Map, Object, Number, Math, String, Error });
  BEFORE.runInContext(world);
  const listeners = [];
  Object.assign(view.H5P, {
    instances: [],
    init: () => instance && view.H5P.instances.push(instance),
    on: (_, kind, hear) => listeners.push(hear),
    trigger: () => {},
  });
  FRAME.runInContext(world);
  const begin = (states, source = view.parent) =>
    heard.message.forEach((hear) => hear({ source, data: { panah: "h5p/1", kind: "begin", states }, ports: [port] }));
  return { view, H5P: view.H5P, sent, said, begin, heard, port, tick: () => timers.splice(0).forEach((go) => go()), event: () => listeners.forEach((hear) => hear()) };
}
const of = (sent, kind) => sent.filter((message) => message.kind === kind);

test("storage and cookies that are forbidden are replaced by some that last as long as the frame", () => {
  const { view } = makeFrame();
  view.localStorage.setItem("a", 1);
  assert.deepEqual([view.localStorage.getItem("a"), view.localStorage.length, view.localStorage.getItem("b")], ["1", 1, null]);
  view.document.cookie = "a=1";
  assert.equal(view.document.cookie, "");
});

test("nothing begins before the page has said where it left off", () => {
  const { H5P, said, begin } = makeFrame();
  assert.equal(H5P.preventInit, true);
  assert.equal(H5P.instances.length, 0);
  assert.deepEqual(JSON.parse(JSON.stringify(said)), [[{ panah: "h5p/1", kind: "ready" }, "*"]]);
  begin({}, {});
  assert.equal(H5P.instances.length, 0);
  begin({});
  begin({});
  assert.equal(H5P.instances.length, 1);
});

test("what was remembered is there up front, for the whole and for its parts", () => {
  const { H5P, begin } = makeFrame();
  begin({ 0: { state: '{"a":1}' }, "x-y": { state: "2", broken: "{" } });
  const got = [];
  H5P.getUserData(1, "state", (error, value) => got.push([error, JSON.stringify(value)]));
  H5P.getUserData(1, "state", (error, value) => got.push([error, value]), "x-y");
  H5P.getUserData(1, "none", (error, value) => got.push([error, value]));
  H5P.getUserData(1, "broken", (error) => got.push(error.name), "x-y");
  assert.deepEqual(got, [[undefined, '{"a":1}'], [undefined, 2], [undefined, undefined], "SyntaxError"]);
});

test("a state is sent when it has changed, and not when it is too long", () => {
  const { H5P, begin, sent } = makeFrame();
  begin({ 0: { state: "1" } });
  H5P.setUserData(1, "state", 1);
  H5P.setUserData(1, "state", 2, { subContentId: 0 });
  H5P.setUserData(1, "state", 2);
  H5P.setUserData(1, "state", "x".repeat(65_536), { subContentId: "p" });
  H5P.deleteUserData(1, "state", "p");
  assert.deepEqual(of(sent, "state").map(({ part, data }) => [part, data]), [["0", "2"], ["p", null]]);
});

test("each event keeps the state as it then is", () => {
  let state = { at: 1 };
  const { begin, event, tick, sent } = makeFrame({ getCurrentState: () => state });
  begin({});
  event();
  state = { at: 2 };
  tick();
  assert.deepEqual(of(sent, "state").map(({ data }) => data), ['{"at":2}']);
});

test("the report is asked for a moment after the end, when the content knows all of it", () => {
  let children = [];
  const { H5P, begin, sent, tick } = makeFrame({ getXAPIData: () => ({ statement: {}, children }), getMaxScore: () => 3 });
  begin({});
  H5P.setFinished(1, 2, undefined);
  assert.equal(of(sent, "finished").length, 0);
  children = [{ statement: { id: "a" } }];
  tick();
  assert.deepEqual(of(sent, "finished")[0].report, {
    score: 2, max_score: 3, duration_ms: 0, xapi: { statement: {}, children }, state: null,
  });
});

test("a content that fails at telling what it knows ends all the same", () => {
  const fail = () => {
    throw new Error("no");
  };
  const { H5P, begin, sent, tick } = makeFrame({ getXAPIData: fail, getCurrentState: fail, getMaxScore: fail });
  begin({});
  H5P.setFinished(1, 1, 1);
  tick();
  assert.deepEqual(of(sent, "finished")[0].report, { score: 1, max_score: 1, duration_ms: 0, xapi: null, state: null });
});

test("content without points says so, and reports when the page collects", () => {
  const { begin, sent, port } = makeFrame({});
  begin({});
  assert.deepEqual(of(sent, "begun").map(({ scored }) => scored), [false]);
  port.onmessage({ data: { panah: "h5p/1", kind: "collect" } });
  port.onmessage({ data: { panah: "h5p/1", kind: "other" } });
  assert.equal(of(sent, "finished").length, 1);
});

test("a branching scenario ends by itself, though it has no points at its beginning", () => {
  const { begin, sent, view } = makeFrame({});
  view.H5PIntegration.contents["cid-1"].library = "H5P.BranchingScenario 1.10";
  begin({});
  assert.deepEqual(of(sent, "begun").map(({ scored }) => scored), [true]);
});

test("what does not begin says so", () => {
  const { begin, sent } = makeFrame(null);
  begin({});
  assert.deepEqual(of(sent, "failed").map(({ own }) => own), [true]);
  const missing = makeFrame({});
  missing.heard.error[0]({ target: { tagName: "SCRIPT", src: "/assets/x.js" } });
  missing.begin({});
  assert.deepEqual(of(missing.sent, "failed").map(({ why, own }) => [why, own]), [["/assets/x.js", false]]);
});

test("the frame tells its height", () => {
  const { begin, sent } = makeFrame({});
  begin({});
  assert.deepEqual(of(sent, "height").map(({ px }) => px), [121]);
});
