// Elements without a framework. Texts become text nodes, so nothing that people wrote is ever read as HTML.

const SVG = "http://www.w3.org/2000/svg";
// Wagtail has no signs for these two.
const DRAWN = {
  undo: "M9 5 4 10l5 5M4 10h9a6 6 0 0 1 0 12h-2",
  redo: "M15 5l5 5-5 5M20 10h-9a6 6 0 0 0 0 12h2",
};

/* h("p", {class: "x", onclick: act, hidden: false}, "text", child, [children]): null and false leave out. */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) {
      element.addEventListener(key.slice(2), value);
    } else if (key === "value") {
      element.value = value;
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(key, value === true ? "" : value);
    }
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/* One of Wagtail's icons; it never speaks, the words beside it do. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  if (DRAWN[name]) {
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.classList.add("studio-drawn");
    svg.append(document.createElementNS(SVG, "path"));
    svg.firstChild.setAttribute("d", DRAWN[name]);
    return svg;
  }
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#icon-${name}`);
  svg.append(use);
  return svg;
}

export function button(label, onclick, { symbol, kind = "button-secondary", ...attributes } = {}) {
  return h("button", { type: "button", class: `button button-small ${kind} studio-button`, onclick, ...attributes },
    symbol && icon(symbol), h("span", {}, label));
}

/* A button that shows only its icon; its name is for those who hear it, and for the pointer. */
export function iconButton(label, symbol, onclick, attributes = {}) {
  return h("button", { type: "button", class: "studio-icon-button", "aria-label": label, title: label, onclick, ...attributes },
    icon(symbol));
}

/* Return a function that gives a text of the page by its name, with %(name)s filled in. */
export function speaker(strings) {
  return (name, values = {}) => {
    const text = strings[name] ?? name;
    return text.replace(/%\((\w+)\)s/g, (whole, key) => (Object.hasOwn(values, key) ? String(values[key]) : whole));
  };
}

/* Return a function that gives a moment in the reader's way. */
export function clockOf(language) {
  // The server writes Gregorian dates in Latin digits everywhere; a browser would write Dari ones by the solar calendar.
  const style = { dateStyle: "medium", timeStyle: "short", calendar: "gregory", numberingSystem: "latn" };
  let format;
  try {
    format = new Intl.DateTimeFormat(language, style);
  } catch {
    format = new Intl.DateTimeFormat("en", style);
  }
  return (moment) => {
    const date = new Date(moment);
    return Number.isNaN(date.getTime()) ? "" : format.format(date);
  };
}

/* Make the children of an element these, and put the focus back on what has the same id. */
export function refill(element, ...children) {
  const focused = element.contains(document.activeElement) ? document.activeElement.id : "";
  element.replaceChildren(...children.flat(Infinity).filter(Boolean));
  if (focused) {
    document.getElementById(focused)?.focus({ preventScroll: true });
  }
}
