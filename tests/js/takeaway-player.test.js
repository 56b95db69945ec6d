import { deepEqual, equal, ok, throws } from "node:assert/strict";
import { webcrypto } from "node:crypto";
import { test } from "node:test";

import { filled } from "../../static/js/takeaway/dom.js";
import { browserKeeper, newUuid } from "../../static/js/takeaway/keeping.js";
import { lookBack } from "../../static/js/takeaway/looking-back.js";
import { ownReporter } from "../../static/js/takeaway/reporting.js";
import { Refused, makeOutbox, sendStatement } from "../../static/js/takeaway/sending.js";
import { durationOf } from "../../static/js/takeaway/statements.js";
import { drawTracks } from "../../static/js/takeaway/tracks.js";
import { isWalkable, scaled, shuffledChoices, walk } from "../../static/js/takeaway/walking.js";
import { small } from "./takeaway-scenario.js";

function storage() {
  const kept = new Map();
  return {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => kept.set(name, value),
    removeItem: (name) => kept.delete(name),
  };
}

test("skipping takes the points of the recommended choice off the most, once", () => {
  const walked = walk(small(), [["d1", "a"], ["d2", ""]]);
  equal(walked.isEnded, true);
  deepEqual([walked.score.points, walked.score.skippedPoints, walked.most, walked.passed], [2, 2, 2, true]);
  throws(() => walk(small(), [["d1", ""]]), RangeError);
});

test("a critical error fails whatever the points", () => {
  const walked = walk(small(), [["d1", "c"]]);
  deepEqual([walked.passed, walked.score.criticalErrors], [false, ["CE-REF"]]);
});

test("a path of another version is not gone on with", () => {
  equal(isWalkable(small(), [["d1", "a"]]), true);
  equal(isWalkable(small(), [["d9", "a"]]), false);
  equal(isWalkable(small(), undefined), false);
});

test("a share is cut, so that it never reaches a mark by rounding", () => {
  equal(scaled({ points: 74999 }, 100000), 0.7499);
  equal(scaled({ points: 58 }, 100), 0.58);
  equal(scaled({ points: 1 }, 0), null);
});

test("the order of choices is the same when shown again and another in another play", () => {
  const choices = "abcdefgh".split("");
  deepEqual(shuffledChoices(choices, "x|1"), shuffledChoices(choices, "x|1"));
  const orders = new Set(Array.from({ length: 20 }, (_one, index) => shuffledChoices(choices, `p${index}`).join("")));
  ok(orders.size > 15);
  deepEqual(shuffledChoices(choices, "x").toSorted(), choices);
});

test("the look back has every step, and tells nothing of a skipped scene", () => {
  const scenario = small();
  const told = lookBack(scenario, scenario.words.en, walk(scenario, [["d1", "b"], ["d2", ""]]));
  deepEqual(told.steps.map((one) => [one.severity, one.points, one.better]), [["harmful", -1, "a text"], ["skipped", 0, ""]]);
  deepEqual(told.recommended.map((one) => one.text), ["a text", ""]);
  deepEqual([told.made, told.same], [1, 0]);
  equal(told.ending.heading, "Good");
  equal(told.rows.length, 3);
});

test("tracks lie side by side where both ways go on by the same choice", () => {
  const [first] = drawTracks([{ scene: "a", choice: "x" }, { scene: "b", choice: "" }], [{ scene: "a", choice: "x" }, { scene: "b", choice: "" }]);
  deepEqual([first.ownLine, first.bestLine, first.isParting], ["M29 50V100", "M35 50V100", false]);
});

test("where storage is forbidden the place is kept for as long as the page is open", () => {
  const keeper = browserKeeper({ get localStorage() { throw new Error("SecurityError"); } }, "x");
  keeper.save({ path: [] });
  deepEqual([keeper.isLasting, keeper.load()], [false, { path: [] }]);
  const lasting = browserKeeper({ localStorage: storage() }, "x");
  lasting.save([1]);
  deepEqual([lasting.isLasting, lasting.load()], [true, [1]]);
});

test("a UUID is of version 4", () => {
  ok(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(newUuid({ crypto: webcrypto })));
});

test("without a store the results of a play become a file, one statement a line", async () => {
  const scenario = small();
  const view = { crypto: webcrypto, localStorage: storage() };
  const reporter = ownReporter(scenario, { view, store: null });
  const play = { id: "p", number: 1, registration: newUuid(view), language: "en", learner: "officer 7", path: [["d1", "c"]] };
  const walked = walk(scenario, play.path);
  await reporter.began(play);
  await reporter.step(play, walked.steps[0], 1, scenario.scenes.d1.choices, 900);
  await reporter.end(play, walked, 900);
  const told = reporter.asFile().trim().split("\n").map((line) => JSON.parse(line));
  deepEqual(told.map((one) => one.verb.id.split("/").at(-1)), ["initialized", "answered", "completed", "failed"]);
  deepEqual(told[1].actor, { objectType: "Agent", account: { homePage: "https://panah.example", name: "officer 7" } });
  deepEqual(told[1].result.score, { raw: 0, min: -1, max: 2 });
  ok(told.every((one) => one.context.registration === play.registration && one.timestamp));
});

test("an outbox keeps its order, waits for the network and stops at what is refused", async () => {
  const keeper = browserKeeper({ localStorage: storage() }, "line");
  const sent = [];
  let fault = new TypeError("network");
  const outbox = makeOutbox(async (one) => { if (fault) { throw fault; } sent.push(one.id); }, keeper);
  await outbox.add([{ id: 1 }, { id: 2 }]);
  deepEqual([outbox.problem, outbox.waiting.length], ["network", 2]);
  fault = new Refused(503);
  await outbox.flush();
  equal(outbox.problem, "network");
  fault = new Refused(401);
  await outbox.flush();
  deepEqual([outbox.problem, outbox.waiting.length], ["refused", 2]);
  fault = null;
  await makeOutbox(async (one) => sent.push(one.id), keeper).flush();
  deepEqual(sent, [1, 2]);
});

test("a round with nothing to send does not hold up the next", async () => {
  const sent = [];
  const outbox = makeOutbox(async (one) => sent.push(one.id), browserKeeper({ localStorage: storage() }, "line"));
  await outbox.flush();
  const both = [outbox.add([{ id: 1 }]), outbox.add([{ id: 2 }])];
  await Promise.all(both);
  deepEqual(sent, [1, 2]);
});

test("a statement that is there already is no fault, another status is", async () => {
  const answering = (status) => async () => ({ ok: status < 400, status });
  await sendStatement(answering(204), "https://x/xapi/", "Basic x", { id: "1" });
  await sendStatement(answering(409), "https://x/xapi/", "Basic x", { id: "1" });
  let told;
  await sendStatement(answering(400), "https://x", "Basic x", { id: "1" }).catch((error) => (told = error.status));
  equal(told, 400);
});

test("durations are hundredths of a second, and texts are filled in", () => {
  deepEqual([durationOf(1234), durationOf(-5), durationOf(60000)], ["PT1.23S", "PT0S", "PT60S"]);
  equal(filled("%(a)s of %(b)s (%(c)s%%)", { a: 1, b: 2, c: 50 }), "1 of 2 (50%)");
});
