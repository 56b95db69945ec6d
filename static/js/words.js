// The parts of a form that hold one language each become tabs, or stand beside the source; see cms/translation/forms.py.
const KEPT = "panah-words-beside";

export function isEmpty(part) {
  return ![...part.querySelectorAll("input, textarea, select")].some((field) =>
    field.type === "checkbox" ? field.checked : field.type !== "hidden" && field.value.trim() !== "",
  );
}

// Which tab is open at first: one with a fault, then the one in the address, then the source.
export function firstOf(parts, hash) {
  return (
    parts.find((part) => part.hasError) ??
    parts.find((part) => hash === `#${part.id}`) ??
    parts.find((part) => part.isSource) ??
    parts[0]
  );
}

// Where an arrow leads among `count` tabs; null for any other key. In right-to-left text left is on.
export function next(key, index, count, isRtl) {
  const on = isRtl ? "ArrowLeft" : "ArrowRight";
  const back = isRtl ? "ArrowRight" : "ArrowLeft";
  if (key === on) return (index + 1) % count;
  if (key === back) return (index - 1 + count) % count;
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  return null;
}

function remembered() {
  try {
    return localStorage.getItem(KEPT) === "1";
  } catch {
    return false;
  }
}

function remember(beside) {
  try {
    localStorage.setItem(KEPT, beside ? "1" : "0");
  } catch {
    // A browser that keeps nothing shows tabs each time.
  }
}

function build(root) {
  const sections = [...root.querySelectorAll(":scope > [data-language]")];
  const panels = document.createElement("div");
  panels.className = "wl-panels";
  const tabs = document.createElement("div");
  tabs.className = "wl-tabs";
  tabs.setAttribute("role", "tablist");
  tabs.setAttribute("aria-label", root.dataset.tabsLabel);
  const parts = sections.map((section) => makePart(section, tabs, panels));
  const beside = document.createElement("label");
  beside.className = "wl-beside";
  const box = document.createElement("input");
  box.type = "checkbox";
  box.checked = remembered();
  beside.append(box, root.dataset.besideLabel);
  root.append(beside, tabs, panels);

  let open = firstOf(parts, window.location.hash);
  const show = () => {
    root.dataset.beside = box.checked ? "1" : "0";
    for (const part of parts) {
      const isOpen = part === open;
      part.tab.setAttribute("aria-selected", String(isOpen));
      part.tab.tabIndex = isOpen ? 0 : -1;
      part.section.hidden = !isOpen && !(box.checked && part.isSource);
    }
  };
  const mark = (part) => {
    part.tab.toggleAttribute("data-empty", isEmpty(part.section));
    part.hint.textContent = isEmpty(part.section) ? root.dataset.emptyLabel : "";
  };
  for (const [index, part] of parts.entries()) {
    mark(part);
    part.section.addEventListener("input", () => mark(part));
    // The browser's own complaint about a field must not point at a hidden one.
    part.section.addEventListener("invalid", () => { open = part; show(); }, true);
    part.tab.addEventListener("click", () => { open = part; show(); });
    part.tab.addEventListener("keydown", (event) => {
      const target = next(event.key, index, parts.length, getComputedStyle(tabs).direction === "rtl");
      if (target === null) return;
      event.preventDefault();
      open = parts[target];
      show();
      open.tab.focus();
    });
  }
  box.addEventListener("change", () => { remember(box.checked); show(); });
  show();
}

function makePart(section, tabs, panels) {
  const heading = section.querySelector(".wl-heading > span");
  const tab = document.createElement("button");
  tab.type = "button";
  tab.className = "wl-tab";
  tab.id = `tab-${section.id}`;
  tab.setAttribute("role", "tab");
  tab.setAttribute("aria-controls", section.id);
  tab.toggleAttribute("data-error", "error" in section.dataset);
  const name = heading.cloneNode(true);
  const hint = document.createElement("span");
  hint.className = "w-sr-only";
  tab.append(name, hint);
  tabs.append(tab);
  section.setAttribute("role", "tabpanel");
  section.setAttribute("aria-labelledby", tab.id);
  section.querySelector("[data-empty-mark]")?.remove();
  panels.append(section);
  return {
    id: section.id,
    section,
    tab,
    hint,
    isSource: "source" in section.dataset,
    hasError: "error" in section.dataset,
  };
}

if (typeof document !== "undefined") {
  for (const root of document.querySelectorAll("[data-words]")) build(root);
}
