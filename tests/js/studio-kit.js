// What the tests of the studio share: a draft, chance that repeats, a clock to turn, and a server with its rules.

export function sampleDocument() {
  const choice = (rank, severity, next) => ({
    rank, points: 0, severity, next, critical_error: "", sources: [], principle: true, effects: [], when: [], routes: [],
  });
  const scene = (rank, choices, ending = "") => ({ rank, ending, notice: false, image: "", choices });
  return {
    serial: 3,
    head: {
      code: "SC-99", minutes: 10, pass_percent: 75, content_notice: false, modules: [], relearn: {}, start: "d1",
      policy: { mode: "certifying", tries: 0, cooldown_minutes: 0 }, source_language: "en", sign_offs: [],
    },
    values: { trust: { rank: 1, kind: "integer", start: 0, min: -2, max: 2 } },
    scenes: {
      d1: scene(1, { a: choice(1, "best", "d2"), b: choice(2, "poor", "end") }),
      d2: scene(2, { a: choice(1, "best", "end"), b: choice(2, "harmful", "d1") }),
      end: scene(3, {}, "good"),
    },
    words: {
      en: {
        "": { title: "The gate" }, d1: { heading: "Night", situation: "A man waits." }, "d1/a": { text: "Listen." },
        "d1/b": { text: "Wait." }, d2: { heading: "Morning" }, "d2/a": { text: "Write it down." }, end: { heading: "Home" },
      },
      ru: { d1: { heading: "Ночь" } },
    },
    states: { ru: { d1: { heading: { state: "draft", source: "0" } } } },
  };
}

/* A small generator of repeatable chance (mulberry32). */
export function chance(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export const pick = (random, list) => list[Math.floor(random() * list.length)];

/* A clock that stands still until it is turned. */
export class Clock {
  time = 0;
  timers = new Map();
  last = 0;

  now = () => this.time;
  setTimeout = (act, wait) => {
    this.last += 1;
    this.timers.set(this.last, { act, at: this.time + wait });
    return this.last;
  };
  clearTimeout = (id) => this.timers.delete(id);

  async turn(by) {
    const end = this.time + by;
    for (;;) {
      const due = [...this.timers].filter(([, { at }]) => at <= end).sort((a, b) => a[1].at - b[1].at)[0];
      if (!due) {
        break;
      }
      this.time = due[1].at;
      this.timers.delete(due[0]);
      await due[1].act();
      await rest();
    }
    this.time = end;
    await rest();
  }
}

export const rest = () => new Promise((done) => setImmediate(done));

/* The little of localStorage that is used; `room` is how many characters fit. */
export class Storage {
  items = new Map();
  room = Infinity;

  get length() { return this.items.size; }
  key(index) { return [...this.items.keys()][index] ?? null; }
  getItem(name) { return this.items.get(name) ?? null; }
  removeItem(name) { this.items.delete(name); }
  setItem(name, value) {
    if (value.length > this.room) {
      throw new Error("QuotaExceededError");
    }
    this.items.set(name, value);
  }
}

/* The rules of the server, written apart from the browser's (assessments/studio/drafting/changes.py). */
export class Server {
  batches = [];
  seen = new Set();
  way = "open"; // "cut": no network; "lost": it arrives, the answer does not; "signed_out"; "fault"
  refuses = () => false;

  constructor(doc) {
    this.doc = structuredClone(doc);
  }

  load = async () => (this.way === "open" ? this.answer("ok", structuredClone(this.doc)) : { kind: "offline" });

  send = async ({ key, serial, changes }) => {
    if (["cut", "signed_out", "fault"].includes(this.way)) {
      return { kind: { cut: "offline", signed_out: "signed_out", fault: "failed" }[this.way] };
    }
    const found = this.save(key, changes, "me");
    const others = this.batches.filter((batch) => batch.serial > serial && (found.conflicts || batch.key !== key));
    const data = structuredClone({ serial: this.doc.serial, states: this.doc.states, others });
    if (this.way === "lost") {
      return { kind: "offline" };
    }
    if (found.errors) {
      return this.answer("invalid", { errors: found.errors });
    }
    return found.conflicts ? this.answer("conflict", { ...data, conflicts: found.conflicts }) : this.answer("ok", data);
  };

  answer(kind, data) {
    return { kind, data };
  }

  save(key, changes, by) {
    if (this.seen.has(key)) {
      return {};
    }
    const errors = changes.filter(this.refuses).map(({ path }) => ({ path, message: "No." }));
    if (errors.length) {
      return { errors };
    }
    const doc = structuredClone(this.doc);
    const conflicts = [];
    const ordered = [...changes].sort((a, b) => (a.path[0] === "words") - (b.path[0] === "words"));
    for (const { path, old, new: value } of ordered) {
      const [scene, choice] = path[0] === "words" ? path[2].split("/") : [path[1], path[3]];
      const isHomeless = path[0] !== "head" && path[0] !== "values" && scene !== ""
        && ((path.length > 2 && !doc.scenes[scene]) || (choice && path.length !== 4 && !doc.scenes[scene]?.choices[choice]));
      const home = path.slice(0, -1).reduce((here, name) => here?.[name], doc);
      const now = isHomeless ? null : (home?.[path.at(-1)] ?? null);
      const text = (one) => JSON.stringify(one === "" ? null : sorted(one));
      if (text(now) === text(value)) {
        continue;
      }
      if (isHomeless || text(now) !== text(old)) {
        conflicts.push({ path, yours: value, theirs: now, by: "Rustam", at: "2026-11-22T10:00:00Z" });
        continue;
      }
      const put = path.slice(0, -1).reduce((here, name) => (here[name] ??= {}), doc);
      if (value === null || (path[0] === "words" && value === "")) {
        delete put[path.at(-1)];
      } else {
        put[path.at(-1)] = structuredClone(value);
      }
    }
    if (conflicts.length) {
      return { conflicts };
    }
    this.doc = tidy(doc);
    this.doc.serial += 1;
    this.seen.add(key);
    this.batches.push({ key, serial: this.doc.serial, changes, by, at: "2026-11-22T10:00:00Z" });
    return {};
  }
}

function sorted(one) {
  if (Array.isArray(one) || one === null || typeof one !== "object") {
    return Array.isArray(one) ? one.map(sorted) : one;
  }
  return Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => [name, sorted(value)]));
}

export function tidy(doc) {
  for (const kind of ["words", "states"]) {
    for (const [language, texts] of Object.entries(doc[kind])) {
      for (const [address, fields] of Object.entries(texts)) {
        const [scene, choice] = address.split("/");
        const isThere = address === "" || (doc.scenes[scene] && (choice === undefined || doc.scenes[scene].choices[choice]));
        if (!isThere || Object.keys(fields).length === 0) {
          delete texts[address];
        }
      }
      if (Object.keys(texts).length === 0) {
        delete doc[kind][language];
      }
    }
  }
  return doc;
}
