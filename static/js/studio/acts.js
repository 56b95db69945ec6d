// What an author does to a draft, each as a list of changes (document.js). Nothing is altered here.

import { assign, CHOICE, get, inOrder, SCENE } from "./document.js";

// The curriculum's table of points (4.1); a scene of repair gives one point for the best there still is.
export const POINTS = { best: 2, acceptable: 1, poor: 0, harmful: -1, critical: 0 };
const LETTERS = "abcdefghijkmnpqrstuvwxyz";

/* Return an id nobody has. Two people without a network may both add one, so two letters are drawn by lot. */
export function freeId(things, stem, random = Math.random) {
  const letter = () => LETTERS[Math.floor(random() * LETTERS.length)];
  for (;;) {
    const id = `${stem}${letter()}${letter()}`;
    if (!Object.hasOwn(things, id)) {
      return id;
    }
  }
}

/* Return a rank between two; undefined stands for no neighbour. */
export function rankBetween(before, after) {
  if (before === undefined) {
    return after === undefined ? 1 : after - 1;
  }
  return after === undefined ? before + 1 : (before + after) / 2;
}

/* Put one thing `by` places further in its order. Only where no number is left between two, all are numbered anew. */
export function move(doc, path, id, by) {
  const order = inOrder(get(doc, path));
  const from = order.findIndex(([key]) => key === id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= order.length) {
    return [];
  }
  const others = order.filter(([key]) => key !== id);
  const [before, after] = [others[to - 1]?.[1].rank, others[to]?.[1].rank];
  const rank = rankBetween(before, after);
  if (rank !== before && rank !== after) {
    return assign(doc, [[[...path, id, "rank"], rank]]);
  }
  const keys = others.map(([key]) => key);
  keys.splice(to, 0, id);
  return assign(doc, keys.map((key, index) => [[...path, key, "rank"], index + 1]));
}

function rankAfter(things, id) {
  const order = inOrder(things);
  const at = id === undefined ? order.length - 1 : order.findIndex(([key]) => key === id);
  return rankBetween(order[at]?.[1].rank, order[at + 1]?.[1].rank);
}

/* Return {id, changes}: a new scene after another one; with `ending` an ending of that kind, last of the list. */
export function addScene(doc, { after, ending = "", random } = {}) {
  const number = Object.values(doc.scenes).filter((scene) => Boolean(scene.ending) === Boolean(ending)).length + 1;
  const id = freeId(doc.scenes, `${ending ? "end-" : "s"}${number}`, random);
  const scene = { ...SCENE, rank: rankAfter(doc.scenes, ending ? undefined : after), ending };
  if (!ending) {
    scene.choices = { a: { ...CHOICE, rank: 1, severity: "best", points: POINTS.best }, b: { ...CHOICE, rank: 2 } };
  }
  const first = doc.head.start === "" && !ending ? [[["head", "start"], id]] : [];
  return { id, changes: assign(doc, [[["scenes", id], scene], ...first]) };
}

/* Return {id, changes}: a copy of a scene with its words in all languages. */
export function duplicateScene(doc, key, { random } = {}) {
  const source = doc.scenes[key];
  const id = freeId(doc.scenes, `${source.ending ? "end-" : "s"}${Object.keys(doc.scenes).length + 1}`, random);
  const scene = { ...source, rank: rankAfter(doc.scenes, key) };
  return { id, changes: assign(doc, [[["scenes", id], scene], ...wordsCopied(doc, key, id)]) };
}

function wordsCopied(doc, from, to) {
  const found = [];
  for (const [language, texts] of Object.entries(doc.words)) {
    for (const [address, fields] of Object.entries(texts)) {
      if (address === from || address.startsWith(`${from}/`)) {
        const target = to + address.slice(from.length);
        found.push(...Object.entries(fields).map(([name, value]) => [["words", language, target, name], value]));
      }
    }
  }
  return found;
}

/* Words go with what they belong to; named here one by one, so that undo brings them back. */
function wordsRemoved(doc, key) {
  return wordsCopied(doc, key, key).map(([path]) => [path, null]);
}

