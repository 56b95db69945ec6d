// Controls that show one place of the draft and change it. Each is {element, refresh()}; refresh follows the draft
// without touching what is being typed.

import { assign, equal, get, same } from "./document.js";
import { h } from "./dom.js";
import { idOf } from "./naming.js";

/* Typing is one step to undo until there is a pause of this length, or the field is left. */
const PAUSE = 2000;
const GROWS = typeof CSS !== "undefined" && CSS.supports?.("field-sizing", "content");

/* A label, the control, what helps, and what is wrong; the last two are tied to the control. */
function framed(app, path, { label, help, isGroup = false }, control, extra = []) {
  const id = idOf(path);
  const fault = h("p", { class: "studio-fault", id: `${id}-fault`, hidden: true });
  const hint = help && h("p", { class: "studio-help", id: `${id}-help` }, help);
  if (!isGroup) {
    control.id = id;
    control.setAttribute("aria-describedby", [hint && `${id}-help`, `${id}-fault`].filter(Boolean).join(" "));
  }
  const name = isGroup ? null : h("label", { for: id }, label);
  const element = h("div", { class: "studio-field", "data-place": path.join("/") }, name, ...extra, control, hint, fault);
  const showFault = () => {
    const message = app.faultAt(path);
    fault.textContent = message;
    fault.hidden = !message;
    if (!isGroup) {
      control.setAttribute("aria-invalid", String(Boolean(message)));
    }
  };
  return { element, showFault };
}

function grow(area) {
  if (!GROWS && area.tagName === "TEXTAREA") {
    area.style.blockSize = "auto";
    area.style.blockSize = `${area.scrollHeight + 2}px`;
  }
}

/* A text in the language that is being written; in a translation the source stands above it. */
export function wordsField(app, address, name, { label, help, rows = 0, most }) {
  const language = app.language();
  const path = ["words", language.code, address, name];
  const source = app.store.doc.head.source_language;
  const isTranslation = language.code !== source;
  const control = h(rows ? "textarea" : "input", {
    class: "studio-input", lang: language.tag, dir: language.direction, rows: rows || null, maxlength: most,
    type: rows ? null : "text", readonly: !app.mayEdit(path), spellcheck: "true", autocomplete: "off",
  });
  const original = isTranslation
    ? h("p", { class: "studio-source", lang: app.languageOf(source).tag, dir: app.languageOf(source).direction })
    : null;
  const badge = h("span", { class: "studio-badge", hidden: true });
  const frame = framed(app, path, { label, help }, control, [badge, original]);
  const group = path.join("/");
  let timer = null;
  control.addEventListener("input", () => {
    app.store.change(assign(app.store.doc, [[path, control.value]]), { group, place: address });
    grow(control);
    clearTimeout(timer);
    timer = setTimeout(() => app.store.closeGroup(), PAUSE);
  });
  control.addEventListener("blur", () => app.store.closeGroup());
  function refresh() {
    const value = get(app.store.doc, path) ?? "";
    if (!same(control.value, value)) {
      control.value = value;
      requestAnimationFrame(() => grow(control));
    }
    if (original) {
      original.textContent = get(app.store.doc, ["words", source, address, name]) ?? "";
      const state = get(app.store.doc, ["states", language.code, address, name])?.state;
      badge.hidden = !value || !state;
      badge.textContent = state ? app.t(`state.${state}`) : "";
      badge.dataset.state = state ?? "";
    }
    frame.showFault();
  }
  refresh();
  requestAnimationFrame(() => grow(control));
  return { element: frame.element, refresh };
}

/* A whole number. What is out of bounds is not written, and said. */
export function numberField(app, path, { label, help, least, most, write = (value) => [[path, value]] }) {
  const control = h("input", {
    class: "studio-input studio-input--number", type: "number", inputmode: "numeric", min: least, max: most, step: 1,
    disabled: !app.mayEdit(path),
  });
  const frame = framed(app, path, { label, help }, control);
  const wrong = frame.element.querySelector(".studio-fault");
  control.addEventListener("input", () => {
    const value = Number(control.value);
    const isRight = control.value !== "" && Number.isInteger(value) && value >= least && value <= most;
    control.setAttribute("aria-invalid", String(!isRight));
    wrong.hidden = isRight;
    wrong.textContent = isRight ? "" : app.t("number_between", { least, most });
    if (isRight) {
      app.store.change(assign(app.store.doc, write(value)), { group: path.join("/"), place: path[1] });
    }
  });
  control.addEventListener("blur", () => {
    app.store.closeGroup();
    refresh();
  });
  function refresh() {
    if (document.activeElement !== control) {
      control.value = String(get(app.store.doc, path) ?? "");
      frame.showFault();
    }
  }
  refresh();
  return { element: frame.element, refresh };
}

