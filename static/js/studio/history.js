// States of the draft that were kept, and versions that were published: keep one, compare, go back.

import { diff } from "./document.js";
import { button, h, icon, refill } from "./dom.js";

const LINK = "button button-small button-secondary studio-button";

export function historyPanel(app) {
  const { t, config, transport, store } = app;
  const body = h("div", {}, h("p", {}, t("loading")));
  const may = app.mayEdit(["head", "minutes"]);

  function keepForm() {
    const name = h("input", { class: "studio-input", id: "keep-name", maxlength: 120, required: true, autocomplete: "off" });
    const form = h("form", { class: "studio-keep" }, h("label", { for: "keep-name" }, t("keep_name")), name,
      h("button", { class: "button button-small studio-button", type: "submit" }, t("keep_state")));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (!(await app.saved())) {
        return;
      }
      const answer = await transport.post(config.urls.snapshots, { name: name.value });
      app.say(answer.kind === "ok" ? t("state_kept", { name: name.value }) : app.reasonOf(answer));
      await load();
    });
    return form;
  }

  async function restore(from, name) {
    if (!(await app.saved())) {
      return;
    }
    const before = store.doc;
    const answer = await transport.post(config.urls.restore, { from });
    if (answer.kind === "ok") {
      store.adopt(answer.data, diff(before, answer.data));
      app.say(t("state_restored", { name }), { undo: true });
      await load();
    } else {
      app.say(app.reasonOf(answer));
    }
  }

  function line(from, name, { at, by }, more = []) {
    const query = new URLSearchParams({ from, to: "draft" });
    return h("li", { class: "studio-state" }, h("strong", { dir: "auto" }, name), more,
      h("span", { class: "studio-help" }, [app.when(at), by].filter(Boolean).join(" · ")),
      h("div", { class: "studio-acts" },
        h("a", { class: LINK, href: `${config.urls.compare}?${query}`, onclick: app.beforeLeaving },
          icon("history"),
          h("span", {}, t("compare_with_now"), h("span", { class: "studio-unseen" }, `: ${name}`))),
        may && button(t("restore"), () => restore(from, name), { symbol: "undo", "aria-label": `${t("restore")}: ${name}` })));
  }

  async function load() {
    const answer = await transport.ask(config.urls.snapshots);
    if (answer.kind !== "ok") {
      refill(body, h("p", { class: "studio-hint" }, app.reasonOf(answer)));
      return;
    }
    const { snapshots, versions } = answer.data;
    const tag = (one) => one.automatic && h("span", { class: "studio-tag" }, t("kept_by_itself"));
    const kept = snapshots.map((one) => line(`snapshot:${one.id}`, one.name, one, tag(one)));
    const published = versions.map((one) => line(`version:${one.number}`, t("version", { number: one.number }), one,
      h("span", { class: "studio-tag" }, t(`change.${one.change}`))));
    const list = (lines, none) => (lines.length ? h("ul", { class: "studio-states" }, lines)
      : h("p", { class: "studio-help" }, none));
    refill(body, may && keepForm(),
      h("h3", {}, t("kept_states")), list(kept, t("no_states")),
      h("h3", {}, t("versions")), list(published, t("no_versions")));
  }

  load();
  return { title: t("history"), element: body };
}
