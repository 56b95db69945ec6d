// Where the statements of a play go: to the LMS that launched it, to a store named in the file, or into a file.
// Each reporter: open() -> {mode, language, kept, asksName}, keep(play), began(play), step(...), end(...), leave().

import { browserKeeper, newUuid } from "./keeping.js";
import { makeOutbox, sendStatement } from "./sending.js";
import { endStatements, initializedStatement, stepStatement } from "./statements.js";

/* Launched by cmi5: everything goes through the session. A dead network is told, and tried again at the next step. */
export function cmi5Reporter(session, scenario, onChange = () => {}) {
  let waiting = [];
  let chain = Promise.resolve();
  let refused = 0;

  async function run() {
    let problem = "";
    while (waiting.length) {
      try {
        await waiting[0]();
      } catch (error) {
        if (!error.status || error.status >= 500) {
          problem = "network";
          break;
        }
        // What the LMS does not take it will not take later either; what follows may still be taken.
        refused += 1;
      }
      waiting = waiting.slice(1);
    }
    onChange({ waiting: waiting.length, problem: problem || (refused ? "refused" : "") });
    return problem;
  }

  function later(...acts) {
    waiting = [...waiting, ...acts];
    chain = chain.then(run);
    return chain;
  }

  return {
    kind: "cmi5",
    session,
    isLasting: true,
    kept: () => session.kept ?? {},
    flush: () => later(),
    keep: (play) => later(() => session.keep(play)),
    began: async () => {},
    step: (play, step, number, choices, took) =>
      later(...session.step(stepStatement(scenario, play, step, number, choices, took))),
    async end(play, walked, took) {
      const acts = session.end(walked, took);
      // What was told goes into the kept state, for the next session.
      await later(...acts, () => session.keep(play));
      return acts.length > 0;
    },
    async leave() {
      await later();
      await session.leave();
    },
    close: () => session.leave({ isClosing: true }).catch(() => {}),
  };
}

/* On its own: statements are kept in the browser; with a store they are sent there, and kept until they are. */
export function ownReporter(scenario, { view, store, onChange = () => {}, now = () => Date.now() }) {
  const name = `panah-${scenario.key}`;
  const places = browserKeeper(view, name);
  const line = browserKeeper(view, `${name}-line`);
  const fetcher = view.fetch?.bind(view);
  const outbox = store
    ? makeOutbox((one) => sendStatement(fetcher, store.endpoint, store.auth, one), line, onChange)
    : null;
  let kept = places.load() ?? {};

  function made(play, statement) {
    return {
      id: newUuid(view),
      actor: actorOf(scenario, play.learner),
      timestamp: new Date(now()).toISOString(),
      ...statement,
      context: { registration: play.registration, language: tagOf(scenario, play.language), ...statement.context },
    };
  }

  async function tell(play, ...statements) {
    const whole = statements.map((one) => made(play, one));
    if (outbox) {
      await outbox.add(whole);
    } else {
      line.save([...(line.load() ?? []), ...whole]);
      onChange({ waiting: 0, problem: "" });
    }
  }

  return {
    kind: store ? "store" : "file",
    isLasting: places.isLasting,
    kept: () => kept,
    flush: () => outbox?.flush(),
    keep: async (play) => {
      kept = play;
      places.save(play);
    },
    began: (play) => tell(play, initializedStatement(scenario, play)),
    step: (play, step, number, choices, took) =>
      tell(play, stepStatement(scenario, play, step, number, choices, took)),
    end: async (play, walked, took) => {
      await tell(play, ...endStatements(scenario, play, walked, took));
      return true;
    },
    leave: async () => {},
    close: () => {},
    /* The results as a file that `manage.py import_statements` takes: one statement a line. */
    asFile: () => (outbox ? outbox.waiting : (line.load() ?? [])).map((one) => `${JSON.stringify(one)}\n`).join(""),
    count: () => (outbox ? outbox.waiting.length : (line.load() ?? []).length),
  };
}

/* A person is an account: what the learner typed, or a number made here that nobody can trace. */
export function actorOf(scenario, learner) {
  return { objectType: "Agent", account: { homePage: scenario.home, name: learner } };
}

function tagOf(scenario, code) {
  return scenario.languages.find((one) => one.code === code)?.tag ?? code;
}
