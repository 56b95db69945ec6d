// What the debrief shows of an ended play, as data: the same as assessments/attempts/debrief.py tells.

import { bestPath } from "./graph.js";
import { drawTracks } from "./tracks.js";

export function lookBack(scenario, words, walked) {
  const best = bestPath(scenario);
  const skipped = new Set(walked.steps.filter((one) => one.isSkipped).map((one) => one.before.scene));
  const steps = walked.steps.map((step, index) => lookedAt(words, step, index + 1));
  const own = walked.steps.map((step) => ({ scene: step.before.scene, choice: step.choice.id }));
  const rows = drawTracks(
    [...own, { scene: walked.state.scene, choice: "" }],
    [...best.steps, { scene: best.ending, choice: "" }],
  );
  return {
    steps,
    made: steps.filter((one) => !one.isSkipped).length,
    same: steps.filter((one) => one.isRecommended).length,
    ending: words.scenes[walked.state.scene],
    rows: rows.map((row) => ({ ...row, ...rowTexts(row, steps, best, words, walked) })),
    // Who skipped a scene is not told after all what happens in it.
    recommended: best.steps.map(({ scene, choice }) => ({
      heading: words.scenes[scene].heading,
      text: skipped.has(scene) ? "" : words.scenes[scene].choices[choice].text,
    })),
  };
}

/* One choice judged: what was chosen, how it was, what was recommended instead. */
export function lookedAt(words, step, number) {
  const scene = words.scenes[step.before.scene];
  const chosen = step.isSkipped ? {} : scene.choices[step.choice.id];
  const isRecommended = !step.isSkipped && step.recommended?.id === step.choice.id;
  const better = step.isSkipped || isRecommended || !step.recommended ? "" : scene.choices[step.recommended.id].text;
  return {
    number,
    heading: scene.heading,
    isSkipped: step.isSkipped,
    isRecommended,
    severity: step.isSkipped ? "skipped" : step.choice.severity,
    points: step.isSkipped ? 0 : step.choice.points,
    criticalError: step.isSkipped ? "" : (step.choice.critical_error ?? ""),
    chosen: chosen.text ?? "",
    consequence: chosen.consequence ?? "",
    principle: chosen.principle ?? "",
    legal: chosen.legal ?? "",
    better,
  };
}

function rowTexts(row, steps, best, words, walked) {
  if (row.own === null) {
    const stop = best.steps[row.best];
    return stop
      ? { kind: "best", heading: words.scenes[stop.scene].heading, sign: "", better: "" }
      : { kind: "best", heading: words.scenes[best.ending].heading, sign: "done", isEnding: true };
  }
  const kind = row.isShared ? "shared" : "own";
  const step = steps[row.own];
  if (!step) {
    const sign = walked.score.criticalErrors.length ? "critical" : walked.passed ? "best" : "acceptable";
    return { kind, heading: words.scenes[walked.state.scene].heading, sign, isEnding: true };
  }
  return { kind, heading: step.heading, sign: step.severity, step };
}
