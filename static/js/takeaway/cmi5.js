// A launch by cmi5 (https://github.com/AICC/CMI-5_Spec_Current, Quartz): what an assignable unit says to its LMS.

import { newUuid } from "./keeping.js";
import { Refused, joinedUrl, sendStatement, xapiHeaders } from "./sending.js";
import { durationOf, verbNamed } from "./statements.js";
import { scaled } from "./walking.js";

const CATEGORIES = "https://w3id.org/xapi/cmi5/context/categories/";
const CMI5_EXTENSIONS = "https://w3id.org/xapi/cmi5/context/extensions/";
const STATE_ID = "panah-play";
const LAUNCH_PARAMETERS = ["endpoint", "fetch", "actor", "registration", "activityId"];

export class LaunchFailed extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/* The five parameters of a launch (8.1), or null where the page was opened in another way. */
export function launchOf(search) {
  const given = new URLSearchParams(search);
  if (!LAUNCH_PARAMETERS.every((name) => given.get(name))) {
    return null;
  }
  try {
    return {
      endpoint: given.get("endpoint"),
      fetch: given.get("fetch"),
      actor: JSON.parse(given.get("actor")),
      registration: given.get("registration"),
      activityId: given.get("activityId"),
    };
  } catch {
    return null;
  }
}

/* Which of the languages the learner wants first (11.0: "languagePreference": "ru-RU,en-US"), "" for none of them. */
export function preferredLanguage(preferences, languages) {
  for (const wanted of String(preferences?.languagePreference ?? "").toLowerCase().split(",")) {
    const found = languages.find((one) => [one.code, one.tag.toLowerCase()].includes(wanted.trim()));
    const near = found ?? languages.find((one) => one.code.split("-")[0] === wanted.trim().split("-")[0]);
    if (near && wanted.trim()) {
      return near.code;
    }
  }
  return "";
}

/* A session (10.2): open() reads all that the LMS says and states `initialized`; then step(), end() and leave(). */
export function makeSession(launch, scenario, { view, fetcher = view.fetch.bind(view), now = () => Date.now() }) {
  const session = { mode: "Normal", language: "", returnUrl: "", kept: null, problem: "" };
  let auth = "";
  let data = {};
  let beganAt = 0;
  let isOver = false;
  let hasJudged = false;
  let told = {};

  const stateUrl = (id) =>
    joinedUrl(
      launch.endpoint,
      `activities/state?${new URLSearchParams({
        stateId: id,
        activityId: launch.activityId,
        agent: JSON.stringify(launch.actor),
        registration: launch.registration,
      })}`,
    );

  async function readJson(url, isAsked) {
    const answer = await fetcher(url, { headers: xapiHeaders(auth) });
    if (answer.status === 404 && !isAsked) {
      return null;
    }
    if (!answer.ok) {
      throw new LaunchFailed("unreadable");
    }
    return answer.json();
  }

  session.open = async () => {
    auth = `Basic ${await fetchToken(fetcher, launch.fetch)}`;
    data = await readJson(stateUrl("LMS.LaunchData"), true);
    const agent = encodeURIComponent(JSON.stringify(launch.actor));
    // To be read before anything is stated (11.0); an LMS without any answers 404.
    const preferences = await readJson(
      joinedUrl(launch.endpoint, `agents/profile?profileId=cmi5LearnerPreferences&agent=${agent}`),
      false,
    );
    session.mode = data.launchMode ?? "Normal";
    session.returnUrl = safeUrl(data.returnURL);
    session.language = preferredLanguage(preferences, scenario.languages);
    session.kept = await readJson(stateUrl(STATE_ID), false);
    told = session.kept?.told ?? {};
    beganAt = now();
    await send(define("initialized"));
    return session;
  };

  function fromTemplate() {
    const context = JSON.parse(JSON.stringify(data.contextTemplate ?? {}));
    context.registration = launch.registration;
    context.contextActivities ??= {};
    context.extensions ??= {};
    return context;
  }

  function define(verb, result, { judges = false } = {}) {
    const context = fromTemplate();
    const categories = [{ id: `${CATEGORIES}cmi5` }, ...(judges ? [{ id: `${CATEGORIES}moveon` }] : [])];
    context.contextActivities.category = [...(context.contextActivities.category ?? []), ...categories];
    if (result?.score && data.masteryScore !== undefined) {
      context.extensions[`${CMI5_EXTENSIONS}masteryscore`] = data.masteryScore;
    }
    return stamped({ verb: verbNamed(verb), object: activity(), ...(result ? { result } : {}), context });
  }

  function activity() {
    return { objectType: "Activity", id: launch.activityId };
  }

  function stamped(statement) {
    return { id: newUuid(view), actor: launch.actor, timestamp: new Date(now()).toISOString(), ...statement };
  }

  async function send(statement, options) {
    await sendStatement(fetcher, launch.endpoint, auth, statement, options);
  }

  session.keep = async (play) => {
    session.kept = { ...play, told };
    if (session.mode === "Normal" && !isOver) {
      const answer = await fetcher(stateUrl(STATE_ID), {
        method: "PUT",
        headers: xapiHeaders(auth),
        body: JSON.stringify(session.kept),
      });
      if (!answer.ok) {
        throw new Refused(answer.status);
      }
    }
  };

  /* A "cmi5 allowed" statement (6.3.2, 9.0): ours, within the context of the session. */
  session.allowed = ({ verb, object, result, context }) => {
    const made = fromTemplate();
    made.revision = context.revision;
    made.platform = context.platform;
    made.extensions = { ...context.extensions, ...made.extensions };
    made.contextActivities = { ...context.contextActivities, ...made.contextActivities };
    return stamped({ verb, object, ...(result ? { result: withRange(result) } : {}), context: made });
  };

  /* Acts that send: each statement is made once, so that it can be sent again after a dead network. */
  session.step = (statement) => {
    if (session.mode !== "Normal" || isOver) {
      return [];
    }
    const made = session.allowed(statement);
    return [() => send(made)];
  };

  /* Whether the LMS takes this result: once a session a judgement, once a registration completed and passed (9.3). */
  session.counts = () => session.mode === "Normal" && !isOver && !told.passed && !hasJudged;

  session.end = (walked, took) => {
    if (!session.counts()) {
      return [];
    }
    hasJudged = true;
    const duration = durationOf(took);
    const { verb, result } = judgement(scenario, walked, data.masteryScore);
    const completed = define("completed", { completion: true, duration }, { judges: true });
    const judged = define(verb, { ...result, duration }, { judges: true });
    return [
      ...(told.completed ? [] : [() => sendAndNote(completed, "completed")]),
      () => sendAndNote(judged, verb),
    ];
  };

  async function sendAndNote(statement, verb) {
    await send(statement);
    told = { ...told, [verb]: true };
  }

  session.leave = async ({ isClosing = false } = {}) => {
    if (isOver || !auth) {
      return;
    }
    isOver = true;
    await send(define("terminated", { duration: durationOf(now() - beganAt) }), isClosing ? { keepalive: true } : {});
  };

  Object.defineProperty(session, "isOver", { get: () => isOver });
  return session;
}

