import assert from "node:assert/strict";
import { test } from "node:test";

import { bind, tick } from "../../static/js/tick-all.js";

const box = (checked, disabled = false) => ({ checked, disabled });

test("all boxes are ticked, or none; one that is locked stays as it is", () => {
  const boxes = [box(true), box(false), box(false, true)];
  tick(boxes, "all");
  assert.deepEqual(boxes.map((one) => one.checked), [true, true, false]);
  tick(boxes, "none");
  assert.deepEqual(boxes.map((one) => one.checked), [false, false, false]);
});

test("the buttons show up where the script runs, and act on the boxes of their group", () => {
  const boxes = [box(true), box(true)];
  let listener;
  const buttons = { hidden: true, addEventListener: (_name, given) => (listener = given) };
  bind({ querySelectorAll: (what) => (what === "[data-tick-buttons]" ? [buttons] : boxes) });
  assert.equal(buttons.hidden, false);
  listener({ target: { dataset: { tick: "none" } } });
  assert.deepEqual(boxes.map((one) => one.checked), [false, false]);
  boxes[0].checked = true;
  listener({ target: { dataset: {} } });
  assert.equal(boxes[0].checked, true);
});
