// Where a problem, a link or a press of a button leads: the field of a name, a choice, or the title of the form.

import { idOf } from "./naming.js";

const TITLE = "form-title";

function candidates(root, { scene, choice }, language, name) {
  if (name === TITLE) {
    return [choice ? document.getElementById(`h-${scene}-${choice}`) : null];
  }
  const address = choice ? `${scene}/${choice}` : scene;
  const place = choice ? ["scenes", scene, "choices", choice] : ["scenes", scene];
  const path = scene ? [...place, name] : ["head", name];
  return [
    document.getElementById(idOf(["words", language, address, name])),
    document.getElementById(idOf(path)),
    root.querySelector(`[data-place="${CSS.escape(path.join("/"))}"]`),
    document.getElementById(name),
  ];
}

/* Put the focus on a field by its name; without one, on the choice or the title. "" leaves it where it is. */
export function focusOn(root, chosen, language, name) {
  if (!name) {
    return;
  }
  const target = candidates(root, chosen, language, name).find(Boolean)
    ?? (chosen.choice ? document.getElementById(`h-${chosen.scene}-${chosen.choice}`) : null)
    ?? document.getElementById(TITLE);
  if (!target) {
    return;
  }
  for (let outer = target.closest("details"); outer; outer = outer.parentElement.closest("details")) {
    outer.open = true;
  }
  const inner = target.matches("input, select, textarea, button, [tabindex]") ? target
    : target.querySelector("input:checked, input, select, textarea, button") ?? target;
  inner.focus({ preventScroll: true });
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const isTitle = target.id === TITLE;
  const behavior = calm ? "auto" : "smooth";
  (isTitle ? root : target).scrollIntoView({ block: isTitle ? "start" : "center", behavior });
}
