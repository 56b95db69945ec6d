// What colleagues say about a scene, and the signatures of the legal and the child-protection officer.

import { equal } from "./document.js";
import { button, h, refill } from "./dom.js";

export function createReview(app) {
  let data = { comments: [], sign_offs: [], may_sign: [] };
  let isLoaded = false;
  const listeners = new Set();

  function take(answer) {
    if (answer.kind === "ok") {
      isLoaded = true;
      data = answer.data;
    }
    listeners.forEach((listener) => listener());
    return answer;
  }

  return {
    get data() { return data; },
    get isLoaded() { return isLoaded; },
    load: async () => take(await app.transport.ask(app.config.urls.comments)),
    async act(message) {
      if (!(await app.saved())) {
        return false;
      }
      const answer = take(await app.transport.post(app.config.urls.comments, message));
      if (answer.kind !== "ok") {
        app.say(app.reasonOf(answer));
      }
      return answer.kind === "ok";
    },
    subscribe(listener) {
      listeners.clear();
      listeners.add(listener);
    },
  };
}

function remark(app, { key, text, by, at, resolved }) {
  const settle = () => app.review.act({ action: resolved ? "reopen" : "resolve", comment: key });
  return h("li", { class: "studio-remark", "data-resolved": resolved },
    h("p", { dir: "auto" }, text),
    h("p", { class: "studio-help" }, [by, app.when(at), resolved && app.t("settled")].filter(Boolean).join(" · ")),
    button(app.t(resolved ? "reopen" : "settle"), settle, { symbol: resolved ? "undo" : "check", id: `r-${key}` }));
}

function signature(app, scene, { code, name }) {
  const { sign_offs: signed, may_sign: may } = app.review.data;
  const own = signed.find((one) => one.scene === scene && one.office === code);
  const values = own && { by: own.by, at: app.when(own.at) };
  const state = own ? app.t(own.is_current ? "signed" : "signed_before", values) : app.t("not_signed");
  const kind = own?.is_current ? "good" : "open";
  return h("li", { class: "studio-signature", "data-state": kind },
    h("span", { class: "studio-sign", "aria-hidden": "true" }, own?.is_current ? "✓" : "○"),
    h("span", {}, h("strong", {}, name), " ", state),
    may.includes(code) && !own?.is_current
      && button(app.t("sign"), () => app.review.act({ action: "sign", scene, office: code, serial: app.store.serial }),
        { symbol: "check", kind: "", id: `s-${code}` }));
}

export function reviewSection(app, scene) {
  const list = h("div");
  const count = h("span", { class: "studio-count", hidden: true });
  const area = h("textarea", { class: "studio-input", id: "new-remark", rows: 2, maxlength: 4000 });
  const form = h("form", { class: "studio-new-remark" }, h("label", { for: "new-remark" }, app.t("new_remark")), area,
    h("button", { class: "button button-small button-secondary studio-button", type: "submit" }, app.t("send_remark")));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (area.value.trim() && (await app.review.act({ action: "comment", scene, text: area.value }))) {
      area.value = "";
    }
  });
  const attributes = { class: "studio-review", id: "review", tabindex: "-1", "aria-labelledby": "review-heading" };
  const element = h("section", attributes,
    h("h2", { id: "review-heading" }, app.t("review"), " ", count), list, form);
  let shown = null;

  function refresh() {
    const { data } = app.review;
    const remarks = data.comments.filter((one) => one.scene === scene);
    const needed = app.store.doc.head.sign_offs;
    const offices = app.config.offices.filter(({ code }) => needed.includes(code)
      || data.sign_offs.some((one) => one.scene === scene && one.office === code));
    const now = [remarks, offices, data.sign_offs, data.may_sign, app.review.isLoaded];
    if (equal(now, shown)) {
      return;
    }
    shown = now;
    const open = remarks.filter((one) => !one.resolved).length;
    count.textContent = app.t("open_remarks", { count: open });
    count.hidden = open === 0;
    refill(list,
      offices.length > 0 && h("ul", { class: "studio-signatures" }, offices.map((office) => signature(app, scene, office))),
      remarks.length > 0 && h("ul", { class: "studio-remarks" }, remarks.map((one) => remark(app, one))));
  }
  refresh();
  app.review.subscribe(refresh);
  return { element, refresh };
}
