import assert from "node:assert/strict";
import { test } from "node:test";

import * as acts from "../../static/js/studio/acts.js";
import { allFit, apply, assign, diff, fits, get, inOrder, invert, set, squash } from "../../static/js/studio/document.js";
import { chance, pick, sampleDocument, tidy } from "./studio-kit.js";

const plain = (doc) => tidy(structuredClone(doc));
const withoutStates = ({ states, ...rest }) => rest;

/* One edit as an author makes it, by chance. */
function randomEdit(random, doc) {
  const scenes = Object.keys(doc.scenes);
  const scene = pick(random, scenes);
  const choices = scene ? Object.keys(doc.scenes[scene].choices) : [];
  const choice = pick(random, choices);
  const text = pick(random, ["", "Wait.", "Hear them out.", "Ждать"]);
  const language = pick(random, ["en", "ru", "fa-af"]);
  const edits = [
    () => acts.addScene(doc, { after: scene, ending: pick(random, ["", "good"]), random }).changes,
    () => scene && acts.deleteScene(doc, scene),
    () => scene && acts.duplicateScene(doc, scene, { random }).changes,
    () => scene && acts.addChoice(doc, scene, { random }).changes,
    () => choice && acts.deleteChoice(doc, scene, choice),
    () => choice && acts.setSeverity(doc, scene, choice, pick(random, Object.keys(acts.POINTS))),
    () => scene && acts.setEnding(doc, scene, pick(random, ["", "good", "mixed"])),
    () => scene && acts.move(doc, ["scenes"], scene, pick(random, [-1, 1])),
    () => choice && assign(doc, [[["scenes", scene, "choices", choice, "next"], pick(random, scenes)]]),
    () => scene && assign(doc, [[["words", language, scene, "heading"], text]]),
    () => choice && assign(doc, [[["words", language, `${scene}/${choice}`, "text"], text]]),
    () => assign(doc, [[["head", "minutes"], Math.floor(random() * 30) + 1]]),
    () => acts.addValue(doc, "integer", acts.freeId(doc.values, "v", random)),
    () => Object.keys(doc.values).length && acts.deleteValue(doc, pick(random, Object.keys(doc.values))),
  ];
  return pick(random, edits)() || [];
}

test("undoing any edits gives the document back, and redoing them gives what they made", () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const random = chance(seed);
    const before = sampleDocument();
    let doc = before;
    const all = [];
    for (let count = 0; count < 12; count += 1) {
      const changes = randomEdit(random, doc);
      all.push(...changes);
      doc = apply(doc, changes);
    }
    const batch = squash(all);
    assert.deepEqual(plain(apply(before, batch)), plain(doc), `squashed, seed ${seed}`);
    assert.deepEqual(withoutStates(plain(apply(doc, invert(batch)))), withoutStates(plain(before)), `undone, seed ${seed}`);
    assert.ok(allFit(before, batch), `fits, seed ${seed}`);
  }
});

test("no change of a squashed batch lies below another", () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    const random = chance(seed);
    let doc = sampleDocument();
    const all = [];
    for (let count = 0; count < 20; count += 1) {
      const changes = randomEdit(random, doc);
      all.push(...changes);
      doc = apply(doc, changes);
    }
    const paths = squash(all).map(({ path }) => JSON.stringify(path).slice(0, -1));
    for (const [index, path] of paths.entries()) {
      assert.ok(!paths.some((other, at) => at !== index && `${other},`.startsWith(`${path},`)), `seed ${seed}: ${path}`);
    }
  }
});

test("batches of two people that touch different places give the same in either order", () => {
  let compared = 0;
  for (let seed = 1; seed <= 400; seed += 1) {
    const random = chance(seed);
    const doc = sampleDocument();
    const mine = squash(randomEdit(random, doc));
    const yours = squash(randomEdit(random, doc));
    const oneWay = apply(doc, mine);
    const otherWay = apply(doc, yours);
    if (allFit(oneWay, yours) && allFit(otherWay, mine)) {
      compared += 1;
      assert.deepEqual(plain(apply(oneWay, yours)), plain(apply(otherWay, mine)), `seed ${seed}`);
    }
  }
  assert.ok(compared > 150, `${compared} pairs were compared`);
});

test("the difference of two documents is what makes the one the other", () => {
  for (let seed = 1; seed <= 100; seed += 1) {
    const random = chance(seed);
    let doc = sampleDocument();
    for (let count = 0; count < 10; count += 1) {
      doc = apply(doc, randomEdit(random, doc));
    }
    const found = apply(sampleDocument(), diff(sampleDocument(), doc));
    assert.deepEqual(withoutStates(plain(found)), withoutStates(plain(doc)), `seed ${seed}`);
  }
  assert.deepEqual(diff(sampleDocument(), sampleDocument()), []);
});

