// What was done on this device waits here until the server has it. Items outlive a reload, a closed browser and a dead
// battery, are sent in batches, and go only when the server has answered for their key.
//
//   const queue = makeQueue({ owner: "7", store: await openStore() });
//   await queue.put("attendance", { ... });         // resolves when it is on the disk
//   await queue.drain(async (kind, items) => ({ [key]: { outcome: "kept" } }));
//
// Items are { key, owner, kind, body, savedAt, order, refused }. Each person's are apart: what one person did is never
// sent while another one is signed in. An answer of "kept" or "known" removes the item; "refused" keeps it for the
// person to decide, with the answer in `refused`; an item without an answer is sent again.

const DATABASE = "panah-queue";
const ITEMS = "items";
const BATCH = 50;

/** A version 4 UUID. `randomUUID` is missing where a page came over http from the next room. */
export function randomId(source = globalThis.crypto) {
  if (source.randomUUID) return source.randomUUID();
  const bytes = source.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** Items in memory: for tests, and for a browser that keeps nothing. */
export function memoryStore(items = new Map()) {
  return {
    lasts: false,
    put: async (...many) => many.forEach((item) => items.set(item.key, structuredClone(item))),
    remove: async (keys) => keys.forEach((key) => items.delete(key)),
    of: async (owner) => [...items.values()].filter((item) => item.owner === owner).map((item) => structuredClone(item)),
  };
}

/** Items in IndexedDB; in memory where the browser gives none (`lasts` is false then, and the page must say so). */
export async function openStore(factory = globalThis.indexedDB) {
  let database;
  try {
    database = await opened(factory);
  } catch {
    return memoryStore();
  }
  return {
    lasts: true,
    put: (...many) => written(database, (items) => many.forEach((item) => items.put(item))),
    remove: (keys) => written(database, (items) => keys.forEach((key) => items.delete(key))),
    of: (owner) =>
      new Promise((resolve, reject) => {
        const request = database.transaction(ITEMS).objectStore(ITEMS).index("owner").getAll(owner);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      }),
  };
}

function opened(factory) {
  return new Promise((resolve, reject) => {
    const request = factory.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(ITEMS, { keyPath: "key" }).createIndex("owner", "owner");
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function written(database, write) {
  return new Promise((resolve, reject) => {
    // Strict: told to be done when it is on the disk, not when the system has promised to write it.
    const transaction = database.transaction(ITEMS, "readwrite", { durability: "strict" });
    write(transaction.objectStore(ITEMS));
    transaction.oncomplete = () => resolve();
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

export function makeQueue({ owner, store, clock = Date.now, newId = randomId, batch = BATCH }) {
  let order = 0;
  let running = null;

  /** Put something into the queue; resolves with the item when it is stored. */
  async function put(kind, body) {
    const [item] = await putAll(kind, [body]);
    return item;
  }

  /** Put many things into the queue in one write: all of them are stored, or none. */
  async function putAll(kind, bodies) {
    const made = bodies.map((body) => {
      return { key: newId(), owner, kind, body, savedAt: clock(), order: (order += 1), refused: null };
    });
    await store.put(...made);
    return made;
  }

  /** Everything of this person, in the order it was done. */
  async function items() {
    const found = await store.of(owner);
    return found.sort((a, b) => a.savedAt - b.savedAt || a.order - b.order);
  }

  async function waiting() {
    return (await items()).filter((item) => !item.refused);
  }

  /** Take an item out that was refused: the person has decided. */
  const drop = (key) => store.remove([key]);

  /** Send what waits, a kind and a batch at a time. Whoever asks while it runs gets the same run, and what came since. */
  function drain(send) {
    running ??= sendAll(send).finally(() => {
      running = null;
    });
    return running;
  }

  async function sendAll(send) {
    const tried = new Set();
    let removed = 0;
    for (;;) {
      const rest = (await waiting()).filter((item) => !tried.has(item.key));
      if (!rest.length) return removed;
      const part = rest.filter((item) => item.kind === rest[0].kind).slice(0, batch);
      part.forEach((item) => tried.add(item.key));
      removed += await settle(part, await send(part[0].kind, part));
    }
  }

  async function settle(part, answers) {
    const done = part.filter((item) => ["kept", "known"].includes(answers[item.key]?.outcome));
    const refused = part.filter((item) => answers[item.key]?.outcome === "refused");
    for (const item of refused) await store.put({ ...item, refused: answers[item.key] });
    await store.remove(done.map((item) => item.key));
    return done.length;
  }

  return { owner, lasts: store.lasts, put, putAll, items, waiting, drop, drain };
}

/** Thrown by `send` where trying again is of no use until something else has happened, as signing in. */
export class Stop extends Error {}

const FIRST = 2_000;
const LONGEST = 300_000;

/**
 * Drain the queue now, when the network comes back, when the page is looked at again, and after each failure a while
 * later, twice as long each time. `told(state, error)` hears "sending", "idle", "waiting" (it will be tried again) and
 * "stopped" (see Stop).
 */
export function keepSending(queue, send, { view = globalThis, told = () => {}, later = setTimeout, clear = clearTimeout } = {}) {
  let wait = FIRST;
  let timer = null;

  async function go() {
    clear(timer);
    try {
      if (!(await queue.waiting()).length) return await told("idle");
      await told("sending");
      await queue.drain(send);
      wait = FIRST;
      // An item the server gave no answer for is still there.
      if ((await queue.waiting()).length) return await again();
      return await told("idle");
    } catch (error) {
      if (error instanceof Stop) return told("stopped", error);
      return again(error);
    }
  }

  function again(error) {
    timer = later(go, wait);
    wait = Math.min(wait * 2, LONGEST);
    return told("waiting", error);
  }

  function now() {
    wait = FIRST;
    return go();
  }

  view.addEventListener?.("online", now);
  view.addEventListener?.("pageshow", now);
  view.document?.addEventListener("visibilitychange", () => {
    if (!view.document.hidden) now();
  });
  return now;
}
