// What a choice does to values, when it is offered, and where else it leads: rows of small lists, no code to write.

import { assign, get, inOrder } from "./document.js";
import { button, h, iconButton } from "./dom.js";
import { optionElements } from "./fields.js";
import { idOf } from "./naming.js";

const COMPARISONS = { integer: ["at_least", "at_most", "equals", "differs"], yes_no: ["equals"] };

function list(options, value, onchange, attributes) {
  const control = h("select", { class: "studio-input", ...attributes }, optionElements(options));
  control.value = String(value);
  control.addEventListener("change", () => onchange(control.value));
  return control;
}

function number(value, onchange, attributes) {
  const control = h("input", {
    class: "studio-input studio-input--number", type: "number", step: 1, min: -1000, max: 1000, value, ...attributes,
  });
  control.addEventListener("change", () => {
    const whole = Math.trunc(Number(control.value));
    onchange(Number.isFinite(whole) ? Math.min(1000, Math.max(-1000, whole)) : 0);
  });
  return control;
}

const replaced = (rows, index, row) => rows.map((each, at) => (at === index ? row : each));
const without = (rows, index) => rows.filter((_each, at) => at !== index);

/* An editor of one list of a choice: `path` leads to it, `rowOf` makes the controls of one row. */
function rowsEditor(app, path, { title, add, fresh, rowOf }) {
  const rows = get(app.store.doc, path) ?? [];
  const values = app.store.doc.values;
  const write = (next) => app.store.change(assign(app.store.doc, [[path, next]]), { place: path[1] });
  const id = idOf(path);
  const may = app.mayEdit(path);
  const items = rows.map((row, index) => h("li", { class: "studio-row" },
    rowOf(row, (next) => write(replaced(rows, index, next)), `${id}-${index}`),
    may && iconButton(app.t("remove_row"), "cross", () => write(without(rows, index)), { id: `${id}-${index}-remove` })));
  const canAdd = may && (Object.keys(values).length > 0 || path.at(-1) === "routes");
  return h("div", { class: "studio-rows", "data-place": path.join("/"), role: "group", "aria-label": title },
    h("p", { class: "studio-rows__title" }, title),
    items.length > 0 && h("ul", {}, items),
    canAdd && button(add, () => write([...rows, fresh()]), { symbol: "plus", id: `${id}-add` }));
}

function valueOptions(app) {
  return inOrder(app.store.doc.values).map(([id]) => ({ value: id, label: id }));
}

const kindOf = (app, id) => app.store.doc.values[id]?.kind ?? "integer";
const firstValue = (app) => inOrder(app.store.doc.values)[0]?.[0] ?? "";

function yesOrNo(app) {
  return [{ value: "true", label: app.t("yes") }, { value: "false", label: app.t("no") }];
}

export function effectsEditor(app, path) {
  const fresh = (id = firstValue(app)) => (kindOf(app, id) === "yes_no" ? { value: id, set: true } : { value: id, add: 1 });
  return rowsEditor(app, path, {
    title: app.t("field.effects"),
    add: app.t("add_effect"),
    fresh,
    rowOf(row, write, id) {
      const of = (name) => ({ id: `${id}-${name}`, "aria-label": app.t(`row.${name}`), disabled: !app.mayEdit(path) });
      const value = list(valueOptions(app), row.value, (next) => write(fresh(next)), of("value"));
      if (kindOf(app, row.value) === "yes_no") {
        const set = list(yesOrNo(app), row.set, (next) => write({ value: row.value, set: next === "true" }), of("amount"));
        return [value, h("span", {}, app.t("becomes")), set];
      }
      const kind = row.add === undefined ? "set" : "add";
      const kinds = ["add", "set"].map((one) => ({ value: one, label: app.t(`effect.${one}`) }));
      const amount = row[kind];
      return [
        value,
        list(kinds, kind, (next) => write({ value: row.value, [next]: amount }), of("act")),
        number(amount, (next) => write({ value: row.value, [kind]: next }), of("amount")),
      ];
    },
  });
}

function freshCondition(app, id = firstValue(app)) {
  const isNumber = kindOf(app, id) === "integer";
  return { value: id, is: isNumber ? "at_least" : "equals", than: isNumber ? 1 : true };
}

function conditionControls(app, row, write, id, may) {
  const of = (name) => ({ id: `${id}-${name}`, "aria-label": app.t(`row.${name}`), disabled: !may });
  const kind = kindOf(app, row.value);
  const names = COMPARISONS[kind].includes(row.is) ? COMPARISONS[kind] : [...COMPARISONS[kind], row.is];
  const comparisons = names.map((one) => ({ value: one, label: app.t(`is.${one}`) }));
  return [
    list(valueOptions(app), row.value, (next) => write(freshCondition(app, next)), of("value")),
    list(comparisons, row.is, (next) => write({ ...row, is: next }), of("comparison")),
    kind === "yes_no"
      ? list(yesOrNo(app), row.than, (next) => write({ ...row, than: next === "true" }), of("amount"))
      : number(row.than, (next) => write({ ...row, than: next }), of("amount")),
  ];
}

export function conditionsEditor(app, path) {
  return rowsEditor(app, path, {
    title: app.t("field.when"),
    add: app.t("add_condition"),
    fresh: () => freshCondition(app),
    rowOf: (row, write, id) => conditionControls(app, row, write, id, app.mayEdit(path)),
  });
}

/* Ways that a choice leads instead of its usual one; the first whose conditions hold is taken. */
export function routesEditor(app, path, targets) {
  const may = app.mayEdit(path);
  return rowsEditor(app, path, {
    title: app.t("field.routes"),
    add: app.t("add_route"),
    fresh: () => ({ when: Object.keys(app.store.doc.values).length ? [freshCondition(app)] : [], next: "" }),
    rowOf(row, write, id) {
      const writeAt = (index) => (next) => write({ ...row, when: replaced(row.when, index, next) });
      const conditions = row.when.map((condition, index) => h("div", { class: "studio-row" },
        conditionControls(app, condition, writeAt(index), `${id}-${index}`, may),
        may && row.when.length > 1 && iconButton(app.t("remove_row"), "cross",
          () => write({ ...row, when: without(row.when, index) }), { id: `${id}-${index}-remove` })));
      const attributes = { id: `${id}-next`, "aria-label": app.t("field.next"), disabled: !may };
      return h("div", { class: "studio-route" }, conditions,
        may && button(app.t("add_and"), () => write({ ...row, when: [...row.when, freshCondition(app)] }),
          { symbol: "plus", id: `${id}-and` }),
        h("label", { class: "studio-route__next" }, app.t("then_to"),
          list(targets(), row.next, (next) => write({ ...row, next }), attributes)));
    },
  });
}
