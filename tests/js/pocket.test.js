import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { readings } from "../../static/js/naming.js";
import { check, namesPerson, partsOf, read } from "../../static/js/pocket.js";

// What Python signed and compared (tests/factories/pocket.py).
const { code, keys, statements, names, same, other } = JSON.parse(await readFile(new URL("pocket-vectors.json", import.meta.url)));
const known = { keys, fetched: "2026-03-01" };
const checked = (statement, { held = known, of = code } = {}) => check({ code: of, statement }, held);

test("a statement is read as it was written", () => {
  const statement = read(statements.certificate);
  assert.equal(statement.number, "PAN-KZ01-2026-00017-3");
  assert.deepEqual([statement.issued, statement.until, statement.kind, statement.cycle], ["2026-04-01", "2029-04-01", "completion", 1]);
  assert.ok(keys[0].kid.startsWith(statement.key));
  assert.equal(statement.academy, keys[0].academy);
});

test("letters have no end, refreshers their cycle", () => {
  assert.deepEqual([read(statements.letter).kind, read(statements.letter).until], ["letter", ""]);
  assert.deepEqual([read(statements.trainer).kind, read(statements.trainer).cycle], ["trainer", 2]);
});

for (const name of ["certificate", "trainer", "letter"]) {
  test(`a ${name} signed by an academy is genuine`, async () => {
    const { state, key } = await checked(statements[name]);
    assert.equal(state, "genuine");
    assert.equal(key.name, "Шекара академиясы");
  });
}

test("what a retired key signed in its time stays genuine, and what it signs later is not", async () => {
  assert.equal((await checked(statements.retired)).state, "genuine");
  assert.equal((await checked(statements.backdated)).state, "altered");
});

test("every changed byte is noticed", async () => {
  const content = Buffer.from(statements.certificate, "base64url");
  for (let place = 0; place < content.length; place += 1) {
    content[place] ^= 1;
    const { state } = await checked(content.toString("base64url"));
    assert.notEqual(state, "genuine", `byte ${place}`);
    content[place] ^= 1;
  }
});

test("a statement holds for its own code alone", async () => {
  assert.equal((await checked(statements.certificate, { of: [...code].reverse().join("") })).state, "altered");
  assert.equal((await checked(statements.certificate, { of: "" })).state, "altered");
});

test("a key of nobody here is not ours, unless the paper is newer than the keys", async () => {
  assert.equal((await checked(statements.stranger, { held: { keys, fetched: "2026-05-01" } })).state, "altered");
  assert.equal((await checked(statements.stranger)).state, "newer");
});

test("without keys, or without a statement, it says so", async () => {
  assert.equal((await checked(statements.certificate, { held: { keys: [] } })).state, "no-keys");
  assert.equal((await checked(statements.certificate, { held: null })).state, "no-keys");
  assert.equal((await checked("")).state, "no-statement");
});

test("letters that are no statement are no error", async () => {
  for (const text of ["A", "AAAA", "не то", "~".repeat(150), "A".repeat(151), "Ag".repeat(80)]) {
    assert.equal((await checked(text)).state, "altered");
  }
});

test("the holder's name is known however it is typed, and nobody else's", async () => {
  const statement = read(statements.certificate);
  for (const name of same) assert.ok(await namesPerson(statement, code, name), name);
  for (const name of other) assert.ok(!(await namesPerson(statement, code, name)), name);
});

for (const { name, readings: expected } of names) {
  test(`names are read as the server reads them: ${name || "none"}`, () => assert.deepEqual(readings(name), expected));
}

test("what was scanned, pasted or typed is taken apart", () => {
  const text = statements.certificate;
  const whole = { code, statement: text };
  assert.deepEqual(partsOf(`https://panah.example/verify/${code}/#${text}`), whole);
  assert.deepEqual(partsOf(` http://panah.example/fa-af/verify/${code.toLowerCase()}/#${text}\n`), whole);
  assert.deepEqual(partsOf(`/verify/${code}/#${text}`), whole);
  assert.deepEqual(partsOf(`${code.slice(0, 13)}-${code.slice(13)}`), { code, statement: "" });
  assert.deepEqual(partsOf(code.replaceAll("0", "o").replaceAll("1", "l").replaceAll("V", "u")), { code, statement: "" });
  for (const nothing of ["", "offline", "/ru/verify/offline/", "https://elsewhere.example/", "#"]) {
    assert.deepEqual(partsOf(nothing), { code: "", statement: "" });
  }
});
