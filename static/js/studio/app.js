// What the parts of the editor's page share: what is chosen, in which language, who may change what, what is said.

import { assign, inOrder, isAddress, isSamePath } from "./document.js";
import { button, clockOf, h, iconButton, refill, speaker } from "./dom.js";
import { focusOn } from "./focusing.js";
import { historyPanel } from "./history.js";
import { createMapView } from "./mapview.js";
import { createNames } from "./naming.js";
import { createOutline } from "./outline.js";
import { createProblems } from "./problems.js";
import { createReview } from "./review.js";
import { sceneForm, shapeOfScene } from "./sceneform.js";
import { settingsForm, shapeOfSettings } from "./settings.js";
import { createToolbar } from "./toolbar.js";

const SAVED_WITHIN = 6000;
const WIDE = "(min-width: 50rem)";

export function createApp({ root, config, strings, store, transport }) {
  const t = speaker(strings);
  const find = (name) => root.querySelector(`[data-part=${name}]`);
  const [bar, list, formBox, problemBox] = ["bar", "list", "form", "problems"].map(find);
  const [back, panelBox, mapBox, said] = ["back", "panel", "map", "said"].map(find);
  const languages = new Map(config.languages.map((one) => [one.code, one]));
  let language = languages.get(config.texts_language) ?? config.languages[0];
  let chosen = { scene: "", choice: "" };
  let view = "outline";
  let panel = "";
  let opened = null;
  let form = null;
  let shape = "";

  const app = {
    root, config, store, transport, t, opened: new Set(),
    names: createNames({ t }),
    when: clockOf(config.language_tag),
    pictures: new Map(config.pictures.map((one) => [one.hash, one])),
    language: () => language,
    languageOf: (code) => languages.get(code),
    selected: () => chosen,
    view: () => view,
    panel: () => panel,
    problemsAt: (scene, level) => app.problems.at(scene, level),

    mayEdit(path) {
      const { change, translate } = config.may;
      return change || (translate && path[0] === "words" && path[1] !== store.doc.head.source_language);
    },
    faultAt: (path) => store.held.find((one) => isSamePath(one.path, path))?.message ?? "",
    change: (pairs) => store.change(assign(store.doc, pairs), { place: pairs[0][0][1] }),

    setLanguage(code) {
      language = languages.get(code);
      refresh();
    },

    /* Choose a scene, a choice ("d1/a") or the scenario (""), and with `focus` the field of that name. */
    select(address, { focus = "", fromMap = false } = {}) {
      const hash = `#${encodeURI(address || "/")}`;
      if (location.hash !== hash) {
        history.pushState(null, "", hash);
      }
      show(address, { focus: focus || (fromMap && view === "map" ? "" : "form-title"), fromMap });
    },

    /* Say something in passing; `undo` offers to take back what was just done. */
    say(words, { undo = false } = {}) {
      refill(said, h("span", {}, words),
        undo && button(t("undo"), () => { app.step("undo"); app.hush(); }, { symbol: "undo", id: "said-undo" }),
        iconButton(t("close"), "cross", app.hush, { id: "said-close" }));
      said.hidden = false;
    },
    hush() {
      said.hidden = true;
      refill(said);
    },

    step(act) {
      store.closeGroup();
      const entry = store[act]();
      if (!entry) {
        return;
      }
      const scene = (entry.place ?? "").split("/")[0];
      if (entry.place !== null && scene !== chosen.scene && (scene === "" || store.doc.scenes[scene])) {
        app.select(entry.place && isAddress(store.doc, entry.place) ? entry.place : scene);
      }
      app.hush();
    },

    /* Wait until all is on the server; tell whether it is, and why not. */
    async saved() {
      const end = Date.now() + SAVED_WITHIN;
      store.retry();
      while (!store.isIdle && Date.now() < end) {
        await new Promise((done) => setTimeout(done, 60));
      }
      if (!store.isIdle || store.held.length) {
        app.say(t("save_first"));
        return false;
      }
      return true;
    },
    async beforeLeaving(event) {
      const link = event.currentTarget;
      if ((store.isIdle && !store.held.length) || event.ctrlKey || event.metaKey || event.shiftKey) {
        return;
      }
      event.preventDefault();
      if (await app.saved()) {
        location.assign(link.href);
      }
    },
    reasonOf: ({ kind, data }) => data?.errors?.[0]?.message || t(`answer.${kind}`),

    show(next) {
      view = next;
      root.dataset.view = view;
      if (view === "map") {
        map.open();
      }
      refresh();
    },

    togglePanel(name) {
      opened?.close?.();
      panel = panel === name ? "" : name;
      opened = panel ? PANELS[panel]() : null;
      refill(panelBox, opened && [
        h("div", { class: "studio-panel__head" }, h("h2", { tabindex: "-1" }, opened.title),
          iconButton(t("close"), "cross", () => {
            const from = document.getElementById(`open-${panel}`);
            app.togglePanel(panel);
            from?.focus();
          }, { id: "close-panel" })),
        opened.element,
      ]);
      panelBox.hidden = !panel;
      root.dataset.panel = panel;
      panelBox.querySelector("h2")?.focus();
      toolbar.refresh();
    },

    showHeld() {
      const [{ path }] = store.held;
      const ofScene = path[0] === "scenes" ? [path[1], path[3]].filter(Boolean).join("/") : "";
      const address = path[0] === "words" ? path[2] : ofScene;
      if (path[0] === "words" && path[1] !== language.code) {
        app.setLanguage(path[1]);
      }
      app.select(address, { focus: path.at(-1) });
      app.say(store.held[0].message);
    },

    open() {
      root.hidden = false;
      view = "outline";
      root.dataset.view = view;
      fromAddress({ quiet: true });
    },
  };

  const PANELS = { problems: () => app.problems.panel(), history: () => historyPanel(app) };
  app.problems = createProblems(app);
  app.review = createReview(app);
  const outline = createOutline(app, list);
  const toolbar = createToolbar(app, bar);
  const map = createMapView(app, mapBox);
  refill(back, button(t("all_scenes"), () => {
    root.dataset.open = "list";
    list.querySelector("h2").focus();
  }, { symbol: "list-ul", id: "all-scenes" }), h("span", { class: "studio-back__steps" },
    button(t("previous_scene"), () => app.select(neighbour(-1)), { id: "previous-scene" }),
    button(t("next_scene"), () => app.select(neighbour(1)), { id: "next-scene" })));

  function neighbour(by) {
    const order = ["", ...inOrder(store.doc.scenes).map(([id]) => id)];
    const at = order.indexOf(chosen.scene) + by;
    return order[Math.min(order.length - 1, Math.max(0, at))];
  }

  function fromAddress({ quiet = false } = {}) {
    const address = decodeURI(location.hash.slice(1));
    if (quiet && address === "") {
      // On a phone the list comes first, on a wide page the list stands beside the form.
      root.dataset.open = matchMedia(WIDE).matches ? "form" : "list";
      chosen = { scene: "", choice: "" };
      refresh();
      return;
    }
    show(address === "/" ? "" : address, { focus: quiet && !address.includes("/") ? "" : "form-title" });
  }

  function show(address, { focus = "", fromMap = false } = {}) {
    const [scene, choice = ""] = address.split("/");
    const isThere = scene === "" || Object.hasOwn(store.doc.scenes, scene);
    chosen = isThere ? { scene, choice } : { scene: "", choice: "" };
    root.dataset.open = "form";
    refresh();
    if (view === "map" && !fromMap && scene) {
      map.focusScene(scene);
    }
    focusOn(root, chosen, language.code, isThere ? focus : "");
  }

  function refresh() {
    if (chosen.scene && !Object.hasOwn(store.doc.scenes, chosen.scene)) {
      chosen = { scene: "", choice: "" };
    }
    const next = chosen.scene ? shapeOfScene(app, chosen.scene) : shapeOfSettings(app);
    if (next === shape && form) {
      form.refresh();
    } else {
      shape = next;
      form = chosen.scene ? sceneForm(app, chosen.scene) : settingsForm(app);
      refill(formBox, form.element);
    }
    app.problems.box(problemBox, chosen.scene);
    outline.refresh();
    toolbar.refresh();
    if (view === "map") {
      map.refresh();
    }
  }

  let isDue = false;
  function refreshSoon() {
    if (!isDue) {
      isDue = true;
      queueMicrotask(() => {
        isDue = false;
        refresh();
      });
    }
  }

  store.subscribe(({ kind, changes, others }) => {
    if (kind === "doc") {
      refreshSoon();
      if (changes) {
        // What was said about the edit before is over with the next one.
        app.hush();
      }
      if (others?.length) {
        const names = [...new Set(others.map(({ by }) => by))].join(", ");
        app.say(t("others_changed", { names }));
      }
    } else if (kind === "state") {
      toolbar.refresh();
    } else if (kind === "blocked") {
      app.say(t("undo_blocked"));
      toolbar.refresh();
    }
  });
  app.problems.subscribe(() => {
    toolbar.counts();
    refresh();
  });
  addEventListener("popstate", () => fromAddress());
  root.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='#']");
    if (link && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      const address = decodeURI(link.getAttribute("href").slice(1));
      app.select(address === "/" ? "" : address);
    }
  });
  document.addEventListener("keydown", (event) => {
    const isText = event.target.matches?.("textarea, input:not([type=checkbox], [type=radio])");
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !isText && event.code === "KeyZ") {
      event.preventDefault();
      app.step(event.shiftKey ? "redo" : "undo");
    }
  });
  return app;
}
