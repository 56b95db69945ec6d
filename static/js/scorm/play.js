// The page around a unit of a SCORM package: takes what the frame wants kept, sends it on, keeps it where there is no
// network, and says how it stands.
//
// Root: data-scorm, with data-key (the secret of the launch), data-url (where commits go), data-src (the frame's
// address), a frame [data-frame], texts [data-says=<state>] and forms [data-go=next|previous|exit].

import { safeStorage } from "../h5p/outbox.js";

export const PROTOCOL = "scorm/1";
const PREFIX = "panah-scorm-";
const LONGEST = 512 * 1024;
const FIRST_PAUSE = 3_000;
const LONGEST_PAUSE = 60_000;
// A reload first sends what is left over; a dead network must not keep the unit closed for ever.
const PATIENCE = 8_000;
// Whoever leaves waits no longer than this for the frame to say what is left, and for that to be sent.
const ANSWER = 500;
const FAREWELL = 3_000;
const KINDS = new Set(["begin", "commit", "end"]);
const WAYS = new Set(["next", "previous", "exit", "choice"]);

/** The message as it is sent on, or { go }, { rest } or { elsewhere }; null for whatever the frame has not to say. */
export function understood(data, key) {
  if (data === null || typeof data !== "object" || data.panah !== PROTOCOL || typeof data.key !== "string") return null;
  if (data.kind === "elsewhere") return { elsewhere: true };
  if (data.key !== key) return null;
  if (data.kind === "rest") return { rest: true };
  if (data.kind === "go") return WAYS.has(data.go) ? { go: data.go, target: String(data.target ?? "") } : null;
  const { kind, number, cmi } = data;
  if (!KINDS.has(kind) || !Number.isInteger(number) || number < 0) return null;
  if (cmi === null || typeof cmi !== "object" || Array.isArray(cmi)) return null;
  const message = { kind, number, cmi, ...(data.part === true ? { part: true } : {}) };
  return JSON.stringify(message).length <= LONGEST ? message : null;
}

/** What waits together with what comes: the whole data model takes the place of an older one, a part lies over it. */
export function joined(waiting, next) {
  if (!waiting) return next;
  const kind = waiting.kind === "end" ? "end" : next.kind;
  if (!next.part) return { ...next, kind };
  return { ...waiting, kind, number: next.number, cmi: { ...waiting.cmi, ...next.cmi } };
}

/**
 * Sends one message after the other; what cannot go waits, on the disk, too.
 *
 *   const post = outgoing({ key, send, tell, storage });
 *   post.put(message);
 *   await post.drain();
 *
 * `send(message)` resolves to { outcome: "kept", commits } or { outcome: "elsewhere" | "refused" | "signed-out" }, and
 * rejects without network. `tell(state, detail)` says how it stands.
 */
export function outgoing({ key, send, tell, storage = safeStorage(), later = setTimeout }) {
  const name = PREFIX + key.slice(0, 16);
  let waiting = stored();
  let round = null;
  let isOver = false;
  let pause = FIRST_PAUSE;

  function stored() {
    try {
      return JSON.parse(storage.getItem(name));
    } catch {
      return null;
    }
  }

  function write() {
    try {
      if (waiting) storage.setItem(name, JSON.stringify(waiting));
      else storage.removeItem(name);
    } catch {
      // Full or forbidden: then it waits as long as the page is open.
    }
  }

  function put(message) {
    if (isOver) return Promise.resolve();
    if (message.kind !== "begin") {
      waiting = joined(waiting, message);
      write();
    } else if (!waiting) {
      return deliver(message);
    }
    return drain();
  }

  async function deliver(message) {
    try {
      return await send(message);
    } catch {
      return null;
    }
  }

  /** Resolves when nothing waits any more, or when there is no network; whoever asks meanwhile waits along. */
  function drain() {
    round ??= sendAll().finally(() => {
      round = null;
    });
    return round;
  }

  async function sendAll() {
    while (waiting && !isOver) {
      const message = waiting;
      tell("saving");
      const answer = await deliver(message);
      if (answer === null) {
        tell("waiting");
        later(() => drain(), pause);
        pause = Math.min(pause * 2, LONGEST_PAUSE);
        return;
      }
      pause = FIRST_PAUSE;
      settle(message, answer);
    }
  }

  function settle(message, answer) {
    if (answer.outcome === "signed-out") {
      // It stays on the disk: whoever signs in again and opens this page sends it.
      isOver = true;
      return tell("signed-out");
    }
    // What came in the meantime goes next.
    if (waiting === message) waiting = null;
    write();
    if (answer.outcome === "elsewhere") {
      isOver = true;
      waiting = null;
      write();
      return tell("elsewhere");
    }
    if (answer.outcome === "refused") return tell("refused", answer.why);
    tell(message.kind === "end" && !waiting ? "ended" : "saved", answer);
  }

  return {
    put,
    drain,
    get isEmpty() {
      return !waiting;
    },
  };
}

