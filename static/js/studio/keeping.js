// Work that is not on the server yet, kept in this browser: one record per tab, person and scenario.
//
// A record is {at, seen, closed, batches: [{key, changes}]}. A tab that works says so now and then (`seen`) and leaves
// `closed` behind when it goes; what a tab that is no more has left is offered to whoever comes back.

const ALIVE = 15_000;
// Browsers give a site about five million characters; a record that does not fit is not kept, and the page says so.
const MOST = 2_000_000;

export function createKeeper({ storage, prefix, tab, now }) {
  const own = `${prefix}:${tab}`;
  let at = 0;

  function names() {
    return Array.from({ length: storage.length }, (_none, index) => storage.key(index))
      .filter((name) => name?.startsWith(`${prefix}:`) && name !== own);
  }

  function read(name) {
    try {
      const record = JSON.parse(storage.getItem(name));
      return Array.isArray(record?.batches) && record.batches.length ? { ...record, name } : null;
    } catch {
      return null;
    }
  }

  return {
    /* Keep what is not saved; tell whether that worked. Nothing to keep clears the record. */
    keep(batches, { closed = false, beat = false } = {}) {
      at = beat ? at : now();
      try {
        if (!batches.length) {
          storage.removeItem(own);
          return true;
        }
        const written = JSON.stringify({ at, seen: now(), closed, batches });
        if (written.length > MOST) {
          storage.removeItem(own);
          return false;
        }
        storage.setItem(own, written);
        return true;
      } catch {
        return false;
      }
    },

    /* Return the records that other tabs left behind, the oldest first. */
    leftovers() {
      try {
        return names().map(read)
          .filter((record) => record && (record.closed || now() - record.seen > ALIVE))
          .sort((a, b) => a.at - b.at);
      } catch {
        return [];
      }
    },

    forget(record) {
      storage.removeItem(record.name);
    },
  };
}
