// The draft of a scenario as plain values: what the server sends as a document, and changes of it.
//
// A change is {path, old, new}; null means "not there". It is a compare-and-set: it fits where `old` stands, and
// where `new` stands already. Documents are never altered in place, so one that is kept stays what it was.
// The server's half of these rules is assessments/studio/drafting/{document,changes}.py.

export const SCENE = { rank: 1, ending: "", notice: false, image: "", choices: {} };
export const CHOICE = {
  rank: 1, points: 0, severity: "poor", next: "", critical_error: "", sources: [], principle: true,
  effects: [], when: [], routes: [],
};

/* What is asked for may lie below something that is not there: undefined then, null where it could be put. */
export function get(doc, path) {
  let here = doc;
  for (const [index, name] of path.entries()) {
    if (here === null || typeof here !== "object") {
      return undefined;
    }
    here = Object.hasOwn(here, name) ? here[name] : null;
    if (here === null && index < path.length - 1) {
      return path[0] === "words" ? null : undefined;
    }
  }
  return here;
}

/* Return a document in which `value` stands at the path (null takes away), sharing all that is the same. */
export function set(doc, path, value) {
  const [name, ...rest] = path;
  const own = doc ?? {};
  const next = rest.length ? set(Object.hasOwn(own, name) ? own[name] : {}, rest, value) : value;
  const copy = { ...own };
  // Defined, not assigned: an id may be called "__proto__".
  Object.defineProperty(copy, name, { value: next, writable: true, enumerable: true, configurable: true });
  if (next === null) {
    delete copy[name];
  }
  return copy;
}

export function equal(a, b) {
  if (Object.is(a, b)) {
    return true;
  }
  if (a === null || b === null || typeof a !== "object" || typeof b !== "object") {
    return false;
  }
  if (Array.isArray(a) !== Array.isArray(b)) {
    return false;
  }
  const names = Object.keys(a);
  return names.length === Object.keys(b).length
    && names.every((name) => Object.hasOwn(b, name) && equal(a[name], b[name]));
}

/* No text and an empty text are the same. */
export function same(a, b) {
  return equal(a ?? "", b ?? "");
}

/* Words stay in the document only while they are not empty, and so do their addresses and languages. */
function put(doc, { path, new: value }) {
  if (path[0] !== "words" || (value !== null && value !== "")) {
    return set(doc, path, value);
  }
  let found = doc;
  for (let length = path.length; length > 1; length -= 1) {
    const start = path.slice(0, length);
    const now = get(found, start);
    const isEmpty = length === path.length || (now && Object.keys(now).length === 0);
    found = now !== null && isEmpty ? set(found, start, null) : found;
  }
  return found;
}

/* Return what stands where a change is to be made; undefined where not even its scene or choice is there. */
export function standing(doc, { path }) {
  return path[0] === "words" && !isAddress(doc, path[2]) ? undefined : get(doc, path);
}

export function isDone(doc, change) {
  return same(standing(doc, change), change.new);
}

export function fits(doc, change) {
  const now = standing(doc, change);
  return same(now, change.new) || (now !== undefined && same(now, change.old));
}

/* Return the document with the scenes and choices that the changes add: their words can stand nowhere else. */
export function withAdded(doc, changes) {
  return changes.filter(({ path, old, new: value }) => path[0] === "scenes" && old === null && value !== null)
    .reduce((found, change) => (get(found, change.path) === null ? put(found, change) : found), doc);
}

export function allFit(doc, changes) {
  const ready = withAdded(doc, changes);
  return changes.every((change) => fits(change.path[0] === "words" ? ready : doc, change));
}

/* Structure first, so that a new scene is there before its words; words of what is gone go with it. */
export function apply(doc, changes) {
  let found = doc;
  for (const change of changes.filter(({ path }) => path[0] !== "words")) {
    found = get(found, change.path) === undefined ? found : put(found, change);
  }
  const deletes = changes.some(({ path, new: value }) => value === null && path[0] === "scenes");
  for (const change of changes.filter(({ path }) => path[0] === "words")) {
    if (isAddress(found, change.path[2])) {
      found = put(found, change);
    }
  }
  return deletes ? withoutHomeless(found) : found;
}

