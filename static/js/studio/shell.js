// The editor's page: puts the store, the list, the form, the map and the panels together.

import { createApp } from "./app.js";
import { conflictDialog, offerLeftovers } from "./dialogs.js";
import { createKeeper } from "./keeping.js";
import { createStore } from "./store.js";
import { createTransport } from "./transport.js";

const BEAT = 5000;
const LOOK = 60_000;

function read(id) {
  return JSON.parse(document.getElementById(id).textContent);
}

/* A page that is not served over HTTPS has no randomUUID. */
function uuid() {
  if (crypto.randomUUID) {
    return crypto.randomUUID();
  }
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}

function storage() {
  try {
    return globalThis.localStorage;
  } catch {
    // Switched off: nothing can be kept, and the page says so when it matters.
    return { length: 0, setItem() { throw new Error("no storage"); }, removeItem() {}, key: () => null, getItem: () => null };
  }
}

function start(root) {
  const config = read("studio-config");
  const csrf = config.csrf ?? document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
  const transport = createTransport({ urls: config.urls, csrf, csrfCookie: config.csrf_cookie });
  const keeper = createKeeper({
    storage: storage(), prefix: `panah-studio:${config.user}:${config.key}`, tab: uuid(), now: Date.now,
  });
  const clock = { setTimeout: globalThis.setTimeout.bind(globalThis), clearTimeout: globalThis.clearTimeout.bind(globalThis) };
  const store = createStore({ doc: config.document, transport, keeper, clock, uuid });
  const app = createApp({ root, config, strings: read("studio-strings"), store, transport });

  app.openConflicts = () => conflictDialog(app);
  let last = store.state;
  store.subscribe(({ kind }) => {
    if (kind === "state" && store.state !== last) {
      last = store.state;
      if (last === "conflict") {
        conflictDialog(app);
      }
    }
    if (kind === "sent") {
      app.problems.load();
    }
  });

  addEventListener("online", () => store.retry());
  addEventListener("focus", () => store.state === "signed_out" && store.retry());
  addEventListener("pagehide", () => {
    store.send({ leaving: true });
    store.touch({ closed: true });
  });
  addEventListener("pageshow", () => store.touch());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") {
      store.send({ leaving: true });
    } else {
      look();
    }
  });
  addEventListener("beforeunload", (event) => {
    if (store.isAtRisk) {
      event.preventDefault();
    }
  });

  /* See now and then whether others have saved; the list of problems tells the number of the last save. */
  async function look() {
    if (document.visibilityState !== "visible" || !store.isIdle) {
      return;
    }
    const { serial } = await app.problems.load();
    if (serial > store.serial && store.isIdle) {
      await store.refresh();
    }
  }

  setInterval(() => store.touch(), BEAT);
  setInterval(look, LOOK);
  setInterval(() => offerLeftovers(app, keeper), LOOK / 2);
  app.open();
  app.problems.load();
  app.review.load();
  offerLeftovers(app, keeper);
}

const root = document.querySelector("[data-studio]");
if (root) {
  start(root);
}
