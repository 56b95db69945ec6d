/* Runs first in every document of a SCORM package, behind scorm-again: gives it the API, wherever it looks for it.

   The document has an origin of its own and nothing of the site. It says by messages to the page around what is to be
   kept: { panah: "scorm/1", key, kind, number, cmi, part?, go? }, and by a beacon what it says while it dies. `key` is
   the secret of the launch; "" is a trial, of which nothing is kept. Whatever else runs here can say all of this, too:
   the page and the server take it for no more than the word of a browser. */
(function (view) {
  "use strict";

  const PROTOCOL = "scorm/1";
  // A beacon carries 64 kB in all.
  const LONGEST_BEACON = 60_000;
  // Less than the page around waits for an answer (play.js).
  const FOR_FRAMES_INSIDE = 150;
  const page = view.document;
  const told = JSON.parse(page.getElementById("panah-scorm").textContent);
  const is2004 = told.version === "2004";
  const [INITIALIZE, SET, COMMIT, TERMINATE, NAME] = is2004
    ? ["Initialize", "SetValue", "Commit", "Terminate", "API_1484_11"]
    : ["LMSInitialize", "LMSSetValue", "LMSCommit", "LMSFinish", "API"];
  const around = view.parent;
  const top = view.top;
  // A window that the content has opened: no page of ours is around it that could send anything on.
  const isAlone = top === view;

  /* Page after page in one frame: the one before may have kept something that was not there yet when this one was
     made. What is carried belongs to one launch; the page around writes its key into the name of the frame. */
  const carried = read(view.name);
  const isOther = told.key !== "" && carried !== null && carried.key !== told.key;
  const isOn = carried?.key === told.key && carried.cmi !== undefined && carried.number >= told.number;
  let number = isOn ? carried.number : told.number;
  let isDirty = false;
  let isEnded = false;

  function read(name) {
    try {
      const { panah, key, number: count, cmi } = JSON.parse(name);
      return panah === PROTOCOL ? { key, number: count, cmi } : null;
    } catch {
      return null;
    }
  }

  /** Only what is a text and not empty: the library also has counts, empty objects and nulls there. */
  function plain(cmi) {
    return Object.fromEntries(
      Object.entries(cmi)
        .filter(([, value]) => (typeof value === "string" && value !== "") || typeof value === "number")
        .map(([name, value]) => [name, String(value)]),
    );
  }

  function say(kind, body) {
    if (isOther) kind = "elsewhere";
    top.postMessage({ panah: PROTOCOL, key: told.key, kind, ...body }, "*");
  }

  /** The words of a beacon; interactions are left out where it would grow too large, and the server keeps those it has. */
  function small(body) {
    const text = JSON.stringify(body);
    if (text.length <= LONGEST_BEACON) return text;
    const cmi = Object.entries(body.cmi).filter(([name]) => !name.startsWith("cmi.interactions."));
    return JSON.stringify({ ...body, cmi: Object.fromEntries(cmi), part: true });
  }

  function keep(kind, cmi, { part = false, isDying = false } = {}) {
    number += 1;
    const body = { number, cmi, ...(part ? { part } : {}) };
    if (!part) view.name = JSON.stringify({ panah: PROTOCOL, key: told.key, number, cmi });
    say(kind, body);
    isDirty = false;
    if (!told.beacon || isOther || !(isDying || isAlone || kind === "end")) return;
    const text = small({ word: told.key, kind, ...body });
    view.navigator.sendBeacon(told.beacon, new Blob([text], { type: "text/plain" }));
  }

  const Library = is2004 ? view.Scorm2004API : view.Scorm12API;
  let isDying = false;
  const api = new Library({
    autocommit: true,
    autocommitSeconds: 10,
    lmsCommitUrl: "message:",
    dataCommitFormat: "flattened",
    // Every commit tells the whole time, so that one sent twice counts once.
    alwaysSendTotalTime: true,
    logLevel: 5,
    httpService: {
      processHttpRequest(url, data, isEnd) {
        keep(isEnd ? "end" : "commit", plain(data), { isDying });
        return { result: "true", errorCode: 0 };
      },
      updateSettings() {},
    },
  });
  api.loadFromFlattenedJSON(isOn ? carried.cmi : told.cmi);

  /* Frames inside of a unit have APIs of their own, in one launch. Theirs is begun already, and they tell only what
     they have set themselves: the server lays it over the rest. */
  const isInner = around !== top && around !== view;
  if (isInner) {
    const set = api[SET].bind(api);
    const mine = {};
    api[INITIALIZE]("");
    api[INITIALIZE] = () => "true";
    api[SET] = (name, value) => {
      const result = set(name, value);
      if (result === "true") {
        mine[name] = String(value);
        isDirty = true;
      }
      return result;
    };
    api[COMMIT] = () => {
      keep("commit", { ...mine }, { part: true, isDying });
      return "true";
    };
    api[TERMINATE] = () => {
      if (!isEnded) keep("end", { ...mine }, { part: true, isDying });
      isEnded = true;
      return "true";
    };
  } else {
    api.on(INITIALIZE, () => say("begin", { number, cmi: {} }));
    api.on(`${SET}.cmi.*`, () => {
      isDirty = true;
    });
    api.on(TERMINATE, () => {
      isEnded = true;
    });
    for (const [event, go] of [["SequenceNext", "next"], ["SequencePrevious", "previous"], ["SequenceExit", "exit"]]) {
      api.on(event, () => say("go", { go }));
    }
    api.on("SequenceChoice", (target) => say("go", { go: "choice", target: String(target).slice(0, 300) }));
  }

  /* Content that never says that it ends. It is kept, not ended: it may be the page before the next one. */
  function keepTheRest() {
    if (isDirty && !isEnded) api[COMMIT]("");
  }

  view.addEventListener("pagehide", () => {
    isDying = true;
    keepTheRest();
  });

  /* From the page around: how many commits the server has, for another document of this launch may have sent some, too;
     or that it is about to leave. Frames inside are told, and have a moment to say what they hold. */
  view.addEventListener("message", ({ source, data }) => {
    if ((source !== top && source !== around) || data?.panah !== PROTOCOL || data.key !== told.key) return;
    if (source === top && Number.isInteger(data.commits)) number = Math.max(number, data.commits);
    if (data.leaving === true) {
      const inside = view.frames?.length ?? 0;
      for (let index = 0; index < inside; index += 1) view.frames[index].postMessage(data, "*");
      keepTheRest();
      const answer = () => say("rest", {});
      if (isInner) return;
      if (inside) view.setTimeout(answer, FOR_FRAMES_INSIDE);
      else answer();
    }
  });

  /* Where content looks for the API: in itself, and from its parent upwards (ADL). The real parent is another origin,
     at which a browser throws. */
  const facade = {
    [NAME]: api,
    length: 0,
    opener: null,
    postMessage: (...message) => around.postMessage(...message),
  };
  facade.parent = facade.self = facade.window = facade.top = facade;
  view[NAME] = api;
  Object.defineProperty(view, "parent", { configurable: true, get: () => facade });

  /* An opaque origin has no storage and no cookies, and throws where they are only asked for. */
  function storage() {
    const items = new Map();
    return {
      get length() {
        return items.size;
      },
      key: (index) => [...items.keys()][index] ?? null,
      getItem: (name) => items.get(String(name)) ?? null,
      setItem: (name, value) => void items.set(String(name), String(value)),
      removeItem: (name) => void items.delete(String(name)),
      clear: () => items.clear(),
    };
  }

  function replaceWhereForbidden(owner, name, descriptor) {
    try {
      void owner[name];
    } catch {
      Object.defineProperty(owner, name, { configurable: true, ...descriptor });
    }
  }

  for (const name of ["localStorage", "sessionStorage"]) replaceWhereForbidden(view, name, { value: storage() });
  replaceWhereForbidden(page, "cookie", { get: () => "", set: () => {} });
})(window);
