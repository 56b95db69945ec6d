import assert from "node:assert/strict";
import { test } from "node:test";

import { Stop } from "../../static/js/queue.js";
import { bodyOf, cookieNamed, latestOf, minutesLeft, saysTheSame, sender } from "../../static/js/attendance.js";

const NINE = "2026-03-04T09:00:00+05:00";
const NOON = "2026-03-04T12:00:00+05:00";
const SESSION = { minutes: 165, begins: NINE, ends: NOON };
const at = (text) => Date.parse(`2026-03-04T${text}:00+05:00`);

test("a mark says when it was made and for which edition of the session", () => {
  const row = { enrolment: "4", mark: "late", minutes: "40", note: " The bus " };
  const session = { url: "/ru/teach/sessions/k/marks/", page: "/ru/teach/sessions/k/", edition: "2" };
  assert.deepEqual(bodyOf(row, session, new Date(at("09:30"))), {
    url: session.url, page: session.page, enrolment: 4, mark: "late", minutes: 40, note: "The bus",
    made_at: "2026-03-04T04:30:00.000Z", edition: 2,
  });
  assert.equal(bodyOf({ ...row, mark: "absent" }, session).minutes, 0);
});

test("tapping again what is chosen is no new mark", () => {
  const present = { mark: "present", minutes: "", note: "" };
  assert.ok(saysTheSame(present, { mark: "present", minutes: "12", note: " " }));
  assert.ok(!saysTheSame(present, { ...present, note: "x" }));
  assert.ok(!saysTheSame({ ...present, mark: "late", minutes: "5" }, { ...present, mark: "late", minutes: "6" }));
  assert.ok(!saysTheSame(present, null));
});

test("who comes late has what is left of the session, before and after it all of it", () => {
  assert.equal(minutesLeft(SESSION, at("10:30")), 90);
  assert.equal(minutesLeft(SESSION, at("09:01")), 165);
  assert.equal(minutesLeft(SESSION, at("08:00")), 165);
  assert.equal(minutesLeft(SESSION, at("13:00")), 165);
});

test("of several marks of a person in the queue the last one is shown", () => {
  const items = [[1, "absent"], [2, "present"], [1, "late"]].map(([enrolment, mark]) => ({
    kind: "attendance:k", body: { enrolment, mark },
  }));
  const found = latestOf([...items, { kind: "other", body: { enrolment: 1, mark: "x" } }], "attendance:k");
  assert.deepEqual([...found].map(([who, item]) => [who, item.body.mark]), [[1, "late"], [2, "present"]]);
});

test("a cookie is found by its whole name", () => {
  assert.equal(cookieNamed("csrftoken", "xcsrftoken=1; csrftoken=ab=c; other=2"), "ab=c");
  assert.equal(cookieNamed("csrftoken", ""), "");
});

const ITEMS = [{ key: "a", body: { url: "/m/", page: "/p/", enrolment: 4, mark: "present" } }];
const sendWith = (fetch) => sender({ owner: "7", fetch, token: () => "t", words: { gone: "Gone." } })("k", ITEMS);
const answer = (status, body = {}, type = "basic") => ({ status, ok: status < 300, type, json: async () => body });

test("a batch names who made it and leaves out what only the device needs", async () => {
  let asked;
  const answers = await sendWith(async (url, options) => {
    asked = { url, ...options, body: JSON.parse(options.body) };
    return answer(200, { edition: 3, answers: [{ key: "a", outcome: "refused", refusal: "moved", reason: "Moved." }] });
  });
  assert.equal(asked.url, "/m/");
  assert.equal(asked.headers["X-CSRFToken"], "t");
  assert.equal(asked.body.by, 7);
  assert.deepEqual(asked.body.marks, [{ key: "a", enrolment: 4, mark: "present" }]);
  assert.deepEqual(answers, { a: { outcome: "refused", refusal: "moved", reason: "Moved.", edition: 3 } });
});

for (const [what, response, message] of [
  ["signed out", answer(401), "sign-in"],
  ["sent to the sign-in page", answer(0, {}, "opaqueredirect"), "sign-in"],
  ["somebody else", answer(409), "somebody-else"],
]) {
  test(`${what}: nothing is tried again before the person has acted`, async () => {
    await assert.rejects(sendWith(async () => response), (error) => error instanceof Stop && error.message === message);
  });
}

test("a server in trouble is asked again later", async () => {
  await assert.rejects(sendWith(async () => answer(502)), { message: "status 502" });
});

test("an old token is renewed by looking at the page, before the next try", async () => {
  const asked = [];
  await assert.rejects(sendWith(async (url) => { asked.push(url); return answer(403); }), { message: "status 403" });
  assert.deepEqual(asked, ["/m/", "/p/"]);
});

test("marks of a session that is not there any more are for the person to drop", async () => {
  assert.deepEqual(await sendWith(async () => answer(404)), { a: { outcome: "refused", refusal: "gone", reason: "Gone." } });
});
