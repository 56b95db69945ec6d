import assert from "node:assert/strict";
import test from "node:test";

import { counted, filled, moved, stateOf, textAt } from "../../static/js/studio/translate-states.js";

const TODAY = "0123456789abcdef";
const known = (more) => ({ text: "Слово", entry: { state: "draft", source: TODAY }, sourceDigest: TODAY, isSaved: true, ...more });

test("a text without letters is missing, whatever was kept about it", () => {
  assert.equal(stateOf(known({ text: " \n" })), "missing");
});

test("a text that is not saved yet is a draft, even where a reviewed one stood", () => {
  assert.equal(stateOf(known({ entry: { state: "reviewed", source: TODAY }, isSaved: false })), "draft");
});

test("a text made from another source is stale, reviewed or not", () => {
  for (const state of ["draft", "reviewed"]) {
    assert.equal(stateOf(known({ entry: { state, source: "ffffffffffffffff" } })), "stale");
    assert.equal(stateOf(known({ entry: { state, source: TODAY }, sourceDigest: "" })), "stale");
  }
});

test("a saved text is what the server keeps about it", () => {
  assert.equal(stateOf(known()), "draft");
  assert.equal(stateOf(known({ entry: undefined })), "draft");
  assert.equal(stateOf(known({ entry: { state: "reviewed", source: TODAY } })), "reviewed");
});

test("counts follow a text from state to state and never change their sum", () => {
  const before = { ...counted(["missing", "missing", "draft"]), all: 3 };
  const after = moved(moved(before, "missing", "draft"), "draft", "draft");
  assert.deepEqual(after, { missing: 1, stale: 0, draft: 2, reviewed: 0, all: 3 });
  assert.deepEqual(before, { missing: 2, stale: 0, draft: 1, reviewed: 0, all: 3 });
});

test("a text that is not in the document is empty", () => {
  const doc = { words: { ru: { "d1/a": { text: "Да" } } } };
  assert.equal(textAt(doc, "ru", "d1/a", "text"), "Да");
  assert.equal(textAt(doc, "ru", "d1", "heading"), "");
  assert.equal(textAt(doc, "kk", "d1", "heading"), "");
});

test("the places of a translated sentence are filled", () => {
  assert.equal(filled("%(done)s из %(all)s", { done: 1, all: 3 }), "1 из 3");
});
