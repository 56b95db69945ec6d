// What is known about a translated text from the document alone. Pure; the server's half is translating/states.py.

import { get } from "./document.js";

export const STATES = ["missing", "stale", "draft", "reviewed"];

/* Return the state of a text. `sourceDigest` is the fingerprint of today's source text, `entry` what the server keeps
   about the translation, `isSaved` whether the text is the one it keeps it about. */
export function stateOf({ text, entry, sourceDigest, isSaved }) {
  if (text.trim() === "") {
    return "missing";
  }
  if (!isSaved) {
    return "draft";
  }
  if (entry?.source && entry.source !== sourceDigest) {
    return "stale";
  }
  return entry?.state === "reviewed" ? "reviewed" : "draft";
}

/* Return how many of the states there are: {missing: 3, …}. */
export function counted(states) {
  return Object.fromEntries(STATES.map((state) => [state, states.filter((one) => one === state).length]));
}

/* Return the counts after one text went from a state to another. */
export function moved(counts, from, to) {
  return from === to ? counts : { ...counts, [from]: counts[from] - 1, [to]: counts[to] + 1 };
}

/* Return a text of the document, "" where it is not there. */
export function textAt(doc, language, address, field) {
  return get(doc, ["words", language, address, field]) ?? "";
}

/* Fill the places of a translated sentence: %(name)s. */
export function filled(sentence, values) {
  return sentence.replace(/%\((\w+)\)s/g, (_all, name) => String(values[name]));
}
