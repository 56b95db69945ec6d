import assert from "node:assert/strict";
import { test } from "node:test";

import { faultOf, insertAt, languageOf, settled, takeSent, tell } from "../../static/js/design-editor.js";

test("a placeholder goes where the caret is, over what is selected", () => {
  assert.deepEqual(insertAt("has completed", 4, 4, "{course} "), { text: "has {course} completed", caret: 13 });
  assert.deepEqual(insertAt("has completed", 4, 13, "{name}"), { text: "has {name}", caret: 10 });
  assert.deepEqual(insertAt("", 0, 0, "{name}"), { text: "{name}", caret: 6 });
});

test("many keys ask for one preview, after the last of them", () => {
  const waiting = new Map();
  let number = 0;
  const timers = {
    setTimeout: (act) => (waiting.set(++number, act), number),
    clearTimeout: (which) => waiting.delete(which),
  };
  let asked = 0;
  const typed = settled(() => (asked += 1), 500, timers);
  typed();
  typed();
  typed();
  assert.equal(waiting.size, 1);
  for (const act of waiting.values()) act();
  assert.equal(asked, 1);
});

test("faults stand below their fields, and those that were mended go", () => {
  const places = [{ name: "title_ru" }, { name: "logo", textContent: "too large", hidden: false }];
  tell(places, (place) => faultOf({ faults: { title_ru: ["one.", "two."] } }, place.name));
  assert.deepEqual(places, [
    { name: "title_ru", textContent: "one. two.", hidden: false },
    { name: "logo", textContent: "", hidden: true },
  ]);
});

test("a picture that was taken goes on as text, and the file is let go", () => {
  const file = { name: "logo.png" };
  const fields = { logo: { files: [file], value: "logo.png" }, logo_sent: { value: "" } };
  assert.deepEqual(takeSent(fields, { sent: { logo: "AAAA" } }, { logo: file }), ["logo"]);
  assert.equal(fields.logo_sent.value, "AAAA");
  assert.equal(fields.logo.value, "");
});

test("a file chosen while the preview was on its way stays", () => {
  const fields = { logo: { files: [{}], value: "new.png" }, logo_sent: { value: "" } };
  assert.deepEqual(takeSent(fields, { sent: { logo: "AAAA" } }, { logo: {} }), []);
  assert.equal(fields.logo.value, "new.png");
});

test("the tab of a language says which language the sample is in", () => {
  assert.equal(languageOf("tab-words-fa-af"), "fa-af");
});
