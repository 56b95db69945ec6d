import assert from "node:assert/strict";
import { test } from "node:test";

import { fill } from "../../static/js/counted.js";

const element = () => ({ dataset: { counted: "/ru/my/requirements/1/count/" }, textContent: "before" });
const answering = (ok, body) => async (url) => ({ ok, url, json: async () => body });

test("what is met takes the place of the words that stood there", async () => {
  const one = element();
  const asked = [];
  await fill(one, async (url) => (asked.push(url), { ok: true, json: async () => ({ text: "3 of 9 met" }) }));
  assert.equal(one.textContent, "3 of 9 met");
  assert.deepEqual(asked, ["/ru/my/requirements/1/count/"]);
});

test("without an answer the words stay", async () => {
  for (const ask of [answering(false, {}), answering(true, {}), () => Promise.reject(new Error("offline"))]) {
    const one = element();
    await fill(one, ask);
    assert.equal(one.textContent, "before");
  }
});
