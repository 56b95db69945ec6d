// What stands between the draft and its publication. A problem is a button that opens its scene and its field.

import { text } from "./document.js";
import { button, h, refill } from "./dom.js";

/* The field that mends a problem, by its code; words are found by what is empty. */
const MENDED_IN = {
  next: [
    "choice_to_nowhere", "choice_without_next", "critical_without_critical_ending",
    "critical_ending_without_critical_error",
  ],
  start: ["no_start", "start_to_nowhere"],
  relearn: ["no_relearn"],
  "add-choice": ["no_choice_offered", "dead_end"],
  severity: ["unknown_severity", "code_without_critical"],
  points: ["points_out_of_range", "wrong_points", "unbalanced_points", "best_path_critical", "endless_points"],
  critical_error: ["critical_without_code", "unknown_critical_error"],
  when: ["choice_never_offered", "wrong_condition"],
  routes: ["route_never_taken"],
  effects: ["wrong_effect", "unknown_value"],
  alt: ["missing_alt"],
  notice: ["missing_notice"],
  legal: ["missing_legal"],
  ending: ["unknown_ending", "ending_with_choices"],
  image: ["wrong_image"],
  pass_percent: ["wrong_pass_percent"],
  policy: ["wrong_policy"],
  "add-ending": ["no_ending"],
  heading: ["unreachable_scene"],
  review: ["open_comment", "not_signed_off"],
};
const FIELDS = new Map(Object.entries(MENDED_IN).flatMap(([field, codes]) => codes.map((code) => [code, field])));
// A scenario that is only begun can have thousands; the list follows as they are mended.
const MOST_SHOWN = 100;
const WORDS = {
  head: ["title", "summary", "place"],
  scene: ["situation", "heading"],
  ending: ["situation", "heading", "principle", "booth"],
  choice: ["text", "consequence", "principle", "legal"],
};

export function fieldOf(doc, language, { code, where, field }) {
  if (field || FIELDS.has(code)) {
    return field || FIELDS.get(code);
  }
  const kind = where === "" ? "head" : where.includes("/") ? "choice" : doc.scenes[where]?.ending ? "ending" : "scene";
  return WORDS[kind].find((name) => !text(doc, language, where, name)) ?? WORDS[kind][0];
}

export function createProblems(app) {
  let all = [];
  let state = { can_publish: null, max_points: null, minor_allowed: false };
  let isOld = false;
  let byScene = new Map();
  const listeners = new Set();

  function sort() {
    byScene = new Map();
    for (const problem of all) {
      const name = `${problem.level}/${problem.where.split("/")[0]}`;
      byScene.set(name, [...(byScene.get(name) ?? []), problem]);
    }
  }

  async function load() {
    const answer = await app.transport.ask(`${app.config.urls.problems}?language=${encodeURIComponent(app.config.language)}`);
    if (answer.kind === "ok") {
      all = answer.data.problems;
      sort();
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
    const attributes = { type: "button", class: "studio-problem", "data-level": problem.level, onclick: () => go(problem) };
    return h("li", {}, h("button", attributes,
      h("span", { class: "studio-problem__sign", "aria-hidden": "true" }, problem.level === "blocks" ? "✕" : "!"),
      h("span", {}, isPlaced && h("strong", { dir: "auto" }, at), h("span", { class: "studio-problem__text" }, problem.text))));
  }

  return {
    load,
    get all() { return all; },
    get state() { return state; },
    of: (level) => all.filter((problem) => problem.level === level),
    at: (scene, level) => byScene.get(`${level}/${scene}`) ?? [],
    subscribe: (listener) => listeners.add(listener),

    /* The problems of what is shown, above its form. */
    box(element, scene) {
      const own = ["blocks", "warns"].flatMap((level) => this.at(scene, level));
      element.hidden = own.length === 0;
      refill(element, own.length > 0 && [
        h("h3", {}, app.t("problems_here", { count: own.length })),
        h("ul", { class: "studio-problems" },
          own.map((problem) => line(problem, { isPlaced: problem.where !== scene }))),
      ]);
    },

    panel() {
      const body = h("div");
      const group = (level, list) => list.length > 0 && [
        h("h3", {}, app.t(`group.${level}`, { count: list.length })),
        h("ul", { class: "studio-problems" }, list.slice(0, MOST_SHOWN).map((problem) => line(problem))),
        list.length > MOST_SHOWN && h("p", { class: "studio-help" }, app.t("and_more", { count: list.length - MOST_SHOWN })),
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
