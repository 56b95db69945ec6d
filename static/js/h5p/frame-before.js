/* Runs in the frame before the player does. An opaque origin has no storage and no cookies, and throws where they are
   only asked for: what the player and its libraries want to remember there lasts as long as the frame. */
(function (view) {
  "use strict";

  const page = view.document;

  function storage() {
    const items = new Map();
    return {
      get length() {
        return items.size;
      },
      key: (index) => [...items.keys()][index] ?? null,
      getItem: (name) => items.get(String(name)) ?? null,
      setItem: (name, value) => void items.set(String(name), String(value)),
      removeItem: (name) => void items.delete(String(name)),
      clear: () => items.clear(),
    };
  }

  function replaceWhereForbidden(owner, name, descriptor) {
    try {
      void owner[name];
    } catch {
      Object.defineProperty(owner, name, { configurable: true, ...descriptor });
    }
  }

  for (const name of ["localStorage", "sessionStorage"]) replaceWhereForbidden(view, name, { value: storage() });
  replaceWhereForbidden(page, "cookie", { get: () => "", set: () => {} });

  // What could not be loaded: a script that is missing leaves the player without a part, and no word about it.
  view.panahMissing = [];
  view.addEventListener(
    "error",
    (event) => {
      if (event.target?.tagName === "SCRIPT") view.panahMissing.push(event.target.src);
    },
    true,
  );

  view.H5PIntegration = JSON.parse(page.getElementById("integration").textContent);
  // It is begun when the page around has said where it left off.
  view.H5P = { preventInit: true };
})(window);
