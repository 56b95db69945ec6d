// Where a play is kept between two visits: in the browser where that is allowed, else for as long as the page is open.

/* A place to keep one value: {load, save, isLasting}. Storage may be forbidden (a sandboxed frame, private mode). */
export function browserKeeper(view, name) {
  let known = null;
  const storage = storageOf(view, name);
  return {
    isLasting: storage !== null,
    load() {
      try {
        return storage ? JSON.parse(storage.getItem(name)) : known;
      } catch {
        return null;
      }
    },
    save(value) {
      known = value;
      try {
        storage?.setItem(name, JSON.stringify(value));
      } catch {
        // No room: the page goes on without it.
      }
    },
  };
}

function storageOf(view, name) {
  try {
    const storage = view.localStorage;
    storage.setItem(`${name}?`, "1");
    storage.removeItem(`${name}?`);
    return storage;
  } catch {
    return null;
  }
}

/* A UUID also where crypto.randomUUID is missing (a page that came over plain http). */
export function newUuid(view) {
  const bytes = view.crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [8, 12, 16, 20].reduceRight((text, at) => `${text.slice(0, at)}-${text.slice(at)}`, hex);
}
