// What is stated of a play, as xAPI: the same verbs, activities and extensions as assessments/attempts/statements.py.

import { scaled } from "./walking.js";

const ADL = "http://adlnet.gov/expapi/verbs/";
const ACTIVITY_TYPES = "http://adlnet.gov/expapi/activities/";
const OURS = "https://w3id.org/xapi/panah/extensions/";
const SKIPPED_VERB = { id: "http://id.tincanapi.com/verb/skipped", display: { en: "skipped" } };
const GOOD_SEVERITIES = ["best", "acceptable"];

export function verbNamed(name) {
  return name === "skipped" ? SKIPPED_VERB : { id: ADL + name, display: { en: name } };
}

/* Milliseconds as an ISO 8601 duration, to a hundredth of a second (xAPI 1.0.3 part 2, 4.6). */
export function durationOf(milliseconds) {
  return `PT${(Math.max(0, Math.round(milliseconds / 10)) / 100).toString()}S`;
}

function namesIn(scenario, textOf) {
  const names = {};
  for (const language of scenario.languages) {
    const text = textOf(scenario.words[language.code]);
    if (text) {
      names[language.tag] = text;
    }
  }
  return names;
}

export function scenarioActivity(scenario, id = scenario.iri) {
  return {
    objectType: "Activity",
    id,
    definition: { type: `${ACTIVITY_TYPES}simulation`, name: namesIn(scenario, (words) => words.title) },
  };
}

function sceneActivity(scenario, key, choices) {
  const definition = {
    type: `${ACTIVITY_TYPES}cmi.interaction`,
    interactionType: "choice",
    name: namesIn(scenario, (words) => words.scenes[key].heading),
    choices: choices.map((one) => ({
      id: one.id,
      description: namesIn(scenario, (words) => words.scenes[key].choices[one.id].text),
    })),
  };
  return { objectType: "Activity", id: scenario.scenes[key].iri, definition };
}

function told(scenario, play, place = {}) {
  return {
    [`${OURS}scenario`]: { code: scenario.code, version: scenario.version, change: scenario.change, ...place },
    [`${OURS}try`]: play.number,
  };
}

/* Statements without actor, id and timestamp, which the reporter gives: {verb, object, result, context}. */
export function initializedStatement(scenario, play) {
  return { verb: verbNamed("initialized"), object: scenarioActivity(scenario), context: inContext(scenario, play) };
}

function inContext(scenario, play, place, parent) {
  const activities = parent ? { contextActivities: { parent: [{ objectType: "Activity", id: scenario.iri }] } } : {};
  return { revision: String(scenario.version), platform: "Panah", extensions: told(scenario, play, place), ...activities };
}

/* One step of walk(): a choice that was made among `choices`, or a scene that was skipped. */
export function stepStatement(scenario, play, step, number, choices, took) {
  const key = step.before.scene;
  const place = { scene: key, step: number };
  const made = {
    verb: verbNamed(step.isSkipped ? "skipped" : "answered"),
    object: sceneActivity(scenario, key, choices),
    context: inContext(scenario, play, place, true),
  };
  if (step.isSkipped) {
    return { ...made, result: { duration: durationOf(took) } };
  }
  const points = choices.map((one) => one.points);
  const [low, high] = [Math.min(...points), Math.max(...points)];
  const errors = step.choice.critical_error ? { [`${OURS}critical-errors`]: [step.choice.critical_error] } : {};
  return {
    ...made,
    result: {
      score: low < high ? { raw: step.choice.points, min: low, max: high } : { raw: step.choice.points },
      success: GOOD_SEVERITIES.includes(step.choice.severity),
      response: step.choice.id,
      duration: durationOf(took),
      extensions: { [`${OURS}severity`]: step.choice.severity, ...errors },
    },
  };
}

/* What is stated when a play ends: completed, then passed or failed. */
export function endStatements(scenario, play, walked, took) {
  const { score, most } = walked;
  const [low, high] = [Math.min(scenario.lowest_points, score.points), Math.max(most, score.points)];
  const share = scaled(score, most);
  const result = {
    score: {
      raw: score.points,
      ...(low < high ? { min: low, max: high } : {}),
      ...(share === null ? {} : { scaled: share }),
    },
    success: walked.passed,
    completion: true,
    duration: durationOf(took),
    extensions: { [`${OURS}critical-errors`]: score.criticalErrors },
  };
  const context = inContext(scenario, play);
  return [
    {
      verb: verbNamed("completed"),
      object: scenarioActivity(scenario),
      result: { completion: true, duration: durationOf(took) },
      context,
    },
    { verb: verbNamed(walked.passed ? "passed" : "failed"), object: scenarioActivity(scenario), result, context },
  ];
}
