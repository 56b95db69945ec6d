// The map as a picture to keep: an SVG text, without the screen. Texts stay texts.
import { CARD } from "./map-layout.js";
import { BAND, CORNER, LINE, PADDING, SIZES, kindOf, lookOf } from "./map-look.js";

const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text) => String(text).replace(/[&<>"]/g, (letter) => ESCAPES[letter]);
const round = (number) => Math.round(number * 10) / 10;

function tag(name, attributes, inner = "") {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([key, value]) => ` ${key}="${escaped(typeof value === "number" ? round(value) : value)}"`)
    .join("");
  return inner === "" ? `<${name}${written}/>` : `<${name}${written}>${inner}</${name}>`;
}

function lines(texts, { x, top, line, size, fill, weight, anchor, style }) {
  return texts
    .map((text, index) =>
      tag(
        "text",
        {
          x,
          y: top + line * index + size,
          "font-size": size,
          "font-weight": weight,
          "font-style": style,
          fill,
          "text-anchor": anchor,
        },
        escaped(text),
      ),
    )
    .join("");
}

function cardPicture(card, words, at, { colours, rightToLeft }) {
  const kind = kindOf(card);
  const [left, top] = [at.x - CARD.width / 2, at.y - CARD.height / 2];
  const begin = rightToLeft ? left + CARD.width - PADDING - BAND : left + PADDING + BAND;
  const written = { x: begin, anchor: "start" };
  const rim = {
    x: left,
    y: top,
    width: CARD.width,
    height: CARD.height,
    rx: card.ending && card.ending !== "critical" ? 20 : CORNER,
    fill: colours[`${card.ending}-tint`] ?? colours.card,
    stroke: kind === "plain" ? colours.line : colours[kind],
    "stroke-width": kind === "plain" ? 1.25 : 2,
    "stroke-dasharray": card.ending === "mixed" ? "6 4" : null,
  };
  const band = {
    x: rightToLeft ? left + CARD.width - BAND - 3 : left + 3,
    y: top + 20,
    width: BAND,
    height: CARD.height - 40,
    rx: 2,
    fill: colours[kind],
  };
  const italic = card.borrowed || !card.heading ? "italic" : null;
  const textTop = 30 + words.heading.length * LINE.heading;
  return (
    tag("rect", rim) +
    tag("rect", band) +
    lines(words.meta, { ...written, top: top + 9, line: 14, size: SIZES.meta, fill: colours.meta }) +
    lines(words.heading, {
      ...written,
      top: top + 28,
      line: LINE.heading,
      size: SIZES.heading,
      fill: colours.text,
      weight: 600,
      style: italic,
    }) +
    lines(words.text, { ...written, top: top + textTop, line: LINE.text, size: SIZES.text, fill: colours.text })
  );
}

// Corners of the way are rounded by drawing each as a curve over its corner point.
function wayOf(points) {
  const middle = (a, b) => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
  const told = ({ x, y }) => `${round(x)} ${round(y)}`;
  let way = `M ${told(points[0])}`;
  for (let index = 1; index < points.length - 1; index += 1) {
    const [before, here, after] = points.slice(index - 1, index + 2);
    way += ` L ${told(middle(before, here))} Q ${told(here)} ${told(middle(here, after))}`;
  }
  return `${way} L ${told(points.at(-1))}`;
}

function headOf(points, look, colour) {
  const [before, tip] = points.slice(-2);
  const turn = (Math.atan2(tip.y - before.y, tip.x - before.x) * 180) / Math.PI;
  const long = 7 + look.width * 1.4;
  const wide = long * 0.55;
  const shapes = {
    triangle: `M 0 0 L ${-long} ${wide} L ${-long} ${-wide} Z`,
    vee: `M 0 0 L ${-long} ${wide} L ${-long * 0.6} 0 L ${-long} ${-wide} Z`,
    tee: `M 0 ${wide} L 0 ${-wide} L -4 ${-wide} L -4 ${wide} Z`,
  };
  return tag("path", {
    d: shapes[look.head],
    transform: `translate(${round(tip.x)} ${round(tip.y)}) rotate(${round(turn)})`,
    fill: look.filled ? colour : "#ffffff",
    stroke: colour,
    "stroke-width": 1,
  });
}

function arrowPicture(arrow, { points }, colours) {
  const look = lookOf(arrow);
  const colour = colours[arrow.severity] ?? colours.poor;
  const way = tag("path", {
    d: wayOf(points),
    fill: "none",
    stroke: colour,
    "stroke-width": look.width,
    "stroke-dasharray": look.dash.length ? look.dash.join(" ") : null,
    "stroke-opacity": arrow.weight === 0 ? 0.55 : null,
  });
  return way + headOf(points, look, colour);
}

function labelPicture(arrow, words, { label }, colours) {
  const [left, top] = [label.x - words.width / 2, label.y - words.height / 2];
  const first = label.y - (words.lines.length * LINE.label) / 2;
  const box = { x: left, y: top, width: words.width, height: words.height, rx: 6, fill: colours.surface };
  const fill = arrow.severity === "critical" ? colours.critical : colours.text;
  const written = { x: label.x, top: first, line: LINE.label, size: SIZES.label, fill, anchor: "middle" };
  return tag("rect", { ...box, stroke: colours[arrow.severity] ?? colours.poor }) + lines(words.lines, written);
}

function forkPicture(fork, { x, y }, colours) {
  if (fork.kind === "fork") {
    return tag("path", { d: `M ${x} ${y - 11} l 11 11 l -11 11 l -11 -11 Z`, fill: colours.plain });
  }
  const rim = { cx: x, cy: y, r: 14, fill: colours.card, stroke: colours.blocks, "stroke-dasharray": "4 3" };
  return (
    tag("circle", rim) +
    lines(["?"], { x, top: y - 9, line: 15, size: 15, fill: colours.blocks, weight: 700, anchor: "middle" })
  );
}

// `title` is the name of the picture for whoever cannot see it.
export function svgOf(model, words, place, { colours, title }) {
  const context = { colours, rightToLeft: model.rightToLeft };
  const { width, height } = place;
  const inner = [
    tag("title", {}, escaped(title)),
    tag("rect", { width, height, fill: colours.surface }),
    ...model.arrows.map((arrow) => arrowPicture(arrow, place.arrows[arrow.id], colours)),
    ...model.forks.map((fork) => forkPicture(fork, place.nodes[fork.id], colours)),
    ...model.arrows.map((arrow) =>
      labelPicture(arrow, words.labels[arrow.id], place.arrows[arrow.id], colours),
    ),
    ...model.cards.map((card) => cardPicture(card, words.cards[card.id], place.nodes[card.id], context)),
  ].join("\n");
  const attributes = {
    xmlns: "http://www.w3.org/2000/svg",
    role: "img",
    width,
    height,
    viewBox: `0 0 ${round(width)} ${round(height)}`,
    lang: model.language,
    direction: model.rightToLeft ? "rtl" : "ltr",
    "font-family": colours.font,
  };
  return tag("svg", attributes, inner);
}

// The SVG text as a PNG, twice as fine where it stays within what browsers can hold. A promise of a Blob.
export async function pngOf(svg, { width, height }) {
  const scale = Math.min(2, 12000 / Math.max(width, height), Math.sqrt(6e7 / (width * height)));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [Math.ceil(width * scale), Math.ceil(height * scale)];
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("the picture is too large"))), "image/png");
  });
}
