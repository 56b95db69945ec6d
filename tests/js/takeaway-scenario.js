// A scenario of two decisions as a player is told it: 4 points, a content notice in d2, one language.

export function small(changes = {}) {
  const choice = (id, points, severity, next, more = {}) => ({ id, points, severity, next, ...more });
  const words = (keys) =>
    Object.fromEntries(keys.map((key) => [key, { text: `${key} text`, consequence: `${key} consequence` }]));
  return {
    key: "22222222-2222-4222-8222-222222222222",
    code: "SC-T",
    version: 1,
    change: "major",
    mode: "certifying",
    pass_percent: 75,
    max_points: 4,
    lowest_points: -1,
    start: "d1",
    values: [],
    tested: [],
    recommended: { '["d1"]': "a", '["d2"]': "a" },
    scenes: {
      d1: {
        iri: "https://panah.example/scene/d1",
        choices: [
          choice("a", 2, "best", "d2"),
          choice("b", -1, "harmful", "d2"),
          choice("c", 0, "critical", "bad", { critical_error: "CE-REF" }),
        ],
      },
      d2: {
        iri: "https://panah.example/scene/d2",
        notice: true,
        choices: [choice("a", 2, "best", "good"), choice("b", 1, "acceptable", "good")],
      },
      good: { iri: "https://panah.example/scene/good", ending: "good" },
      bad: { iri: "https://panah.example/scene/bad", ending: "critical" },
    },
    iri: "https://panah.example/scenario",
    home: "https://panah.example",
    store: null,
    languages: [{ code: "en", tag: "en", name: "English", dir: "ltr" }],
    words: {
      en: {
        title: "A test",
        scenes: {
          d1: { heading: "First", situation: "One.", choices: words(["a", "b", "c"]) },
          d2: { heading: "Second", situation: "Two.", notice: "Sad.", choices: words(["a", "b"]) },
          good: { heading: "Good", situation: "It went well." },
          bad: { heading: "Bad", situation: "It did not." },
        },
      },
    },
    ...changes,
  };
}
