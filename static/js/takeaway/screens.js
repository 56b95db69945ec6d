// The three screens of the player: before it begins, a scene, and the look back. They show, and call back what is done.

import { filled, drawn, icon, make, paragraphs } from "./dom.js";

/* view: {scenario, words, strings, language}. */
export function startScreen(view, { canGoOn, asksName, learner, notes, onStart, onGoOn }) {
  const { words, strings } = view;
  const name = make("input", { id: "learner", autocomplete: "off", maxlength: "60", value: learner ?? "" });
  const asked = () => name.value.trim();
  return make(
    "article",
    { class: "flow" },
    make("p", { class: "kicker" }, make("span", { class: "code" }, view.scenario.code)),
    make("h1", { tabindex: "-1" }, words.title),
    words.summary ? make("div", { class: "lead" }, paragraphs(words.summary)) : null,
    place(words.place),
    words.notice ? note("alert", "warning", paragraphs(words.notice)) : null,
    words.is_draft ? note("info", "warning", [make("p", {}, strings.draft)]) : null,
    notes.map((text) => note("info", "info", [make("p", {}, text)])),
    asksName
      ? make(
          "p",
          { class: "takeaway-field" },
          make("label", { for: "learner" }, strings.learner),
          name,
          make("span", { class: "takeaway-hint" }, strings.learner_hint),
        )
      : null,
    make(
      "div",
      { class: "buttons" },
      canGoOn ? button(strings.go_on, "next", () => onGoOn(asked())) : null,
      button(canGoOn ? strings.start_anew : strings.start, canGoOn ? "refresh" : "next", () => onStart(asked()), {
        quiet: canGoOn,
      }),
    ),
  );
}

/* here: {key, state, step, total, happened, judged, choices, canSkip}. */
export function sceneScreen(view, here, { onChoose, onSkip }) {
  const { words, strings } = view;
  const texts = words.scenes[here.key];
  const choices = () => sceneBody(view, here, texts, onChoose);
  return make(
    "div",
    { class: "scene" },
    steps(here.step, here.total, filled(strings.decision, { step: here.step })),
    here.happened
      ? make(
          "section",
          { class: "happened", "aria-labelledby": "happened" },
          make("p", { class: "happened-label", id: "happened" }, strings.happened),
          paragraphs(here.happened),
        )
      : null,
    here.judged
      ? make(
          "section",
          { class: "judged", "aria-labelledby": "judged" },
          make("h2", { class: "happened-label", id: "judged" }, strings.how_it_was),
          judgementBox(view, here.judged),
        )
      : null,
    make("h1", { tabindex: "-1" }, texts.heading || words.title),
    place(words.place),
    texts.notice
      ? [
          make(
            "div",
            { class: "scene-notice" },
            icon("alert"),
            make("div", {}, make("h2", {}, strings.before_you_read), paragraphs(texts.notice)),
          ),
          make(
            "div",
            { class: "behind" },
            make("details", {}, make("summary", { class: "button" }, strings.read_scene), choices()),
            here.canSkip ? button(strings.skip, null, onSkip, { quiet: true }) : null,
          ),
        ]
      : choices(),
  );
}

function sceneBody(view, here, texts, onChoose) {
  return make(
    "div",
    {},
    make(
      "div",
      { class: "situation" },
      texts.image ? make("img", { class: "scene-picture", src: texts.image, alt: texts.alt ?? "" }) : null,
      texts.speaker ? make("p", { class: "speaker" }, icon("speech"), texts.speaker) : null,
      paragraphs(texts.situation),
    ),
    make(
      "div",
      { class: "choices", role: "group", "aria-labelledby": "question" },
      make("h2", { id: "question" }, view.strings.what_do_you_do),
      here.choices.map((choice) =>
        make(
          "button",
          { class: "choice", type: "button", "data-choice": choice.id, onclick: () => onChoose(choice.id) },
          make("span", {}, texts.choices[choice.id].text),
          icon("open"),
        ),
      ),
    ),
  );
}

