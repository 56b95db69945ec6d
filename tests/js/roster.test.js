import assert from "node:assert/strict";
import { test } from "node:test";

import { checkAll } from "../../static/js/roster.js";

test("portions are asked for until the list is checked, and each is shown", async () => {
  const answers = [
    { checked: 250, total: 600, done: false },
    { checked: 500, total: 600, done: false },
    { checked: 600, total: 600, done: true },
  ];
  const shown = [];
  const done = await checkAll({ ask: async () => answers.shift(), show: ({ checked }) => shown.push(checked) });
  assert.equal(done, true);
  assert.deepEqual(shown, [250, 500, 600]);
});

test("a lost connection ends the asking, and what was shown stays", async () => {
  const answers = [{ checked: 250, total: 600, done: false }, null];
  const shown = [];
  const done = await checkAll({ ask: async () => answers.shift(), show: ({ checked }) => shown.push(checked) });
  assert.equal(done, false);
  assert.deepEqual(shown, [250]);
});
