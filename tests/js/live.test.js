import assert from "node:assert/strict";
import { test } from "node:test";

import { renew } from "../../static/js/live.js";

/** A part of a page: what it is called, what it says, and its class. */
function part(id, outerHTML, className = "") {
  return {
    id,
    outerHTML,
    className,
    inside: [],
    replacedBy: null,
    contains(node) {
      return this.inside.includes(node);
    },
    replaceWith(node) {
      this.replacedBy = node;
    },
  };
}

/** A page of parts: those that are replaced, and those of which the class is. */
function pageOf(live, classes = []) {
  return {
    getElementById: (id) => [...live, ...classes].find((one) => one.id === id) ?? null,
    querySelectorAll: (selector) => (selector === "[data-live]" ? live : classes),
    importNode: (node) => node,
  };
}

test("only what has changed is put in place", () => {
  const same = part("a", "<p>1</p>");
  const old = part("b", "<p>2</p>");
  const newer = part("b", "<p>3</p>");
  renew(pageOf([same, old]), pageOf([part("a", "<p>1</p>"), newer]), null);
  assert.equal(same.replacedBy, null);
  assert.equal(old.replacedBy, newer);
});

test("what somebody is using is left as it is", () => {
  const link = {};
  const old = part("a", "<p>1</p>");
  old.inside.push(link);
  renew(pageOf([old]), pageOf([part("a", "<p>2</p>")]), link);
  assert.equal(old.replacedBy, null);
});

test("a new part waits until the page is loaded again", () => {
  renew(pageOf([]), pageOf([part("a", "<p>1</p>")], [part("c", "", "x")]), null);
});

test("of a card only the class follows, so that what is open in it stays open", () => {
  const card = part("c", "<section>…</section>", "good");
  renew(pageOf([], [card]), pageOf([], [part("c", "", "bad")]), null);
  assert.equal(card.className, "bad");
  assert.equal(card.replacedBy, null);
});
