// Names as they are compared: certificates/verification/naming.py says why, and reads them in the same way. Both are
// held to tests/js/pocket-vectors.json.

const LONGEST = 200;
const MOST_WORDS = 12;
const JOINING = /['`´‘’‛′-]/gu;

const ALIKE = new Map([
  ...pairs("авекмнорстухіјѕһԛԝ", "abekmhopctyxijshqw"),
  ...pairs("қҳғҷңүұөәı", "kxгчhyyoəi"),
  ...pairs("يىېۍ", "یییی"),
  ...pairs("كگګ", "کګګ"),
  ...pairs("ةہەھۃ", "ههههه"),
  ...pairs("ٱ", "ا"),
]);

function pairs(from, to) {
  const letters = Array.from(to);
  return Array.from(from, (letter, place) => [letter, letters[place]]);
}

/** The name with its words in alphabetical order, then with each two neighbouring words as one; empty for no name. */
export function readings(name) {
  const words = wordsOf(name);
  if (!words.length || words.length > MOST_WORDS) return [];
  const joined = words
    .slice(1)
    .map((word, place) => [...words.slice(0, place), words[place] + word, ...words.slice(place + 2)]);
  return [words, ...joined].map((found) => found.sort(byLetter).join(" "));
}

function wordsOf(name) {
  const start = Array.from(name).slice(0, LONGEST).join("").replace(JOINING, "");
  const letters = start.normalize("NFKD").replace(/[\p{Mn}\p{Cf}\p{Lm}\p{Sk}\p{Pd}]/gu, "").replace(/[^\p{Ll}\p{Lo}\p{Lu}\p{Lt}]/gu, " ");
  return Array.from(letters.toLowerCase(), (letter) => ALIKE.get(letter) ?? letter).join("").split(" ").filter(Boolean);
}

// As Python sorts: by code point. No letter of the eight languages lies beyond the basic plane, where that differs.
const byLetter = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
