// The scenario as a whole: its words, its rules, its values.

import * as acts from "./acts.js";
import { get, inOrder } from "./document.js";
import { targetOptions } from "./choicecard.js";
import { button, h, iconButton } from "./dom.js";
import { checkbox, listField, numberField, optionElements, radioField, selectField, wordsField } from "./fields.js";

export function shapeOfSettings(app) {
  const { values, head, scenes } = app.store.doc;
  return JSON.stringify([app.language().code, head.source_language, head.policy.mode, values, Object.keys(scenes).length === 0]);
}

function wordsPart(app) {
  const words = (name, options) => wordsField(app, "", name, { label: app.t(`field.${name}`), ...options });
  const fields = [
    words("title", { most: 200 }), words("summary", { rows: 3, help: app.t("help.summary") }), words("place", { most: 200 }),
    checkbox(app, ["head", "content_notice"], { label: app.t("field.content_notice") }),
    words("notice", { rows: 3, help: app.t("help.scenario_notice") }),
  ];
  return { fields, element: part(app, "part.words", fields) };
}

function part(app, title, fields, ...more) {
  return h("section", { class: "studio-part", "aria-labelledby": title },
    h("h3", { id: title }, app.t(title)), fields.map(({ element }) => element), more);
}

function rulesPart(app) {
  const { policy } = app.store.doc.head;
  const path = ["head", "policy"];
  const within = (name) => (value) => [[path, { ...get(app.store.doc, path), [name]: value }]];
  const number = (name, least, most) => numberField(app, ["head", name], { label: app.t(`field.${name}`), least, most });
  const mode = radioField(app, [...path, "mode"], {
    label: app.t("field.policy"),
    options: ["certifying", "practice"].map((value) => ({ value, label: app.t(`policy.${value}`) })),
    onChoose: (value) => app.change(within("mode")(value)),
  });
  const tries = policy.mode === "certifying" ? [
    numberField(app, [...path, "tries"], {
      label: app.t("field.tries"), help: app.t("help.tries"), least: 0, most: 99, write: within("tries"),
    }),
    numberField(app, [...path, "cooldown_minutes"], {
      label: app.t("field.cooldown_minutes"), least: 0, most: 43_200, write: within("cooldown_minutes"),
    }),
  ] : [];
  const start = selectField(app, ["head", "start"], { label: app.t("field.start"), options: () => targetOptions(app) });
  const pair = [number("minutes", 1, 600), number("pass_percent", 1, 100)];
  const fields = [start, ...pair, mode, ...tries];
  const element = part(app, "part.rules", [start],
    h("div", { class: "studio-pair" }, pair.map((field) => field.element)), mode.element,
    tries.length > 0 && h("div", { class: "studio-pair" }, tries.map((field) => field.element)));
  return { fields, element };
}

function valueRow(app, id, value) {
  const path = ["values", id];
  const may = app.mayEdit(path);
  const change = (more) => app.change([[path, { ...get(app.store.doc, path), ...more }]]);
  const whole = (name) => {
    const input = h("input", {
      type: "number", step: 1, min: -1000, max: 1000, class: "studio-input studio-input--number", value: value[name],
      disabled: !may, id: `v-${id}-${name}`,
    });
    input.addEventListener("change", () => {
      const number = Math.trunc(Number(input.value));
      change({ [name]: Number.isFinite(number) ? Math.min(1000, Math.max(-1000, number)) : 0 });
    });
    return h("label", {}, h("span", {}, app.t(`value.${name}`)), input);
  };
  const start = h("input", { type: "checkbox", id: `v-${id}-start`, disabled: !may });
  start.checked = value.start === true;
  start.addEventListener("change", () => change({ start: start.checked }));
  const remove = () => {
    app.store.change(acts.deleteValue(app.store.doc, id), { place: "" });
    app.say(app.t("value_deleted", { name: id }), { undo: true });
  };
  return h("li", { class: "studio-value", "data-place": path.join("/") },
    h("strong", {}, id), h("span", { class: "studio-tag" }, app.t(`kind.${value.kind}`)),
    value.kind === "integer" ? [whole("start"), whole("min"), whole("max")]
      : h("label", {}, start, h("span", {}, app.t("value.start_yes"))),
    may && iconButton(`${app.t("delete")}: ${id}`, "bin", remove, { id: `v-${id}-delete` }));
}

