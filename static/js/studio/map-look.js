// How cards and arrows look, said once for the drawing on the screen, the picture to keep, and the legend.
// A kind is never told by colour alone: arrows differ in line and head, endings in outline and words.
import { CARD, LABEL } from "./map-layout.js";
import { inSlices } from "./map-slices.js";
import { linesOf, measurer } from "./map-text.js";

export const ARROWS = {
  best: { width: 3, dash: [], head: "triangle", filled: true },
  acceptable: { width: 2, dash: [], head: "triangle", filled: false },
  poor: { width: 2, dash: [7, 5], head: "vee", filled: true },
  harmful: { width: 2.5, dash: [2, 4], head: "vee", filled: true },
  critical: { width: 3.5, dash: [12, 5], head: "tee", filled: true },
};
export const CORNER = 8;
export const PADDING = 14;
// `far`: from afar only headings, counts and critical errors are written, and larger.
export const SIZES = { meta: 10.5, heading: 13.5, text: 11.5, label: 11.5, far: 21 };
export const LINE = { heading: 17, text: 15, label: 14.5 };
const BAND = 5;
const WIDEST = 13;

export { BAND };

export function lookOf(arrow) {
  const look = ARROWS[arrow.severity] ?? ARROWS.poor;
  if (arrow.weight === null) return arrow.kind === "route" ? { ...look, width: 1.5 } : look;
  // A heat map: the width tells how many, so that nobody's way is a hair line.
  const width = 1.25 + (WIDEST - 1.25) * arrow.weight;
  // Gaps that grow with the line: dashes stay dashes.
  const dash = look.dash.map((part) => Math.round(part * Math.max(1, width / 3.5)));
  return { ...look, width, dash, filled: true };
}

export function kindOf(card) {
  return card.ending || (card.start ? "start" : "plain");
}

// A line keeps the direction of its language wherever it is drawn: a canvas outside the page knows only the page's
// own. Isolates (Unicode Standard Annex 9, section 2.4) are drawn by nothing.
function directed(lines, rightToLeft) {
  return lines.map((line) => `${rightToLeft ? "\u2067" : "\u2066"}${line}\u2069`);
}

// Which words are written where, as lines:
// {cards: {id: {meta, heading, text, far}}, labels: {id: {lines, far, width, height}}}
export function wordsOf(model, font, strings) {
  const sizes = {
    meta: measurer(`${SIZES.meta}px ${font}`),
    heading: measurer(`600 ${SIZES.heading}px ${font}`),
    text: measurer(`${SIZES.text}px ${font}`),
    label: measurer(`${SIZES.label}px ${font}`),
    far: measurer(`600 ${SIZES.far}px ${font}`),
  };
  const width = CARD.width - 2 * PADDING - BAND;
  const lines = (text, kind, most, room = width) =>
    directed(linesOf(text, { width: room, most, measure: sizes[kind] }), model.rightToLeft);
  const cards = {};
  for (const card of model.cards) {
    const badges = (card.blocks ? 30 : 0) + (card.warns ? 30 : 0);
    const heading = lines(card.heading || strings.no_heading, "heading", 2);
    cards[card.id] = {
      meta: lines(card.meta, "meta", 1, width - badges),
      heading,
      text: lines(card.text, "text", heading.length > 1 ? 2 : 3),
      far: lines(card.heading || card.id, "far", 3),
    };
  }
  const labels = {};
  for (const arrow of model.arrows) {
    const found = labelLines(arrow, lines);
    const widest = Math.max(0, ...found.map(sizes.label));
    labels[arrow.id] = {
      lines: found,
      far: lines(arrow.count || arrow.code, "far", 1, LABEL.width - 14),
      width: Math.min(LABEL.width, Math.max(28, widest + 14)),
      height: Math.max(24, found.length * LINE.label + 6),
    };
  }
  return { cards, labels };
}

// The same, a few at a time. Without the rest where `isWanted()` says no.
export async function wordsInSlices(model, font, strings, isWanted) {
  const found = { cards: {}, labels: {} };
  const write = (part) => (things) => {
    const words = wordsOf({ ...model, cards: [], arrows: [], [part]: things }, font, strings);
    Object.assign(found.cards, words.cards);
    Object.assign(found.labels, words.labels);
  };
  await inSlices(model.cards, 25, write("cards"), isWanted);
  await inSlices(model.arrows, 50, write("arrows"), isWanted);
  return found;
}

function labelLines(arrow, lines) {
  const room = LABEL.width - 14;
  const first = [arrow.count, arrow.code, arrow.condition && `? ${arrow.condition}`].filter(Boolean).join(" · ");
  const above = first ? lines(first, "label", 1, room) : [];
  // A way on by values is told by its condition; a choice by its text.
  return [...above, ...lines(arrow.text, "label", above.length ? 1 : 2, room)];
}
