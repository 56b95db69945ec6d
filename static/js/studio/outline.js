// The scenes as a list, in order: where everything the map shows can be reached by keyboard and heard.

import * as acts from "./acts.js";
import { equal, inOrder } from "./document.js";
import { button, h, icon, refill } from "./dom.js";

const SIGN = { "": "", good: "✓", mixed: "◐", critical: "✕" };

export function createOutline(app, container) {
  const list = h("ol", { class: "studio-outline__scenes" });
  const about = h("a", { class: "studio-outline__about", href: "#/" }, icon("cog"), h("span", {}, app.t("about")));
  const may = app.mayEdit(["scenes", "x"]);
  const add = (ending) => () => {
    const { id, changes } = acts.addScene(app.store.doc, { after: app.selected().scene || undefined, ending });
    app.store.change(changes, { place: id });
    app.select(id, { focus: "heading" });
  };
  container.append(h("h2", { class: "studio-outline__title", tabindex: "-1" }, app.t("scenes")), about, list,
    may && h("div", { class: "studio-acts" },
      button(app.t("add_scene"), add(""), { symbol: "plus", id: "add-scene" }),
      button(app.t("add_ending"), add("good"), { symbol: "plus", id: "add-ending" })));
  let shown = [];
  let rows = [];

  function told() {
    const { doc } = app.store;
    const language = app.language().code;
    return inOrder(doc.scenes).map(([id, scene]) => ({
      id, name: app.names.scene(doc, language, id), ending: scene.ending, notice: scene.notice,
      isStart: doc.head.start === id, blocks: app.problemsAt(id, "blocks").length, warns: app.problemsAt(id, "warns").length,
    }));
  }

  function fill(link, row, number) {
    const { t } = app;
    const counts = [row.blocks && ["blocks", row.blocks], row.warns && ["warns", row.warns]].filter(Boolean);
    refill(link, h("span", { class: "studio-outline__number", "aria-hidden": "true" }, SIGN[row.ending] || String(number)),
      h("span", { class: "studio-outline__name" }, h("bdi", {}, row.name)),
      h("span", { class: "studio-outline__tags" },
        row.isStart && h("span", { class: "studio-tag" }, t("start")),
        row.ending && h("span", { class: "studio-tag", "data-ending": row.ending }, t(`ending.${row.ending}`)),
        row.notice && h("span", { class: "studio-tag" }, t("field.notice")),
        counts.map(([level, count]) => h("span", { class: "studio-count", "data-level": level },
          h("span", { "aria-hidden": "true" }, `${level === "blocks" ? "✕" : "!"} ${count}`),
          h("span", { class: "studio-unseen" }, t(`count.${level}`, { count }))))));
    link.dataset.ending = row.ending;
  }

  function refresh() {
    const next = told();
    const isSameOrder = equal(next.map(({ id }) => id), shown.map(({ id }) => id));
    if (!isSameOrder) {
      rows = next.map(({ id }) => h("a", { href: `#${encodeURI(id)}`, id: `o-${id}` }));
      refill(list, rows.map((link) => h("li", {}, link)));
    }
    next.forEach((row, index) => {
      if (!isSameOrder || !equal(row, shown[index])) {
        fill(rows[index], row, index + 1);
      }
      mark(rows[index], app.selected().scene === row.id);
    });
    mark(about, app.selected().scene === "");
    shown = next;
  }

  function mark(link, isCurrent) {
    if (isCurrent) {
      link.setAttribute("aria-current", "true");
    } else {
      link.removeAttribute("aria-current");
    }
  }

  return { refresh };
}
