// Model, words and places as the elements that cytoscape draws. Ids of what is drawn: "n:d1", "a:d1/a", "l:d1/a".
import { segmentsOf } from "./map-layout.js";
import { BAND, LINE, PADDING, kindOf, lookOf } from "./map-look.js";

const HALF = 52;

function blockOf(count, line, top) {
  // Distance of the middle of some lines from the middle of the card.
  return top + (count * line) / 2 - HALF;
}

function cardElements(card, words, at, rightToLeft) {
  const shift = (at.width - PADDING - BAND) * (rightToLeft ? 1 : -1);
  const written = { shift, rtl: rightToLeft };
  const textTop = 30 + words.heading.length * LINE.heading;
  const place = { x: at.x, y: at.y };
  const part = (name, lines, line, top) => ({
    group: "nodes",
    classes: name,
    data: { id: `${name}:${card.id}`, ...written, words: lines.join("\n"), down: blockOf(lines.length, line, top) },
    position: { ...place },
  });
  const found = [
    {
      group: "nodes",
      classes: `card ${kindOf(card)}${card.borrowed || !card.heading ? " borrowed" : ""}`,
      data: {
        id: `n:${card.id}`,
        scene: card.id,
        ...written,
        words: words.heading.join("\n"),
        down: blockOf(words.heading.length, LINE.heading, 27),
        far: words.far.join("\n"),
      },
      position: place,
    },
    part("meta", words.meta, 14, 9),
  ];
  if (words.text.length) found.push(part("text", words.text, LINE.text, textTop));
  return [...found, ...badgeElements(card, at, rightToLeft)];
}

function badgeElements(card, at, rightToLeft) {
  const found = [];
  let x = at.width / 2 - 18;
  for (const level of ["blocks", "warns"]) {
    if (!card[level]) continue;
    found.push({
      group: "nodes",
      classes: `badge ${level}`,
      data: { id: `${level}:${card.id}`, words: String(card[level]) },
      position: { x: at.x + (rightToLeft ? -x : x), y: at.y - at.height / 2 + 16 },
    });
    x -= 28;
  }
  return found;
}

function arrowElements(arrow, words, place) {
  const { points, label } = place.arrows[arrow.id];
  const [from, to] = [place.nodes[arrow.from], place.nodes[arrow.to]];
  const { weights, distances } = segmentsOf(points);
  const offset = (point, node) => `${point.x - node.x}px ${point.y - node.y}px`;
  const look = lookOf(arrow);
  const classes = `${arrow.severity} ${arrow.kind}${arrow.weight === 0 ? " untaken" : ""}`;
  return [
    {
      group: "edges",
      classes: `arrow ${classes}${arrow.from === arrow.to ? " loop" : ""}`,
      data: {
        id: `a:${arrow.id}`,
        address: arrow.address,
        source: `n:${arrow.from}`,
        target: `n:${arrow.to}`,
        thick: look.width,
        dash: look.dash.length ? look.dash : [1, 0],
        weights,
        distances,
        leaves: offset(points[0], from),
        arrives: offset(points.at(-1), to),
      },
    },
    {
      group: "nodes",
      classes: `label ${classes}${words.far.length ? "" : " mute"}`,
      data: {
        id: `l:${arrow.id}`,
        address: arrow.address,
        words: words.lines.join("\n"),
        far: words.far.join("\n"),
        width: words.width,
        height: words.height,
      },
      position: label,
    },
  ];
}

function forkElement(fork, place) {
  const { x, y } = place.nodes[fork.id];
  return {
    group: "nodes",
    classes: fork.kind,
    data: { id: `n:${fork.id}`, address: fork.address },
    position: { x, y },
  };
}

export function elementsOf(model, words, place) {
  return [
    ...model.cards.flatMap((card) =>
      cardElements(card, words.cards[card.id], place.nodes[card.id], model.rightToLeft),
    ),
    ...model.forks.map((fork) => forkElement(fork, place)),
    ...model.arrows.flatMap((arrow) => arrowElements(arrow, words.labels[arrow.id], place)),
  ];
}
