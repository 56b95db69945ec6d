import assert from "node:assert/strict";
import { test } from "node:test";

import { findGap, openGap } from "../../static/js/first-gap.js";

test("the first string without a translation comes into sight with its button in focus", () => {
  const done = [];
  const button = { focus: () => done.push("focus") };
  const gap = { scrollIntoView: () => done.push("scroll"), querySelector: () => button };
  const editor = { querySelector: (wanted) => (wanted === "li.incomplete" ? gap : null) };
  openGap(findGap(editor));
  assert.deepEqual(done, ["scroll", "focus"]);
});

test("a gap without a button is only scrolled to", () => {
  const done = [];
  openGap({ scrollIntoView: () => done.push("scroll"), querySelector: () => null });
  assert.deepEqual(done, ["scroll"]);
});
