// Two questions that the page must not answer by itself: whose text stays, and what becomes of unsaved work.

import { allFit, isDone, squash } from "./document.js";
import { button, h } from "./dom.js";

const offered = new Set();

function opened(app, title, ...children) {
  const dialog = h("dialog", { class: "studio-dialog", "aria-labelledby": "dialog-title" },
    h("h2", { id: "dialog-title", tabindex: "-1" }, title), children);
  dialog.addEventListener("close", () => dialog.remove());
  app.root.append(dialog);
  dialog.showModal();
  dialog.querySelector("h2").focus();
  return dialog;
}

/* "Rustam, 14:32" */
const whose = (app, { by, at }) => [by || app.t("somebody"), at && app.when(at)].filter(Boolean).join(", ");

function languageOf(app, path) {
  const language = path[0] === "words" ? app.languageOf(path[1]) : null;
  return language ? { lang: language.tag, dir: language.direction } : {};
}

function versions(app, conflict) {
  const { kind, path, yours, theirs } = conflict;
  const { doc } = app.store;
  if (kind === "value") {
    const worded = (value) => app.names.worded(doc, app.language().code, path, value);
    return { yours: worded(yours), theirs: worded(theirs), isText: path[0] === "words" };
  }
  const isGone = kind === "gone";
  return {
    yours: app.t(isGone ? "you_changed_it" : "you_deleted_it"),
    theirs: app.t(isGone ? "they_deleted_it" : "they_changed_it"),
    isText: false,
  };
}

function question(app, conflict, index) {
  const { path } = conflict;
  const { yours, theirs, isText } = versions(app, conflict);
  const name = `conflict-${index}`;
  const language = languageOf(app, path);
  const option = (value, title, shown, isChosen) => {
    const input = h("input", { type: "radio", name, value });
    input.checked = isChosen;
    return h("label", { class: "studio-version" },
      h("span", { class: "studio-version__title" }, input, title),
      h("span", { class: "studio-version__text", ...language }, shown));
  };
  const merged = isText
    ? h("textarea", { class: "studio-input", rows: 3, ...language, "aria-label": app.t("merged_text") })
    : null;
  if (merged) {
    merged.value = conflict.yours ?? "";
    merged.addEventListener("input", () => {
      element.querySelector("[value=merged]").checked = true;
    });
  }
  const element = h("fieldset", { class: "studio-conflict" },
    h("legend", { dir: "auto" }, app.names.place(app.store.doc, app.language().code, path)),
    h("div", { class: "studio-versions" },
      option("yours", app.t("mine"), yours, false),
      option("theirs", app.t("theirs", { who: whose(app, conflict) }), theirs, false),
      merged && h("div", { class: "studio-version" },
        h("label", { class: "studio-version__title" },
          h("input", { type: "radio", name, value: "merged" }), app.t("merge")), merged)));
  const decided = () => {
    const take = element.querySelector("input:checked")?.value;
    return take === "merged" ? { merged: merged.value } : take ? { take } : null;
  };
  return { element, decided };
}

/* "Compare and choose": nothing is decided before the author has decided everything. */
export function conflictDialog(app) {
  if (app.root.querySelector("dialog[open]")) {
    return;
  }
  const questions = app.store.conflicts.map((conflict, index) => question(app, conflict, index));
  const fault = h("p", { class: "studio-fault", role: "alert" });
  const done = () => {
    const decisions = questions.map(({ decided }) => decided());
    const open = decisions.findIndex((one) => one === null);
    if (open >= 0) {
      fault.textContent = app.t("choose_each");
      questions[open].element.querySelector("input").focus();
      return;
    }
    dialog.close();
    app.store.resolve(decisions);
  };
  const dialog = opened(app, app.t("conflict_title"), h("p", {}, app.t("conflict_text")),
    questions.map(({ element }) => element), fault,
    h("div", { class: "studio-acts" }, button(app.t("keep_decision"), done, { kind: "" }),
      button(app.t("decide_later"), () => dialog.close())));
}

function lines(app, changes) {
  const { doc } = app.store;
  const language = app.language().code;
  const most = 12;
  const told = changes.slice(0, most).map(({ path, old, new: value }) => h("li", {},
    h("strong", { dir: "auto" }, app.names.place(doc, language, path)), ": ",
    h("del", languageOf(app, path), app.names.worded(doc, language, path, old)), " → ",
    h("ins", languageOf(app, path), app.names.worded(doc, language, path, value))));
  const rest = changes.length - told.length;
  return h("ul", { class: "studio-changes" }, told, rest > 0 && h("li", {}, app.t("and_more", { count: rest })));
}

/* Offer what an earlier visit could not save; what has arrived after all is forgotten without a word. */
export function offerLeftovers(app, keeper) {
  // Who closes the question without an answer is asked again with the next visit, not every minute.
  for (const record of keeper.leftovers().filter(({ name }) => !offered.has(name))) {
    const changes = squash(record.batches.flatMap((batch) => batch.changes));
    if (changes.every((change) => isDone(app.store.doc, change))) {
      keeper.forget(record);
    } else if (!app.root.querySelector("dialog[open]")) {
      offer(app, keeper, record, changes);
    }
  }
}

function offer(app, keeper, record, changes) {
  offered.add(record.name);
  const close = (act) => () => {
    dialog.close();
    keeper.forget(record);
    act?.();
  };
  const dialog = opened(app, app.t("leftover_title"),
    h("p", {}, app.t("leftover_text", { count: changes.length, at: app.when(record.at) })),
    !allFit(app.store.doc, changes) && h("p", { class: "studio-hint" }, app.t("leftover_clash")),
    lines(app, changes),
    h("div", { class: "studio-acts" },
      button(app.t("take_back"), close(() => app.store.takeBack(record.batches)), { kind: "" }),
      button(app.t("throw_away"), close(() => app.say(app.t("thrown_away"))))));
}
