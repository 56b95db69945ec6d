// What the public client @xapi/xapi can do, done against a store. It asserts what comes back; each step is printed.
// node xapi-client-round.js ENDPOINT KEY SECRET VERSION ADAPTER (fetch or axios)
import assert from "node:assert/strict";
import { createHash, randomUUID } from "node:crypto";
import XAPI from "@xapi/xapi";

const [endpoint, key, secret, version, adapter] = process.argv.slice(2);
const client = new XAPI({ endpoint, version, adapter, auth: XAPI.toBasicAuth(key, secret) });
// Nothing of another round is found.
const name = randomUUID();
const agent = { objectType: "Agent", name: "Ақтоты", account: { homePage: "https://example.org", name } };
const other = { objectType: "Agent", mbox: `mailto:${name}@example.org` };
const activity = {
  objectType: "Activity",
  id: `https://example.org/activities/${name}`,
  definition: { name: { en: "A scene", ru: "Сцена" }, type: "http://adlnet.gov/expapi/activities/question" },
};
const registration = randomUUID();

function statement(more = {}) {
  return { id: randomUUID(), actor: agent, verb: XAPI.Verbs.ANSWERED, object: activity, ...more };
}

// axios keeps the status; fetch throws what the store said.
async function refused(status, promise) {
  const error = await promise.then(
    () => assert.fail(`not refused with ${status}`),
    (thrown) => thrown,
  );
  if (error.response) assert.equal(error.response.status, status);
  else assert.ok(JSON.parse(error.message).message);
}

const ids = (answer) => answer.data.statements.map((one) => one.id);

