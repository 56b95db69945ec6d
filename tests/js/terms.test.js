import assert from "node:assert/strict";
import { test } from "node:test";

import { placed } from "../../static/js/terms.js";

test("a note stands below the middle of its word", () => {
  assert.equal(placed({ left: 200, width: 40 }, 100, 600), 170);
});

test("a note at the edge of the text stays inside of it", () => {
  assert.equal(placed({ left: 0, width: 40 }, 300, 328), 8);
  assert.equal(placed({ left: 300, width: 20 }, 300, 328), 20);
  assert.equal(placed({ left: 100, width: 20 }, 400, 328), 8);
});