/* Delete a scene; what led to it leads nowhere yet. */
export function deleteScene(doc, key) {
  const loose = reachedFrom(doc, key)
    .filter(({ scene }) => scene && scene !== key)
    .flatMap(({ scene, choice }) => {
      const path = ["scenes", scene, "choices", choice];
      const { next, routes } = get(doc, path);
      const kept = routes.map((route) => (route.next === key ? { ...route, next: "" } : route));
      return [[[...path, "next"], next === key ? "" : next], [[...path, "routes"], kept]];
    });
  const start = doc.head.start === key ? [[["head", "start"], ""]] : [];
  return assign(doc, [...loose, ...start, ...wordsRemoved(doc, key), [["scenes", key], null]]);
}

/* Return [{scene, choice}] of the choices that lead to a scene; {scene: ""} stands for the beginning. */
export function reachedFrom(doc, key) {
  const found = doc.head.start === key ? [{ scene: "", choice: "" }] : [];
  for (const [scene, { choices }] of inOrder(doc.scenes)) {
    for (const [choice, { next, routes }] of inOrder(choices)) {
      if (next === key || routes.some((route) => route.next === key)) {
        found.push({ scene, choice });
      }
    }
  }
  return found;
}

export function addChoice(doc, scene, { random } = {}) {
  const { choices } = doc.scenes[scene];
  const letter = LETTERS[Math.min(Object.keys(choices).length, LETTERS.length - 1)];
  const id = Object.keys(choices).length ? freeId(choices, letter, random) : "a";
  return { id, changes: assign(doc, [[["scenes", scene, "choices", id], { ...CHOICE, rank: rankAfter(choices) }]]) };
}

export function duplicateChoice(doc, scene, choice, { random } = {}) {
  const { choices } = doc.scenes[scene];
  const id = freeId(choices, choice[0], random);
  const copy = { ...choices[choice], rank: rankAfter(choices, choice) };
  const words = wordsCopied(doc, `${scene}/${choice}`, `${scene}/${id}`);
  return { id, changes: assign(doc, [[["scenes", scene, "choices", id], copy], ...words]) };
}

export function deleteChoice(doc, scene, choice) {
  const path = ["scenes", scene, "choices", choice];
  return assign(doc, [...wordsRemoved(doc, `${scene}/${choice}`), [path, null]]);
}

/* A severity proposes its points, and only a critical choice has the code of a critical error. */
export function setSeverity(doc, scene, choice, severity) {
  const path = ["scenes", scene, "choices", choice];
  const own = get(doc, path);
  const points = own.points === POINTS[own.severity] ? POINTS[severity] : own.points;
  const code = severity === "critical" ? own.critical_error : "";
  return assign(doc, [[[...path, "severity"], severity], [[...path, "points"], points], [[...path, "critical_error"], code]]);
}

/* An ending has no choices: they go, with their words. */
export function setEnding(doc, scene, ending) {
  const path = ["scenes", scene];
  const choices = ending ? Object.keys(doc.scenes[scene].choices) : [];
  return [...choices.flatMap((choice) => deleteChoice(doc, scene, choice)), ...assign(doc, [[[...path, "ending"], ending]])];
}

export function addValue(doc, kind, id) {
  const bounds = kind === "integer" ? { start: 0, min: 0, max: 3 } : { start: false, min: 0, max: 0 };
  return assign(doc, [[["values", id], { rank: rankAfter(doc.values), kind, ...bounds }]]);
}

/* Delete a value with the effects and conditions that speak of it. */
export function deleteValue(doc, value) {
  const others = (list) => list.filter((one) => one.value !== value);
  const pairs = [];
  for (const [scene, { choices }] of Object.entries(doc.scenes)) {
    for (const [choice, { effects, when, routes }] of Object.entries(choices)) {
      const path = ["scenes", scene, "choices", choice];
      const kept = routes.map((route) => ({ ...route, when: others(route.when) })).filter((route) => route.when.length);
      pairs.push([[...path, "effects"], others(effects)], [[...path, "when"], others(when)], [[...path, "routes"], kept]);
    }
  }
  return assign(doc, [...pairs, [["values", value], null]]);
}
