// Text that fits: lines of a given width, the last one ended by an ellipsis. `measure(text)` gives pixels.

const ELLIPSIS = "…";

function shortened(text, width, measure) {
  let kept = [...text];
  while (kept.length && measure(kept.join("").trimEnd() + ELLIPSIS) > width) {
    kept = kept.slice(0, -Math.max(1, Math.floor(kept.length / 12)));
  }
  return kept.join("").trimEnd() + ELLIPSIS;
}

// A word wider than the line is cut where it stops fitting.
function pieces(word, width, measure) {
  const found = [];
  let rest = "";
  for (const letter of word) {
    if (rest && measure(rest + letter) > width) {
      found.push(rest);
      rest = "";
    }
    rest += letter;
  }
  return [...found, rest];
}

export function linesOf(text, { width, most, measure }) {
  // Nothing past this can be seen: a long story is not measured to its end.
  const words = text.trim().slice(0, 60 * most).split(/\s+/u).filter(Boolean);
  const parts = words.flatMap((word) => (measure(word) > width ? pieces(word, width, measure) : [word]));
  const lines = [];
  for (const part of parts) {
    const longer = lines.length ? `${lines.at(-1)} ${part}` : part;
    if (lines.length && measure(longer) <= width) {
      lines[lines.length - 1] = longer;
    } else if (lines.length === most) {
      lines[most - 1] = shortened(`${lines[most - 1]} ${part}`, width, measure);
      return lines;
    } else {
      lines.push(part);
    }
  }
  return lines;
}

// Measures with a canvas; remembers words by font, since a map of 500 scenes has many and the same ones, and every
// letter that is typed draws it again.
const KNOWN = 50_000;
const measurers = new Map();

export function measurer(font) {
  if (!measurers.has(font)) measurers.set(font, newMeasurer(font));
  return measurers.get(font);
}

function newMeasurer(font) {
  const context = document.createElement("canvas").getContext("2d");
  context.font = font;
  const known = new Map();
  return (text) => {
    if (known.size > KNOWN) known.clear();
    if (!known.has(text)) known.set(text, context.measureText(text).width);
    return known.get(text);
  };
}
