// Marking who is there, with and without network: each tap goes into the queue on this device first (queue.js), and
// from there to the server whenever there is a line. The form below it works without script, row by row the same.

import { Stop, keepSending, makeQueue, openStore } from "./queue.js";
import { forgetOld, forgetPages, keepAsItIs, keepPage } from "./keeping.js";

const KIND = "attendance:";

/** What the server needs of a mark. `row` is what the person sees: { enrolment, mark, minutes, note }. */
export function bodyOf(row, session, now = new Date()) {
  return {
    url: session.url,
    page: session.page,
    enrolment: Number(row.enrolment),
    mark: row.mark,
    minutes: row.mark === "late" ? Number(row.minutes) || 0 : 0,
    note: row.note.trim(),
    made_at: now.toISOString(),
    edition: Number(session.edition),
  };
}

/** Whether two marks say the same of a person: tapping again what is chosen is no new mark. */
export function saysTheSame(one, other) {
  if (!one || !other) return false;
  const minutes = (mark) => (mark.mark === "late" ? Number(mark.minutes) || 0 : 0);
  return one.mark === other.mark && minutes(one) === minutes(other) && one.note.trim() === other.note.trim();
}

/** What a late person has probably attended: from now to the end while the session runs, else all of it. */
export function minutesLeft({ minutes, begins, ends }, now = Date.now()) {
  const [from, to] = [Date.parse(begins), Date.parse(ends)];
  if (now <= from || now >= to) return minutes;
  return Math.min(minutes, Math.max(1, Math.round((to - now) / 60_000)));
}

/** The last mark of each person among the items of the queue, by enrolment. */
export function latestOf(items, kind) {
  const found = new Map();
  for (const item of items.filter((one) => one.kind === kind)) found.set(item.body.enrolment, item);
  return found;
}

export const cookieNamed = (name, cookies) =>
  cookies
    .split("; ")
    .find((one) => one.startsWith(`${name}=`))
    ?.slice(name.length + 1) ?? "";

/** Returns the function that posts a batch and gives {key: answer}. Throws Stop where the person has to act first. */
export function sender({ owner, fetch, token, words, now = () => new Date() }) {
  return async function send(kind, items) {
    const marks = items.map(({ key, body: { url, page, ...mark } }) => ({ key, ...mark }));
    const response = await fetch(items[0].body.url, {
      method: "POST",
      credentials: "same-origin",
      redirect: "manual",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token(), Accept: "application/json" },
      body: JSON.stringify({ by: Number(owner), sent_at: now().toISOString(), marks }),
    });
    if (response.status === 404) {
      // The session was deleted, or is no longer the person's: nobody will ever take these.
      return Object.fromEntries(items.map(({ key }) => [key, { outcome: "refused", refusal: "gone", reason: words.gone }]));
    }
    if (response.type === "opaqueredirect" || response.status === 401) throw new Stop("sign-in");
    if (response.status === 409) throw new Stop("somebody-else");
    // The token of a page that lay on the device may be old: looking at the page brings a new one.
    if (response.status === 403) await fetch(items[0].body.page, { credentials: "same-origin" });
    if (!response.ok) throw new Error(`status ${response.status}`);
    const { answers, edition } = await response.json();
    return Object.fromEntries(answers.map(({ key, ...answer }) => [key, { ...answer, edition }]));
  };
}

class MarkingPage {
  constructor(root, queue) {
    this.root = root;
    this.queue = queue;
    this.session = { ...root.dataset, minutes: Number(root.dataset.minutes), page: location.pathname };
    this.kind = KIND + this.session.key;
    this.words = root.dataset;
    this.rows = new Map();
    for (const element of root.querySelectorAll("[data-person]")) {
      const row = new Row(element);
      this.rows.set(row.enrolment, row);
      element.addEventListener("change", () => this.mark(row));
      element.addEventListener("click", (event) => this.decide(row, event.target.closest("[data-decide]")));
    }
    root.querySelector("[data-all]")?.addEventListener("click", (event) => {
      event.preventDefault();
      this.markAll();
    });
    root.addEventListener("submit", (event) => event.preventDefault());
  }

