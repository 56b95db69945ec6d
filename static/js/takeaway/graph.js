// The graph of a scenario as it is played: which choices are offered, what follows from one, what is recommended.
// The same rules as assessments/scenarios/graph.py; which choice is recommended in a state, the server worked out.

const TESTS = {
  at_least: (amount, than) => amount >= than,
  at_most: (amount, than) => amount <= than,
  equals: (amount, than) => amount === than,
  differs: (amount, than) => amount !== than,
};

export function firstState(scenario) {
  return { scene: scenario.start, values: Object.fromEntries(scenario.values.map((one) => [one.id, one.start])) };
}

export function sceneOf(scenario, key) {
  return scenario.scenes[key];
}

export function isEnding(scenario, state) {
  return Boolean(sceneOf(scenario, state.scene).ending);
}

export function allHold(conditions, values) {
  return (conditions ?? []).every((one) => one.value in values && Boolean(TESTS[one.is]?.(values[one.value], one.than)));
}

export function offered(scenario, state) {
  return (sceneOf(scenario, state.scene).choices ?? []).filter((choice) => allHold(choice.when, state.values));
}

function keptInRange(value, amount) {
  return value.kind === "integer" ? Math.min(Math.max(amount, value.min), value.max) : amount;
}

function changed(scenario, choice, values) {
  const after = { ...values };
  for (const effect of choice.effects ?? []) {
    const value = scenario.values.find((one) => one.id === effect.value);
    if (value) {
      after[value.id] = keptInRange(value, "add" in effect ? after[value.id] + effect.add : effect.set);
    }
  }
  return after;
}

export function choiceOf(scenario, state, key) {
  const choice = offered(scenario, state).find((one) => one.id === key);
  if (!choice) {
    throw new RangeError(`${state.scene}/${key}`);
  }
  return choice;
}

export function stateAfter(scenario, state, key) {
  const choice = choiceOf(scenario, state, key);
  const values = changed(scenario, choice, state.values);
  const route = (choice.routes ?? []).find((one) => allHold(one.when, values));
  return { scene: route ? route.next : choice.next, values };
}

/* The name of a state in `scenario.recommended`: its scene and the values that some condition tests. */
export function nameOf(scenario, state) {
  return JSON.stringify([state.scene, ...scenario.tested.map((key) => state.values[key])]);
}

export function recommendedIn(scenario, state) {
  const key = scenario.recommended[nameOf(scenario, state)];
  return key === undefined ? null : choiceOf(scenario, state, key);
}

export function canSkip(scenario, state) {
  return Boolean(sceneOf(scenario, state.scene).notice) && recommendedIn(scenario, state) !== null;
}

/* The best way from the start: [{scene, choice}], and the scene it ends in. */
export function bestPath(scenario) {
  const steps = [];
  let state = firstState(scenario);
  while (!isEnding(scenario, state)) {
    const choice = recommendedIn(scenario, state);
    if (!choice) {
      break;
    }
    steps.push({ scene: state.scene, choice: choice.id });
    state = stateAfter(scenario, state, choice.id);
  }
  return { steps, ending: state.scene };
}
