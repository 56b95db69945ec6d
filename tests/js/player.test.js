import assert from "node:assert/strict";
import { test } from "node:test";

import { remembered, start, timeInSight } from "../../static/js/player.js";

class Page extends EventTarget {
  visibilityState = "visible";
  forms = [];

  querySelectorAll() {
    return this.forms;
  }

  become(state) {
    this.visibilityState = state;
    this.dispatchEvent(new Event("visibilitychange"));
  }
}

class Form extends EventTarget {
  dataset = { took: "attempt/1" };
  elements = { shown: { value: "sealed-1" }, took_ms: { value: "" } };

  send() {
    this.dispatchEvent(new Event("submit"));
    return [this.elements.shown.value, this.elements.took_ms.value];
  }
}

class Store {
  items = new Map();

  getItem(key) {
    return this.items.get(key) ?? null;
  }

  setItem(key, value) {
    this.items.set(key, value);
  }
}

class View extends EventTarget {
  time = 0;
  reloads = 0;
  performance = { now: () => this.time };
  location = { reload: () => (this.reloads += 1) };

  constructor(store = new Store()) {
    super();
    this.store = store;
  }

  get sessionStorage() {
    return this.store ?? assert.fail("storage is forbidden");
  }

  show(persisted) {
    this.dispatchEvent(Object.assign(new Event("pageshow"), { persisted }));
  }
}

test("only the time in sight counts", () => {
  const page = new Page();
  let time = 1000;
  const seen = timeInSight(page, () => time);
  time = 4000;
  page.become("hidden");
  time = 90_000;
  page.become("visible");
  time = 92_000.4;
  assert.equal(seen(), 5000);
});

test("a page that was opened out of sight counts from when it is seen", () => {
  const page = new Page();
  page.visibilityState = "hidden";
  let time = 0;
  const seen = timeInSight(page, () => time);
  time = 7000;
  assert.equal(seen(), 0);
  page.become("visible");
  time = 7500;
  assert.equal(seen(), 500);
});

test("the time goes with the choice", () => {
  const [page, view, form] = [new Page(), new View(), new Form()];
  page.forms = [form];
  start(page, view);
  view.time = 2500;
  assert.deepEqual(form.send(), ["sealed-1", "2500"]);
});

test("a scene that is reloaded, or shown in another language, goes on counting from when it was first shown", () => {
  const store = new Store();
  const first = new View(store);
  const page = new Page();
  page.forms = [new Form()];
  start(page, first);
  first.time = 3000;
  first.dispatchEvent(new Event("pagehide"));

  const again = new View(store);
  const [other, form] = [new Page(), new Form()];
  form.elements.shown.value = "sealed-2";
  other.forms = [form];
  start(other, again);
  again.time = 1000;
  assert.deepEqual(form.send(), ["sealed-1", "4000"]);
});

test("another scene begins to count anew, and a broken memory is no memory", () => {
  const store = new Store();
  const view = new View(store);
  store.setItem("panah-scene", JSON.stringify({ scene: "attempt/1", shown: "x", took: 9 }));
  assert.equal(remembered(view, "attempt/2"), null);
  assert.equal(remembered(view, "attempt/1").took, 9);
  store.setItem("panah-scene", "{");
  assert.equal(remembered(view, "attempt/1"), null);
});

test("without a store the time of this page is told all the same", () => {
  const view = new View(null);
  const [page, form] = [new Page(), new Form()];
  page.forms = [form];
  start(page, view);
  view.time = 800;
  view.dispatchEvent(new Event("pagehide"));
  assert.deepEqual(form.send(), ["sealed-1", "800"]);
});

test("a scene brought back by the Back button is asked for anew, one that is just opened is not", () => {
  const [page, view] = [new Page(), new View()];
  page.forms = [new Form()];
  start(page, view);
  view.show(false);
  assert.equal(view.reloads, 0);
  view.show(true);
  assert.equal(view.reloads, 1);
});
