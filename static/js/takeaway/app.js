// A scenario that was taken out: played on its own, from a file or launched by an LMS. The entry of the player.

import { launchOf, makeSession } from "./cmi5.js";
import { filled, make } from "./dom.js";
import { bestPath, canSkip, offered } from "./graph.js";
import { browserKeeper, newUuid } from "./keeping.js";
import { lookBack, lookedAt } from "./looking-back.js";
import { cmi5Reporter, ownReporter } from "./reporting.js";
import { button, debriefScreen, note, sceneScreen, startScreen } from "./screens.js";
import { isWalkable, shuffledChoices, walk } from "./walking.js";

export class Player {
  constructor(scenario, page, view) {
    Object.assign(this, { scenario, page, window: view });
    this.main = page.querySelector("main");
    this.settings = browserKeeper(view, `panah-${scenario.key}-settings`);
    this.status = { waiting: 0, problem: "" };
    this.shownAt = 0;
    this.language = this.#firstLanguage("");
  }

  get words() {
    return this.scenario.words[this.language];
  }

  get strings() {
    return this.scenario.strings[this.language];
  }

  get #view() {
    return { scenario: this.scenario, words: this.words, strings: this.strings, language: this.language };
  }

  async open() {
    const launch = launchOf(this.window.location.search);
    const onChange = (status) => this.#tellStatus(status);
    if (launch) {
      this.#show(make("p", { role: "status" }, this.strings.opening));
      this.session = makeSession(launch, this.scenario, { view: this.window });
      try {
        await this.session.open();
      } catch (error) {
        this.#launchFailed(error);
        return;
      }
      this.reporter = cmi5Reporter(this.session, this.scenario, onChange);
      this.language = this.#firstLanguage(this.session.language);
      this.window.addEventListener("pagehide", (event) => event.persisted || this.reporter.close());
    } else {
      this.#playAlone();
    }
    this.window.addEventListener("online", () => this.reporter.flush());
    this.#begin();
  }

  #playAlone() {
    const { store } = this.scenario;
    this.reporter = ownReporter(this.scenario, {
      view: this.window,
      store,
      onChange: (status) => this.#tellStatus(status),
    });
    this.reporter.flush();
  }

  #launchFailed(error) {
    const text = error.code === "used" ? this.strings.launch_used : this.strings.launch_failed;
    const goOn = () => {
      this.session = null;
      this.#playAlone();
      this.#begin();
    };
    this.#show(
      make("article", { class: "flow" }, make("h1", { tabindex: "-1" }, this.words.title), note("alert", "error", [make("p", {}, text)]),
        make("div", { class: "buttons" }, button(this.strings.play_unrecorded, "next", goOn, { quiet: true }))),
    );
  }

  #firstLanguage(wanted) {
    const codes = this.scenario.languages.map((one) => one.code);
    const own = String(this.window.navigator?.language ?? "").toLowerCase();
    const found = [wanted, this.settings?.load()?.language, own, own.split("-")[0]].find((one) => codes.includes(one));
    return found ?? codes[0];
  }

  setLanguage(code) {
    this.language = code;
    this.settings.save({ ...this.settings.load(), language: code });
    this.#redraw();
  }

  // What is kept: {id, number, version, path, tooks, language, learner, registration, startedAt}

  #begin() {
    const kept = this.reporter.kept();
    const isUsable = kept?.version === this.scenario.version && isWalkable(this.scenario, kept.path);
    this.play = isUsable ? kept : { number: kept?.number ?? 0, learner: kept?.learner, path: [] };
    const isRunning = isUsable && kept.path.length > 0;
    if (this.session?.mode === "Review" && isRunning && walk(this.scenario, kept.path).isEnded) {
      this.#draw();
      return;
    }
    this.#redraw = () => this.#start(isRunning);
    this.#redraw();
  }

  #redraw = () => {};

  #start(isRunning) {
    const { strings, reporter } = this;
    const asksName = reporter.kind === "store";
    const notes = [];
    if (this.session) {
      notes.push(...(this.session.mode === "Normal" ? [] : [strings.no_record]));
    } else {
      notes.push(reporter.isLasting ? strings.place_kept : strings.place_not_kept);
    }
    this.#show(
      startScreen(this.#view, {
        canGoOn: isRunning,
        asksName,
        learner: this.play.learner?.startsWith("anonymous-") ? "" : this.play.learner,
        notes,
        onStart: (name) => this.start(name),
        onGoOn: (name) => {
          this.play.learner = name || this.play.learner;
          this.#draw();
        },
      }),
    );
  }

  async start(name = "") {
    const { play } = this;
    this.play = {
      id: newUuid(this.window),
      registration: newUuid(this.window),
      number: (play.number ?? 0) + 1,
      version: this.scenario.version,
      path: [],
      tooks: [],
      language: this.language,
      learner: name || play.learner || `anonymous-${newUuid(this.window)}`,
    };
    this.#draw();
    await Promise.all([this.reporter.keep(this.play), this.reporter.began(this.play)]);
  }

  /* Make a choice ("" skips the scene). */
  async choose(key) {
    const before = walk(this.scenario, this.play.path);
    const took = Math.min(Math.max(0, Math.round(this.window.performance.now() - this.shownAt)), 4 * 3600 * 1000);
    const path = [...this.play.path, [before.state.scene, key]];
    const walked = walk(this.scenario, path);
    this.play = { ...this.play, path, tooks: [...(this.play.tooks ?? []), took], language: this.language };
    const { play } = this;
    const choices = offered(this.scenario, before.state);
    // Whoever plays again does not wait for it: what comes of this play then must not touch the screens of the next.
    const isShown = () => this.play.id === play.id;
    // What is stated goes first: the screens do not wait for it.
    const told = [this.reporter.step(play, walked.steps.at(-1), path.length, choices, took)];
    this.counted = null;
    if (walked.isEnded) {
      const whole = play.tooks.reduce((sum, one) => sum + one, 0);
      told.push(this.reporter.end(play, walked, whole).then((counted) => isShown() && (this.counted = counted)));
    } else {
      told.push(this.reporter.keep(play));
    }
    if (walked.isEnded && !this.session) {
      told.push(this.reporter.keep(play));
    }
    this.#draw();
    await Promise.all(told);
    if (walked.isEnded && isShown()) {
      this.#redraw();
    }
  }

  #draw() {
    this.#redraw = () => {
      const walked = walk(this.scenario, this.play.path);
      if (walked.isEnded) {
        this.#debrief(walked);
      } else {
        this.#scene(walked);
      }
    };
    this.shownAt = this.window.performance.now();
    this.#redraw();
  }

  #scene(walked) {
    const { scenario, words, play } = this;
    const last = walked.steps.at(-1);
    const isTold = last && !last.isSkipped;
    this.#show(
      sceneScreen(
        this.#view,
        {
          key: walked.state.scene,
          step: play.path.length + 1,
          total: bestPath(scenario).steps.length,
          happened: isTold ? words.scenes[last.before.scene].choices[last.choice.id].consequence : "",
          judged: isTold && scenario.mode === "practice" ? lookedAt(words, last, play.path.length) : null,
          choices: shuffledChoices(
            offered(scenario, walked.state),
            `${play.id}|${play.path.length + 1}|${walked.state.scene}`,
          ),
          canSkip: canSkip(scenario, walked.state),
        },
        { onChoose: (key) => this.choose(key), onSkip: () => this.choose("") },
      ),
    );
  }

  #debrief(walked) {
    const { strings, session } = this;
    this.#show(
      debriefScreen(this.#view, lookBack(this.scenario, this.words, walked), walked, {
        onAgain: session?.mode === "Review" ? null : () => this.start(),
        onLeave: session && !session.isOver ? () => this.leave() : null,
        leaveText: strings.leave,
        extra: this.#results(),
      }),
    );
  }

  /* What becomes of the result, where the page is not alone. */
  #results() {
    const { strings, reporter } = this;
    if (this.session) {
      return this.counted === false && this.session.mode === "Normal" ? note("info", "info", [make("p", {}, strings.not_counted)]) : null;
    }
    const isAnyLeft = reporter.count() > 0;
    return isAnyLeft
      ? make("div", { class: "buttons" }, button(strings.save_results, "download", () => this.saveFile(), { quiet: true }))
      : null;
  }

  saveFile() {
    const file = new Blob([this.reporter.asFile()], { type: "application/x-ndjson" });
    const url = URL.createObjectURL(file);
    const link = make("a", { href: url, download: `${this.scenario.code}-results.ndjson` });
    link.click();
    this.window.setTimeout(() => URL.revokeObjectURL(url), 1000);
  }

  async leave() {
    try {
      await this.reporter.leave();
    } catch {
      // The LMS ends a session that was not ended (abandoned); the person is let go all the same.
    }
    if (this.session.returnUrl) {
      this.window.location.assign(this.session.returnUrl);
      return;
    }
    this.#show(make("article", { class: "flow" }, make("h1", { tabindex: "-1" }, this.words.title), make("p", {}, this.strings.may_close)));
    this.window.close();
  }

  // The page around the screens

  #tellStatus(status) {
    this.status = status;
    const line = this.page.querySelector("[data-status]");
    if (line && this.strings) {
      const text = this.strings[{ network: "status_network", refused: "status_refused" }[status.problem]] ?? "";
      line.textContent = text ? filled(text, { count: status.waiting }) : "";
      line.hidden = !text;
    }
  }

  #show(screen) {
    const language = this.scenario.languages.find((one) => one.code === this.language);
    const html = this.page.documentElement;
    html.lang = language.tag;
    html.dir = language.dir;
    this.page.title = this.words.title;
    this.#header();
    this.main.replaceChildren(screen);
    this.#tellStatus(this.status);
    if (this.isDrawn) {
      this.main.querySelector("h1")?.focus({ preventScroll: true });
      this.window.scrollTo(0, 0);
    }
    this.isDrawn = true;
  }

  #header() {
    const { languages } = this.scenario;
    const change = (event) => this.setLanguage(event.target.value);
    const menu =
      languages.length > 1
        ? make(
            "label",
            { class: "takeaway-language" },
            make("span", { class: "hidden" }, this.strings.language),
            make("i", { class: "icon i-language" }),
            make(
              "select",
              { onchange: change },
              languages.map((one) => make("option", { value: one.code, lang: one.tag, selected: one.code === this.language }, one.name)),
            ),
          )
        : null;
    const canLeave = this.session && !this.session.isOver && this.reporter;
    this.page
      .querySelector("header .header-row")
      .replaceChildren(
        make("p", { class: "player-title" }, this.words.title),
        ...(menu ? [menu] : []),
        ...(canLeave ? [make("button", { class: "player-leave", type: "button", onclick: () => this.leave() }, this.strings.leave_short)] : []),
      );
  }
}

export function boot(page, view) {
  const scenario = JSON.parse(page.getElementById("scenario").textContent);
  const player = new Player(scenario, page, view);
  view.panahPlayer = player;
  return player.open();
}

if (typeof document !== "undefined" && document.getElementById("scenario")) {
  boot(document, window);
}
