import assert from "node:assert/strict";
import { test } from "node:test";

import { bind, isGiven } from "../../static/js/keys.js";

test("one scope that is enough is enough, and a part of its name is not", () => {
  assert.equal(isGiven("statements/write all", ["all", "profile"]), true);
  assert.equal(isGiven("statements/read all/read all", ["statements/read/mine"]), false);
  assert.equal(isGiven("state all", []), false);
});

function item(allowedBy) {
  const one = { dataset: { allowedBy }, given: false };
  one.toggleAttribute = (name, is) => void (one.given = name === "data-given" && is);
  return one;
}

test("what a key may do follows the boxes, and the button for browsers without scripts goes", () => {
  const items = [item("statements/write all"), item("state all")];
  const removed = [];
  const button = { remove: () => void removed.push(button) };
  let ticked = [{ value: "state" }];
  let changed;
  bind({
    querySelectorAll: (what) =>
      ({ "[name=scopes]:checked": ticked, "[data-allowed-by]": items, "[data-without-script]": [button] })[what],
    addEventListener: (name, act) => void (changed = name === "change" && act),
  });
  assert.deepEqual(items.map((one) => one.given), [false, true]);
  assert.deepEqual(removed, [button]);
  ticked = [{ value: "all" }];
  changed();
  assert.deepEqual(items.map((one) => one.given), [true, true]);
});
