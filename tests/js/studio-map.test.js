import assert from "node:assert/strict";
import { test } from "node:test";

import * as dagre from "../../node_modules/@dagrejs/dagre/dist/dagre.esm.js";
import { neighbourOf, placeOf, segmentsOf } from "../../static/js/studio/map-layout.js";
import { conditionText, modelOf, shapeOf } from "../../static/js/studio/map-model.js";
import { svgOf } from "../../static/js/studio/map-svg.js";
import { linesOf } from "../../static/js/studio/map-text.js";

const strings = {
  start: "start", notice: "content notice", otherwise: "otherwise", yes: "yes", no: "no", ending_good: "good ending",
};
const choice = (next, more = {}) => ({ rank: 1, points: 0, severity: "best", next, when: [], routes: [], ...more });

function documentOf() {
  return {
    head: { start: "d1", source_language: "en" },
    scenes: {
      end: { rank: 3, ending: "good", choices: {} },
      d1: {
        rank: 1,
        notice: true,
        choices: {
          b: choice("end", { rank: 2, severity: "poor", critical_error: "CE-REF" }),
          a: choice("d2", { rank: 1 }),
        },
      },
      d2: { rank: 2, choices: { a: choice("end"), b: choice("d1", { rank: 2 }) } },
    },
    words: {
      en: { d1: { heading: "First words", speaker: "Father", situation: "Home -\n cannot." }, "d1/a": { text: "Come" } },
      ru: { d1: { heading: "Первые слова" } },
    },
  };
}
const modelIn = (doc, more = {}) => modelOf(doc, { language: "en", strings, ...more });

test("cards and arrows stand in the order of their ranks", () => {
  const model = modelIn(documentOf());
  assert.deepEqual(model.cards.map(({ id }) => id), ["d1", "d2", "end"]);
  assert.deepEqual(model.arrows.map(({ id }) => id), ["d1/a", "d1/b", "d2/a", "d2/b"]);
});

test("from right to left a number behind a Latin id stays behind it", () => {
  const heat = { scenes: { d1: { label: "1 نفر" } }, choices: {} };
  const [first] = modelIn(documentOf(), { language: "fa-af", heat }).cards;
  assert.equal(first.meta, "d1\u200f · 1 نفر\u200f · start\u200f · content notice");
});

test("a card says what it is in words, not by colour alone", () => {
  const [first, , last] = modelIn(documentOf()).cards;
  assert.equal(first.meta, "d1 · start · content notice");
  assert.equal(last.meta, "end · good ending");
  assert.equal(first.text, "Father: Home - cannot.");
});

test("words that a language lacks are borrowed from the source and marked so", () => {
  const [first, second] = modelIn(documentOf(), { language: "tg" }).cards;
  assert.deepEqual([first.heading, first.borrowed], ["First words", true]);
  assert.deepEqual([second.heading, second.borrowed], ["", false]);
  assert.deepEqual(modelIn(documentOf(), { language: "ru" }).cards[0].heading, "Первые слова");
});

test("a choice with a critical error is drawn as a critical one, whatever its severity says", () => {
  const arrow = modelIn(documentOf()).arrows.find(({ id }) => id === "d1/b");
  assert.deepEqual([arrow.severity, arrow.code, arrow.unsafe], ["critical", "CE-REF", true]);
});

test("problems of a scene and of its choices are counted on its card", () => {
  const problems = [
    { where: "d2/a", level: "blocks" },
    { where: "d2", level: "warns" },
    { where: "d2/b", level: "warns", language: "ru" },
    { where: "", level: "blocks" },
  ];
  const counted = (language) => modelIn(documentOf(), { problems, language }).cards[1];
  assert.deepEqual([counted("en").blocks, counted("en").warns], [1, 1]);
  assert.equal(counted("ru").warns, 2);
});

test("a choice that leads elsewhere by values goes through a fork with one way for each condition", () => {
  const doc = documentOf();
  doc.scenes.d2.choices.a.routes = [{ when: [{ value: "trust", is: "at_least", than: 1 }], next: "d1" }];
  const { arrows, forks } = modelIn(doc);
  assert.deepEqual(forks, [{ id: "d2/a?", address: "d2/a", kind: "fork" }]);
  const ways = arrows.filter(({ address }) => address === "d2/a").map(({ from, to, text }) => [from, to, text]);
  assert.deepEqual(ways, [
    ["d2", "d2/a?", "a"],
    ["d2/a?", "d1", "trust ≥ 1"],
    ["d2/a?", "end", "otherwise"],
  ]);
});

test("a choice that leads nowhere ends at a sign of its own", () => {
  for (const next of ["", "gone"]) {
    const doc = documentOf();
    doc.scenes.d2.choices.a.next = next;
    const { arrows, forks } = modelIn(doc);
    assert.equal(forks[0].kind, "nowhere");
    assert.equal(arrows.find(({ id }) => id === "d2/a").to, forks[0].id);
  }
});

test("conditions are read as sentences are", () => {
  const found = (is, than) => conditionText([{ value: "child found", is, than }], strings);
  assert.equal(found("equals", true), "child found: yes");
  assert.equal(found("differs", true), "child found: no");
  assert.equal(found("at_most", -1), "child found ≤ -1");
  assert.equal(conditionText([], strings), "");
});

