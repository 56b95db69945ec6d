// The picture of a scene: chosen with Wagtail's own chooser (search, collections, upload), kept by its fingerprint.

import { get } from "./document.js";
import { button, h } from "./dom.js";

export function pictureField(app, scene) {
  const path = ["scenes", scene, "image"];
  const hash = get(app.store.doc, path);
  const known = app.pictures.get(hash);
  const may = app.mayEdit(path) && app.config.urls.pictures;

  async function choose() {
    const Modal = globalThis.ImageChooserModal;
    new Modal(app.config.urls.choose_picture).open({}, async ({ id }) => {
      const answer = await app.transport.ask(`${app.config.urls.pictures}?id=${encodeURIComponent(id)}`);
      const [found] = answer.data?.pictures ?? [];
      if (!found) {
        app.say(app.t(answer.kind === "offline" ? "picture_offline" : "picture_unknown"));
        return;
      }
      app.pictures.set(found.hash, found);
      app.change([[path, found.hash]]);
    });
  }

  const shown = hash && (known
    ? h("figure", {}, h("img", { src: known.url, alt: "", loading: "lazy" }), h("figcaption", {}, known.title))
    : h("p", { class: "studio-fault" }, app.t("picture_lost")));
  const attributes = { "data-place": path.join("/"), role: "group", "aria-label": app.t("field.image") };
  return h("div", { class: "studio-field studio-picture", ...attributes },
    h("p", { class: "studio-label" }, app.t("field.image")), shown,
    may && h("div", { class: "studio-acts" },
      button(app.t(hash ? "picture_other" : "picture_choose"), choose, { symbol: "image", id: `p-${scene}-choose` }),
      hash && button(app.t("picture_off"), () => app.change([[path, ""]]), { symbol: "bin", id: `p-${scene}-off` })));
}
