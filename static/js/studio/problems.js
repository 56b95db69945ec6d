// What stands between the draft and its publication. A problem is a button that opens its scene and its field.

import { text } from "./document.js";
import { button, h, refill } from "./dom.js";

/* The field that mends a problem, by its code; words are found by what is empty. */
const FIELDS = {
  choice_to_nowhere: "next", critical_without_critical_ending: "next", critical_ending_without_critical_error: "next",
  unknown_severity: "severity", code_without_critical: "severity", points_out_of_range: "points", wrong_points: "points",
  unbalanced_points: "points", best_path_critical: "points", endless_points: "points", critical_without_code: "critical_error",
  unknown_critical_error: "critical_error", choice_never_offered: "when", route_never_taken: "routes", wrong_effect: "effects",
  wrong_condition: "when", unknown_value: "effects", missing_alt: "alt", missing_notice: "notice", missing_legal: "legal",
  unknown_ending: "ending", ending_with_choices: "ending", wrong_image: "image", start_to_nowhere: "start",
  wrong_pass_percent: "pass_percent", wrong_policy: "policy", dead_end: "add-choice", no_ending: "add-ending",
  unreachable_scene: "heading", open_comment: "review", not_signed_off: "review",
};
const WORDS = { head: ["title", "summary"], scene: ["heading", "situation"], ending: ["heading", "situation", "principle"], choice: ["text", "consequence", "principle", "legal"] };

export function fieldOf(doc, language, { code, where, field }) {
  if (field || FIELDS[code]) {
    return field || FIELDS[code];
  }
  const kind = where === "" ? "head" : where.includes("/") ? "choice" : doc.scenes[where]?.ending ? "ending" : "scene";
  return WORDS[kind].find((name) => !text(doc, language, where, name)) ?? WORDS[kind][0];
}

export function createProblems(app) {
  let all = [];
  let state = { can_publish: null, max_points: null, minor_allowed: false };
  let isOld = false;
  const listeners = new Set();

  async function load() {
    const answer = await app.transport.ask(`${app.config.urls.problems}?language=${encodeURIComponent(app.config.language)}`);
    if (answer.kind === "ok") {
      all = answer.data.problems;
      state = answer.data;
      isOld = false;
    } else {
      isOld = true;
    }
    listeners.forEach((listener) => listener());
    return state;
  }

  function go(problem) {
    if (problem.language && problem.language !== app.language().code && app.languageOf(problem.language)) {
      app.setLanguage(problem.language);
    }
    app.select(problem.where, { focus: fieldOf(app.store.doc, app.language().code, problem) });
  }

  function line(problem, { isPlaced = true } = {}) {
    const { doc } = app.store;
    const [scene, choice] = problem.where.split("/");
    const name = scene === "" || !doc.scenes[scene] ? app.t("about") : app.names.scene(doc, app.language().code, scene);
    const at = choice ? `${name} › ${app.names.choice(doc, app.language().code, scene, choice)}` : name;
    return h("li", {}, h("button", { type: "button", class: "studio-problem", "data-level": problem.level, onclick: () => go(problem) },
      h("span", { class: "studio-problem__sign", "aria-hidden": "true" }, problem.level === "blocks" ? "✕" : "!"),
      h("span", {}, isPlaced && h("strong", { dir: "auto" }, at), h("span", { class: "studio-problem__text" }, problem.text))));
  }

  return {
    load,
    get all() { return all; },
    get state() { return state; },
    of: (level) => all.filter((problem) => problem.level === level),
    at: (scene, level) => all.filter(({ where, level: own }) => own === level && (where === scene || where.startsWith(`${scene}/`))),
    subscribe: (listener) => listeners.add(listener),

    /* The problems of what is shown, above its form. */
    box(element, scene) {
      const own = all.filter(({ where }) => (scene === "" ? where === "" : where === scene || where.startsWith(`${scene}/`)));
      element.hidden = own.length === 0;
      refill(element, own.length > 0 && [
        h("h3", {}, app.t("problems_here", { count: own.length })),
        h("ul", { class: "studio-problems" }, own.map((problem) => line(problem, { isPlaced: problem.where !== scene }))),
      ]);
    },

    panel() {
      const body = h("div");
      const group = (level, list) => list.length > 0 && [
        h("h3", {}, app.t(`group.${level}`, { count: list.length })),
        h("ul", { class: "studio-problems" }, list.map((problem) => line(problem))),
      ];
      const refresh = () => refill(body,
        isOld && h("p", { class: "studio-hint" }, app.t("problems_old"), " ", button(app.t("again"), load, { id: "problems-again" })),
        all.length === 0 && !isOld && h("p", { class: "studio-good" }, app.t("no_problems")),
        group("blocks", this.of("blocks")), group("warns", this.of("warns")),
        state.max_points !== null && h("p", { class: "studio-help" }, app.t("max_points", { count: state.max_points })));
      refresh();
      listeners.add(refresh);
      return { title: app.t("problems"), element: body, close: () => listeners.delete(refresh) };
    },
  };
}