  /** Put what a row says into the queue, unless it says nothing new. */
  async mark(row) {
    const said = row.read();
    if (!said.mark) return;
    if (said.mark === "late" && said.minutes === "") row.suggest((said.minutes = minutesLeft(this.session)));
    row.showMinutes();
    if (said.mark === "late" && Number(said.minutes) > this.session.minutes) return row.show("wrong", this.words.tooLong);
    if (!saysTheSame(said, row.known)) await this.keep([row]);
  }

  async markAll() {
    const rows = [...this.rows.values()].filter((row) => !row.read().mark);
    for (const row of rows) row.choose("present");
    if (rows.length) await this.keep(rows);
  }

  /** Put what the rows say into the queue in one write: who closes the page after "all" has not kept half a room. */
  async keep(rows) {
    const before = rows.map((row) => row.known);
    for (const row of rows) row.known = row.read();
    try {
      await this.queue.putAll(this.kind, rows.map((row) => bodyOf(row.known, this.session)));
    } catch {
      rows.forEach((row, place) => {
        row.known = before[place];
        row.show("wrong", this.words.notSaved);
      });
      return;
    }
    await this.show();
    this.sendNow?.();
  }

  /** What the person says of a mark that was refused: it was the moved session, or drop it. */
  async decide(row, button) {
    if (!button || !row.item) return;
    const item = row.item;
    if (button.dataset.decide === "keep") {
      await this.queue.put(this.kind, { ...item.body, edition: item.refused.edition });
    } else {
      row.putBack();
    }
    await this.queue.drop(item.key);
    await this.show();
    this.sendNow?.();
  }

  /** Show for each person, and for all, what is on this device and what the server has. */
  async show() {
    const items = await this.queue.items();
    const latest = latestOf(items, this.kind);
    for (const row of this.rows.values()) row.take(latest.get(row.enrolment), this.words);
    const marked = [...this.rows.values()].filter((row) => row.read().mark).length;
    if (this.rows.size) this.root.querySelector("[data-marked]").textContent = marked;
    showWaiting(this.root, items);
    showOthers(this.root, items.filter((item) => item.refused && item.kind !== this.kind), async (gone) => {
      for (const item of gone) await this.queue.drop(item.key);
      await this.show();
    });
  }

  /** Write what the server has into the page itself, so that its copy on the device says so, too. */
  writeDown() {
    for (const row of this.rows.values()) row.writeDown();
  }
}

class Row {
  constructor(element) {
    this.element = element;
    this.enrolment = Number(element.dataset.person);
    this.minutes = element.querySelector("[data-minutes]");
    this.note = element.querySelector("[data-note]");
    this.state = element.querySelector("[data-state]");
    const said = this.read();
    this.known = said.mark ? said : null;
    this.sent = this.known;
    this.item = null;
    this.showMinutes();
  }

  read() {
    const mark = this.element.querySelector("input[type=radio]:checked")?.value ?? "";
    return { enrolment: this.enrolment, mark, minutes: this.minutes.value, note: this.note.value };
  }

  choose(mark) {
    const radio = this.element.querySelector(`input[type=radio][value=${mark}]`);
    if (radio) radio.checked = true;
  }

  suggest(minutes) {
    this.minutes.value = minutes;
  }

  showMinutes() {
    this.element.classList.toggle("is-late", this.read().mark === "late");
  }

  /** Go back to what the server has. */
  putBack() {
    for (const radio of this.element.querySelectorAll("input[type=radio]")) radio.checked = false;
    this.item = null;
    this.known = null;
    if (this.sent) this.fill(this.sent);
    else this.fill({ mark: "", minutes: "", note: "" });
  }

  writeDown() {
    for (const radio of this.element.querySelectorAll("input[type=radio]")) {
      radio.toggleAttribute("checked", radio.value === this.sent?.mark);
    }
    this.minutes.setAttribute("value", this.sent?.mark === "late" ? this.sent.minutes : "");
    this.note.setAttribute("value", this.sent?.note ?? "");
  }

