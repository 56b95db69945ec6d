import assert from "node:assert/strict";
import { test } from "node:test";

import { counted, isElsewhere, letterOf } from "../../static/js/classroom.js";

test("a key counts for the choice at its place, whatever letters are on it", () => {
  assert.equal(letterOf({ code: "KeyA", key: "ф" }), "A");
  assert.equal(letterOf({ code: "KeyC", key: "c" }), "C");
  assert.equal(letterOf({ code: "Digit2", key: "2" }), "B");
  assert.equal(letterOf({ code: "Numpad3", key: "3" }), "C");
});

test("other keys and those with a command count for nothing", () => {
  assert.equal(letterOf({ code: "KeyA", ctrlKey: true }), "");
  assert.equal(letterOf({ code: "KeyZ" }), "");
  assert.equal(letterOf({ code: "Enter" }), "");
  assert.equal(letterOf({}), "");
});

test("votes never fall below none nor rise above what can be kept", () => {
  assert.equal(counted("3", 1), 4);
  assert.equal(counted("0", -1), 0);
  assert.equal(counted("", 1), 1);
  assert.equal(counted("999", 1), 999);
});

test("a screen is loaded again only when the run is at another position", () => {
  assert.equal(isElsewhere("2", { position: 2 }), false);
  assert.equal(isElsewhere("2", { position: 3 }), true);
});