export function checkbox(app, path, { label, help, value = (now) => Boolean(now), write = (on) => [[path, on]] }) {
  const control = h("input", { type: "checkbox", disabled: !app.mayEdit(path) });
  const id = idOf(path);
  control.id = id;
  control.addEventListener("change", () => {
    app.store.change(assign(app.store.doc, write(control.checked)), { place: path[1] });
  });
  const hint = help && h("p", { class: "studio-help", id: `${id}-help` }, help);
  if (hint) {
    control.setAttribute("aria-describedby", `${id}-help`);
  }
  const element = h("div", { class: "studio-check" }, h("label", { for: id }, control, h("span", {}, label)), hint);
  const refresh = () => {
    control.checked = value(get(app.store.doc, path));
  };
  refresh();
  return { element, refresh };
}

/* A list to choose from. `options()` gives [{value, label, group}] as the draft is now. */
export function selectField(app, path, { label, help, options, onChoose, extra = [], value = (now) => now ?? "" }) {
  const control = h("select", { class: "studio-input", disabled: !app.mayEdit(path) });
  const frame = framed(app, path, { label, help }, h("div", { class: "studio-with-button" }, control, extra), []);
  // The frame's label and errors belong to the list, not to the box around it.
  const box = frame.element.querySelector(".studio-with-button");
  control.id = box.id;
  control.setAttribute("aria-describedby", box.getAttribute("aria-describedby"));
  ["id", "aria-describedby", "aria-invalid"].forEach((name) => box.removeAttribute(name));
  let shown = [];
  control.addEventListener("change", () => {
    if (onChoose) {
      onChoose(control.value, refresh);
    } else {
      app.store.change(assign(app.store.doc, [[path, control.value]]), { place: path[1] });
    }
  });
  function refresh() {
    const wanted = options();
    if (!equal(wanted, shown)) {
      shown = wanted;
      control.replaceChildren(...optionElements(wanted));
    }
    control.value = value(get(app.store.doc, path));
    frame.showFault();
    box.removeAttribute("aria-invalid");
  }
  refresh();
  return { element: frame.element, refresh, control };
}

export function optionElements(options) {
  const groups = new Map();
  const found = [];
  for (const { value, label, group } of options) {
    const option = h("option", { value }, label);
    option.value = value;
    if (!group) {
      found.push(option);
      continue;
    }
    if (!groups.has(group)) {
      groups.set(group, h("optgroup", { label: group }));
      found.push(groups.get(group));
    }
    groups.get(group).append(option);
  }
  return found;
}

/* A few words to choose one of; each has a sign beside it, so that colour alone says nothing. */
export function radioField(app, path, { label, options, onChoose, kind = "" }) {
  const id = idOf(path);
  const inputs = options.map(({ value, label: words, sign }, index) => {
    const input = h("input", { type: "radio", name: id, id: `${id}-${index}`, value, disabled: !app.mayEdit(path) });
    input.addEventListener("change", () => (onChoose ? onChoose(value)
      : app.store.change(assign(app.store.doc, [[path, value]]), { place: path[1] })));
    const face = h("span", { class: "studio-radio__face" },
      sign && h("span", { class: "studio-sign", "aria-hidden": "true" }, sign), words);
    return { input, value, element: h("label", { class: "studio-radio", "data-value": value }, input, face) };
  });
  const list = h("fieldset", { class: `studio-radios ${kind}`, id }, h("legend", {}, label),
    h("div", { class: "studio-radios__row" }, inputs.map(({ element }) => element)));
  const frame = framed(app, path, { label, isGroup: true }, list);
  function refresh() {
    const now = get(app.store.doc, path);
    inputs.forEach(({ input, value }) => {
      input.checked = value === now;
    });
    frame.showFault();
  }
  refresh();
  return { element: frame.element, refresh };
}

/* Short texts in one line, parted by commas. */
export function listField(app, path, { label, help }) {
  const control = h("input", {
    class: "studio-input", type: "text", readonly: !app.mayEdit(path), autocomplete: "off",
  });
  const frame = framed(app, path, { label, help }, control);
  control.addEventListener("change", () => {
    const list = control.value.split(/[,،;]/).map((one) => one.trim().slice(0, 60)).filter(Boolean);
    app.store.change(assign(app.store.doc, [[path, list]]), { place: path[1] });
    refresh();
  });
  function refresh() {
    if (document.activeElement !== control) {
      control.value = (get(app.store.doc, path) ?? []).join(", ");
    }
    frame.showFault();
  }
  refresh();
  return { element: frame.element, refresh };
}
