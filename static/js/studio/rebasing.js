// One's own changes and those of others: what goes together, what does not, and what comes of a decision. Pure.
//
// A conflict is {kind, path, yours, theirs, changes}: "value" (both changed the same place), "gone" (they deleted
// the scene or choice that I changed) or "deleted" (I deleted what they changed). `changes` are my changes it is about.

import { deleteChoice, deleteScene, deleteValue } from "./acts.js";
import { apply, assign, fits, get, isDone, isSamePath, standing, withAdded } from "./document.js";

/* Return {clean, conflicts}: my changes as they can be made in the document, and those that cannot. */
export function rebase(doc, changes) {
  const deleted = changes.filter((change) => change.new === null && isThing(change.path)).map(({ path }) => path);
  const ready = withAdded(doc, changes);
  const groups = new Map();
  const clean = [];
  const conflicts = [];
  for (const change of changes) {
    const root = deleted.find((path) => isWithin(change.path, path));
    const isWords = change.path[0] === "words";
    const gone = standing(isWords ? ready : doc, change) === undefined ? missing(doc, change.path) : null;
    if (root) {
      grouped(groups, "deleted", root).push(change);
    } else if (gone && !isDone(doc, change)) {
      grouped(groups, "gone", gone).push(change);
    } else if (fits(isWords ? ready : doc, change)) {
      clean.push(...assign(doc, [[change.path, change.new]]));
    } else {
      const theirs = get(doc, change.path);
      conflicts.push({ kind: "value", path: change.path, yours: change.new, theirs, changes: [change] });
    }
  }
  for (const { kind, path, changes: own } of groups.values()) {
    if (kind === "deleted" && own.every((change) => fits(doc, change))) {
      clean.push(...own.filter((change) => !isDone(doc, change)));
    } else {
      conflicts.push({ kind, path, yours: null, theirs: get(doc, path) ?? null, changes: own });
    }
  }
  return { clean, conflicts };
}

/* Return the changes that carry out decisions, one for each conflict: {take: "yours" | "theirs"} or {merged: text}.

   `doc` is the server's document, `local` mine as it was before, from which a deleted thing is brought back. */
export function resolve(doc, local, conflicts, decisions) {
  let found = doc;
  const made = [];
  conflicts.forEach((conflict, index) => {
    const changes = carriedOut(found, local, conflict, decisions[index]);
    found = apply(found, changes);
    made.push(...changes);
  });
  return made;
}

function carriedOut(doc, local, { kind, path, yours }, decision) {
  if (decision.merged !== undefined) {
    return assign(doc, [[path, decision.merged]]);
  }
  if (decision.take === "theirs") {
    return [];
  }
  if (kind === "value") {
    return assign(doc, [[path, yours]]);
  }
  if (kind === "gone") {
    return broughtBack(doc, local, path);
  }
  if (path[0] === "values") {
    return deleteValue(doc, path[1]);
  }
  return path.length === 2 ? deleteScene(doc, path[1]) : deleteChoice(doc, path[1], path[3]);
}

function broughtBack(doc, local, path) {
  const address = path.length === 2 ? path[1] : `${path[1]}/${path[3]}`;
  const pairs = [[path, get(local, path) ?? null]];
  for (const [language, texts] of Object.entries(local.words)) {
    for (const [at, fields] of Object.entries(texts)) {
      if (path[0] === "scenes" && (at === address || at.startsWith(`${address}/`))) {
        pairs.push(...Object.entries(fields).map(([name, value]) => [["words", language, at, name], value]));
      }
    }
  }
  return assign(doc, pairs);
}

/* Return a document with a batch of mine and those of others made in the order in which the server made them.

   The server numbers the batches without a gap and leaves mine out of `others`: the gap is mine. Null when there is
   none, which says that it was saved earlier: then the document must be fetched again. */
export function merged(doc, changes, { serial, others }) {
  const numbers = new Set(others.map((other) => other.serial));
  let mine = doc.serial + 1;
  while (numbers.has(mine)) {
    mine += 1;
  }
  if (mine > serial) {
    return null;
  }
  const batches = [...others, { serial: mine, changes }].sort((a, b) => a.serial - b.serial);
  return batches.reduce((found, batch) => apply(found, batch.changes), doc);
}

/* Return {by, at} of whoever changed the place of a conflict last. */
export function changedBy(conflict, { conflicts = [], others = [] }) {
  const told = conflicts.find(({ path, by }) => by && (isWithin(path, conflict.path) || isWithin(conflict.path, path)));
  const touched = (change) => isWithin(change.path, conflict.path) || isWithin(conflict.path, change.path);
  const last = [...others].reverse().find(({ changes }) => changes.some(touched));
  return { by: told?.by ?? last?.by ?? "", at: told?.at ?? last?.at ?? "" };
}

function isThing(path) {
  return (path[0] === "scenes" && (path.length === 2 || path.length === 4)) || path[0] === "values";
}

function isWithin(path, thing) {
  if (path[0] === "words" && thing[0] === "scenes") {
    const [scene, choice] = path[2].split("/");
    return scene === thing[1] && (thing.length === 2 || choice === thing[3]);
  }
  return thing.length <= path.length && isSamePath(path.slice(0, thing.length), thing);
}

/* Return the path of the scene or choice that is not there. */
function missing(doc, path) {
  const [scene, choice] = path[0] === "words" ? path[2].split("/") : [path[1], path[3]];
  return doc.scenes[scene] ? ["scenes", scene, "choices", choice] : ["scenes", scene];
}

function grouped(groups, kind, path) {
  const name = JSON.stringify([kind, path]);
  if (!groups.has(name)) {
    groups.set(name, { kind, path, changes: [] });
  }
  return groups.get(name).changes;
}
