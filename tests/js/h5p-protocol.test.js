import assert from "node:assert/strict";
import { test } from "node:test";

import { HIGHEST, LONGEST_REPORT, LONGEST_STATE, PROTOCOL, connect, understood } from "../../static/js/h5p/protocol.js";

const say = (kind, body = {}) => ({ panah: PROTOCOL, kind, ...body });

test("only the fields a message has are taken over", () => {
  const sent = say("state", { part: "0", type: "state", data: "{}", play: "another", __proto__: { x: 1 } });
  assert.deepEqual(understood(sent), { kind: "state", part: "0", type: "state", data: "{}" });
  assert.deepEqual(understood(say("height", { px: 99.2, to: "top" })), { kind: "height", px: 100 });
  assert.deepEqual(understood(say("begun", { scored: "yes" })), { kind: "begun", scored: false });
  assert.deepEqual(understood(say("failed", { why: 7, own: "yes" })), { kind: "failed", why: "", own: false });
});

test("what is no message is dropped", () => {
  const dropped = [
    null, undefined, "height", 7, [], {}, { kind: "height", px: 5 },
    { panah: "h5p/2", kind: "height", px: 5 }, say("unknown"), say("constructor"), say("toString"), say(7),
    { panah: PROTOCOL, kind: ["height"], px: 5 },
    say("height", { px: "5" }), say("height", { px: NaN }), say("height", { px: Infinity }), say("height", { px: -1 }),
    say("state", { part: "", type: "state", data: "{}" }), say("state", { part: 0, type: "state", data: "{}" }),
    say("state", { part: "0", type: "state" }), say("state", { part: "0", type: "state", data: {} }),
    say("state", { part: "0".repeat(121), type: "state", data: "{}" }),
    say("state", { part: "0", type: "t".repeat(61), data: "{}" }),
    say("finished"), say("finished", { report: "999/1" }), say("finished", { report: [1] }), say("finished", { report: null }),
  ];
  assert.deepEqual(dropped.filter((data) => understood(data) !== null), []);
});

test("sizes are bounded: a tall frame, a long state, a long report", () => {
  assert.equal(understood(say("height", { px: 1e9 })).px, HIGHEST);
  assert.equal(understood(say("state", { part: "0", type: "s", data: "x".repeat(LONGEST_STATE + 1) })), null);
  assert.equal(understood(say("finished", { report: { state: "x".repeat(LONGEST_REPORT) } })), null);
  const round = {};
  round.self = round;
  assert.equal(understood(say("finished", { report: round })), null);
});

/* The little of a window, a frame and a channel that is used. */
function world() {
  const listeners = new Set();
  const posted = [];
  const port1 = { sent: [], postMessage: (data) => port1.sent.push(data), close: () => (port1.isClosed = true) };
  const contentWindow = { postMessage: (data, to, ports) => posted.push({ data, to, ports }) };
  return {
    posted, port1,
    frame: { contentWindow },
    Channel: class { port1 = port1; port2 = "port2"; },
    view: {
      addEventListener: (_, hear) => listeners.add(hear),
      removeEventListener: (_, hear) => listeners.delete(hear),
    },
    message: (event) => [...listeners].forEach((hear) => hear(event)),
  };
}

test("only the window in this very frame is given the channel, and once", () => {
  const { frame, view, Channel, posted, message } = world();
  connect(frame, { states: { 0: { state: "1" } }, hear: () => {}, view, Channel });
  message({ source: {}, data: say("ready") });
  message({ source: frame.contentWindow, data: say("height", { px: 5 }) });
  message({ source: frame.contentWindow, data: "ready" });
  assert.deepEqual(posted, []);
  message({ source: frame.contentWindow, data: say("ready") });
  message({ source: frame.contentWindow, data: say("ready") });
  assert.deepEqual(posted, [{ data: say("begin", { states: { 0: { state: "1" } } }), to: "*", ports: ["port2"] }]);
});

test("what comes over the channel is heard as understood, the rest is not", () => {
  const { frame, view, Channel, port1 } = world();
  const heard = [];
  const line = connect(frame, { states: {}, hear: (message) => heard.push(message), view, Channel });
  port1.onmessage({ data: say("height", { px: 5 }) });
  port1.onmessage({ data: say("navigate", { to: "https://example.org" }) });
  assert.deepEqual(heard, [{ kind: "height", px: 5 }]);
  line.send("collect");
  line.close();
  assert.deepEqual([port1.sent, port1.isClosed], [[say("collect")], true]);
});
