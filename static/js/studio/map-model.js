// What the map of a scenario shows, as plain values: cards, arrows, forks. No drawing, no DOM.
//
// From a document as the studio holds it (head, values, scenes, words by language) come
//   cards  [{id, heading, borrowed, text, meta, ending, start, blocks, warns, count}]
//   arrows [{id, from, to, address, text, severity, code, condition, weight, count, unsafe, kind}]
//   forks  [{id, address, kind: "fork" | "nowhere"}]   where a choice splits by values, or leads to no scene
// An address is that of the contract: "d1" is a scene, "d1/a" a choice.

const RIGHT_TO_LEFT = new Set(["fa-af", "fa", "ar", "ur", "he", "ps"]);
const SIGNS = { at_least: "≥", at_most: "≤", equals: "=", differs: "≠" };
// Beyond this many scenes a map is large: laid out apart, drawn in slices and moved as a picture of itself.
export const MANY = 120;
export const SEVERITIES = ["best", "acceptable", "poor", "harmful", "critical"];
export const ENDINGS = ["good", "mixed", "critical"];

export function isRightToLeft(language) {
  return RIGHT_TO_LEFT.has((language ?? "").toLowerCase());
}

export function inOrder(things) {
  return Object.entries(things ?? {}).sort(
    ([a, x], [b, y]) => (x.rank ?? 0) - (y.rank ?? 0) || (a < b ? -1 : 1),
  );
}

// "trust ≥ 1", "child found: yes"; several conditions are joined by a comma.
export function conditionText(conditions, strings) {
  return (conditions ?? [])
    .map(({ value, is, than }) => {
      if (typeof than !== "boolean") return `${value} ${SIGNS[is] ?? is} ${than}`;
      const yes = is === "differs" ? !than : than;
      return `${value}: ${yes ? strings.yes : strings.no}`;
    })
    .join(", ");
}

function reader(doc, language) {
  const source = doc.head?.source_language ?? "en";
  return (address, field) => {
    const own = doc.words?.[language]?.[address]?.[field];
    if (own) return { text: own, borrowed: false };
    return { text: doc.words?.[source]?.[address]?.[field] ?? "", borrowed: language !== source };
  };
}

function countProblems(problems, language) {
  const counts = {};
  for (const { where, level, language: of } of problems ?? []) {
    if (of && of !== language) continue;
    const scene = (where ?? "").split("/")[0];
    counts[scene] ??= { blocks: 0, warns: 0 };
    counts[scene][level === "blocks" ? "blocks" : "warns"] += 1;
  }
  return counts;
}

// Without the mark (U+200F) a number behind the Latin id would be drawn on the wrong side of it.
function metaOf(id, scene, { start, count, strings, rightToLeft }) {
  const parts = [id];
  if (count) parts.push(count);
  if (start) parts.push(strings.start);
  if (scene.ending) parts.push(strings[`ending_${scene.ending}`] ?? scene.ending);
  if (scene.notice) parts.push(strings.notice);
  return parts.join(rightToLeft ? "\u200f · " : " · ");
}

function cardOf([id, scene], { doc, read, problems, heat, strings, rightToLeft }) {
  const heading = read(id, "heading");
  const speaker = read(id, "speaker").text;
  const situation = read(id, "situation").text.trim().replace(/\s+/gu, " ");
  const start = doc.head?.start === id;
  const count = heat?.scenes?.[id]?.label ?? "";
  return {
    id,
    heading: heading.text,
    borrowed: heading.borrowed && Boolean(heading.text),
    text: speaker ? `${speaker}: ${situation}` : situation,
    meta: metaOf(id, scene, { start, count, strings, rightToLeft }),
    ending: scene.ending || "",
    start,
    blocks: problems[id]?.blocks ?? 0,
    warns: problems[id]?.warns ?? 0,
    count,
  };
}

function arrowOf(scene, [key, choice], { read, heat, strings }) {
  const address = `${scene}/${key}`;
  const taken = heat?.choices?.[address];
  const unsafe = choice.severity === "critical" || Boolean(choice.critical_error);
  return {
    id: address,
    address,
    kind: "choice",
    from: scene,
    to: choice.next ?? "",
    text: read(address, "text").text.trim().replace(/\s+/gu, " ") || key,
    severity: unsafe ? "critical" : choice.severity,
    code: choice.critical_error ?? "",
    condition: conditionText(choice.when, strings),
    unsafe,
    count: taken?.label ?? "",
    // From 0 (nobody) to 1 (the most frequent choice); null: no heat, or hidden.
    weight: heat ? (taken?.weight ?? null) : null,
  };
}

// A choice that leads elsewhere by values goes to a fork first; its ways on are arrows of their own.
function withRoutes(arrow, choice, strings) {
  if (!choice.routes?.length) return { arrows: [arrow], forks: [] };
  const fork = `${arrow.address}?`;
  const ways = [...choice.routes, { when: null, next: choice.next }].map((route, index) => ({
    ...arrow,
    id: `${fork}${index}`,
    kind: "route",
    from: fork,
    to: route.next ?? "",
    text: route.when ? conditionText(route.when, strings) : strings.otherwise,
    code: "",
    condition: "",
    count: "",
    weight: null,
  }));
  return {
    arrows: [{ ...arrow, to: fork }, ...ways],
    forks: [{ id: fork, address: arrow.address, kind: "fork" }],
  };
}

function stopNowhere(arrows, known, forks) {
  for (const arrow of arrows) {
    if (known.has(arrow.to)) continue;
    forks.push({ id: `${arrow.id}→`, address: arrow.address, kind: "nowhere" });
    arrow.to = `${arrow.id}→`;
  }
}

export function modelOf(doc, { language, problems = [], heat = null, strings }) {
  const context = {
    doc,
    heat,
    strings,
    read: reader(doc, language),
    problems: countProblems(problems, language),
    rightToLeft: isRightToLeft(language),
  };
  const scenes = inOrder(doc.scenes);
  const cards = scenes.map((scene) => cardOf(scene, context));
  const arrows = [];
  const forks = [];
  for (const [id, scene] of scenes) {
    for (const [key, choice] of inOrder(scene.choices)) {
      const made = withRoutes(arrowOf(id, [key, choice], context), choice, strings);
      arrows.push(...made.arrows);
      forks.push(...made.forks);
    }
  }
  stopNowhere(arrows, new Set([...cards, ...forks].map(({ id }) => id)), forks);
  return { language, rightToLeft: context.rightToLeft, hasHeat: Boolean(heat), cards, arrows, forks };
}

// Equal for two models that are laid out alike: texts, problems and counts do not move anything.
export function shapeOf(model) {
  return JSON.stringify([
    model.rightToLeft,
    model.cards.map(({ id }) => id),
    model.arrows.map(({ id, from, to }) => [id, from, to]),
  ]);
}
