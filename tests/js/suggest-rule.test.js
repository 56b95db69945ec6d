import assert from "node:assert/strict";
import { test } from "node:test";

import { suggest } from "../../static/js/suggest-rule.js";

const track = (value) => ({ value, dataset: { suggests: '{"3": 7, "4": 8}' } });
const rule = (value, suggested = "") => ({ value, dataset: { suggested } });

test("a track suggests its rule, and another track another one", () => {
  const one = rule("");
  suggest(track("3"), one);
  assert.equal(one.value, "7");
  suggest(track("4"), one);
  assert.equal(one.value, "8");
  suggest(track("9"), one);
  assert.equal(one.value, "");
});

test("a rule that was chosen by hand stays", () => {
  const one = rule("8");
  suggest(track("3"), one);
  assert.equal(one.value, "8");
});