export function debriefScreen(view, told, walked, { onAgain, onLeave, leaveText, extra }) {
  const { words, strings } = view;
  return make(
    "article",
    { class: "debrief" },
    make(
      "header",
      { class: "opening" },
      make("p", { class: "kicker" }, strings.debrief),
      make("h1", { tabindex: "-1" }, words.title),
    ),
    outcome(view, walked),
    walked.score.skippedPoints
      ? make("p", { class: "debrief-skipped" }, icon("skipped"), filled(strings.skipped_points, { points: walked.score.skippedPoints }))
      : null,
    extra,
    make(
      "section",
      { class: "ending", "aria-labelledby": "ending" },
      make("h2", { id: "ending" }, told.ending.heading),
      paragraphs(told.ending.situation),
      grounds(view, told.ending),
    ),
    told.ending.booth
      ? make(
          "aside",
          { class: "booth" },
          make("p", { class: "booth-label" }, icon("booth"), make("bdi", {}, strings.at_the_booth)),
          make("p", { class: "booth-text" }, told.ending.booth),
        )
      : null,
    make(
      "section",
      { "aria-labelledby": "both-paths" },
      make("h2", { id: "both-paths" }, strings.both_paths),
      tracks(view, told),
    ),
    make(
      "div",
      { class: "paths" },
      make(
        "section",
        { "aria-labelledby": "own-path" },
        make("h2", { id: "own-path" }, strings.own_path),
        make("ol", { class: "path" }, told.steps.map((step) => lookedBackStep(view, step))),
      ),
      make(
        "section",
        { class: "path-recommended", "aria-labelledby": "recommended-path" },
        make("h2", { id: "recommended-path" }, strings.recommended_path),
        make(
          "ol",
          { class: "path" },
          told.recommended.map(({ heading, text }) =>
            make(
              "li",
              { class: "path-step is-best" },
              icon("best"),
              make("div", {}, make("h3", {}, heading), make("p", {}, text || strings.you_skipped)),
            ),
          ),
        ),
      ),
    ),
    make(
      "div",
      { class: "buttons debrief-buttons" },
      onLeave ? button(leaveText, "leave", onLeave) : null,
      onAgain ? button(strings.play_again, "refresh", onAgain, { quiet: Boolean(onLeave) || walked.passed }) : null,
    ),
  );
}

function outcome(view, walked) {
  const { words, strings, scenario } = view;
  const values = {
    points: walked.score.points,
    max: walked.most,
    percent: walked.percent,
    needed: scenario.pass_percent,
  };
  const errors = walked.score.criticalErrors;
  if (errors.length) {
    return outcomeBox("is-critical", "critical", strings.critical_title, [
      make("p", {}, strings.critical_text),
      make(
        "ul",
        { class: "critical-errors" },
        errors.map((code) =>
          make("li", {}, make("span", { class: "code" }, code), " ", make("span", {}, words.critical_names[code])),
        ),
      ),
      make("p", { class: "outcome-points" }, filled(strings.critical_points, values)),
    ]);
  }
  if (walked.passed) {
    return outcomeBox("is-passed", "best", strings.passed, [
      make("p", { class: "outcome-points" }, filled(strings.passed_points, values)),
    ]);
  }
  return outcomeBox("is-open", "acceptable", strings.not_passed, [
    make("p", { class: "outcome-points" }, filled(strings.not_passed_points, values)),
    make("p", {}, strings.compare),
  ]);
}

function outcomeBox(kind, sign, title, content) {
  return make("div", { class: `outcome ${kind}` }, icon(sign), make("div", {}, make("h2", {}, title), content));
}

function judgementBox(view, step) {
  const { strings } = view;
  return make(
    "div",
    { class: `judgement is-${step.severity}` },
    make("p", { class: "judgement-word" }, icon(step.severity), severity(view, step)),
    critical(view, step),
    label(strings.you_chose),
    make("p", {}, step.chosen),
    better(view, step),
    grounds(view, step),
  );
}

function lookedBackStep(view, step) {
  const { strings } = view;
  const points = step.isSkipped
    ? null
    : make("span", { class: "path-points" }, strings.points[step.points] ?? String(step.points));
  return make(
    "li",
    { class: `path-step is-${step.severity}`, id: `step-${step.number}` },
    icon(step.severity),
    make(
      "div",
      {},
      make("p", { class: "path-word" }, severity(view, step), points),
      make("h3", {}, `${step.number}. ${step.heading}`),
      step.isSkipped
        ? make("p", {}, strings.you_skipped_free)
        : [label(strings.you_chose), make("p", { class: "path-chosen" }, step.chosen)],
      critical(view, step),
      step.consequence ? [label(strings.what_followed), paragraphs(step.consequence)] : null,
      better(view, step),
      grounds(view, step),
    ),
  );
}