export function isAddress(doc, address) {
  if (address === "") {
    return true;
  }
  const [scene, choice] = address.split("/");
  return Object.hasOwn(doc.scenes, scene)
    && (choice === undefined || Object.hasOwn(doc.scenes[scene].choices, choice));
}

function withoutHomeless(doc) {
  let found = doc;
  for (const kind of ["words", "states"]) {
    for (const [language, texts] of Object.entries(doc[kind] ?? {})) {
      for (const address of Object.keys(texts)) {
        if (!isAddress(doc, address)) {
          found = set(found, [kind, language, address], null);
        }
      }
      if (Object.keys(found[kind][language]).length === 0) {
        found = set(found, [kind, language], null);
      }
    }
  }
  return found;
}

export function invert(changes) {
  return [...changes].reverse().map(({ path, old, new: value }) => ({ path, old: value, new: old }));
}

const begins = (path, start) => start.length < path.length && start.every((name, index) => path[index] === name);
const isAt = (path, other) => path.length === other.length && path.every((name, index) => other[index] === name);

export const isSamePath = isAt;

/* Return the fewest changes with the same effect, in which no path lies below another. */
export function squash(changes) {
  let found = [];
  for (const change of changes) {
    found = absorbed(found, change);
  }
  return found.filter((change) => !same(change.old, change.new));
}

function absorbed(found, change) {
  const above = found.find(({ path }) => begins(change.path, path));
  if (above) {
    const rest = change.path.slice(above.path.length);
    return found.map((each) => (each === above ? { ...above, new: set(above.new, rest, change.new) } : each));
  }
  const earlier = found.find(({ path }) => isAt(path, change.path));
  if (earlier) {
    return found.map((each) => (each === earlier ? { ...earlier, new: change.new } : each));
  }
  let { old } = change;
  for (const below of found.filter(({ path }) => begins(path, change.path)).reverse()) {
    old = old === null ? old : set(old, below.path.slice(change.path.length), below.old);
  }
  return [...found.filter(({ path }) => !begins(path, change.path)), { ...change, old }];
}

/* Return the changes that put these values at these paths, without those that would change nothing. */
export function assign(doc, pairs) {
  return pairs
    .map(([path, value]) => ({ path, old: get(doc, path) ?? null, new: value }))
    .filter((change) => !same(change.old, change.new));
}

/* Return the changes that make the one document the other; states are the server's own. */
export function diff(old, doc) {
  const pairs = [];
  const note = (path, value) => pairs.push([path, value ?? null]);
  const both = (a, b) => Object.keys({ ...a, ...b });
  for (const name of both(old.head, doc.head)) {
    note(["head", name], doc.head[name]);
  }
  for (const key of both(old.values, doc.values)) {
    note(["values", key], doc.values[key]);
  }
  for (const key of both(old.scenes, doc.scenes)) {
    const path = ["scenes", key];
    if (!old.scenes[key] || !doc.scenes[key]) {
      note(path, doc.scenes[key]);
      continue;
    }
    for (const name of Object.keys(SCENE).filter((each) => each !== "choices")) {
      note([...path, name], doc.scenes[key][name]);
    }
    for (const choice of both(old.scenes[key].choices, doc.scenes[key].choices)) {
      const [was, is] = [old.scenes[key].choices[choice], doc.scenes[key].choices[choice]];
      const names = was && is ? Object.keys(CHOICE) : [];
      names.forEach((name) => note([...path, "choices", choice, name], is[name]));
      if (!was || !is) {
        note([...path, "choices", choice], is);
      }
    }
  }
  for (const language of both(old.words, doc.words)) {
    for (const address of both(old.words[language], doc.words[language])) {
      const texts = doc.words[language]?.[address];
      both(old.words[language]?.[address], texts).forEach((name) => note(["words", language, address, name], texts?.[name]));
    }
  }
  return assign(old, pairs);
}

/* Return [[id, thing]] by rank; things of one rank by id. */
export function inOrder(things) {
  return Object.entries(things).sort(([a, one], [b, other]) => one.rank - other.rank || (a < b ? -1 : 1));
}

export function text(doc, language, address, field) {
  return get(doc, ["words", language, address, field]) ?? "";
}
