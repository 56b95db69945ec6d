// The style sheet of the drawing, from the colours of the page.
import { CARD } from "./map-layout.js";
import { ARROWS, CORNER, SIZES } from "./map-look.js";
import { ENDINGS, SEVERITIES } from "./map-model.js";

function written(colours, size, colour, weight = "normal") {
  return {
    label: "data(words)",
    "font-family": colours.font,
    "font-size": size,
    "font-weight": weight,
    color: colour,
    "text-wrap": "wrap",
    "text-max-width": 1000,
    "line-height": 1.26,
    "text-events": "no",
    "text-valign": "center",
  };
}

// Beside the node, then pulled over it: so the lines begin where a card begins to be read.
const BEGIN = {
  "text-halign": "right",
  "text-justification": "left",
  "text-margin-x": "data(shift)",
  "text-margin-y": "data(down)",
};
const BEGIN_AT_RIGHT = { "text-halign": "left", "text-justification": "right" };

function band(kind, tint, colours) {
  // A band of 5 px at the beginning of the card; mirrored by the direction of the gradient.
  return {
    "background-fill": "linear-gradient",
    "background-gradient-direction": "to-right",
    "background-gradient-stop-colors": `${colours[kind]} ${colours[kind]} ${tint} ${tint}`,
    "background-gradient-stop-positions": "0% 2.4% 2.4% 100%",
    "border-color": kind === "plain" ? colours.line : colours[kind],
  };
}

function cards(colours) {
  const box = { width: CARD.width, height: CARD.height };
  return [
    {
      selector: ".card",
      style: {
        ...box,
        ...written(colours, SIZES.heading, colours.text, 600),
        ...BEGIN,
        "min-zoomed-font-size": 5,
        shape: "round-rectangle",
        "corner-radius": CORNER,
        "border-width": 1.25,
        ...band("plain", colours.card, colours),
      },
    },
    { selector: ".card.start", style: { ...band("start", colours.card, colours), "border-width": 2.5 } },
    ...ENDINGS.map((ending) => ({
      selector: `.card.${ending}`,
      style: {
        ...band(ending, colours[`${ending}-tint`], colours),
        "border-width": 2,
        shape: ending === "critical" ? "cut-rectangle" : "round-rectangle",
        "corner-radius": ending === "critical" ? 12 : 20,
        "border-style": ending === "mixed" ? "dashed" : "solid",
      },
    })),
    { selector: ".card.borrowed", style: { "font-style": "italic", color: colours.meta } },
    {
      selector: ".meta, .text",
      style: {
        ...box,
        ...written(colours, SIZES.text, colours.meta),
        ...BEGIN,
        "min-zoomed-font-size": 6.5,
        "background-opacity": 0,
        "border-width": 0,
        events: "no",
      },
    },
    { selector: ".meta", style: { "font-size": SIZES.meta } },
    { selector: ".text", style: { color: colours.text } },
    { selector: "[?rtl]", style: BEGIN_AT_RIGHT },
    { selector: ".card[?rtl]", style: { "background-gradient-direction": "to-left" } },
  ];
}

function badges(colours) {
  const badge = { ...written(colours, 11, colours.surface, 700), width: 24, height: 20, events: "no" };
  return [
    { selector: ".badge", style: { ...badge, "min-zoomed-font-size": 5, "border-width": 0 } },
    { selector: ".blocks", style: { shape: "octagon", "background-color": colours.blocks } },
    {
      selector: ".warns",
      style: { shape: "round-diamond", width: 26, height: 24, "background-color": colours.warns },
    },
    {
      selector: ".fork, .nowhere",
      style: { width: 22, height: 22, shape: "diamond", "background-color": colours.plain },
    },
    {
      selector: ".nowhere",
      style: {
        ...written(colours, 15, colours.blocks, 700),
        label: "?",
        width: 30,
        height: 30,
        shape: "octagon",
        "background-color": colours.card,
        "border-width": 2,
        "border-style": "dashed",
        "border-color": colours.blocks,
      },
    },
  ];
}

function arrows(colours) {
  const look = (name) => {
    const { dash, head, filled } = ARROWS[name];
    return {
      "line-color": colours[name],
      "target-arrow-color": colours[name],
      "target-arrow-shape": head,
      "target-arrow-fill": filled ? "filled" : "hollow",
      "line-style": dash.length ? "dashed" : "solid",
    };
  };
  return [
    {
      selector: ".arrow",
      style: {
        width: "data(thick)",
        "line-dash-pattern": "data(dash)",
        "curve-style": "round-segments",
        "edge-distances": "endpoints",
        "segment-weights": "data(weights)",
        "segment-distances": "data(distances)",
        "segment-radii": 24,
        "radius-type": "arc-radius",
        "source-endpoint": "data(leaves)",
        "target-endpoint": "data(arrives)",
        "arrow-scale": 1.1,
        "line-cap": "butt",
      },
    },
    {
      selector: ".label",
      style: {
        ...written(colours, SIZES.label, colours.text),
        "text-halign": "center",
        "min-zoomed-font-size": 6.5,
        width: "data(width)",
        height: "data(height)",
        shape: "round-rectangle",
        "corner-radius": 6,
        "background-color": colours.surface,
        "border-width": 1,
      },
    },
    ...SEVERITIES.flatMap((name) => [
      { selector: `.arrow.${name}`, style: look(name) },
      { selector: `.label.${name}`, style: { "border-color": colours[name] } },
    ]),
    { selector: ".label.critical", style: { color: colours.critical, "border-width": 1.75 } },
    { selector: ".arrow.untaken", style: { "line-opacity": 0.55 } },
    { selector: ".label.untaken", style: { color: colours.meta, "border-style": "dotted" } },
    // Cytoscape bends a way back to the same scene on its own.
    {
      selector: ".arrow.loop",
      style: {
        "curve-style": "bezier",
        "loop-direction": "90deg",
        "loop-sweep": "60deg",
        "control-point-step-size": 110,
        "source-endpoint": "outside-to-node",
        "target-endpoint": "outside-to-node",
      },
    },
  ];
}

export function styleOf(colours) {
  return [
    { selector: "core", style: { "active-bg-opacity": 0, "selection-box-opacity": 0 } },
    { selector: "node, edge", style: { "overlay-opacity": 0 } },
    ...cards(colours),
    ...badges(colours),
    ...arrows(colours),
    {
      selector: ".card.far",
      style: {
        label: "data(far)",
        "font-size": SIZES.far,
        "text-margin-y": 0,
        "line-height": 1.15,
      },
    },
    { selector: ".label.far", style: { label: "data(far)", "font-size": SIZES.far, "font-weight": 600, height: 30 } },
    { selector: ".meta.far, .text.far, .mute.far", style: { visibility: "hidden" } },
    { selector: ".chosen", style: { "border-color": colours.focus, "border-width": 4, "border-style": "solid" } },
    {
      selector: ".at",
      style: { "outline-width": 3, "outline-color": colours.focus, "outline-offset": 3, "outline-style": "solid" },
    },
  ];
}
