import assert from "node:assert/strict";
import { test } from "node:test";

import { submitOnce } from "../../static/js/submit-once.js";

// The little of a form that the module touches.
class Button {
  attributes = new Map();
  classes = new Set();
  classList = { add: (name) => this.classes.add(name), remove: (name) => this.classes.delete(name) };

  setAttribute(name, value) {
    this.attributes.set(name, value);
  }

  removeAttribute(name) {
    this.attributes.delete(name);
  }
}

class Form extends EventTarget {
  buttons = [new Button(), new Button()];

  querySelectorAll() {
    return this.buttons;
  }

  press(button) {
    const event = new Event("submit", { cancelable: true });
    event.submitter = button;
    this.dispatchEvent(event);
    return !event.defaultPrevented;
  }
}

test("a form is sent once however often its button is pressed", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const form = new Form();
  submitOnce(form);
  assert.deepEqual([1, 2, 3].map(() => form.press(form.buttons[0])), [true, false, false]);
});

test("the pressed button stays able to send its own value and is marked as sent", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const form = new Form();
  submitOnce(form);
  form.press(form.buttons[1]);
  assert.equal(form.buttons[1].attributes.get("aria-disabled"), "true");
  assert.equal(form.buttons[1].attributes.has("disabled"), false);
  assert.deepEqual(form.buttons.map((button) => button.classes.has("is-sent")), [false, true]);
});

test("a form that came back by the Back button can be sent again", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const form = new Form();
  const { release } = submitOnce(form);
  form.press(form.buttons[0]);
  release();
  assert.equal(form.buttons[0].attributes.has("aria-disabled"), false);
  assert.equal(form.press(form.buttons[0]), true);
});

test("when no answer comes the form opens again by itself", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const form = new Form();
  submitOnce(form);
  form.press(form.buttons[0]);
  context.mock.timers.tick(15000);
  assert.equal(form.press(form.buttons[0]), true);
});
