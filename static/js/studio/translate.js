// The side-by-side page with autosave: the same batches, the same copy in the browser as in the editor (store.js).
// Without this module the page is plain forms.

import { assign } from "./document.js";
import { createKeeper } from "./keeping.js";
import { createStore } from "./store.js";
import { createRows, element } from "./translate-rows.js";
import { textAt } from "./translate-states.js";
import { bindTerms } from "./translate-terms.js";
import { createTransport } from "./transport.js";

const BEAT = 5000;
const PATIENCE = 20_000;
const page = document.querySelector("[data-translate]");
const config = JSON.parse(document.getElementById("translate-config").textContent);
const { language, strings } = config;
const rows = createRows({ page, config });

bindTerms(page);
if (config.may_write && rows.all.length) {
  begin();
}

function uuid() {
  if (crypto.randomUUID) {
    return crypto.randomUUID();
  }
  // Only a site with https has randomUUID; an academy's own network may have none.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}

async function begin() {
  const csrf = page.querySelector("[name=csrfmiddlewaretoken]").value;
  const transport = createTransport({ urls: config.urls, csrf });
  const loaded = await transport.load();
  if (loaded.kind !== "ok") {
    return; // the forms work without us
  }
  const keeper = createKeeper({
    storage: localStorage,
    prefix: `panah-translate:${config.person}:${config.scenario}:${language}`,
    tab: uuid(),
    now: () => Date.now(),
  });
  const clock = { setTimeout: setTimeout.bind(window), clearTimeout: clearTimeout.bind(window) };
  live(createStore({ doc: loaded.data, transport, keeper, clock, uuid }), transport, keeper);
}

function live(store, transport, keeper) {
  const sources = sourceTexts(store.doc);
  let states = store.doc.states[language];
  const dirty = new Set(); // rows whose text the server does not have yet

  page.classList.add("is-live");
  rows.all.forEach((row) => {
    // Typed before the document was there.
    if (row.text.value !== row.text.defaultValue) {
      write(row);
    }
    row.text.addEventListener("input", () => write(row));
    row.text.addEventListener("blur", () => store.closeGroup());
  });
  rows.fill(store.doc);
  offerLeftovers();

  function write(row) {
    const changes = assign(store.doc, [[row.path, row.text.value || null]]);
    if (changes.length) {
      dirty.add(row);
      store.change(changes, { group: row.name, place: row.address });
    }
    rows.update(store.doc, states, (one) => !dirty.has(one));
  }

  store.subscribe(({ kind, changes }) => {
    if (kind === "doc" && !changes) {
      states = store.doc.states[language];
      rows.fill(store.doc);
      warnOfSources();
    }
    if (store.isIdle) {
      dirty.clear();
      rows.update(store.doc, states, () => true);
    }
    tell();
  });

  page.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { target: form, submitter } = event;
    if (!(await settled()) || submitter?.value === "save" || !submitter) {
      return;
    }
    await act(form, submitter);
  });

  async function act(form, submitter) {
    rows.agree(form, store.doc);
    const hadFocus = document.activeElement === submitter;
    submitter.disabled = true;
    const answer = await transport.ask(form.action, {
      method: "POST",
      body: new URLSearchParams([...new FormData(form), ["do", submitter.value]]),
    });
    submitter.disabled = false;
    if (answer.kind !== "ok") {
      announce(strings.review_failed, "trouble");
      return;
    }
    states = answer.data.states;
    rows.update(store.doc, states, (one) => !dirty.has(one));
    if (Object.keys(answer.data.left).length) {
      announce(strings.left, "trouble");
    }
    if (hadFocus && submitter.offsetParent === null) {
      nextAct(submitter).focus();
    }
  }

  /* The pressed button is gone with the state: go on with the same act on the next text, else stay at this one. */
  function nextAct(submitter) {
    const acts = [...page.querySelectorAll(`[data-act="${submitter.dataset.act}"]`)];
    const later = acts.slice(acts.indexOf(submitter) + 1).find((each) => each.offsetParent !== null);
    return later ?? submitter.closest("[data-row]")?.querySelector("[data-text]") ?? page.querySelector("[data-text]");
  }

  /* Send what is not sent; tell whether everything is saved. */
  function settled() {
    return new Promise((done) => {
      const finish = (answer) => {
        stop();
        clearTimeout(timer);
        done(answer);
      };
      const look = () => {
        if (store.isIdle) {
          finish(store.held.length === 0);
        } else if (["offline", "failed", "signed_out", "conflict"].includes(store.state)) {
          finish(false);
        }
      };
      const stop = store.subscribe(look);
      const timer = setTimeout(() => finish(false), PATIENCE);
      if (store.isIdle) {
        look();
      } else {
        store.retry();
      }
    });
  }

  function tell() {
    const { state } = store;
    const isTrouble = ["offline", "failed", "signed_out", "refused", "conflict"].includes(state);
    announce(!store.kept && !store.isIdle ? strings.not_kept : strings[state], isTrouble ? "trouble" : state);
    rows.all.filter((row) => row.said.dataset.kind === "held").forEach((row) => said(row, ""));
    store.held.forEach((change) => {
      const row = rows.find(change.path);
      if (row) {
        said(row, "held", element("p", { className: "tr-error", text: change.message }));
      }
    });
    if (state === "conflict") {
      askAboutConflicts();
    }
  }

  function said(row, kind, ...nodes) {
    row.said.dataset.kind = kind;
    rows.say(row, ...nodes);
  }

  function askAboutConflicts() {
    const conflicts = store.conflicts;
    if (!conflicts.length) {
      return; // being resolved at this moment
    }
    const decisions = conflicts.map((conflict) => (rows.find(conflict.path) ? null : { take: "theirs" }));
    const decide = (index, decision, row) => {
      decisions[index] = decision;
      said(row, "");
      row.text.focus();
      if (decisions.every(Boolean)) {
        store.resolve(decisions);
      }
    };
    conflicts.forEach((conflict, index) => {
      const row = rows.find(conflict.path);
      if (!row || row.said.dataset.kind === "conflict") {
        return;
      }
      const theirs = element("blockquote", {
        className: "tr-theirs", text: conflict.theirs || "–", lang: row.text.lang, dir: row.text.dir,
      });
      const button = (text, make) => {
        const made = element("button", { className: "button button-small button-secondary", type: "button", text });
        made.addEventListener("click", () => decide(index, make(), row));
        return made;
      };
      const mine = button(strings.keep_mine, () => ({ merged: row.text.value }));
      const take = button(strings.take_theirs, () => {
        row.text.value = conflict.theirs ?? "";
        return { take: "theirs" };
      });
      const who = [strings.theirs, conflict.by].filter(Boolean).join(" ");
      said(row, "conflict", element("p", { className: "tr-error", text: who }), theirs,
        element("div", { className: "tr-acts" }, mine, take));
    });
    if (decisions.every(Boolean)) {
      store.resolve(decisions);
    }
  }

  function sourceTexts(doc) {
    return new Map(rows.all.map((row) => [row, textAt(doc, config.written_in, row.address, row.field)]));
  }

  function warnOfSources() {
    const now = sourceTexts(store.doc);
    rows.all.filter((row) => now.get(row) !== sources.get(row) && !row.warned).forEach((row) => {
      row.warned = true;
      row.element.dataset.source = ""; // which source text that is, only the server can tell
      const again = element("a", { href: location.href, text: strings.reload });
      row.element.querySelector("[data-source-text]").after(
        element("p", { className: "tr-error", role: "status" }, strings.source_changed, " ", again),
      );
    });
  }

  function offerLeftovers() {
    const records = keeper.leftovers();
    const box = page.querySelector("[data-leftovers]");
    if (!records.length) {
      return;
    }
    const button = (text, press) => {
      const made = element("button", { className: "button button-small", type: "button", text });
      made.addEventListener("click", () => {
        press();
        records.forEach((record) => keeper.forget(record));
        box.hidden = true;
      });
      return made;
    };
    box.replaceChildren(
      element("span", { text: strings.leftovers }),
      button(strings.take_back, () => records.forEach((record) => store.takeBack(record.batches))),
      button(strings.throw_away, () => {}),
    );
    box.hidden = false;
  }

  window.addEventListener("online", () => store.retry());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") {
      store.send({ leaving: true });
    }
  });
  window.addEventListener("pagehide", () => store.touch({ closed: true }));
  window.addEventListener("beforeunload", (event) => {
    if (store.isAtRisk) {
      event.preventDefault();
    }
  });
  setInterval(() => store.isIdle || store.touch({ beat: true }), BEAT);
}

function announce(text, kind) {
  const told = page.querySelector("[data-save]");
  if (told.textContent !== text) {
    told.textContent = text;
  }
  told.dataset.kind = kind;
  told.hidden = false;
}
