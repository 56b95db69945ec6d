import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";

import { keepDraft } from "../../static/js/keep-draft.js";

// The little of a form that the module touches; FormData of Node reads no form, so this one does.
class Form extends EventTarget {
  action = "/ru/my/training/1/plan/";
  elements = { opened: { value: "before" } };
  fields = { csrfmiddlewaretoken: "token", title: "", file: new Blob(["photo"]) };

  entries() {
    return Object.entries({ ...this.fields, opened: this.elements.opened.value });
  }
}

const own = globalThis.FormData;
let sent;
let form;

function answering(status, headers = {}) {
  return async (url, options) => {
    sent.push({ url, body: Object.fromEntries(new URLSearchParams(options.body)) });
    return { status, headers: new Headers(headers) };
  };
}

beforeEach(() => {
  globalThis.FormData = class {
    constructor(given) {
      return given.entries();
    }
  };
  sent = [];
  form = new Form();
});
afterEach(() => {
  globalThis.FormData = own;
});

test("what was written is sent when the page is put aside, without files", async () => {
  const { keep } = keepDraft(form, answering(204));
  form.fields.title = "The first two minutes";
  await keep();
  assert.deepEqual(sent, [
    {
      url: form.action,
      body: { csrfmiddlewaretoken: "token", title: "The first two minutes", opened: "before", quiet: "1" },
    },
  ]);
});

test("nothing is sent where nothing was written, or where it is kept already", async () => {
  const { keep } = keepDraft(form, answering(204));
  await keep();
  form.fields.title = "A";
  await keep();
  await keep();
  assert.equal(sent.length, 1);
});

test("the next save begins with the draft that was kept", async () => {
  const { keep } = keepDraft(form, answering(204, { "Panah-Saved-At": "after" }));
  form.fields.title = "A";
  await keep();
  assert.equal(form.elements.opened.value, "after");
  await keep();
  assert.equal(sent.length, 1);
});

test("what could not be kept is tried again the next time", async () => {
  let network = false;
  const send = answering(204);
  const { keep } = keepDraft(form, async (...given) => {
    if (!network) {
      throw new TypeError("no network");
    }
    return send(...given);
  });
  form.fields.title = "A";
  await keep();
  network = true;
  await keep();
  assert.equal(sent.length, 1);
});

test("a form on its way by one of its buttons is left alone until the page comes back", async () => {
  const { keep, release } = keepDraft(form, answering(204));
  form.fields.title = "A";
  form.dispatchEvent(new Event("submit"));
  await keep();
  assert.equal(sent.length, 0);
  release();
  await keep();
  assert.equal(sent.length, 1);
});
