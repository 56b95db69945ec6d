// Elements made by hand: texts are always text, never HTML.

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  return filledIn(element, attributes, children);
}

export function drawn(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  return filledIn(element, attributes, children);
}

function filledIn(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else if (value !== null && value !== false) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.flat(Infinity).filter((one) => one !== null && one !== undefined && one !== ""));
  return element;
}

export function icon(name) {
  return make("i", { class: `icon i-${name}` });
}

/* A text as paragraphs: an empty line parts them, a line end stays one. */
export function paragraphs(text) {
  return (text ?? "")
    .trim()
    .split(/\n{2,}/)
    .filter(Boolean)
    .map((one) => make("p", {}, one.split("\n").flatMap((line, index) => (index ? [make("br"), line] : [line]))));
}

/* "%(points)s of %(max)s" with its names filled in; "%%" is a percent sign. */
export function filled(text, values) {
  return text.replace(/%(?:\((\w+)\)s|%)/g, (whole, name) => (name === undefined ? "%" : String(values[name])));
}
