import assert from "node:assert/strict";
import { test } from "node:test";

import { createTransport } from "../../static/js/studio/transport.js";

const json = (status, data = {}) => new Response(JSON.stringify(data), { status, headers: { "Content-Type": "application/json" } });
const html = (status) => new Response("<html>", { status, headers: { "Content-Type": "text/html" } });

function open(answer, { cookie = "csrftoken=fresh" } = {}) {
  globalThis.document = { cookie };
  const asked = [];
  const fetch = async (url, options) => {
    asked.push({ url, ...options });
    return answer();
  };
  const urls = { document: "/document/", changes: "/changes/" };
  return { transport: createTransport({ urls, csrf: "old", csrfCookie: "csrftoken", fetch }), asked };
}

test("every answer of the server has its kind", async () => {
  const kinds = { 200: "ok", 201: "ok", 409: "conflict", 422: "invalid", 403: "forbidden", 500: "failed", 413: "failed" };
  for (const [status, kind] of Object.entries(kinds)) {
    const { transport } = open(() => json(Number(status), { serial: 4 }));
    const answer = await transport.send({ key: "k", serial: 3, changes: [] });
    assert.equal(answer.kind, kind, status);
    assert.deepEqual(answer.data, { serial: 4 });
  }
});

test("a page instead of data means that somebody has to sign in", async () => {
  for (const status of [200, 403]) {
    const { transport } = open(() => html(status));
    assert.equal((await transport.load()).kind, "signed_out", String(status));
  }
});

test("an answer that cannot be read is a fault of the server and not the end of the page", async () => {
  const { transport } = open(() => html(502));
  assert.equal((await transport.load()).kind, "failed");
});

test("no answer at all is no network", async () => {
  const { transport } = open(() => Promise.reject(new TypeError("Failed to fetch")));
  assert.equal((await transport.load()).kind, "offline");
});

test("the token is the one of today's cookie, else the one the page came with", async () => {
  const fresh = open(() => json(200));
  await fresh.transport.send({});
  assert.equal(fresh.asked[0].headers["X-CSRFToken"], "fresh");
  const hidden = open(() => json(200), { cookie: "" });
  await hidden.transport.send({});
  assert.equal(hidden.asked[0].headers["X-CSRFToken"], "old");
});

test("last words outlive the page if they are short enough for a browser", async () => {
  const { transport, asked } = open(() => json(200));
  await transport.send({ changes: "x" }, { leaving: true });
  await transport.send({ changes: "x".repeat(70_000) }, { leaving: true });
  await transport.send({ changes: "x" });
  assert.deepEqual(asked.map(({ keepalive }) => keepalive), [true, false, false]);
});
