import assert from "node:assert/strict";
import { test } from "node:test";

import { answered, refusal, send, told } from "../../static/js/uploads.js";

const WORDS = { most: "1000", tooLarge: "too large", lost: "lost" };

test("how much has arrived is told in megabytes", () => {
  assert.equal(told("%(done)s из %(total)s МБ", 1.5 * 1024 * 1024, 60 * 1024 * 1024), "1.5 из 60.0 МБ");
});

test("a file that is too large is not even sent", () => {
  assert.equal(refusal({ size: 1001 }, WORDS), "too large");
  assert.equal(refusal({ size: 1000 }, WORDS), "");
  assert.equal(refusal(undefined, WORDS), "");
});

test("the server's answer is a place to go, or what is wrong", () => {
  assert.deepEqual(answered({ status: 200, text: '{"url": "/admin/uploads/1/"}' }, WORDS), { url: "/admin/uploads/1/" });
  assert.deepEqual(answered({ status: 413, text: '{"error": "too large"}' }, WORDS), { error: "too large" });
});

test("an answer that is not of ours is told with its status", () => {
  assert.deepEqual(answered({ status: 502, text: "<html>" }, WORDS), { error: "lost (502)" });
  assert.deepEqual(answered({ status: 0, text: "" }, WORDS), { error: "lost" });
  assert.deepEqual(answered({ status: 200, text: "{}" }, WORDS), { error: "lost (200)" });
});

class Request extends EventTarget {
  upload = new EventTarget();
  headers = {};
  open(method, address) {
    this.opened = [method, address];
  }
  setRequestHeader(name, value) {
    this.headers[name] = value;
  }
  send(body) {
    this.body = body;
  }
  abort() {
    this.dispatchEvent(new Event("abort"));
  }
}

function sending() {
  globalThis.FormData = class {
    constructor(form) {
      this.form = form;
    }
  };
  const request = new Request();
  const form = { action: "/admin/uploads/new/" };
  const shown = [];
  const { sent, stop } = send(form, { words: WORDS, request, progress: (done, total) => shown.push([done, total]) });
  return { request, form, shown, sent, stop };
}

test("the form is sent as it is, and how much has arrived is shown", async () => {
  const { request, form, shown, sent } = sending();
  assert.deepEqual(request.opened, ["POST", "/admin/uploads/new/"]);
  assert.equal(request.headers.Accept, "application/json");
  assert.equal(request.body.form, form);
  request.upload.dispatchEvent(Object.assign(new Event("progress"), { loaded: 10, total: 90 }));
  Object.assign(request, { status: 200, responseText: '{"url": "/there/"}' });
  request.dispatchEvent(new Event("load"));
  assert.deepEqual(await sent, { url: "/there/" });
  assert.deepEqual(shown, [[10, 90]]);
});

test("a lost connection is told, and stopping by hand is not", async () => {
  const lost = sending();
  lost.request.dispatchEvent(new Event("error"));
  assert.deepEqual(await lost.sent, { error: "lost" });
  const stopped = sending();
  stopped.stop();
  assert.deepEqual(await stopped.sent, {});
});