function severity(view, step) {
  const code = step.criticalError ? [" ", make("span", { class: "code" }, step.criticalError)] : [];
  return [view.strings.severities[step.severity], ...code];
}

function critical(view, step) {
  return step.criticalError
    ? make("p", { class: "path-critical" }, view.words.critical_names[step.criticalError])
    : null;
}

function better(view, step) {
  return step.better
    ? make(
        "div",
        { class: "path-better" },
        make("p", { class: "path-label" }, icon("best"), view.strings.recommended),
        make("p", {}, step.better),
      )
    : null;
}

function label(text) {
  return make("p", { class: "path-label" }, text);
}

function grounds(view, { principle, legal }) {
  const line = (name, text) => (text ? make("div", {}, make("dt", {}, name), make("dd", {}, text)) : null);
  return principle || legal
    ? make("dl", { class: "grounds" }, line(view.strings.principle, principle), line(view.strings.legal, legal))
    : null;
}

function tracks(view, told) {
  const { strings } = view;
  const key = (className, text) =>
    make(
      "li",
      {},
      drawn("svg", { viewBox: "0 0 32 12", "aria-hidden": "true" }, className.map((one) => drawn("path", { class: one, d: "M0 6H32" }))),
      text,
    );
  return make(
    "figure",
    { class: "tracks" },
    make(
      "figcaption",
      {},
      make("p", {}, filled(strings.same_of_made, { same: told.same, made: told.made })),
      make(
        "ul",
        { class: "tracks-key" },
        key(["track-own"], strings.your_path),
        key(["track-best", "track-core"], strings.recommended_path),
      ),
    ),
    make("ol", {}, told.rows.map((row) => trackRow(view, row))),
  );
}

function trackRow(view, row) {
  const lines = [
    ...(row.bestLine ? [drawn("path", { class: "track-best", d: row.bestLine }), drawn("path", { class: "track-core", d: row.bestLine })] : []),
    ...(row.ownLine ? [drawn("path", { class: "track-own", d: row.ownLine })] : []),
  ];
  const side = row.kind === "best" ? "track-best-words" : "track-own-words";
  const heading = row.step
    ? make("a", { href: `#step-${row.step.number}` }, `${row.step.number}. ${row.heading}`)
    : row.heading;
  return make(
    "li",
    { class: `track on-${row.kind}${row.step ? ` is-${row.step.severity}` : ""}` },
    drawn("svg", { class: "track-lines", viewBox: "0 0 64 100", preserveAspectRatio: "none", "aria-hidden": "true" }, lines),
    make("span", { class: "track-sign" }, row.sign ? icon(row.sign) : null),
    make(
      "div",
      { class: side },
      make("p", { class: "track-whose" }, whose(view, row)),
      make("p", { class: "track-heading" }, heading),
      row.step ? make("p", { class: "track-word" }, severity(view, row.step)) : null,
    ),
  );
}

function whose(view, row) {
  const { strings } = view;
  if (row.isEnding) {
    return strings[{ best: "ending_recommended", own: "ending_own", shared: "ending_both" }[row.kind]];
  }
  if (row.kind !== "shared") {
    return strings[row.kind === "best" ? "only_recommended" : "only_own"];
  }
  if (row.isMeeting && row.isParting) {
    return strings.meet_and_part;
  }
  return row.isParting ? strings.part : row.isMeeting ? strings.meet : strings.on_both;
}

function place(text) {
  return text ? make("p", { class: "meta" }, make("span", {}, icon("place"), make("bdi", {}, text))) : null;
}

export function note(sign, kind, content) {
  return make("div", { class: `notice notice-${kind}` }, icon(sign), make("div", {}, content));
}

export function button(text, sign, act, { quiet = false } = {}) {
  return make(
    "button",
    { class: `button${quiet ? " button-quiet" : ""}`, type: "button", onclick: act },
    sign ? icon(sign) : null,
    text,
  );
}

function steps(position, count, text) {
  const marks = Array.from({ length: count }, (_one, index) =>
    make("i", { class: index + 1 < position ? "is-past" : index + 1 === position ? "is-here" : "is-ahead" }),
  );
  return make("p", { class: "steps" }, marks, make("span", {}, text));
}
