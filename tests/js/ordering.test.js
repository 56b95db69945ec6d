import assert from "node:assert/strict";
import { test } from "node:test";

import { byPlace, move } from "../../static/js/ordering.js";

test("an item moves one place and the others close up", () => {
  assert.deepEqual(move(["a", "b", "c"], 2, 1), ["a", "c", "b"]);
  assert.deepEqual(move(["a", "b", "c"], 0, 1), ["b", "a", "c"]);
});

test("an item at the edge stays where it is", () => {
  assert.deepEqual(move(["a", "b"], 0, -1), ["a", "b"]);
  assert.deepEqual(move(["a", "b"], 1, 2), ["a", "b"]);
});

test("moving leaves the list it was given as it was", () => {
  const items = ["a", "b"];
  move(items, 0, 1);
  assert.deepEqual(items, ["a", "b"]);
});

test("items with a place come first in that order and the rest follow as they came", () => {
  const places = { a: 0, b: 2, c: 1, d: 0 };
  assert.deepEqual(byPlace(["a", "b", "c", "d"], (item) => places[item]), ["c", "b", "a", "d"]);
});
