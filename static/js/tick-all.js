// Tick all boxes of a group, or none; the buttons show up only where this runs.
export function tick(boxes, which) {
  for (const box of boxes) {
    if (!box.disabled) box.checked = which === "all";
  }
}

export function bind(group) {
  for (const buttons of group.querySelectorAll("[data-tick-buttons]")) {
    buttons.hidden = false;
    buttons.addEventListener("click", (event) => {
      const which = event.target.dataset.tick;
      if (which) tick(group.querySelectorAll('input[type="checkbox"]'), which);
    });
  }
}

if (typeof document !== "undefined") {
  document.querySelectorAll("[data-tick-all]").forEach(bind);
}
