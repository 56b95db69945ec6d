// A way through a scenario, walked from its start: its steps, where it stands, and its score.
// The same rules as assessments/attempts/replaying.py and scoring.py. A step is [scene, choice]; choice "" skips.

import { canSkip, choiceOf, firstState, isEnding, recommendedIn, stateAfter } from "./graph.js";

export function walk(scenario, path) {
  const steps = [];
  const score = { points: 0, criticalErrors: [], skippedPoints: 0 };
  const skipped = new Set();
  let state = firstState(scenario);
  for (const [scene, key] of path) {
    if (scene !== state.scene || isEnding(scenario, state) || (key === "" && !canSkip(scenario, state))) {
      throw new RangeError(`${scene}/${key}`);
    }
    const isSkipped = key === "";
    const choice = isSkipped ? recommendedIn(scenario, state) : choiceOf(scenario, state, key);
    const after = stateAfter(scenario, state, choice.id);
    if (isSkipped) {
      score.skippedPoints += skipped.has(scene) ? 0 : Math.max(0, choice.points);
      skipped.add(scene);
    } else {
      score.points += choice.points;
      if (choice.critical_error) {
        score.criticalErrors.push(choice.critical_error);
      }
    }
    steps.push({ before: state, choice, isSkipped, recommended: recommendedIn(scenario, state) });
    state = after;
  }
  return { steps, state, score, isEnded: isEnding(scenario, state), ...judged(scenario, score) };
}

export function judged(scenario, score) {
  const most = Math.max(0, scenario.max_points - score.skippedPoints);
  const hasEnough = most > 0 && score.points * 100 >= most * scenario.pass_percent;
  return {
    most,
    percent: most > 0 ? Math.min(Math.max(Math.floor((score.points * 100) / most), 0), 100) : 0,
    passed: hasEnough && score.criticalErrors.length === 0,
  };
}

/* Points as a share of the most, cut at four digits: what is short of a pass mark never reaches it by rounding. */
export function scaled(score, most) {
  return most > 0 ? Math.max(-1, Math.min(1, Math.floor((score.points * 10000) / most) / 10000)) : null;
}

/* Whether a path that was kept can still be walked; what was kept by another version may not. */
export function isWalkable(scenario, path) {
  try {
    return Array.isArray(path) && Boolean(walk(scenario, path));
  } catch {
    return false;
  }
}

/* The choices of a scene in the order they are shown: another one for each play and step, the same when shown again. */
export function shuffledChoices(choices, seed) {
  const random = numbersFrom(seed);
  const order = [...choices];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other], order[last]];
  }
  return order;
}

function numbersFrom(text) {
  let seed = 2166136261;
  for (const letter of text) {
    seed = Math.imul(seed ^ letter.codePointAt(0), 16777619) >>> 0;
  }
  return () => {
    seed = (seed + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), seed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
