import assert from "node:assert/strict";
import { test } from "node:test";

import { firstOf, isEmpty, next } from "../../static/js/words.js";

const part = (fields) => ({ querySelectorAll: () => fields });

test("a part is empty when nothing is written or ticked in it", () => {
  assert.equal(isEmpty(part([{ type: "text", value: "  " }, { type: "checkbox", checked: false, value: "on" }])), true);
  assert.equal(isEmpty(part([{ type: "textarea", value: "сөз" }])), false);
  assert.equal(isEmpty(part([{ type: "checkbox", checked: true, value: "on" }])), false);
  assert.equal(isEmpty(part([{ type: "hidden", value: "x" }])), true);
});

test("a fault is opened first, then what the address names, then the source", () => {
  const parts = [{ id: "words-kk" }, { id: "words-en", isSource: true }, { id: "words-uz" }];
  assert.equal(firstOf(parts, "").id, "words-en");
  assert.equal(firstOf(parts, "#words-kk").id, "words-kk");
  parts[2].hasError = true;
  assert.equal(firstOf(parts, "#words-kk").id, "words-uz");
});

test("arrows go round, the other way in text from right to left", () => {
  assert.equal(next("ArrowRight", 7, 8, false), 0);
  assert.equal(next("ArrowLeft", 7, 8, true), 0);
  assert.equal(next("ArrowLeft", 0, 8, false), 7);
  assert.equal(next("End", 0, 8, false), 7);
  assert.equal(next("x", 0, 8, false), null);
});
