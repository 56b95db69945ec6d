// One choice of a scene as a card of the form.

import * as acts from "./acts.js";
import { get, inOrder } from "./document.js";
import { conditionsEditor, effectsEditor, routesEditor } from "./conditions.js";
import { button, h, iconButton } from "./dom.js";
import { listField, numberField, radioField, selectField, wordsField } from "./fields.js";
import { idOf } from "./naming.js";

export const SIGNS = { best: "★", acceptable: "✓", poor: "–", harmful: "▲", critical: "✕" };
const NEW = "\u0000";

/* Return the scenes and endings that something may lead to, and with `adding` new ones. */
export function targetOptions(app, { adding = false } = {}) {
  const { doc } = app.store;
  const language = app.language().code;
  const told = ([id, scene]) => ({
    value: id, label: app.names.scene(doc, language, id), group: app.t(scene.ending ? "endings" : "scenes"),
  });
  const order = inOrder(doc.scenes);
  const fresh = ["", "good", "mixed", "critical"].map((ending) => ({
    value: NEW + ending, label: app.t(ending ? `new_ending.${ending}` : "new_scene_more"), group: app.t("new"),
  }));
  return [
    { value: "", label: app.t("not_chosen") },
    ...order.filter(([, scene]) => !scene.ending).map(told),
    ...order.filter(([, scene]) => scene.ending).map(told),
    ...(adding ? fresh : []),
  ];
}

/* Where a choice leads. What is new is made by the pointer at once, by the keyboard with Enter or when the list is
   left: arrow keys pass over it on their way, and passing must not make a scene. */
function nextField(app, scene, choice) {
  const path = ["scenes", scene, "choices", choice, "next"];
  const open = button(app.t("open"), () => app.select(get(app.store.doc, path)),
    { symbol: "arrow-right", id: `${idOf(path)}-open` });
  let byKey = false;
  let waiting = false;
  function make(value) {
    const { id, changes } = acts.addScene(app.store.doc, { after: scene, ending: value.slice(NEW.length) });
    const link = { path, old: get(app.store.doc, path), new: id };
    app.store.change([...changes, link], { place: scene });
    field.refresh();
    app.say(app.t("scene_added"), { undo: true });
  }
  const field = selectField(app, path, {
    label: app.t("field.next"),
    extra: [open],
    options: () => {
      const known = targetOptions(app, { adding: app.mayEdit(path) });
      const now = get(app.store.doc, path);
      const isLost = now && !known.some(({ value }) => value === now);
      return isLost ? [...known, { value: now, label: app.t("not_there", { id: now }) }] : known;
    },
    onChoose(value) {
      const isNew = value.startsWith(NEW);
      waiting = isNew && byKey;
      if (!isNew) {
        app.change([[path, value]]);
      } else if (!waiting) {
        make(value);
      }
    },
  });
  const settle = (isMeant = true) => {
    if (!waiting) {
      return;
    }
    waiting = false;
    if (isMeant) {
      make(field.control.value);
    } else {
      refresh();
    }
  };
  field.control.addEventListener("pointerdown", () => { byKey = false; });
  field.control.addEventListener("keydown", ({ key }) => {
    byKey = key !== "Enter";
    if (key === "Enter" || key === "Escape") {
      settle(key === "Enter");
    }
  });
  // Not before the focus is where it goes, else it is lost when the form is built anew. A list that was taken off the
  // page, because the form was built anew, was not left by the person.
  field.control.addEventListener("blur", () => setTimeout(() => settle(field.control.isConnected)));
  function refresh() {
    if (!waiting) {
      field.refresh();
    }
    open.hidden = !app.store.doc.scenes[get(app.store.doc, path)];
  }
  refresh();
  return { element: field.element, refresh };
}

function criticalField(app, scene, choice) {
  return selectField(app, ["scenes", scene, "choices", choice, "critical_error"], {
    label: app.t("field.critical_error"),
    options: () => [
      { value: "", label: app.t("not_chosen") },
      ...app.config.critical_errors.map(({ code, name }) => ({ value: code, label: `${code} ${name}` })),
    ],
  });
}

