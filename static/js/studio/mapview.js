// The map beside the form. Its code, and the library that draws it, are fetched when somebody first asks for it.

import { h, refill } from "./dom.js";

export function createMapView(app, container) {
  let map = null;
  let isAsked = false;

  async function open() {
    if (isAsked) {
      return;
    }
    isAsked = true;
    refill(container, h("p", { class: "studio-hint", role: "status" }, app.t("loading")));
    try {
      const { createMap } = await import("./map.js");
      const host = h("div", { class: "studio-map__host" });
      refill(container, host);
      map = createMap(host, {
        strings: app.config.map_strings,
        onSelect: (scene) => app.select(scene, { fromMap: true }),
        onSelectChoice: (scene, choice) => app.select(`${scene}/${choice}`, { fromMap: true }),
      });
      await refresh();
    } catch {
      isAsked = false;
      refill(container, h("p", { class: "studio-hint", role: "alert" }, app.t("map_failed")));
    }
  }

  function refresh() {
    return map?.update(app.store.doc, {
      language: app.language().code, problems: app.problems.all, selected: app.selected().scene || null,
    });
  }

  return { open, refresh, focusScene: (id) => map?.focusScene(id) };
}