test("heat gives weight and label to a choice; what is hidden has a label and no weight", () => {
  const heat = { scenes: { d1: { label: "9" } }, choices: { "d1/a": { label: "6 · 67 %", weight: 1 }, "d1/b": { label: "–", weight: null } } };
  const model = modelIn(documentOf(), { heat });
  assert.deepEqual(model.arrows.slice(0, 2).map(({ count, weight }) => [count, weight]), [["6 · 67 %", 1], ["–", null]]);
  assert.equal(model.cards[0].meta, "d1 · 9 · start · content notice");
});

test("changed words do not move the cards, a changed way does", () => {
  const doc = documentOf();
  const before = shapeOf(modelIn(doc));
  doc.words.en.d1.heading = "Other";
  assert.equal(shapeOf(modelIn(doc)), before);
  doc.scenes.d2.choices.b.next = "end";
  assert.notEqual(shapeOf(modelIn(doc)), before);
});

test("no two cards overlap, and a language from right to left mirrors the whole", () => {
  const place = placeOf(modelIn(documentOf()), dagre, "across");
  const mirrored = placeOf(modelIn(documentOf(), { language: "fa-af" }), dagre, "across");
  const nodes = Object.values(place.nodes);
  for (const a of nodes) {
    for (const b of nodes) {
      const apart = Math.abs(a.x - b.x) >= (a.width + b.width) / 2 || Math.abs(a.y - b.y) >= (a.height + b.height) / 2;
      assert.ok(a === b || apart);
    }
  }
  assert.ok(place.nodes.d1.x < place.nodes.end.x);
  for (const id of ["d1", "d2", "end"]) {
    assert.ok(Math.abs(place.nodes[id].x + mirrored.nodes[id].x - place.width) < 1e-6);
    assert.equal(place.nodes[id].y, mirrored.nodes[id].y);
  }
});

test("a way back is drawn from where it leaves to where it comes to, and the start stays on top", () => {
  const place = placeOf(modelIn(documentOf()), dagre, "down");
  const { points } = place.arrows["d2/b"];
  const apart = (point, node) => Math.abs(point.y - node.y);
  assert.ok(apart(points[0], place.nodes.d2) < apart(points[0], place.nodes.d1));
  assert.ok(apart(points.at(-1), place.nodes.d1) < apart(points.at(-1), place.nodes.d2));
  assert.ok(place.nodes.d1.y < place.nodes.d2.y && place.nodes.d2.y < place.nodes.end.y);
});

test("points of a way can be told as shares of the straight line and found again", () => {
  const points = [{ x: 10, y: 20 }, { x: 50, y: -10 }, { x: 90, y: 80 }, { x: 110, y: 60 }];
  const { weights, distances } = segmentsOf(points);
  const [start, end] = [points[0], points[3]];
  const length = Math.hypot(end.x - start.x, end.y - start.y);
  const [ux, uy] = [(end.x - start.x) / length, (end.y - start.y) / length];
  weights.forEach((weight, index) => {
    const x = start.x + weight * length * ux - distances[index] * uy;
    const y = start.y + weight * length * uy + distances[index] * ux;
    assert.ok(Math.hypot(x - points[index + 1].x, y - points[index + 1].y) < 1e-9);
  });
});

test("arrow keys reach the neighbour in their direction, and stay where there is none", () => {
  const place = placeOf(modelIn(documentOf()), dagre, "down");
  const ids = ["d1", "d2", "end"];
  assert.equal(neighbourOf(place, ids, "d1", "ArrowDown"), "d2");
  assert.equal(neighbourOf(place, ids, "d2", "ArrowUp"), "d1");
  assert.equal(neighbourOf(place, ids, "d1", "ArrowUp"), "d1");
});

test("text is broken into lines that fit, the last one ended by an ellipsis", () => {
  const measure = (text) => [...text].length;
  assert.deepEqual(linesOf("one two three", { width: 7, most: 3, measure }), ["one two", "three"]);
  const cut = linesOf("one two three four five", { width: 7, most: 2, measure });
  assert.equal(cut.length, 2);
  assert.ok(cut.every((line) => measure(line) <= 7));
  assert.ok(cut[1].endsWith("…"));
  assert.deepEqual(linesOf("abcdefghij", { width: 4, most: 3, measure }), ["abcd", "efgh", "ij"]);
  assert.deepEqual(linesOf("  ", { width: 4, most: 2, measure }), []);
});

test("the picture to keep escapes what authors wrote and names itself", () => {
  const doc = documentOf();
  doc.words.en.d1.heading = '<script>&"';
  const model = modelIn(doc);
  const lines = (text) => [text];
  const words = {
    cards: Object.fromEntries(model.cards.map((card) => [card.id, { meta: lines(card.meta), heading: lines(card.heading), text: [] }])),
    labels: Object.fromEntries(model.arrows.map((arrow) => [arrow.id, { lines: lines(arrow.text), width: 60, height: 24 }])),
  };
  const svg = svgOf(model, words, placeOf(model, dagre, "down"), { colours: { font: "sans" }, title: "Map" });
  assert.ok(svg.includes("&lt;script&gt;&amp;&quot;"));
  assert.ok(!svg.includes("<script"));
  assert.ok(svg.includes("<title>Map</title>"));
  assert.equal(svg.match(/<path /g).length, model.arrows.length * 2);
});
