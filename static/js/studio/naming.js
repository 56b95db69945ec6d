// What people call the things of a draft: scenes by their heading, choices by their text, places by their field.

import { get, inOrder, text } from "./document.js";

const SHORT = 60;

export function shortened(words, most = SHORT) {
  const line = words.replace(/\s+/g, " ").trim();
  return line.length > most ? `${line.slice(0, most - 1).trimEnd()}…` : line;
}

/* Texts in the language asked for, else in the source, else in any. */
function anyText(doc, language, address, field) {
  const order = [language, doc.head.source_language, ...Object.keys(doc.words)];
  return order.map((code) => text(doc, code, address, field)).find(Boolean) ?? "";
}

export function createNames({ t }) {
  function scene(doc, language, key) {
    const heading = anyText(doc, language, key, "heading") || anyText(doc, language, key, "situation");
    return heading ? shortened(heading) : t("unnamed_scene", { id: key });
  }

  /* "Choice 2: Wait until the morning." */
  function choice(doc, language, key, choiceKey) {
    const order = inOrder(doc.scenes[key]?.choices ?? {}).map(([id]) => id);
    const number = order.indexOf(choiceKey) + 1;
    const words = shortened(anyText(doc, language, `${key}/${choiceKey}`, "text"));
    const name = t("choice_number", { number: number || choiceKey });
    return words ? `${name}: ${words}` : name;
  }

  /* Where a change or conflict is: "Night, Choice 2: Wait. — Consequence (Русский)". */
  function place(doc, language, path) {
    const [kind, one, two, three] = path;
    if (kind === "head") {
      return t(`field.${one}`);
    }
    if (kind === "values") {
      return t("value_named", { name: one });
    }
    const [key, choiceKey] = kind === "words" ? two.split("/") : [one, three];
    const field = kind === "words" ? three : path[choiceKey === undefined ? 2 : 4];
    const at = key === "" ? t("about") : scene(doc, language, key);
    const parts = choiceKey === undefined ? [at] : [at, choice(doc, language, key, choiceKey)];
    return [...parts, ...(field === undefined || field === "choices" ? [] : [t(`field.${field}`)])].join(" › ");
  }

  /* A value as words, for lists of what changed. */
  function worded(doc, language, path, value) {
    if (value === null || value === undefined || value === "") {
      return t("nothing");
    }
    if (typeof value === "boolean") {
      return t(value ? "yes" : "no");
    }
    const field = path.at(-1);
    if (field === "severity" || field === "ending") {
      return t(`${field}.${value}`);
    }
    if (field === "next" || field === "start") {
      return doc.scenes[value] ? scene(doc, language, value) : value;
    }
    if (Array.isArray(value)) {
      return value.every((one) => typeof one === "string") ? value.join(", ") : t("list_of", { count: value.length });
    }
    return typeof value === "object" ? t("whole_thing") : String(value);
  }

  return { scene, choice, place, worded, anyText };
}

/* The form of a path as an id of an element, and of the field that shows it. */
export function idOf(path) {
  return `f-${(path[0] === "words" ? path.slice(2) : path).join("-").replace(/[^\p{L}\p{N}_-]/gu, "_")}`;
}

export function isKnownScene(doc, key) {
  return get(doc, ["scenes", key]) !== null;
}
