// The page that checks a certificate without network: by the signed statement in its QR code, against the keys of the
// academies that were fetched before. It keeps itself on the device; verify-worker.js opens it there.

import { filesOf } from "./keeping.js";
import { check, namesPerson, partsOf } from "./pocket.js";

const STORE = "panah-verify";
const LATEST = "/verify/offline/";
const PATIENCE = 4000;

/** The day as it is printed on certificates, in every language: 07.11.2026. */
export const printedDay = (day) => day.split("-").reverse().join(".");

/** Returns the keys of the academies with the day they were fetched, new ones where there is a network; null for none. */
export async function keysFrom(url, { caches, fetch, today }) {
  const store = await caches.open(STORE);
  try {
    const answer = await fetch(url, { cache: "no-cache" });
    if (answer.ok) {
      const known = { ...(await answer.json()), fetched: today };
      await store.put(url, new Response(JSON.stringify(known), { headers: { "Content-Type": "application/json" } }));
      return known;
    }
  } catch {
    // No network: those on the device are as good as they were.
  }
  return (await store.match(url))?.json() ?? null;
}

/** Keep the page, as anybody sees it, with what it is made of; forget what it was made of before. */
export async function keepItself(address, { caches, view }) {
  const answer = await view.fetch(address, { credentials: "omit", cache: "no-cache" }).catch(() => null);
  if (!answer?.ok || answer.redirected) return false;
  const store = await caches.open(STORE);
  const files = filesOf(view);
  for (const url of files) {
    if (await store.match(url, { ignoreVary: true })) continue;
    const file = await view.fetch(url);
    if (file.ok) await store.put(url, file);
  }
  // When all it is made of is there. One page for all addresses: of two, one would soon lack its files.
  await store.put(LATEST, answer);
  for (const { url } of await store.keys()) {
    if (new URL(url).pathname.startsWith("/static/") && !files.includes(url)) await store.delete(url);
  }
  return true;
}

/** Tells whether the page on the certificate's current state can be reached. */
export async function isOnline(url, fetch) {
  const options = { method: "HEAD", cache: "no-store", credentials: "omit", signal: AbortSignal.timeout(PATIENCE) };
  return fetch(url, options).then((answer) => answer.status < 500, () => false);
}

class OfflinePage {
  constructor(root, known) {
    this.root = root;
    this.known = known;
    this.form = root.querySelector("[data-typed]");
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.look(this.form.elements.text.value);
    });
    root.querySelector("[data-person]").addEventListener("submit", (event) => {
      event.preventDefault();
      this.compare(event.target.elements.name.value);
    });
  }

  live(code) {
    return `${this.root.dataset.live}${code}/`;
  }

  /** Check what was scanned, pasted or typed; where there is a network, the page on the current state says more. */
  async look(text) {
    const parts = partsOf(text);
    if (!parts.code && !parts.statement) return this.show("no-code");
    if (parts.code && (await isOnline(this.live(parts.code), (...asked) => fetch(...asked)))) {
      return location.assign(this.live(parts.code));
    }
    return this.check(parts);
  }

  async check(parts) {
    this.parts = parts;
    const found = await check(parts, this.known);
    this.statement = found.statement;
    this.show(found.state);
    if (found.state === "genuine") this.fill(found);
  }

  fill({ statement, key }) {
    const over = statement.until && statement.until < new Date().toISOString().slice(0, 10);
    const told = {
      academy: key.name,
      number: statement.number,
      issued: printedDay(statement.issued),
      until: statement.until && printedDay(statement.until),
      cycle: statement.cycle > 1 ? String(statement.cycle) : "",
    };
    const result = this.root.querySelector("[data-state=genuine]");
    for (const [name, text] of Object.entries(told)) {
      const place = result.querySelector(`[data-fact=${name}]`);
      place.textContent = text;
      place.closest("[data-line]").hidden = !text;
    }
    for (const word of result.querySelectorAll("[data-kind]")) word.hidden = word.dataset.kind !== statement.kind;
    result.querySelector("[data-over]").hidden = !over;
  }

  async compare(name) {
    const outcome = (await namesPerson(this.statement, this.parts.code, name)) ? "same" : "other";
    for (const notice of this.root.querySelectorAll("[data-outcome]")) notice.hidden = notice.dataset.outcome !== outcome;
  }

  show(state) {
    for (const result of this.root.querySelectorAll("[data-state]")) result.hidden = result.dataset.state !== state;
    for (const notice of this.root.querySelectorAll("[data-outcome]")) notice.hidden = true;
    const person = this.root.querySelector("[data-person]");
    person.reset();
    const code = this.parts?.code;
    for (const link of this.root.querySelectorAll("[data-live-link]")) {
      link.hidden = !code;
      if (code) link.href = this.live(code);
    }
    const shown = this.root.querySelector(`[data-state="${state}"]`);
    shown.querySelector("h2")?.focus();
    this.root.dataset.shown = state;
  }
}