/** Posts a message; see `outgoing` for what it resolves to. */
export async function post(url, message, { fetch = globalThis.fetch, document = globalThis.document } = {}) {
  const body = JSON.stringify(message);
  const answer = await fetch(url, {
    method: "POST",
    credentials: "same-origin",
    redirect: "manual",
    // More than this a browser does not let live longer than the page; the frame's beacon then has the last word.
    keepalive: body.length < 60_000,
    headers: { "Content-Type": "application/json", "X-CSRFToken": cookie(document.cookie, "csrftoken") },
    body,
  });
  if (answer.status === 200) return { outcome: "kept", ...(await answer.json()) };
  if (answer.status === 409) return { outcome: "elsewhere" };
  if (answer.status === 400 || answer.status === 413) return { outcome: "refused", why: (await answer.json()).why };
  if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403 || answer.status === 404) {
    return { outcome: "signed-out" };
  }
  throw new Error(`HTTP ${answer.status}`);
}

function cookie(cookies, name) {
  const found = cookies.split("; ").find((one) => one.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}

export async function begin(root, { view = window, storage = safeStorage(), send } = {}) {
  const { key, url, src } = root.dataset;
  const frame = root.querySelector("[data-frame]");
  const says = [...root.querySelectorAll("[data-says]")];
  const tell = (state, detail) => {
    for (const text of says) text.hidden = text.dataset.says !== state;
    root.dataset.state = state;
    if (state === "refused") root.querySelector("[data-why]").textContent = detail ?? "";
    if (detail?.commits !== undefined) frame.contentWindow?.postMessage({ panah: PROTOCOL, key, commits: detail.commits }, "*");
  };
  let wanted = null;
  let onRest = () => {};
  const line = outgoing({ key, send: send ?? ((message) => post(url, message)), tell: told, storage });

  function told(state, detail) {
    tell(state, detail);
    if (state === "ended" && wanted) go(wanted);
  }

  function go({ go: way, target }) {
    const forms = [...root.querySelectorAll("form[data-go]")];
    const form =
      way === "choice"
        ? forms.find((one) => one.dataset.target === target)
        : forms.find((one) => one.dataset.go === way) ?? forms.find((one) => one.dataset.go === "exit");
    form?.requestSubmit();
  }

  view.addEventListener("message", ({ data }) => {
    const message = understood(data, key);
    if (message?.elsewhere) return tell("elsewhere");
    if (message?.rest) return onRest();
    if (message?.go) {
      if (line.isEmpty && root.dataset.state === "ended") go(message);
      else wanted = message;
      return undefined;
    }
    if (message) line.put(message);
    return undefined;
  });
  view.addEventListener("online", () => line.drain());
  view.addEventListener("pagehide", () => line.drain());

  /* Before the page is left the frame says what it has not committed. Sent after the next launch, as a beacon can be,
     that would be the word of a session that is over. */
  async function farewell() {
    await new Promise((resolve) => {
      onRest = resolve;
      frame.contentWindow.postMessage({ panah: PROTOCOL, key, leaving: true }, "*");
      view.setTimeout(resolve, ANSWER);
    });
    await Promise.race([line.drain(), new Promise((resolve) => view.setTimeout(resolve, FAREWELL))]);
  }

  let isLeaving = false;
  let isGone = false;
  function afterFarewell(event, go) {
    if (isGone || !frame.src) return;
    event.preventDefault();
    // Nobody else is to take a form for sent.
    event.stopImmediatePropagation();
    if (isLeaving) return;
    isLeaving = true;
    farewell().then(() => {
      isGone = true;
      go();
    });
  }

  root.ownerDocument.addEventListener("click", (event) => {
    const link = event.target.closest("a.player-leave");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    afterFarewell(event, () => view.location.assign(link.href));
  });
  root.addEventListener("submit", (event) => afterFarewell(event, () => event.target.requestSubmit(event.submitter)), true);
  // Brought back by the Back button it is a page like before.
  view.addEventListener("pageshow", () => {
    isLeaving = isGone = false;
  });

  // Only our own frame's documents know the key; the name tells them which launch this page is about.
  if (!line.isEmpty) await Promise.race([line.drain(), new Promise((resolve) => view.setTimeout(resolve, PATIENCE))]);
  if (root.dataset.state === "elsewhere" || root.dataset.state === "signed-out") return line;
  frame.name = JSON.stringify({ panah: PROTOCOL, key });
  frame.src = src;
  return line;
}

if (typeof document !== "undefined") {
  for (const root of document.querySelectorAll("[data-scorm]")) begin(root);
}