const steps = {
  async "about"() {
    const { data } = await client.getAbout();
    assert.ok(data.version.includes(version));
  },

  async "one statement is sent and found"() {
    const sent = statement({ result: { score: { scaled: 0.25, raw: 1 }, success: true, duration: "PT1.5S" } });
    assert.deepEqual((await client.sendStatement({ statement: sent })).data, [sent.id]);
    const { data } = await client.getStatement({ statementId: sent.id });
    const { stored, authority, timestamp, version: told, ...kept } = data;
    assert.deepEqual(kept, sent);
    assert.equal(authority.account.name, key);
    assert.equal(timestamp, stored);
    assert.equal(told.slice(0, 2), version.slice(0, 2));
    const again = await client.sendStatement({ statement: sent });
    assert.deepEqual(again.data, [sent.id]);
    await refused(409, client.sendStatement({ statement: { ...sent, verb: XAPI.Verbs.PASSED } }));
  },

  async "a statement has formats"() {
    const sent = statement();
    await client.sendStatement({ statement: sent });
    const brief = await client.getStatement({ statementId: sent.id, format: "ids" });
    assert.deepEqual(brief.data.object, { id: activity.id });
    assert.deepEqual(brief.data.actor, { objectType: "Agent", account: agent.account });
    const canonical = await client.getStatement({ statementId: sent.id, format: "canonical" });
    assert.equal(Object.keys(canonical.data.object.definition.name).length, 1);
  },

  async "many statements are sent, filtered and paged"() {
    const parent = { id: `https://example.org/parents/${name}` };
    const context = { registration, instructor: other, contextActivities: { parent: [parent] } };
    const sent = [1, 2, 3, 4, 5].map(() => statement({ context, verb: XAPI.Verbs.COMPLETED }));
    assert.deepEqual(
      (await client.sendStatements({ statements: sent })).data,
      sent.map((one) => one.id),
    );
    const wanted = sent.map((one) => one.id);
    const filters = [
      { registration },
      { agent, verb: XAPI.Verbs.COMPLETED.id },
      { activity: activity.id, verb: XAPI.Verbs.COMPLETED.id },
      { agent: other, related_agents: true },
      { activity: parent.id, related_activities: true },
    ];
    for (const filter of filters) {
      assert.deepEqual(ids(await client.getStatements({ ...filter, ascending: true })), wanted);
    }
    assert.deepEqual(ids(await client.getStatements({ registration })), wanted.toReversed());
    assert.deepEqual(ids(await client.getStatements({ agent: other })), []);
    const { stored } = (await client.getStatement({ statementId: wanted[0] })).data;
    assert.deepEqual(ids(await client.getStatements({ registration, since: stored })), []);
    assert.equal(ids(await client.getStatements({ registration, until: stored })).length, 5);

    let page = await client.getStatements({ registration, limit: 2, ascending: true });
    const seen = ids(page);
    while (page.data.more) {
      page = await client.getMoreStatements({ more: page.data.more });
      seen.push(...ids(page));
    }
    assert.deepEqual(seen, wanted);
  },

  async "a statement comes with its attachment"() {
    const text = "Ein Zeugnis: 証明書";
    const bytes = new TextEncoder().encode(text);
    const described = statement({
      attachments: [
        {
          usageType: XAPI.AttachmentUsages.CERTIFICATE_OF_COMPLETION,
          display: { en: "Certificate" },
          contentType: "text/plain; charset=utf-8",
          length: bytes.length,
          sha2: createHash("sha256").update(bytes).digest("hex"),
        },
      ],
    });
    const attachments = [bytes.buffer];
    if (adapter === "axios") {
      // In Node axios says application/octet-stream of every Blob, whatever it is told: no store can read that.
      await refused(400, client.sendStatement({ statement: described, attachments }));
      return;
    }
    assert.deepEqual((await client.sendStatement({ statement: described, attachments })).data, [described.id]);
    const one = await client.getStatement({ statementId: described.id, attachments: true });
    assert.equal(one.data[0].id, described.id);
    assert.equal(one.data[1], text);
    const page = await client.getStatements({ agent, attachments: true, limit: 1 });
    assert.equal(page.data[0].statements[0].id, described.id);
    assert.equal(page.data[1], text);
    const batch = [statement({ attachments: described.attachments })];
    assert.deepEqual((await client.sendStatements({ statements: batch, attachments })).data, [batch[0].id]);
    const broken = statement({ attachments: described.attachments });
    await refused(400, client.sendStatement({ statement: broken, attachments: [new ArrayBuffer(3)] }));
    await refused(404, client.getStatement({ statementId: broken.id }));
  },

  async "statements are voided"() {
    const sent = [statement(), statement(), statement()];
    await client.sendStatements({ statements: sent });
    const [first, ...rest] = sent.map((one) => one.id);
    const [voider] = (await client.voidStatement({ actor: agent, statementId: first })).data;
    assert.equal((await client.voidStatements({ actor: agent, statementIds: rest })).data.length, 2);
    for (const id of [first, ...rest]) {
      await refused(404, client.getStatement({ statementId: id }));
      assert.equal((await client.getVoidedStatement({ voidedStatementId: id })).data.id, id);
    }
    assert.equal((await client.getStatement({ statementId: voider })).data.object.id, first);
  },

  async "states"() {
    const place = { agent, activityId: activity.id, registration };
    const bookmark = { ...place, stateId: "book/mark?" };
    await client.createState({ ...bookmark, state: { scene: "d1" } });
    await client.createState({ ...bookmark, state: { step: 2 } });
    const found = await client.getState(bookmark);
    assert.deepEqual(found.data, { scene: "d1", step: 2 });
    const { etag } = found.headers;
    await refused(
      412,
      client.setState({ ...bookmark, state: {}, etag: '"0000000000000000000000000000000000000000"', matchHeader: "If-Match" }),
    );
    await client.setState({ ...bookmark, state: { scene: "d2" }, etag, matchHeader: "If-Match" });
    assert.deepEqual((await client.getState(bookmark)).data, { scene: "d2" });
    const plain = { ...place, stateId: "plain" };
    await client.setState({ ...plain, state: "с словами", contentType: "text/plain", etag: "*", matchHeader: "If-None-Match" });
    assert.equal((await client.getState(plain)).data, "с словами");
    assert.deepEqual((await client.getStates(place)).data.toSorted(), ["book/mark?", "plain"]);
    const future = new Date(Date.now() + 3600_000).toISOString();
    assert.deepEqual((await client.getStates({ ...place, since: future })).data, []);
    await client.deleteState({ ...plain, etag: (await client.getState(plain)).headers.etag });
    await refused(404, client.getState(plain));
    await client.deleteStates(place);
    assert.deepEqual((await client.getStates(place)).data, []);
  },

  async "profiles of activities"() {
    await profile({ activityId: activity.id }, "ActivityProfile");
  },

  async "profiles of agents"() {
    await profile({ agent }, "AgentProfile");
  },

  async "a person"() {
    const { data } = await client.getAgent({ agent });
    assert.deepEqual(data, { objectType: "Person", name: [agent.name], account: [agent.account] });
  },

  async "an activity"() {
    assert.deepEqual((await client.getActivity({ activityId: activity.id })).data, activity);
  },

  async "credentials that are none"() {
    const stranger = new XAPI({ endpoint, version, adapter, auth: XAPI.toBasicAuth(key, "guessed") });
    await refused(401, stranger.getStatements());
  },
};

async function profile(place, kind) {
  const one = { ...place, profileId: "preferences" };
  const act = (verb, more) => client[`${verb}${kind}`]({ ...one, ...more });
  await act("set", { profile: { size: 1 }, etag: "*", matchHeader: "If-None-Match" });
  await refused(412, act("set", { profile: { size: 9 }, etag: "*", matchHeader: "If-None-Match" }));
  const { data, headers } = await act("get");
  assert.deepEqual(data, { size: 1 });
  await act("create", { profile: { words: "ё" }, etag: headers.etag, matchHeader: "If-Match" });
  assert.deepEqual((await act("get")).data, { size: 1, words: "ё" });
  await refused(412, act("set", { profile: {}, etag: headers.etag, matchHeader: "If-Match" }));
  assert.deepEqual((await client[`get${kind}s`](place)).data, ["preferences"]);
  await refused(412, act("delete", { etag: headers.etag }));
  await act("delete", { etag: (await act("get")).headers.etag });
  assert.deepEqual((await client[`get${kind}s`](place)).data, []);
}

for (const [step, run] of Object.entries(steps)) {
  await run();
  console.log(step);
}
