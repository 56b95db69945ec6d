import assert from "node:assert/strict";
import { test } from "node:test";

import { copy } from "../../static/js/copy.js";

const source = { textContent: '{"id": "1"}' };

test("the text of a statement comes to the clipboard as it is", async () => {
  const written = [];
  const clipboard = { writeText: async (text) => void written.push(text) };
  assert.equal(await copy(source, clipboard, null), true);
  assert.deepEqual(written, ['{"id": "1"}']);
});

test("without a clipboard the text is selected, so that it can be copied by hand", async () => {
  const selected = [];
  const selection = { selectAllChildren: (node) => void selected.push(node) };
  assert.equal(await copy(source, undefined, selection), false);
  assert.deepEqual(selected, [source]);
});