test("applying leaves the document it was given as it was", () => {
  const doc = sampleDocument();
  apply(doc, acts.deleteScene(doc, "d2"));
  assert.deepEqual(doc, sampleDocument());
});

test("a change fits where the old or the new value stands, and nowhere else", () => {
  const doc = sampleDocument();
  const path = ["words", "en", "d1", "heading"];
  assert.ok(fits(doc, { path, old: "Night", new: "Dusk" }));
  assert.ok(fits(doc, { path, old: "Dawn", new: "Night" }));
  assert.ok(!fits(doc, { path, old: "Dawn", new: "Dusk" }));
  assert.ok(fits(doc, { path: ["words", "tg", "d1", "heading"], old: null, new: "Шаб" }));
  assert.ok(!fits(doc, { path: ["words", "en", "gone", "heading"], old: null, new: "Dusk" }));
  assert.ok(!fits(doc, { path: ["scenes", "gone", "notice"], old: null, new: true }));
});

test("an id that means something to JavaScript is an id like any other", () => {
  const doc = set(sampleDocument(), ["scenes", "__proto__"], acts.addScene(sampleDocument()).changes[0].new);
  assert.deepEqual(Object.keys(doc.scenes), ["d1", "d2", "end", "__proto__"]);
  assert.equal(get(sampleDocument(), ["scenes", "constructor"]), null);
  assert.equal({}.rank, undefined);
});

test("a scene is moved by one change of its rank, and all are numbered anew when no number is left between two", () => {
  const doc = sampleDocument();
  const moved = acts.move(doc, ["scenes"], "end", -1);
  assert.deepEqual(moved, [{ path: ["scenes", "end", "rank"], old: 3, new: 1.5 }]);
  assert.deepEqual(inOrder(apply(doc, moved).scenes).map(([id]) => id), ["d1", "end", "d2"]);
  assert.deepEqual(acts.move(doc, ["scenes"], "d1", -1), []);

  const tight = apply(doc, assign(doc, [[["scenes", "d2", "rank"], 1 + Number.EPSILON]]));
  const again = apply(tight, acts.move(tight, ["scenes"], "end", -1));
  assert.deepEqual(inOrder(again.scenes).map(([id, { rank }]) => [id, rank]), [["d1", 1], ["end", 2], ["d2", 3]]);
});

test("a deleted scene takes its words with it and what led to it leads nowhere", () => {
  const doc = apply(sampleDocument(), acts.deleteScene(sampleDocument(), "d1"));
  assert.equal(doc.scenes.d2.choices.b.next, "");
  assert.equal(doc.head.start, "");
  assert.deepEqual(Object.keys(doc.words), ["en"]);
  assert.equal(doc.words.en["d1/a"], undefined);
});

test("a severity proposes its points until the author has set others", () => {
  const doc = apply(sampleDocument(), assign(sampleDocument(), [[["scenes", "d1", "choices", "a", "points"], 2]]));
  const acceptable = apply(doc, acts.setSeverity(doc, "d1", "a", "acceptable"));
  assert.equal(acceptable.scenes.d1.choices.a.points, 1);
  const own = apply(doc, assign(doc, [[["scenes", "d1", "choices", "a", "points"], 5]]));
  assert.equal(apply(own, acts.setSeverity(own, "d1", "a", "acceptable")).scenes.d1.choices.a.points, 5);
});

test("a choice that is no longer critical has no code of a critical error", () => {
  const path = ["scenes", "d1", "choices", "b"];
  const doc = apply(sampleDocument(), assign(sampleDocument(), [
    [[...path, "severity"], "critical"], [[...path, "critical_error"], "CE-REF"],
  ]));
  assert.equal(apply(doc, acts.setSeverity(doc, "d1", "b", "poor")).scenes.d1.choices.b.critical_error, "");
});

test("a deleted value is taken out of every effect and condition", () => {
  const path = ["scenes", "d1", "choices", "a"];
  const condition = { value: "trust", is: "at_least", than: 1 };
  const doc = apply(sampleDocument(), assign(sampleDocument(), [
    [[...path, "effects"], [{ value: "trust", add: 1 }]],
    [[...path, "when"], [condition]],
    [[...path, "routes"], [{ when: [condition], next: "end" }]],
  ]));
  const { effects, when, routes } = apply(doc, acts.deleteValue(doc, "trust")).scenes.d1.choices.a;
  assert.deepEqual([effects, when, routes], [[], [], []]);
});

test("a new ending stands last of the list, a new scene after the one it follows", () => {
  let doc = sampleDocument();
  const order = () => inOrder(doc.scenes).map(([id]) => id);
  const [first] = order();
  for (const [ending, place] of [["critical", -1], ["", 1]]) {
    const { id, changes } = acts.addScene(doc, { after: first, ending });
    doc = apply(doc, changes);
    assert.equal(order().at(place), id);
  }
});
