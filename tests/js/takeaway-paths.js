// Walks every way through a scenario that was taken out, as its player does: for test_the_player_scores_as_the_server.py.
// In: the data of a player. Out: [{path, points, criticalErrors, skippedPoints, most, percent, passed, ending}].
// A way comes to no state twice; the reading stops where there are more ways than asked for.

import { readFileSync } from "node:fs";
import { bestPath, canSkip, isEnding, nameOf, offered, stateAfter, firstState, recommendedIn } from "../../static/js/takeaway/graph.js";
import { walk } from "../../static/js/takeaway/walking.js";

const { scenario, most } = JSON.parse(readFileSync(0, "utf8"));
const found = [];

function go(state, path, seen) {
  if (found.length >= most) {
    return;
  }
  if (isEnding(scenario, state)) {
    const walked = walk(scenario, path);
    found.push({
      path,
      ...walked.score,
      most: walked.most,
      percent: walked.percent,
      passed: walked.passed,
      ending: walked.state.scene,
      values: walked.state.values,
    });
    return;
  }
  const keys = offered(scenario, state).map((one) => one.id);
  for (const key of canSkip(scenario, state) ? [...keys, ""] : keys) {
    const after = stateAfter(scenario, state, key || recommendedIn(scenario, state).id);
    const name = `${nameOf(scenario, after)}|${JSON.stringify(after.values)}`;
    if (!seen.has(name)) {
      go(after, [...path, [state.scene, key]], new Set([...seen, name]));
    }
  }
}

go(firstState(scenario), [], new Set());
process.stdout.write(JSON.stringify({ found, best: bestPath(scenario) }));
