// A learning system of cmi5 in memory, as strict as the specification where a unit could err: for the tests.

import { ok } from "node:assert";

const CATEGORY = "https://w3id.org/xapi/cmi5/context/categories/";
const EXTENSION = "https://w3id.org/xapi/cmi5/context/extensions/";
const DEFINED = ["initialized", "completed", "passed", "failed", "terminated"];

export const LAUNCH = {
  endpoint: "https://lms.example/xapi/",
  fetch: "https://lms.example/fetch/1",
  actor: { objectType: "Agent", account: { homePage: "https://lms.example", name: "p-1" } },
  registration: "11111111-1111-4111-8111-111111111111",
  activityId: "https://lms.example/units/1",
};

export class Lms {
  constructor({ launchData = {}, state = null, preferences = null } = {}) {
    this.launchData = {
      contextTemplate: {
        contextActivities: { grouping: [{ id: "https://publisher.example/unit" }] },
        extensions: { [`${EXTENSION}sessionid`]: "session-1" },
      },
      launchMode: "Normal",
      moveOn: "CompletedAndPassed",
      ...launchData,
    };
    Object.assign(this, { state, preferences, statements: [], refused: [], calls: [], isFetched: false, isDead: false });
    this.fetch = this.fetch.bind(this);
  }

  verbs() {
    return this.statements.map((one) => one.verb.id.split("/").at(-1));
  }

  async fetch(url, options = {}) {
    if (this.isDead) {
      throw new TypeError("network");
    }
    const method = options.method ?? "GET";
    this.calls.push(`${method} ${url.split("?")[0].split("/").at(-1)}`);
    if (url === LAUNCH.fetch) {
      const again = this.isFetched;
      this.isFetched = true;
      return answer(200, again ? { "error-code": "1", "error-text": "used" } : { "auth-token": "dG9rZW4=" });
    }
    if (options.headers?.Authorization !== "Basic dG9rZW4=") {
      return answer(401);
    }
    const query = new URLSearchParams(url.split("?")[1]);
    if (url.includes("activities/state")) {
      return this.document(method, query, options);
    }
    if (url.includes("agents/profile")) {
      this.hasRead = true;
      return this.preferences ? answer(200, this.preferences) : answer(404);
    }
    return this.take(JSON.parse(options.body), query.get("statementId"));
  }

  document(method, query, options) {
    ok(query.get("registration") === LAUNCH.registration && query.get("activityId") === LAUNCH.activityId);
    if (query.get("stateId") === "LMS.LaunchData") {
      return method === "GET" ? answer(200, this.launchData) : answer(403);
    }
    if (method === "PUT") {
      this.state = JSON.parse(options.body);
      return answer(204);
    }
    return this.state ? answer(200, this.state) : answer(404);
  }

  take(statement, id) {
    if (this.statements.some((one) => one.id === statement.id)) {
      return answer(204);
    }
    const fault = this.faultOf(statement, id);
    if (fault) {
      this.refused.push(fault);
      return answer(403);
    }
    this.statements.push(statement);
    return answer(204);
  }

  /* The rules of sections 9.2 to 9.6, in short. */
  faultOf(statement, id) {
    const verb = statement.verb.id.split("/").at(-1);
    const categories = (statement.context?.contextActivities?.category ?? []).map((one) => one.id);
    const isDefined = categories.includes(`${CATEGORY}cmi5`);
    const before = this.verbs();
    const result = statement.result ?? {};
    const isFirst = before.length === 0;
    const mark = this.launchData.masteryScore;
    const judges = ["completed", "passed", "failed"].includes(verb);
    const rules = [
      [statement.id !== id, "id"],
      [JSON.stringify(statement.actor) !== JSON.stringify(LAUNCH.actor), "actor"],
      [!/Z$/.test(statement.timestamp ?? ""), "timestamp"],
      [statement.context.registration !== LAUNCH.registration, "registration"],
      [statement.context.extensions[`${EXTENSION}sessionid`] !== "session-1", "sessionid"],
      [!statement.context.contextActivities.grouping?.length, "grouping"],
      [isFirst && (verb !== "initialized" || !isDefined), "initialized first"],
      [isFirst && !this.hasRead, "preferences unread"],
      [before.includes("terminated"), "after terminated"],
      [isDefined && !DEFINED.includes(verb), "verb"],
      [isDefined && statement.object.id !== LAUNCH.activityId, "object"],
      [isDefined && before.includes(verb), `second ${verb}`],
      [isDefined && judges && this.launchData.launchMode !== "Normal", "mode"],
      [isDefined && judges !== categories.includes(`${CATEGORY}moveon`), "moveon"],
      [isDefined && verb !== "initialized" && !result.duration, "duration"],
      [isDefined && verb === "completed" && (result.completion !== true || result.score || "success" in result), "completed"],
      [isDefined && verb === "passed" && (result.success !== true || "completion" in result), "passed"],
      [isDefined && verb === "failed" && (result.success !== false || "completion" in result), "failed"],
      [isDefined && result.score?.scaled < 0, "scaled below 0"],
      [verb === "passed" && result.score?.scaled < mark, "passed below the mark"],
      [verb === "failed" && result.score?.scaled >= mark, "failed above the mark"],
      [isDefined && result.score && mark !== undefined && statement.context.extensions[`${EXTENSION}masteryscore`] !== mark, "masteryscore"],
      [result.score && "raw" in result.score && !("min" in result.score && "max" in result.score), "raw alone"],
      [verb === "failed" && before.includes("passed"), "failed after passed"],
    ];
    return rules.find(([isWrong]) => isWrong)?.[1] ?? "";
  }
}

function answer(status, data) {
  return { ok: status < 400, status, json: async () => data };
}