function newValue(app) {
  const name = h("input", { class: "studio-input", id: "add-value", maxlength: 40, autocomplete: "off" });
  const kind = h("select", { class: "studio-input", id: "add-value-kind" },
    ["integer", "yes_no"].map((one) => h("option", { value: one }, app.t(`kind.${one}`))));
  kind.value = "integer";
  const fault = h("p", { class: "studio-fault", role: "alert", hidden: true });
  const add = () => {
    const id = name.value.trim().replace(/\s+/g, "_").replace(/[^\p{L}\p{N}_-]/gu, "");
    const message = !id ? "value_needs_name" : Object.hasOwn(app.store.doc.values, id) ? "value_is_there" : "";
    fault.textContent = message ? app.t(message) : "";
    fault.hidden = !message;
    if (!message) {
      app.store.change(acts.addValue(app.store.doc, kind.value, id), { place: "" });
      document.getElementById("add-value")?.focus();
    }
  };
  name.addEventListener("keydown", (event) => event.key === "Enter" && (event.preventDefault(), add()));
  return h("div", { class: "studio-new-value" },
    h("label", {}, h("span", {}, app.t("value_name")), name), h("label", {}, h("span", {}, app.t("value_kind")), kind),
    button(app.t("add_value"), add, { symbol: "plus", id: "add-value-button" }), fault);
}

function valuesPart(app) {
  const rows = inOrder(app.store.doc.values);
  return part(app, "part.values", [], h("p", { class: "studio-help" }, app.t("help.values")),
    rows.length > 0 && h("ul", { class: "studio-values" }, rows.map(([id, value]) => valueRow(app, id, value))),
    app.mayEdit(["values", "x"]) && newValue(app));
}

function relearnField(app) {
  const codes = ["default", ...app.config.critical_errors.map(({ code }) => code)];
  const { relearn } = app.store.doc.head;
  const may = app.mayEdit(["head", "relearn"]);
  const rows = codes.map((code) => {
    const known = app.config.lessons.map(({ key, title }) => ({ value: key, label: title }));
    const now = relearn[code] ?? "";
    const lost = now && !known.some(({ value }) => value === now) ? [{ value: now, label: app.t("not_there", { id: now }) }] : [];
    const control = h("select", { class: "studio-input", id: `relearn-${code}`, disabled: !may },
      optionElements([{ value: "", label: app.t("not_chosen") }, ...known, ...lost]));
    control.value = now;
    control.addEventListener("change", () => {
      const { [code]: _old, ...others } = get(app.store.doc, ["head", "relearn"]);
      app.change([[["head", "relearn"], control.value ? { ...others, [code]: control.value } : others]]);
    });
    return h("label", { class: "studio-relearn" }, h("span", {}, code === "default" ? app.t("relearn_default") : code), control);
  });
  return h("details", { class: "studio-more", "data-place": "head/relearn" }, h("summary", {}, app.t("field.relearn")),
    h("p", { class: "studio-help" }, app.t("help.relearn")), rows);
}

function dutiesPart(app) {
  const path = ["head", "sign_offs"];
  const offices = app.config.offices.map(({ code, name }) => {
    const field = checkbox(app, path, {
      label: name,
      value: (now) => now.includes(code),
      write: (on) => [[path, app.config.offices.map((one) => one.code)
        .filter((one) => (one === code ? on : get(app.store.doc, path).includes(one)))]],
    });
    const input = field.element.querySelector("input");
    input.id = `office-${code}`;
    field.element.querySelector("label").htmlFor = input.id;
    return field;
  });
  const source = selectField(app, ["head", "source_language"], {
    label: app.t("field.source_language"), help: app.t("help.source_language"),
    options: () => app.config.languages.map(({ code, name }) => ({ value: code, label: name })),
  });
  const modules = listField(app, ["head", "modules"], { label: app.t("field.modules"), help: app.t("help.modules") });
  const element = part(app, "part.duties", [],
    h("fieldset", { class: "studio-radios" }, h("legend", {}, app.t("field.sign_offs")), offices.map((field) => field.element)),
    source.element, modules.element, relearnField(app));
  return { fields: [...offices, source, modules], element };
}

export function settingsForm(app) {
  const parts = [wordsPart(app), rulesPart(app), dutiesPart(app)];
  const isEmpty = Object.keys(app.store.doc.scenes).length === 0;
  const element = h("div", { class: "studio-form" },
    h("div", { class: "studio-form__head" },
      h("h2", { class: "studio-form__title", tabindex: "-1", id: "form-title" }, app.t("about"))),
    isEmpty && h("p", { class: "studio-hint" }, app.t("first_steps")),
    parts[0].element, parts[1].element, valuesPart(app), parts[2].element);
  return { element, refresh: () => parts.forEach(({ fields }) => fields.forEach((field) => field.refresh())) };
}
