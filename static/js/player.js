// The player of a scenario: how long a scene was in sight goes with the choice, and a scene brought back by the Back
// button is asked for anew, because another one may be open by now. The server is safe without either.

import "./submit-once.js";

/* Return a function that tells the milliseconds the page has been in sight, `before` included. */
export function timeInSight(page, now, before = 0) {
  let total = before;
  let since = page.visibilityState === "visible" ? now() : null;

  page.addEventListener("visibilitychange", () => {
    if (since !== null) {
      total += now() - since;
    }
    since = page.visibilityState === "visible" ? now() : null;
  });

  return () => Math.round(total + (since === null ? 0 : now() - since));
}

/* What this tab knows of a scene that was loaded before (reloaded, or shown in another language): {shown, took}. */
export function remembered(view, scene) {
  try {
    const known = JSON.parse(view.sessionStorage.getItem("panah-scene"));
    return known?.scene === scene ? known : null;
  } catch {
    return null;
  }
}

function keep(view, known) {
  try {
    view.sessionStorage.setItem("panah-scene", JSON.stringify(known));
  } catch {
    // No room, or storage is forbidden: then only this page's own time is told.
  }
}

export function countTime(forms, page, view) {
  const scene = forms[0].dataset.took;
  const known = remembered(view, scene);
  const shown = known?.shown ?? forms[0].elements.shown.value;
  const seen = timeInSight(page, () => view.performance.now(), known?.took ?? 0);

  for (const form of forms) {
    form.addEventListener("submit", () => {
      form.elements.shown.value = shown;
      form.elements.took_ms.value = String(seen());
    });
  }
  view.addEventListener("pagehide", () => keep(view, { scene, shown, took: seen() }));
}

export function start(page = document, view = window) {
  const forms = [...page.querySelectorAll("form[data-took]")];
  if (forms.length) {
    countTime(forms, page, view);
  }
  view.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      view.location.reload();
    }
  });
}

if (typeof document !== "undefined") {
  start();
}
