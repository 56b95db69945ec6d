// The classroom in the browser: steppers and keys for votes, two screens that follow each other, full screen.
// All of it works without this file: votes are number fields, every act is a form.

const EVERY = 3000;
const SAVE_AFTER = 400;

// A key of the keyboard -> the choice it counts for, whatever the layout: A B C by place, 1 2 3 by number.
export function letterOf(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) {
    return "";
  }
  const key = /^Key([A-L])$/.exec(event.code ?? "");
  if (key) {
    return key[1];
  }
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code ?? "");
  return digit ? "ABCDEFGHI"[Number(digit[1]) - 1] : "";
}

export function counted(value, step) {
  const now = Number.parseInt(value, 10);
  return Math.min(999, Math.max(0, (Number.isNaN(now) ? 0 : now) + step));
}

// What another screen says -> whether this one must be loaded again.
export function isElsewhere(here, there) {
  return Number(there.position) !== Number(here);
}

class Votes {
  constructor(form, strings, tell) {
    this.form = form;
    this.strings = strings;
    this.tell = tell;
    this.state = form.querySelector("[data-state]");
    this.timer = 0;
    for (const option of form.querySelectorAll("[data-option]")) {
      for (const [name, step] of [["[data-fewer]", -1], ["[data-more]", 1]]) {
        const button = option.querySelector(name);
        button.hidden = false;
        button.addEventListener("click", () => this.add(option.dataset.option, step));
      }
      option.querySelector("input").addEventListener("input", () => this.later());
    }
    form.addEventListener("submit", () => clearTimeout(this.timer));
  }

  input(letter) {
    return this.form.querySelector(`[data-option="${letter}"] input`);
  }

  add(letter, step) {
    const input = this.input(letter);
    if (!input) {
      return false;
    }
    input.value = counted(input.value, step);
    this.later();
    return true;
  }

  stop() {
    clearTimeout(this.timer);
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), SAVE_AFTER);
  }

  async save() {
    this.timer = 0;
    const data = new FormData(this.form);
    data.set("act", "votes");
    data.set("choice", "");
    try {
      const answer = await fetch(this.form.action, { method: "POST", body: data, headers: { Accept: "application/json" } });
      if (!answer.ok) {
        throw new Error(String(answer.status));
      }
      this.say(this.strings.kept);
      this.tell(this.numbers());
    } catch {
      this.say(this.strings.not_kept);
      this.timer = setTimeout(() => this.save(), EVERY);
    }
  }

  say(text) {
    this.state.textContent = text;
  }

  numbers() {
    const inputs = [...this.form.querySelectorAll("input[type=number]")];
    return Object.fromEntries(inputs.map((input) => [input.name.replace("votes-", ""), Number(input.value) || 0]));
  }

  // Votes entered on the other screen; what is being typed here is left alone.
  take(numbers) {
    if (this.timer) {
      return;
    }
    for (const input of this.form.querySelectorAll("input[type=number]")) {
      const told = numbers[input.name.replace("votes-", "")];
      if (told !== undefined && input !== document.activeElement) {
        input.value = told;
      }
    }
  }
}

// A page is left whenever a form is sent, and full screen ends with it. So the next page is put into this one.
async function visit(view, root, url, options = {}) {
  try {
    const answer = await fetch(url, { ...options, headers: { Accept: "text/html" } });
    if (!answer.ok) {
      throw new Error(String(answer.status));
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (page.body.dataset.run !== root.body.dataset.run) {
      throw new Error("another page");
    }
    root.title = page.title;
    root.documentElement.lang = page.documentElement.lang;
    root.documentElement.dir = page.documentElement.dir;
    root.body.replaceWith(page.body);
    view.history.replaceState(null, "", answer.url);
    root.querySelector("h1")?.setAttribute("tabindex", "-1");
    root.querySelector("h1")?.focus({ preventScroll: true });
    view.scrollTo(0, 0);
    start(root, view);
    return true;
  } catch {
    return false;
  }
}

function follow(root, view, votes, signal) {
  const { run, position, stateUrl } = root.body.dataset;
  const channel = "BroadcastChannel" in view ? new BroadcastChannel(`panah-classroom-${run}`) : null;
  const hear = async (told) => {
    if (isElsewhere(position, told)) {
      await visit(view, root, view.location.href);
    } else if (told.votes) {
      votes?.take(told.votes);
    }
  };
  channel?.addEventListener("message", (event) => hear(event.data), { signal });
  channel?.postMessage({ position });
  const ask = async () => {
    if (root.hidden || signal.aborted) {
      return;
    }
    try {
      const answer = await fetch(stateUrl, { headers: { Accept: "application/json" }, signal });
      if (answer.ok && !answer.redirected) {
        await hear(await answer.json());
      }
    } catch {
      // No network for a moment: the next question will be answered.
    }
  };
  const timer = view.setInterval(ask, EVERY);
  root.addEventListener("visibilitychange", ask, { signal });
  signal.addEventListener("abort", () => {
    view.clearInterval(timer);
    channel?.close();
  });
  return (numbers) => channel?.postMessage({ position, votes: numbers });
}

function bindForms(root, view, signal) {
  for (const form of root.querySelectorAll("form[method=post]")) {
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const body = new FormData(form, event.submitter);
      if (form.dataset.sent) {
        return;
      }
      form.dataset.sent = "yes";
      if (!(await visit(view, root, form.action, { method: "POST", body }))) {
        // Whatever it was, the browser's own way shows it; an act that was done already does nothing again.
        form.submit();
      }
    }, { signal });
  }
}

function bindButtons(root, view) {
  for (const button of root.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => view.print());
  }
  const full = root.querySelector("[data-fullscreen]");
  if (full && root.documentElement.requestFullscreen) {
    full.hidden = false;
    full.addEventListener("click", () =>
      root.fullscreenElement ? root.exitFullscreen() : root.documentElement.requestFullscreen(),
    );
  }
}

let running = null;

export function start(root = document, view = window) {
  running?.abort();
  running = new AbortController();
  const { signal } = running;
  const strings = JSON.parse(root.getElementById("classroom-strings").textContent);
  const form = root.querySelector("[data-votes]");
  let tell = () => {};
  const votes = form ? new Votes(form, strings, (numbers) => tell(numbers)) : null;
  if (root.body.dataset.position) {
    tell = follow(root, view, votes, signal);
  }
  root.addEventListener("keydown", (event) => {
    const letter = event.target.matches?.("input, textarea, select") ? "" : letterOf(event);
    if (letter && votes?.add(letter, event.shiftKey ? -1 : 1)) {
      event.preventDefault();
    }
  }, { signal });
  signal.addEventListener("abort", () => votes?.stop());
  bindForms(root, view, signal);
  bindButtons(root, view);
}

if (typeof document !== "undefined") {
  start();
}