/* The verb and result of a play's end. The pass mark is the LMS's where it has one (10.2.4); a critical error fails
   whatever the points, and then no score is given that the LMS would take for a pass (9.3.5). */
export function judgement(scenario, walked, masteryScore) {
  const share = scaled(walked.score, walked.most);
  const mark = masteryScore ?? scenario.pass_percent / 100;
  const hasErrors = walked.score.criticalErrors.length > 0;
  const success = share !== null && share >= mark && !hasErrors;
  const extensions = { "https://w3id.org/xapi/panah/extensions/critical-errors": walked.score.criticalErrors };
  const isHidden = share === null || (!success && share >= mark);
  const low = Math.min(scenario.lowest_points, walked.score.points);
  const high = Math.max(walked.most, walked.score.points);
  // A share below nothing is nothing: scaled is between 0 and 1 there (9.5.1). The points stand beside it.
  const score = { scaled: Math.max(0, share), ...(low < high ? { raw: walked.score.points, min: low, max: high } : {}) };
  return {
    verb: success ? "passed" : "failed",
    result: { success, ...(isHidden ? {} : { score }), extensions },
  };
}

async function fetchToken(fetcher, url) {
  let answer;
  try {
    answer = await (await fetcher(url, { method: "POST" })).json();
  } catch {
    throw new LaunchFailed("network");
  }
  if (!answer["auth-token"]) {
    // 1: used or over, 2: refused for security, 3: something else (8.2.3).
    throw new LaunchFailed(answer["error-code"] === "1" ? "used" : "refused");
  }
  return answer["auth-token"];
}

/* Only an address of the web is followed: an LMS could say "javascript:". */
export function safeUrl(url) {
  return /^https?:\/\//i.test(url ?? "") ? url : "";
}

/* cmi5 asks for min and max wherever raw is (9.5.1), and min must be less than max. */
function withRange(result) {
  if (!result.score || "min" in result.score) {
    return result;
  }
  const { score: _left, ...rest } = result;
  return rest;
}
