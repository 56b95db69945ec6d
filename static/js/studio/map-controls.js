// What stands around the drawing as plain HTML: buttons, the legend, what a screen reader hears.
import { ARROWS } from "./map-look.js";
import { ENDINGS, SEVERITIES } from "./map-model.js";

const SVG = "http://www.w3.org/2000/svg";

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function drawing(width, height, ...shapes) {
  const svg = document.createElementNS(SVG, "svg");
  const attributes = { width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" };
  for (const [key, value] of Object.entries(attributes)) svg.setAttribute(key, value);
  for (const [name, shape] of shapes) {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(shape)) made.setAttribute(key, value);
    svg.append(made);
  }
  return svg;
}

function button(name, sign, label, act) {
  const made = element("button", { type: "button", class: `map__button map__button--${name}` });
  if (sign) made.append(element("span", { "aria-hidden": "true", class: "map__sign" }, sign));
  made.append(element("span", { class: sign ? "map__unseen" : "" }, label));
  if (sign) made.title = label;
  made.addEventListener("click", act);
  return made;
}

export function toolbarOf(strings, acts) {
  const bar = element("div", { class: "map__toolbar", role: "group", "aria-label": strings.tools });
  bar.append(
    button("closer", "+", strings.zoom_in, acts.closer),
    button("further", "−", strings.zoom_out, acts.further),
    button("fit", "", strings.fit, acts.fit),
    button("turn", "", strings.turn, acts.turn),
  );
  return bar;
}

function arrowSample(name) {
  const { width, dash, head, filled } = ARROWS[name];
  const heads = {
    triangle: "M 44 8 L 35 3.5 L 35 12.5 Z",
    vee: "M 44 8 L 35 3.5 L 38 8 L 35 12.5 Z",
    tee: "M 44 2.5 L 44 13.5 L 41 13.5 L 41 2.5 Z",
  };
  const line = { d: "M 2 8 L 36 8", "stroke-width": width, "stroke-dasharray": dash.join(" "), fill: "none" };
  const tip = { d: heads[head], class: filled ? "map__head" : "map__head map__head--hollow" };
  return drawing(46, 16, ["path", { ...line, class: "map__line" }], ["path", tip]);
}

function cardSample(kind) {
  const outline = { x: 2, y: 2, width: 30, height: 14, rx: kind === "plain" || kind === "start" ? 3 : 7 };
  if (kind === "critical") {
    return drawing(34, 18, ["path", { d: "M 6 2 H 28 L 32 6 V 12 L 28 16 H 6 L 2 12 V 6 Z", class: "map__box" }]);
  }
  return drawing(34, 18, ["rect", { ...outline, class: "map__box" }]);
}

export function legendOf(strings) {
  const line = (kind, sample, text) => element("li", { class: `map__key map__key--${kind}` }, sample, text);
  const list = element("ul", { class: "map__keys" });
  list.append(line("start", cardSample("start"), strings.start));
  for (const kind of ENDINGS) {
    list.append(line(`end-${kind}`, cardSample(kind), strings[`ending_${kind}`]));
  }
  for (const kind of SEVERITIES) list.append(line(kind, arrowSample(kind), strings[`severity_${kind}`]));
  const blocks = element("span", { class: "map__count map__count--blocks", "aria-hidden": "true" }, "2");
  const warns = element("span", { class: "map__count map__count--warns", "aria-hidden": "true" }, "1");
  list.append(line("blocks", blocks, strings.blocks), line("warns", warns, strings.warns));
  const hint = element("p", { class: "map__hint" }, strings.keys);
  return element("details", { class: "map__legend" }, element("summary", {}, strings.legend), list, hint);
}

// "d2 · Who interprets? 2 problems. Choices: a leads to d3; …" for the live region.
export function spoken(card, arrows, strings) {
  const parts = [`${card.meta}. ${card.heading || strings.no_heading}`];
  if (card.blocks) parts.push(`${strings.blocks}: ${card.blocks}`);
  if (card.warns) parts.push(`${strings.warns}: ${card.warns}`);
  for (const arrow of arrows) {
    const severity = strings[`severity_${arrow.severity}`] ?? arrow.severity;
    parts.push([arrow.text, severity, arrow.code, arrow.count].filter(Boolean).join(", "));
  }
  return parts.join(". ");
}