function heading(app, scene, choice, order) {
  const index = order.indexOf(choice);
  const path = ["scenes", scene, "choices"];
  const name = app.t("choice_of", { number: index + 1, count: order.length });
  const act = (label, symbol, changes, said, attributes = {}) => iconButton(`${label}: ${name}`, symbol, () => {
    app.store.change(changes(), { place: scene });
    if (said) {
      app.say(app.t(said), { undo: true });
    }
  }, { id: `c-${scene}-${choice}-${symbol}`, ...attributes });
  const tools = app.mayEdit(path) && h("div", { class: "studio-choice__tools" },
    act(app.t("up"), "arrow-up", () => acts.move(app.store.doc, path, choice, -1), "", { disabled: index === 0 }),
    act(app.t("down"), "arrow-down", () => acts.move(app.store.doc, path, choice, 1), "",
      { disabled: index === order.length - 1 }),
    act(app.t("duplicate"), "copy", () => acts.duplicateChoice(app.store.doc, scene, choice).changes, "choice_copied"),
    act(app.t("delete"), "bin", () => acts.deleteChoice(app.store.doc, scene, choice), "choice_deleted"));
  return h("div", { class: "studio-choice__head" }, h("h3", { id: `h-${scene}-${choice}`, tabindex: "-1" }, name), tools);
}

export function choiceCard(app, scene, choice) {
  const path = ["scenes", scene, "choices", choice];
  const own = get(app.store.doc, path);
  const address = `${scene}/${choice}`;
  const order = inOrder(app.store.doc.scenes[scene].choices).map(([id]) => id);
  const isCritical = own.severity === "critical";
  const severities = Object.keys(acts.POINTS)
    .map((value) => ({ value, label: app.t(`severity.${value}`), sign: SIGNS[value] }));
  const text = wordsField(app, address, "text", { label: app.t("field.text"), rows: 2 });
  const consequence = wordsField(app, address, "consequence", {
    label: app.t("field.consequence"), rows: 2, help: app.t("help.consequence"),
  });
  const severity = radioField(app, [...path, "severity"], {
    label: app.t("field.severity"), options: severities, kind: "studio-radios--severity",
    onChoose: (value) => app.store.change(acts.setSeverity(app.store.doc, scene, choice, value), { place: scene }),
  });
  const code = isCritical ? criticalField(app, scene, choice) : null;
  const points = numberField(app, [...path, "points"], { label: app.t("field.points"), least: -10, most: 10 });
  const next = nextField(app, scene, choice);
  const principle = wordsField(app, address, "principle", { label: app.t("field.principle"), rows: 2 });
  const legal = wordsField(app, address, "legal", { label: app.t("field.legal"), rows: 1, help: app.t("help.legal") });
  const sources = listField(app, [...path, "sources"], { label: app.t("field.sources"), help: app.t("help.sources") });
  const hasLogic = own.effects.length + own.when.length + own.routes.length > 0;
  const hasValues = Object.keys(app.store.doc.values).length > 0;
  const isOpen = hasLogic || app.opened.has(address);
  const logic = h("details", { class: "studio-more", open: isOpen, id: `m-${scene}-${choice}` },
    h("summary", {}, app.t("values_and_conditions")),
    !hasValues && h("p", { class: "studio-help" }, app.t("no_values"), " ",
      app.mayEdit(path) && button(app.t("make_value"), () => app.select("", { focus: "add-value" }))),
    effectsEditor(app, [...path, "effects"]),
    conditionsEditor(app, [...path, "when"]),
    routesEditor(app, [...path, "routes"], () => targetOptions(app)));
  logic.addEventListener("toggle", () => app.opened[logic.open ? "add" : "delete"](address));
  const fields = [text, consequence, severity, code, points, next, principle, legal, sources].filter(Boolean);
  const element = h("section", {
    class: "studio-choice", "data-severity": own.severity, id: `card-${address}`, "aria-labelledby": `h-${scene}-${choice}`,
  },
    heading(app, scene, choice, order), text.element, consequence.element, severity.element,
    h("div", { class: "studio-pair" }, code && code.element, points.element, next.element),
    h("div", { class: "studio-pair" }, principle.element,
      h("div", { class: "studio-stack" }, legal.element, sources.element)), logic);
  return { element, refresh: () => fields.forEach((field) => field.refresh()) };
}
