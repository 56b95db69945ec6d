// What a try has to tell the server and has not told it yet, on the disk of this device: it outlives the page, the
// browser and the network. Written at once, because a page that is left has no time to wait.
//
//   { read, states: { part: { type: data } }, finish: { nonce, report } | null, at }
//
// `read` is the stand of the server that the states follow. A try belongs to one person, and what is kept for it is
// sent only from a page that shows this very try.

const PREFIX = "panah-h5p-";
const LONGEST = 60 * 24 * 3600 * 1000;

export function openOutbox(play, { storage = safeStorage(), now = Date.now } = {}) {
  const name = PREFIX + play;
  let kept = read(storage, name) ?? { read: "", states: {}, finish: null };

  function write() {
    kept.at = now();
    try {
      if (isEmpty()) storage.removeItem(name);
      else storage.setItem(name, JSON.stringify(kept));
      return true;
    } catch {
      // Full or forbidden: then it is kept as long as the page is open.
      return false;
    }
  }

  const isEmpty = () => !kept.finish && !Object.keys(kept.states).length;

  return {
    get lasts() {
      return storage.lasts !== false;
    },
    get read() {
      return kept.read;
    },
    get finish() {
      return kept.finish;
    },
    isEmpty,
    /** All states as [part, type, data], oldest first. */
    states: () => Object.entries(kept.states).flatMap(([part, types]) =>
      Object.entries(types).map(([type, data]) => [part, type, data]),
    ),
    put(part, type, data) {
      (kept.states[part] ??= {})[type] = data;
      return write();
    },
    putFinish(finish) {
      kept.finish = finish;
      return write();
    },
    follow(stand) {
      kept.read = stand;
      write();
    },
    /** The server has this; what was said since stays. */
    sent(part, type, data) {
      if (kept.states[part]?.[type] !== data) return;
      delete kept.states[part][type];
      if (!Object.keys(kept.states[part]).length) delete kept.states[part];
      write();
    },
    clear() {
      kept = { read: kept.read, states: {}, finish: null };
      write();
    },
  };
}

/** Lay what is kept over what the server has: {part: {type: data}}. */
export function laidOver(states, outbox) {
  const all = structuredClone(states);
  for (const [part, type, data] of outbox.states()) {
    if (data === null) delete all[part]?.[type];
    else (all[part] ??= {})[type] = data;
  }
  return all;
}

/** Forget what nobody came back for. */
export function forgetOld({ storage = safeStorage(), now = Date.now } = {}) {
  for (const name of namesIn(storage)) {
    const kept = read(storage, name);
    if (!kept || !(now() - kept.at < LONGEST)) storage.removeItem(name);
  }
}

function namesIn(storage) {
  return Array.from({ length: storage.length }, (_, index) => storage.key(index)).filter((name) => name?.startsWith(PREFIX));
}

function read(storage, name) {
  try {
    const kept = JSON.parse(storage.getItem(name));
    return kept && typeof kept.states === "object" ? kept : null;
  } catch {
    return null;
  }
}

/** localStorage; where the browser gives none, memory that says so. */
export function safeStorage(view = globalThis) {
  try {
    view.localStorage.setItem(`${PREFIX}try`, "1");
    view.localStorage.removeItem(`${PREFIX}try`);
    return view.localStorage;
  } catch {
    const items = new Map();
    return {
      lasts: false,
      get length() {
        return items.size;
      },
      key: (index) => [...items.keys()][index] ?? null,
      getItem: (name) => items.get(name) ?? null,
      setItem: (name, value) => void items.set(name, value),
      removeItem: (name) => void items.delete(name),
    };
  }
}
