// The draft in this browser: what the server has, what was changed here, and how the one becomes the other.
//
// Every edit is a list of changes (document.js). After a second of quiet they are sent as one batch whose key is made
// once, so that sending it again is harmless; one batch is under way at a time. What is not saved is kept by the keeper.

import { allFit, apply, invert, isSamePath, squash } from "./document.js";
import { changedBy, merged, rebase, resolve } from "./rebasing.js";

export const QUIET = 1000;
export const PATIENCE = [2000, 4000, 8000, 15_000, 30_000, 60_000];
const MOST_UNDONE = 200;

export function createStore({ doc, transport, keeper, clock, uuid }) {
  let server = doc;
  let local = doc;
  let outbox = []; // batches with a key: [{key, changes}], the first may be under way
  let pending = []; // changes without a key yet
  let held = []; // changes that the server refused: [{...change, message}]
  let clash = null; // {conflicts, clean, local}
  let state = "saved"; // saved, waiting, saving, offline, failed, signed_out, forbidden, refused, conflict
  let kept = true;
  let underWay = false;
  let failures = 0;
  let timer = null;
  let undone = [];
  let done = [];
  let group = null;
  const listeners = new Set();

  const unsent = () => squash([...held, ...outbox.flatMap((batch) => batch.changes), ...(clash?.clean ?? []), ...pending]);

  function tell(kind, more = {}) {
    listeners.forEach((listener) => listener({ kind, ...more }));
  }

  function become(next) {
    state = next;
    tell("state");
  }

  function keep(options) {
    const disputed = clash ? [...clash.conflicts.flatMap((each) => each.changes), ...clash.clean] : [];
    const rest = squash([...held, ...disputed, ...pending]);
    kept = keeper.keep(rest.length ? [...outbox, { key: "", changes: rest }] : outbox, options);
  }

  function later(wait) {
    clock.clearTimeout(timer);
    timer = clock.setTimeout(send, wait);
  }

  function settle() {
    keep();
    if (outbox.length || pending.length) {
      become("waiting");
      later(QUIET);
    } else {
      become(held.length ? "refused" : "saved");
    }
  }

  /* A held change whose place is edited again goes out with the edit. */
  function release(changes) {
    const isTouched = (one) => changes.some(({ path }) => isSamePath(path, one.path));
    pending = squash([...held.filter(isTouched).map(({ message, ...change }) => change), ...pending, ...changes]);
    held = held.filter((one) => !isTouched(one));
  }

  function make(changes) {
    local = apply(local, changes);
    release(changes);
    keep();
    if (state === "saved" || state === "waiting" || state === "refused") {
      become("waiting");
      later(QUIET);
    } else {
      tell("state");
    }
    tell("doc", { changes });
  }

  async function send({ leaving = false } = {}) {
    if (underWay || clash) {
      return;
    }
    clock.clearTimeout(timer);
    if (!outbox.length) {
      const changes = squash(pending);
      pending = [];
      if (!changes.length) {
        settle();
        return;
      }
      outbox = [{ key: uuid(), changes }];
    }
    underWay = true;
    keep({ closed: leaving });
    become("saving");
    const batch = outbox[0];
    const answer = await transport.send({ key: batch.key, serial: server.serial, changes: batch.changes }, { leaving });
    underWay = false;
    await (ANSWERS[answer.kind] ?? failed)(answer, batch);
  }

  const ANSWERS = {
    async ok({ data }, batch) {
      failures = 0;
      const found = merged(server, batch.changes, data);
      outbox = outbox.slice(1);
      if (found) {
        server = { ...found, serial: data.serial, states: data.states };
        local = apply(server, unsent());
      } else {
        await reload();
      }
      tell("doc", { changes: null, others: data.others });
      settle();
      tell("sent");
    },

    async conflict({ data }) {
      server = data.others.reduce((found, other) => apply(found, other.changes), server);
      server = { ...server, serial: data.serial, states: data.states ?? server.states };
      let found = rebase(server, takeAll());
      if (!found.conflicts.length && (await reload())) {
        found = rebase(server, found.clean);
      }
      if (found.conflicts.length) {
        const conflicts = found.conflicts.map((each) => ({ ...each, ...changedBy(each, data) }));
        clash = { conflicts, clean: found.clean, local };
        keep();
        become("conflict");
        return;
      }
      pending = [...found.clean, ...pending];
      local = apply(server, unsent());
      tell("doc", { changes: null, others: data.others });
      settle();
    },

    invalid({ data }, batch) {
      const faults = data?.errors ?? [];
      const faultOf = ({ path }) => faults.find((fault) => isSamePath(path, fault.path))?.message;
      const isTold = batch.changes.some(faultOf);
      const general = faults[0]?.message ?? "";
      const refused = isTold ? batch.changes.filter(faultOf) : batch.changes;
      held = [...held, ...refused.map((change) => ({ ...change, message: faultOf(change) ?? general }))];
      outbox = outbox.slice(1);
      pending = squash([...batch.changes.filter((change) => !refused.includes(change)), ...pending]);
      settle();
      tell("doc", { changes: null });
    },

    signed_out() {
      become("signed_out");
      later(PATIENCE.at(-1));
    },

    /* May change with the rights of the person; the work is kept until then. */
    forbidden() {
      become("forbidden");
      later(PATIENCE.at(-1));
    },
  };

  function failed({ kind }) {
    become(kind === "offline" ? kind : "failed");
    later(PATIENCE[Math.min(failures, PATIENCE.length - 1)]);
    failures += 1;
  }

  function takeAll() {
    const all = squash([...outbox.flatMap((batch) => batch.changes), ...pending]);
    [outbox, pending] = [[], []];
    return all;
  }

  async function reload() {
    const answer = await transport.load();
    if (answer.kind !== "ok") {
      return false;
    }
    server = answer.data.serial < server.serial ? server : answer.data;
    local = apply(server, unsent());
    return true;
  }

  function step(from, to) {
    group = null;
    const entry = from.pop();
    if (!entry) {
      return null;
    }
    const changes = invert(entry.changes);
    if (!allFit(local, changes)) {
      tell("blocked");
      return null;
    }
    to.push({ ...entry, changes });
    make(changes);
    return entry;
  }

  return {
    get doc() { return local; },
    get state() { return state; },
    get kept() { return kept; },
    get held() { return held; },
    get conflicts() { return clash?.conflicts ?? []; },
    get serial() { return server.serial; },
    get canUndo() { return done.length > 0; },
    get canRedo() { return undone.length > 0; },
    get isIdle() { return !underWay && !outbox.length && !pending.length && !clash; },
    /* Whether closing the page now would lose something. */
    get isAtRisk() { return !kept && !this.isIdle; },

    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    /* Make changes. Those of one group that follow each other are undone in one step. `place` tells where, null: all over. */
    change(changes, { group: name = null, place = "" } = {}) {
      if (!changes.length) {
        return;
      }
      const last = done.at(-1);
      if (name !== null && name === group && last) {
        last.changes = squash([...last.changes, ...changes]);
        group = last.changes.length ? name : null;
        done = last.changes.length ? done : done.slice(0, -1);
      } else {
        done = [...done, { changes: squash(changes), place }].slice(-MOST_UNDONE);
        group = name;
      }
      undone = [];
      make(changes);
    },

    closeGroup() { group = null; },
    undo: () => step(done, undone),
    redo: () => step(undone, done),

    send,
    /* Try again at once: the network is back, or somebody has signed in again. */
    retry() {
      failures = 0;
      pending = squash([...held.map(({ message, ...change }) => change), ...pending]);
      held = [];
      return outbox.length || pending.length ? send() : undefined;
    },

    /* Put the decisions of the author, one for each conflict, in place of the conflicts. */
    resolve(decisions) {
      const made = resolve(server, clash.local, clash.conflicts, decisions);
      const clean = clash.clean;
      clash = null;
      pending = squash([...clean, ...made, ...pending]);
      local = apply(server, unsent());
      [done, undone, group] = [[], [], null];
      keep();
      tell("doc", { changes: null });
      return send();
    },

    /* Take back batches that an earlier visit left; their keys are kept, so what was saved is not saved twice. */
    takeBack(batches) {
      const own = batches.map(({ key, changes }) => ({ key: key || uuid(), changes }));
      const changes = squash(own.flatMap((batch) => batch.changes));
      done = [...done, { changes, place: null }];
      if (outbox.length || pending.length) {
        outbox = [...outbox, ...(pending.length ? [{ key: uuid(), changes: squash(pending) }] : []), ...own];
        pending = [];
      } else {
        outbox = own;
      }
      local = apply(server, unsent());
      keep();
      tell("doc", { changes: null });
      return send();
    },

    /* Take over what the server made of the draft by itself, as one step that can be undone. */
    adopt(next, changes) {
      server = next;
      local = apply(server, unsent());
      done = [...done, { changes, place: null }];
      [undone, group] = [[], null];
      tell("doc", { changes: null });
    },

    /* Fetch what others have saved meanwhile. */
    async refresh() {
      if (!underWay && !clash && (await reload())) {
        tell("doc", { changes: null });
      }
    },

    /* Say that this tab lives; with `closed`, that it goes. */
    touch: (options) => keep({ beat: true, ...options }),
  };
}
