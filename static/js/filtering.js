// A list that shortens as one types: <form data-filter="id of the list" hidden>, [data-filter-item] in the list,
// [data-filter-group] around items (gone when it is empty), [data-filter-empty data-text] says that nothing is left,
// [data-filter-index] leads to the groups.

const ALIKE = [
  [/ё/g, "е"],
  [/[’‘ʻʼ`´]/g, "'"],
  [/[يى]/g, "ی"],
  [/ك/g, "ک"],
  [/[\u200c\u200d\u0640\u064b-\u0652\u0670]/g, ""],
  [/[-\u2010\u2011\s]+/g, " "],
];

/** Return a text in which letters that stand for each other are one. */
export function fold(text) {
  return ALIKE.reduce((folded, [from, to]) => folded.replace(from, to), text.normalize("NFC").toLowerCase()).trim();
}

/** Return for each text whether every word of the query stands in it. */
export function matches(query, texts) {
  const words = fold(query).split(" ").filter(Boolean);
  return texts.map((text) => words.every((word) => text.includes(word)));
}

function bind(form) {
  const list = document.getElementById(form.dataset.filter);
  const items = [...list.querySelectorAll("[data-filter-item]")];
  const groups = [...list.querySelectorAll("[data-filter-group]")];
  const texts = items.map((item) => fold(item.textContent));
  const empty = form.querySelector("[data-filter-empty]");
  const input = form.querySelector("input");
  const index = document.querySelector("[data-filter-index]");
  const show = () => {
    const found = matches(input.value, texts);
    items.forEach((item, at) => {
      item.hidden = !found[at];
    });
    for (const group of groups) group.hidden = !group.querySelector("[data-filter-item]:not([hidden])");
    // Letters lead to groups that may be gone.
    if (index) index.hidden = Boolean(fold(input.value));
    empty.textContent = found.includes(true) ? "" : empty.dataset.text;
  };
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  input.addEventListener("input", show);
  // What the browser kept from before a reload.
  if (input.value) show();
}

if (typeof document !== "undefined") document.querySelectorAll("[data-filter]").forEach(bind);