  /** Show the item of this person that waits or was refused; without one, what was known before is with the server. */
  take(item, words) {
    const typing = this.element.contains(document.activeElement) && document.activeElement.type !== "radio";
    if (item && item.key !== this.item?.key && !typing) this.fill(item.body);
    if (this.item && !this.item.refused && !item) this.sent = this.known;
    this.item = item ?? null;
    if (item?.refused) return this.show("refused", item.refused.reason, item.refused.refusal === "moved");
    if (item) return this.show("saved", words.saved);
    // What is chosen and not on the disk yet is neither.
    return saysTheSame(this.read(), this.sent) ? this.show("sent", words.sent) : this.show("", "");
  }

  fill(body) {
    if (body.mark) this.choose(body.mark);
    this.minutes.value = body.mark === "late" ? body.minutes : "";
    this.note.value = body.note;
    this.known = body.mark ? this.read() : null;
    this.showMinutes();
  }

  show(state, text, isQuestion = false) {
    this.state.dataset.state = state;
    this.state.querySelector("[data-text]").textContent = text;
    this.element.querySelector("[data-question]").hidden = !isQuestion;
    this.element.querySelector("[data-droppable]").hidden = state !== "refused" || isQuestion;
  }
}

/** How many marks of this person are on the device only. */
export function showWaiting(root, items) {
  const waiting = items.filter((item) => !item.refused).length;
  const refused = items.length - waiting;
  const bar = root.querySelector("[data-bar]");
  bar.dataset.state = refused ? "refused" : waiting ? "saved" : "sent";
  root.querySelector("[data-waiting]").textContent = waiting;
  root.querySelector("[data-refused]").textContent = refused;
}

/** Marks refused at other sessions: a link to each, where they are decided; of a session that is gone, only to drop. */
function showOthers(root, items, drop) {
  const list = root.querySelector("[data-others]");
  const gone = items.filter((item) => item.refused.refusal === "gone");
  const pages = [...new Set(items.filter((item) => !gone.includes(item)).map((item) => item.body.page))];
  list.hidden = !items.length;
  const button = list.querySelector("[data-drop-gone]");
  button.hidden = !gone.length;
  button.onclick = () => drop(gone);
  list.querySelector("ul").replaceChildren(
    ...pages.map((page) => {
      const link = Object.assign(document.createElement("a"), { href: page, textContent: list.dataset.label });
      const line = document.createElement("li");
      line.append(link);
      return line;
    }),
  );
}

async function start(root) {
  const { owner } = root.dataset;
  const queue = makeQueue({ owner, store: await openStore() });
  const page = new MarkingPage(root, queue);
  const send = sender({
    owner,
    fetch: (...asked) => fetch(...asked),
    token: () => cookieNamed("csrftoken", document.cookie),
    words: root.dataset,
  });
  root.classList.add("has-script");
  root.querySelector("[data-forgetful]").hidden = queue.lasts;
  root.querySelector("[data-stay]").hidden = Boolean(navigator.serviceWorker) || !page.rows.size;
  await page.show();
  page.sendNow = keepSending(queue, send, {
    view: window,
    told: async (state, error) => {
      showLine(root, state, error);
      await page.show();
      if (state === "idle" && page.rows.size) await keepAsItIs(owner, () => page.writeDown());
    },
  });
  await page.sendNow();
  navigator.storage?.persist?.();
  await forgetPages(owner);
  await forgetOld();
  await navigator.serviceWorker?.register(root.dataset.worker, { scope: root.dataset.scope });
  root.querySelector("[data-opens]").hidden = !(await keepPage(owner));
  root.dataset.ready = "yes";
}

/** Say what has to be done before anything can be sent. */
function showLine(root, state, error) {
  const said = state !== "stopped" ? "" : error.message === "sign-in" ? "signIn" : "somebodyElse";
  const notice = root.querySelector("[data-notice]");
  notice.hidden = !said;
  notice.querySelector("[data-text]").textContent = said ? root.dataset[said] : "";
  notice.querySelector("a").hidden = said !== "signIn";
  root.dataset.line = state;
}

if (typeof document !== "undefined") {
  const root = document.querySelector("[data-attendance]");
  if (root) start(root);
}
