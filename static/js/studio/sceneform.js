// One scene as a form: what happens, the picture, the choices, or what an ending teaches.

import * as acts from "./acts.js";
import { get, inOrder } from "./document.js";
import { choiceCard } from "./choicecard.js";
import { button, h, iconButton, icon } from "./dom.js";
import { checkbox, radioField, wordsField } from "./fields.js";
import { pictureField } from "./picture.js";
import { reviewSection } from "./review.js";

const LINK = "button button-small button-secondary studio-button";
const KINDS = ["", "good", "mixed", "critical"];

/* What makes a form of another shape, so that it is built anew; all else only refreshes its fields. */
export function shapeOfScene(app, key) {
  const { doc } = app.store;
  const scene = doc.scenes[key];
  const choices = inOrder(scene.choices)
    .map(([id, { severity, effects, when, routes }]) => [id, severity, effects, when, routes]);
  const values = inOrder(doc.values).map(([id, { kind }]) => [id, kind]);
  const order = inOrder(doc.scenes).map(([id]) => id);
  return JSON.stringify([
    key, app.language().code, doc.head.source_language, scene.ending, scene.notice, scene.image, choices, values,
    order.indexOf(key), order.length, acts.reachedFrom(doc, key), app.pictures.has(scene.image),
    choices.some(([, , , , routes]) => routes.length) && order,
  ]);
}

function tools(app, key) {
  const order = inOrder(app.store.doc.scenes).map(([id]) => id);
  const index = order.indexOf(key);
  const move = (by) => () => app.store.change(acts.move(app.store.doc, ["scenes"], key, by), { place: key });
  const duplicate = () => {
    const { id, changes } = acts.duplicateScene(app.store.doc, key);
    app.store.change(changes, { place: key });
    app.select(id);
    app.say(app.t("scene_copied"), { undo: true });
  };
  const remove = () => {
    const name = app.names.scene(app.store.doc, app.language().code, key);
    app.store.change(acts.deleteScene(app.store.doc, key), { place: key });
    app.select(order[index + 1] ?? order[index - 1] ?? "");
    app.say(app.t("scene_deleted", { name }), { undo: true });
  };
  const may = app.mayEdit(["scenes", key]);
  const address = app.config.urls.try;
  const query = new URLSearchParams({ scene: key, language: app.language().code });
  return h("div", { class: "studio-form__tools" },
    may && iconButton(app.t("up"), "arrow-up", move(-1), { id: "scene-up", disabled: index === 0 }),
    may && iconButton(app.t("down"), "arrow-down", move(1), { id: "scene-down", disabled: index === order.length - 1 }),
    may && iconButton(app.t("duplicate"), "copy", duplicate, { id: "scene-copy" }),
    may && iconButton(app.t("delete"), "bin", remove, { id: "scene-delete" }),
    address && h("a", { class: LINK, href: `${address}?${query}`, id: "scene-try", onclick: app.beforeLeaving },
      icon("view"), h("span", {}, app.t("try_from_here"))));
}

/* "Reached from: the beginning, Night › Choice 2: Wait." */
function reached(app, key) {
  const { doc } = app.store;
  const language = app.language().code;
  const ways = acts.reachedFrom(doc, key).map(({ scene, choice }) => {
    if (!scene) {
      return h("li", {}, app.t("the_beginning"));
    }
    const name = `${app.names.scene(doc, language, scene)} › ${app.names.choice(doc, language, scene, choice)}`;
    return h("li", {}, h("a", { href: `#${encodeURI(`${scene}/${choice}`)}`, dir: "auto" }, name));
  });
  return h("div", { class: "studio-reached" }, h("span", {}, app.t("reached_from")),
    ways.length ? h("ul", {}, ways) : h("strong", {}, app.t("reached_from_nowhere")));
}

function kindField(app, key) {
  return radioField(app, ["scenes", key, "ending"], {
    label: app.t("kind_of_scene"),
    options: KINDS.map((value) => ({ value, label: app.t(`ending.${value || "none"}`) })),
    onChoose(value) {
      const lost = value ? Object.keys(app.store.doc.scenes[key].choices).length : 0;
      app.store.change(acts.setEnding(app.store.doc, key, value), { place: key });
      if (lost) {
        app.say(app.t("choices_gone", { count: lost }), { undo: true });
      }
    },
  });
}

function addChoice(app, key) {
  const { id, changes } = acts.addChoice(app.store.doc, key);
  app.store.change(changes, { place: key });
  app.select(`${key}/${id}`, { focus: "text" });
}

function choicesPart(app, key) {
  const scene = get(app.store.doc, ["scenes", key]);
  const cards = inOrder(scene.choices).map(([id]) => choiceCard(app, key, id));
  const part = h("section", { class: "studio-choices", "aria-labelledby": "choices-heading" },
    h("h2", { id: "choices-heading" }, app.t("choices")), cards.map(({ element }) => element),
    app.mayEdit(["scenes", key])
      && button(app.t("add_choice"), () => addChoice(app, key), { symbol: "plus", kind: "", id: "add-choice" }));
  return { cards, part };
}

export function sceneForm(app, key) {
  const { ending, notice, image } = app.store.doc.scenes[key];
  const words = (name, options) => wordsField(app, key, name, { label: app.t(`field.${name}`), ...options });
  const title = h("h2", { class: "studio-form__title", tabindex: "-1", id: "form-title", dir: "auto" });
  const heading = words("heading", { most: 200 });
  const situation = words("situation", { rows: 5, help: ending ? app.t("help.ending") : app.t("help.situation") });
  const speaker = ending ? null : words("speaker", { most: 120, help: app.t("help.speaker") });
  const alt = image ? words("alt", { rows: 2, help: app.t("help.alt") }) : null;
  const hasNotice = checkbox(app, ["scenes", key, "notice"], { label: app.t("has_notice"), help: app.t("help.notice") });
  const noticeWords = notice ? words("notice", { rows: 2 }) : null;
  const notes = words("notes", { rows: 3, help: app.t("help.notes") });
  const teaching = ending ? ["principle", "legal", "booth"].map((name) => words(name, { rows: 2 })) : [];
  const kind = kindField(app, key);
  const choices = ending ? null : choicesPart(app, key);
  const review = reviewSection(app, key);
  const cards = choices?.cards ?? [];
  const fields = [heading, situation, speaker, alt, hasNotice, noticeWords, notes, ...teaching, kind, ...cards, review];
  const element = h("div", { class: "studio-form" },
    h("div", { class: "studio-form__head" }, title, tools(app, key)), reached(app, key),
    heading.element, situation.element, speaker?.element, kind.element,
    teaching.map((field) => field.element), choices?.part,
    h("section", { class: "studio-rest", "aria-labelledby": "rest-heading" },
      h("h2", { id: "rest-heading" }, app.t("rest_of_scene")),
      pictureField(app, key), alt?.element, hasNotice.element, noticeWords?.element, notes.element),
    review.element);
  function refresh() {
    title.textContent = app.names.scene(app.store.doc, app.language().code, key);
    fields.forEach((field) => field?.refresh());
  }
  refresh();
  return { element, refresh };
}
