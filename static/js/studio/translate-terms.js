// What the glossary says about a word: shown with pointer and focus by CSS; here for touch, Escape and narrow places.

export function bindTerms(page) {
  const termOf = (target) => target.closest?.(".tr-term");

  page.addEventListener("click", (event) => {
    const term = termOf(event.target);
    page.querySelectorAll(".tr-term.is-open").forEach((open) => open !== term && open.classList.remove("is-open"));
    if (term && event.target.closest("[data-term]")) {
      term.classList.remove("is-dismissed");
      term.classList.toggle("is-open");
      fit(term);
    }
  });
  for (const kind of ["focusin", "pointerover"]) {
    page.addEventListener(kind, (event) => {
      const term = termOf(event.target);
      if (term) {
        fit(term);
      }
    });
  }
  // What was put away with Escape stays away until one comes back to the word (WCAG 2.2, 1.4.13).
  page.addEventListener("keydown", (event) => {
    const term = termOf(event.target) ?? page.querySelector(".tr-term:hover, .tr-term.is-open");
    if (event.key === "Escape" && term) {
      term.classList.remove("is-open");
      term.classList.add("is-dismissed");
    }
  });
  for (const kind of ["focusout", "pointerout"]) {
    page.addEventListener(kind, (event) => {
      const term = termOf(event.target);
      if (term && !term.contains(event.relatedTarget)) {
        term.classList.remove("is-open", "is-dismissed");
      }
    });
  }
}

/* Move a tip sideways so that all of it is on the screen. */
function fit(term) {
  const tip = term.querySelector(".tr-term__tip");
  term.style.removeProperty("--tr-shift");
  const place = tip.getBoundingClientRect();
  if (!place.width || getComputedStyle(tip).position === "fixed") {
    return;
  }
  const isRightToLeft = getComputedStyle(term).direction === "rtl";
  const over = isRightToLeft ? 8 - place.left : place.right + 8 - document.documentElement.clientWidth;
  if (over > 0) {
    term.style.setProperty("--tr-shift", `${-over}px`);
  }
}
