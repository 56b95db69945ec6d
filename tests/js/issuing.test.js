import assert from "node:assert/strict";
import { test } from "node:test";

import { keepIssuing, stay, told } from "../../static/js/issuing.js";

test("portions are asked for while the run goes on, and each is shown", async () => {
  const answers = [
    { done: 40, total: 90, goes_on: true },
    { done: 80, total: 90, goes_on: true },
    { done: 90, total: 90, goes_on: false },
  ];
  const shown = [];
  const end = await keepIssuing({ ask: async () => answers.shift(), show: ({ done }) => shown.push(done) });
  assert.equal(end, "ended");
  assert.deepEqual(shown, [40, 80, 90]);
});

test("what stops a run ends the asking", async () => {
  let asked = 0;
  const answer = { done: 3, total: 9, goes_on: false, trouble: "the disk is full" };
  const end = await keepIssuing({ ask: async () => ((asked += 1), answer), show: () => {} });
  assert.deepEqual([end, asked], ["ended", 1]);
});

test("a lost connection ends the asking, and what was shown stays", async () => {
  const answers = [{ done: 40, total: 90, goes_on: true }, null];
  const shown = [];
  const end = await keepIssuing({ ask: async () => answers.shift(), show: ({ done }) => shown.push(done) });
  assert.deepEqual([end, shown], ["lost", [40]]);
});

test("the words of the page are filled with the numbers", () => {
  assert.equal(told("выдано %(done)s из %(total)s", { done: 212, total: 500 }), "выдано 212 из 500");
});

class Form {
  constructor(form) {
    this.fields = [...form.fields];
  }
  append(name, value) {
    this.fields.push([name, value]);
  }
}

function page(swapped) {
  return { querySelector: () => swapped };
}

test("a form that stays takes over the checked part of the answer, and sends the button that was pressed", async () => {
  globalThis.FormData = Form;
  const put = [];
  const root = page({ replaceWith: (fresh) => put.push(fresh) });
  let sent;
  const ask = async (_address, { body }) => {
    sent = body.fields;
    return { text: async () => "<p>fresh</p>" };
  };
  const form = { action: "/names/", fields: [["name_latin", "Ann"]] };
  const stayed = await stay(form, { name: "propose", value: "1" }, { root, parse: (text) => page(text), ask });
  assert.equal(stayed, true);
  assert.deepEqual(sent, [["name_latin", "Ann"], ["propose", "1"]]);
  assert.deepEqual(put, ["<p>fresh</p>"]);
});

test("an answer without that part is not taken: the form is sent the plain way", async () => {
  globalThis.FormData = Form;
  const ask = async () => ({ text: async () => "sign in" });
  const stayed = await stay({ action: "/", fields: [] }, null, { root: page(null), parse: () => page(null), ask });
  assert.equal(stayed, false);
});
