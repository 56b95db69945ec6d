// The rows of the page: which text they hold, what is said about it, how many are in which state.

import { counted, filled, moved, stateOf, textAt } from "./translate-states.js";

export function createRows({ page, config }) {
  const { language, strings } = config;
  const all = [...page.querySelectorAll("[data-row]")].map((element) => ({
    element,
    name: element.dataset.row,
    address: element.dataset.address,
    field: element.dataset.field,
    text: element.querySelector("[data-text]"),
    said: element.querySelector("[data-said]"),
    path: ["words", language, element.dataset.address, element.dataset.field],
  }));
  const byName = new Map(all.map((row) => [row.name, row]));
  let counts = readCounts();

  function readCounts() {
    const told = [...page.querySelectorAll("[data-count]")].map((each) => [each.dataset.count, Number(each.textContent)]);
    return { ...counted([]), ...Object.fromEntries(told) };
  }

  function setState(row, state) {
    const before = row.element.dataset.state;
    if (before === state || before === "source") {
      return;
    }
    counts = moved(counts, before, state);
    row.element.dataset.state = state;
    row.element.querySelector("[data-state-name]").textContent = strings.states[state];
    row.element.querySelector("[data-by]")?.remove();
  }

  function tellCounts() {
    page.querySelectorAll("[data-count]").forEach((each) => {
      each.textContent = counts[each.dataset.count] ?? counts.all;
    });
    const told = page.querySelector("[data-progress]");
    if (told) {
      told.textContent = filled(strings.progress, { done: counts.reviewed, all: counts.all });
      told.previousElementSibling.value = counts.reviewed;
    }
  }

  return {
    all,
    find: (path) => all.find((row) => row.path.every((name, index) => name === path[index])),
    named: (name) => byName.get(name),

    /* Show the states that follow from the document; `isSaved` tells of a row whether the server has its text. */
    update(doc, states, isSaved) {
      for (const row of all) {
        const entry = states?.[row.address]?.[row.field];
        const text = textAt(doc, language, row.address, row.field);
        setState(row, stateOf({ text, entry, sourceDigest: row.element.dataset.source, isSaved: isSaved(row) }));
      }
      tellCounts();
    },

    /* Put texts of the document into the fields, but for the one somebody is writing in. */
    fill(doc) {
      for (const row of all) {
        const text = textAt(doc, language, row.address, row.field);
        if (row.text && row.text.value !== text && row.text !== document.activeElement) {
          row.text.value = text;
        }
      }
    },

    /* Let the hidden fields say what the server has, so that the form can be sent as it is. */
    agree(form, doc) {
      form.querySelectorAll("[data-row]").forEach((element) => {
        const { address, field, row } = element.dataset;
        form.elements[`old.${row}`].value = textAt(doc, language, address, field);
        form.elements[`new.${row}`].value = textAt(doc, language, address, field);
      });
    },

    say(row, ...nodes) {
      row.said.replaceChildren(...nodes);
      row.text.toggleAttribute("aria-invalid", nodes.length > 0);
    },
  };
}

export function element(name, { text = "", className = "", ...rest } = {}, ...children) {
  const made = Object.assign(document.createElement(name), { className, ...rest });
  made.append(...(text ? [text] : []), ...children);
  return made;
}