/** Let the camera read the square, where the browser can. */
class Camera {
  constructor(root, found) {
    this.root = root;
    this.found = found;
    this.video = root.querySelector("video");
    root.hidden = false;
    root.querySelector("[data-open]").addEventListener("click", () => this.open());
    root.querySelector("[data-close]").addEventListener("click", () => this.close());
  }

  async open() {
    this.root.querySelector("[data-refused]").hidden = true;
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    } catch {
      // Refused by the person, or there is no camera: the other ways stay.
      this.root.querySelector("[data-refused]").hidden = false;
      return;
    }
    this.video.srcObject = this.stream;
    this.toggle(true);
    await this.video.play();
    this.look(new BarcodeDetector({ formats: ["qr_code"] }));
  }

  async look(detector) {
    while (this.stream) {
      const [code] = await detector.detect(this.video).catch(() => []);
      if (code && partsOf(code.rawValue).code) {
        this.close();
        return this.found(code.rawValue);
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  close() {
    this.stream?.getTracks().forEach((track) => track.stop());
    this.stream = null;
    this.toggle(false);
  }

  toggle(isOpen) {
    this.root.querySelector("[data-open]").hidden = isOpen;
    this.root.querySelector("[data-close]").hidden = !isOpen;
    this.video.hidden = !isOpen;
  }
}

const readsCodes = async () =>
  Boolean(navigator.mediaDevices && globalThis.BarcodeDetector) &&
  (await BarcodeDetector.getSupportedFormats().catch(() => [])).includes("qr_code");

async function start(root) {
  const { address, keys, worker, scope } = root.dataset;
  if (!globalThis.isSecureContext || !navigator.serviceWorker) {
    root.querySelector("[data-insecure]").hidden = false;
    return;
  }
  const today = new Date().toISOString().slice(0, 10);
  const known = await keysFrom(keys, { caches, fetch: (...asked) => fetch(...asked), today });
  const page = new OfflinePage(root, known);
  root.querySelector("[data-ways]").hidden = false;
  if (await readsCodes()) new Camera(root.querySelector("[data-camera]"), (text) => page.look(text));
  if (location.hash.length > 1 || !location.pathname.endsWith("/offline/")) await page.check(partsOf(location.href));
  for (const each of ["/verify/", scope]) await navigator.serviceWorker.register(worker, { scope: each });
  await keepItself(address, { caches, view: window });
  await tellReady(root, known);
  navigator.storage?.persist?.();
  root.dataset.ready = "yes";
}

async function tellReady(root, known) {
  const isKept = await (await caches.open(STORE)).match(LATEST, { ignoreVary: true });
  const ready = root.querySelector("[data-kept]");
  ready.hidden = !isKept || !known?.keys.length;
  if (known) ready.querySelector("[data-fetched]").textContent = printedDay(known.fetched);
}

/** The browser offers once to put the page beside the other apps; the button asks it to. */
function offerInstalling(root) {
  const button = root.querySelector("[data-install]");
  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    button.hidden = false;
    button.onclick = () => event.prompt();
  });
}

if (typeof document !== "undefined") {
  const root = document.querySelector("[data-verify-offline]");
  if (root) {
    offerInstalling(root);
    start(root);
  }
}
