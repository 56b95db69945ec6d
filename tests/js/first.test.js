import assert from "node:assert/strict";
import { test } from "node:test";

import { fillIn, readSlip } from "../../static/js/first.js";

test("a slip is read, also where the number has dots or letters of another script", () => {
  assert.deepEqual(readSlip("#K-1001.12345678"), { number: "K-1001", pin: "1234-5678" });
  assert.deepEqual(readSlip("#a.b.0000-0001"), { number: "a.b", pin: "0000-0001" });
  assert.deepEqual(readSlip("#%D0%96-7.12345678"), { number: "Ж-7", pin: "1234-5678" });
});

test("what is no slip is left alone", () => {
  for (const hash of ["", "#main", "#.12345678", "#K-1.1234", "#%ZZ.12345678"]) assert.equal(readSlip(hash), null);
});

test("the form is filled in and the address keeps neither number nor PIN", () => {
  const form = { elements: { login: {}, password: {} } };
  const addresses = [];
  const history = { replaceState: (_state, _title, address) => addresses.push(address) };
  const place = { hash: "#K-1.12345678", pathname: "/ru/account/first/", search: "" };
  assert.equal(fillIn(form, place, history), true);
  assert.deepEqual([form.elements.login.value, form.elements.password.value], ["K-1", "1234-5678"]);
  assert.deepEqual(addresses, ["/ru/account/first/"]);
});
