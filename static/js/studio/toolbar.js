// The bar above the editor: is my work safe, back and forth, which language, which view, what is wrong.

import { button, h, icon, iconButton, refill } from "./dom.js";

const LINK = "button button-small button-secondary studio-button";
const MAIN_LINK = "button button-small studio-button";
const MORE = ["translate", "classroom", "insights", "export_yaml", "export_xlsx", "duplicate"];

function saveState(app) {
  const status = h("p", { class: "studio-save", role: "status" });
  const act = h("span", { class: "studio-save__act" });
  function refresh() {
    const { state, kept, held } = app.store;
    const isBad = !["saved", "waiting", "saving"].includes(state);
    const words = app.t(`save.${state}`, { count: held.length });
    const sentence = isBad && state !== "conflict" ? `${words} ${app.t(kept ? "kept_here" : "not_kept")}` : words;
    if (status.textContent !== sentence) {
      // A busy "Saving…" every second would only be noise to those who listen.
      status.setAttribute("aria-live", ["waiting", "saving"].includes(state) ? "off" : "polite");
      const sign = { saved: "✓", waiting: "…", saving: "…" }[state] ?? "!";
      refill(status, h("span", { class: "studio-save__sign", "aria-hidden": "true" }, sign), h("span", {}, sentence));
    }
    status.dataset.state = isBad ? "bad" : state;
    const acts = {
      conflict: () => button(app.t("compare_and_choose"), app.openConflicts, { kind: "", id: "open-conflicts" }),
      signed_out: () => [
        h("a", { class: MAIN_LINK, href: app.config.urls.login, target: "_blank", rel: "noopener", id: "sign-in" },
          app.t("sign_in")),
        button(app.t("again"), () => app.store.retry(), { id: "save-again" }),
      ],
      offline: () => button(app.t("again"), () => app.store.retry(), { id: "save-again" }),
      forbidden: () => button(app.t("again"), () => app.store.retry(), { id: "save-again" }),
      failed: () => button(app.t("again"), () => app.store.retry(), { id: "save-again" }),
      refused: () => button(app.t("show_refused"), () => app.showHeld(), { id: "show-refused" }),
    };
    if (act.dataset.state !== state) {
      act.dataset.state = state;
      refill(act, acts[state]?.());
    }
  }
  return { elements: [status, act], refresh };
}

function languageChoice(app) {
  const select = h("select", { class: "studio-input", id: "studio-language" },
    app.config.languages.map(({ code, name, tag }) => h("option", { value: code, lang: tag }, name)));
  select.addEventListener("change", () => app.setLanguage(select.value));
  return {
    element: h("label", { class: "studio-bar__language" }, h("span", {}, app.t("language_of_texts")), select),
    refresh: () => {
      select.value = app.language().code;
    },
  };
}

function moreMenu(app) {
  const links = MORE.filter((name) => app.config.urls[name]).map((name) => h("li", {},
    h("a", { href: app.config.urls[name], onclick: app.beforeLeaving, "data-link": name }, app.t(`link.${name}`))));
  if (!links.length) {
    return null;
  }
  const menu = h("details", { class: "studio-menu" }, h("summary", { class: LINK },
    icon("dots-horizontal"), h("span", {}, app.t("more"))), h("ul", {}, links));
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) {
      menu.open = false;
    }
  });
  return menu;
}

export function createToolbar(app, container) {
  const { t, store } = app;
  const save = saveState(app);
  const language = languageChoice(app);
  const step = (act) => () => app.step(act);
  const undo = iconButton(t("undo"), "undo", step("undo"), { id: "studio-undo", "aria-keyshortcuts": "Control+Z" });
  const redo = iconButton(t("redo"), "redo", step("redo"), { id: "studio-redo", "aria-keyshortcuts": "Control+Shift+Z" });
  const views = [["outline", "list-ul"], ["map", "site"]]
    .map(([view, symbol]) => button(t(`view.${view}`), () => app.show(view), { symbol, id: `view-${view}` }));
  const opener = (name, label, symbol) => button(label, () => app.togglePanel(name),
    { symbol, id: `open-${name}`, "aria-expanded": "false" });
  const problems = opener("problems", "", "warning");
  const history = opener("history", t("history"), "history");
  const way = (name, kind, symbol) => h("a",
    { class: kind, href: app.config.urls[name], id: `studio-${name}`, onclick: app.beforeLeaving },
    icon(symbol), h("span", {}, t(name)));
  const tryIt = app.config.urls.try && way("try", LINK, "view");
  const publish = app.config.may.publish && way("publish", MAIN_LINK, "upload");
  container.append(
    h("div", { class: "studio-bar__row" }, h("div", { class: "studio-bar__save" }, save.elements),
      h("div", { class: "studio-bar__go" }, tryIt, publish, moreMenu(app))),
    h("div", { class: "studio-bar__row" },
      h("div", { class: "studio-bar__steps" }, undo, redo),
      h("div", { class: "studio-bar__views", role: "group", "aria-label": t("view") }, views), language.element,
      h("div", { class: "studio-bar__panels" }, problems, history)));
  const heard = h("p", { class: "studio-unseen", role: "status" });
  container.append(heard);

  function counts() {
    const [blocks, warns] = [app.problems.of("blocks").length, app.problems.of("warns").length];
    const words = blocks + warns === 0 ? t("no_problems_short") : t("problem_counts", { blocks, warns });
    problems.querySelector("span").textContent = words;
    problems.dataset.level = blocks ? "blocks" : warns ? "warns" : "none";
    if (heard.textContent !== words) {
      heard.textContent = words;
    }
  }

  return {
    counts,
    refresh() {
      save.refresh();
      language.refresh();
      [undo.disabled, redo.disabled] = [!store.canUndo, !store.canRedo];
      views.forEach((view) => view.setAttribute("aria-pressed", String(view.id === `view-${app.view()}`)));
      problems.setAttribute("aria-expanded", String(app.panel() === "problems"));
      history.setAttribute("aria-expanded", String(app.panel() === "history"));
      if (tryIt) {
        tryIt.href = `${app.config.urls.try}?${new URLSearchParams({ language: app.language().code })}`;
      }
    },
  };
}
