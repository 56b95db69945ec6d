import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import { webcrypto } from "node:crypto";
import { test } from "node:test";

import { judgement, launchOf, makeSession, preferredLanguage, safeUrl } from "../../static/js/takeaway/cmi5.js";
import { firstState, offered, stateAfter } from "../../static/js/takeaway/graph.js";
import { cmi5Reporter } from "../../static/js/takeaway/reporting.js";
import { walk } from "../../static/js/takeaway/walking.js";
import { LAUNCH, Lms } from "./takeaway-lms.js";
import { small } from "./takeaway-scenario.js";

const view = { crypto: webcrypto, fetch: () => {} };

async function begun(options) {
  const scenario = small();
  const lms = new Lms(options);
  const session = makeSession(LAUNCH, scenario, { view, fetcher: lms.fetch });
  await session.open();
  const statuses = [];
  const reporter = cmi5Reporter(session, scenario, (status) => statuses.push(status));
  return { scenario, lms, session, reporter, statuses };
}

async function played({ scenario, reporter }, ...keys) {
  const play = { id: "p", number: 1, version: 1, path: [], language: "en" };
  let state = firstState(scenario);
  for (const key of keys) {
    play.path.push([state.scene, key]);
    const walked = walk(scenario, play.path);
    const choices = offered(scenario, state);
    await reporter.step(play, walked.steps.at(-1), play.path.length, choices, 1200);
    state = stateAfter(scenario, state, key);
  }
  const walked = walk(scenario, play.path);
  return { play, walked, counted: await reporter.end(play, walked, 5000) };
}

test("a launch has five parameters, the actor as JSON", () => {
  const search = new URLSearchParams({ ...LAUNCH, actor: JSON.stringify(LAUNCH.actor) });
  deepEqual(launchOf(`?${search}`), LAUNCH);
  equal(launchOf("?endpoint=x"), null);
  equal(launchOf(`?${new URLSearchParams({ ...LAUNCH, actor: "{" })}`), null);
});

test("token, launch data and preferences are read before anything is stated", async () => {
  const { lms } = await begun({ preferences: { languagePreference: "ru-RU,en-US", audioPreference: "off" } });
  deepEqual(lms.calls.slice(0, 3), ["POST 1", "GET state", "GET profile"]);
  deepEqual(lms.verbs(), ["initialized"]);
  deepEqual(lms.refused, []);
});

test("a pass is answered, answered, completed, passed, terminated, all as the rules want it", async () => {
  const all = await begun({ launchData: { masteryScore: 0.75 } });
  const { counted } = await played(all, "a", "a");
  await all.reporter.leave();
  equal(counted, true);
  deepEqual(all.lms.refused, []);
  deepEqual(all.lms.verbs(), ["initialized", "answered", "answered", "completed", "passed", "terminated"]);
  const passed = all.lms.statements.at(-2);
  deepEqual(passed.result.score, { scaled: 1, raw: 4, min: -1, max: 4 });
});

test("a failure below the mark has its score, one for a critical error has none that looks like a pass", async () => {
  const below = await begun({ launchData: { masteryScore: 0.75 } });
  await played(below, "b", "b");
  deepEqual(below.lms.refused, []);
  equal(below.lms.statements.at(-1).result.score.scaled, 0);
  const negative = judgement(small(), { score: { points: -1, criticalErrors: [] }, most: 4 }, 0.75);
  deepEqual(negative.result.score, { scaled: 0, raw: -1, min: -1, max: 4 });
  const critical = judgement(small(), { score: { points: 4, criticalErrors: ["CE-REF"] }, most: 4 }, 0.75);
  equal(critical.verb, "failed");
  equal("score" in critical.result, false);
});

test("the mark is the learning system's where it has one", () => {
  const walked = { score: { points: 3, criticalErrors: [] }, most: 4 };
  equal(judgement(small(), walked, undefined).verb, "passed");
  equal(judgement(small(), walked, 0.8).verb, "failed");
});

test("a second play of the session is kept to itself", async () => {
  const all = await begun();
  await played(all, "b", "b");
  const { counted } = await played(all, "a", "a");
  equal(counted, false);
  deepEqual(all.lms.refused, []);
  equal(all.lms.verbs().filter((one) => one === "completed").length, 1);
});

test("a later session does not complete or pass again what is so already", async () => {
  const first = await begun();
  await played(first, "a", "a");
  const second = await begun({ state: first.lms.state });
  const { counted } = await played(second, "a", "a");
  equal(counted, false);
  ok(!second.lms.verbs().includes("completed"));
});

test("a later session may still pass what failed before, without completing twice", async () => {
  const first = await begun();
  await played(first, "b", "b");
  const second = await begun({ state: first.lms.state });
  await played(second, "a", "a");
  deepEqual(second.lms.verbs().slice(-1), ["passed"]);
  ok(!second.lms.verbs().includes("completed"));
});

test("in Browse and Review nothing is stated but beginning and end", async () => {
  for (const launchMode of ["Browse", "Review"]) {
    const all = await begun({ launchData: { launchMode } });
    await played(all, "a", "a");
    await all.reporter.leave();
    deepEqual(all.lms.verbs(), ["initialized", "terminated"]);
    deepEqual(all.lms.refused, []);
    equal(all.lms.state, null);
  }
});

test("the place is kept in the State resource and found again", async () => {
  const all = await begun();
  await all.reporter.keep({ path: [["d1", "a"]], number: 2, version: 1 });
  const again = await begun({ state: all.lms.state });
  deepEqual(again.reporter.kept().path, [["d1", "a"]]);
});

test("a dead network is told, and everything is sent when it is back, each statement once", async () => {
  const all = await begun();
  all.lms.isDead = true;
  await played(all, "a", "a");
  equal(all.statuses.at(-1).problem, "network");
  all.lms.isDead = false;
  await all.reporter.flush();
  deepEqual(all.lms.verbs(), ["initialized", "answered", "answered", "completed", "passed"]);
  equal(new Set(all.lms.statements.map((one) => one.id)).size, 5);
  deepEqual(all.lms.refused, []);
  equal(all.statuses.at(-1).problem, "");
});

test("asking for what waits when nothing does holds up nothing", async () => {
  const all = await begun();
  await all.reporter.flush();
  await played(all, "a", "a");
  equal(all.lms.verbs().at(-1), "passed");
});

test("a launch that was used already says so", async () => {
  const lms = new Lms();
  lms.isFetched = true;
  const session = makeSession(LAUNCH, small(), { view, fetcher: lms.fetch });
  await rejects(session.open(), { code: "used" });
});

test("the learner's language is looked for by tag, code and main language", () => {
  const languages = [
    { code: "ru", tag: "ru" },
    { code: "fa-af", tag: "fa-AF" },
  ];
  equal(preferredLanguage({ languagePreference: "en-US,ru-RU" }, languages), "ru");
  equal(preferredLanguage({ languagePreference: "fa" }, languages), "fa-af");
  equal(preferredLanguage({ languagePreference: "" }, languages), "");
  equal(preferredLanguage(null, languages), "");
});

test("only an address of the web is gone back to", () => {
  equal(safeUrl("https://lms.example/back"), "https://lms.example/back");
  equal(safeUrl("javascript:alert(1)"), "");
  equal(safeUrl(undefined), "");
});
