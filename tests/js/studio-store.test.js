import assert from "node:assert/strict";
import { test } from "node:test";

import * as acts from "../../static/js/studio/acts.js";
import { assign } from "../../static/js/studio/document.js";
import { createKeeper } from "../../static/js/studio/keeping.js";
import { createStore } from "../../static/js/studio/store.js";
import { chance, Clock, pick, rest, sampleDocument, Server, Storage, tidy } from "./studio-kit.js";

let keys = 0;

function open(server, { clock = new Clock(), storage = new Storage(), tab = "one", doc = server.doc } = {}) {
  const keeper = createKeeper({ storage, prefix: "panah-studio:7:sc", tab, now: clock.now });
  const sent = [];
  const transport = {
    load: server.load,
    send: (batch, options) => {
      sent.push(structuredClone({ ...batch, options }));
      return server.send(structuredClone(batch));
    },
  };
  const uuid = () => `key-${(keys += 1)}`;
  const store = createStore({ doc: structuredClone(doc), transport, keeper, clock, uuid });
  const write = (path, value, options) => store.change(assign(store.doc, [[path, value]]), options);
  return { store, clock, storage, keeper, sent, write };
}

const HEADING = ["words", "en", "d1", "heading"];
const SITUATION = ["words", "en", "d1", "situation"];
const headingOf = (doc) => doc.words.en.d1.heading;
const plain = (doc) => tidy(structuredClone(doc));

test("edits are sent as one batch after a second of quiet", async () => {
  const server = new Server(sampleDocument());
  const { store, clock, sent, write } = open(server);
  write(HEADING, "N");
  await clock.turn(600);
  write(HEADING, "Ni");
  await clock.turn(600);
  assert.equal(sent.length, 0);
  assert.equal(store.state, "waiting");
  await clock.turn(400);
  assert.deepEqual(sent.map(({ changes }) => changes), [[{ path: HEADING, old: "Night", new: "Ni" }]]);
  assert.equal(store.state, "saved");
  assert.equal(store.serial, 4);
});

test("one batch is under way at a time and what is written meanwhile follows in another", async () => {
  const server = new Server(sampleDocument());
  const { store, clock, sent, write } = open(server);
  write(HEADING, "One");
  const underWay = store.send();
  write(HEADING, "Two");
  await store.send();
  assert.equal(sent.length, 1);
  await underWay;
  await clock.turn(1000);
  assert.deepEqual(sent.map(({ changes: [change] }) => [change.old, change.new]), [["Night", "One"], ["One", "Two"]]);
  assert.equal(headingOf(server.doc), "Two");
});

test("without a network the work is kept and goes out once it is back, under the same key", async () => {
  const server = new Server(sampleDocument());
  const { store, clock, storage, sent, write } = open(server);
  server.way = "cut";
  write(HEADING, "Kept");
  await clock.turn(1000);
  assert.equal(store.state, "offline");
  assert.ok(store.kept);
  assert.match([...storage.items.values()][0], /Kept/);
  server.way = "open";
  await store.retry();
  assert.equal(new Set(sent.map(({ key }) => key)).size, 1);
  assert.equal(headingOf(server.doc), "Kept");
  assert.equal(storage.length, 0);
});

test("the pauses between tries grow to a minute", async () => {
  const server = new Server(sampleDocument());
  const { clock, sent, write } = open(server);
  server.way = "cut";
  write(HEADING, "Kept");
  await clock.turn(1000);
  const tries = [];
  for (let second = 0; second < 240; second += 1) {
    const before = sent.length;
    await clock.turn(1000);
    if (sent.length > before) {
      tries.push(second + 1);
    }
  }
  assert.deepEqual(tries, [2, 6, 14, 29, 59, 119, 179, 239]);
});

test("a batch whose answer was lost is written once", async () => {
  const server = new Server(sampleDocument());
  const { store, clock, write } = open(server);
  server.way = "lost";
  write(HEADING, "Once");
  await clock.turn(1000);
  server.way = "open";
  await store.retry();
  assert.equal(server.batches.length, 1);
  assert.equal(store.state, "saved");
  assert.equal(store.serial, server.doc.serial);
});

test("what others saved elsewhere comes in with the answer", async () => {
  const server = new Server(sampleDocument());
  const { store, clock, write } = open(server);
  server.save("theirs", [{ path: SITUATION, old: "A man waits.", new: "A woman waits." }], "Rustam");
  write(HEADING, "Mine");
  await clock.turn(1000);
  assert.equal(store.doc.words.en.d1.situation, "A woman waits.");
  assert.equal(headingOf(store.doc), "Mine");
  assert.deepEqual(plain(store.doc), plain(server.doc));
});

test("a text that another changed too is not overwritten: the author compares and chooses", async () => {
  for (const [decision, expected] of [[{ take: "yours" }, "Mine"], [{ take: "theirs" }, "Theirs"], [{ merged: "Both" }, "Both"]]) {
    const server = new Server(sampleDocument());
    const { store, clock, write } = open(server);
    server.save("theirs", [{ path: HEADING, old: "Night", new: "Theirs" }], "Rustam");
    write(HEADING, "Mine");
    write(SITUATION, "It is dark.");
    await clock.turn(1000);
    assert.equal(store.state, "conflict");
    assert.equal(headingOf(server.doc), "Theirs");
    assert.equal(headingOf(store.doc), "Mine");
    const [{ yours, theirs, by }] = store.conflicts;
    assert.deepEqual([yours, theirs, by], ["Mine", "Theirs", "Rustam"]);
    await store.resolve([decision]);
    assert.equal(headingOf(server.doc), expected);
    assert.equal(server.doc.words.en.d1.situation, "It is dark.");
    assert.deepEqual(plain(store.doc), plain(server.doc));
    assert.equal(store.state, "saved");
  }
});

test("what another deleted comes back with my changes, or stays away, as the author decides", async () => {
  for (const take of ["yours", "theirs"]) {
    const server = new Server(sampleDocument());
    const { store, clock, write } = open(server);
    server.save("theirs", acts.deleteScene(server.doc, "d2"), "Rustam");
    write(["words", "en", "d2", "heading"], "Dawn");
    write(["scenes", "d2", "choices", "a", "points"], 2);
    await clock.turn(1000);
    assert.deepEqual(store.conflicts.map(({ kind, path, by }) => [kind, path, by]), [["gone", ["scenes", "d2"], "Rustam"]]);
    await store.resolve([{ take }]);
    assert.equal(server.doc.words.en.d2?.heading, take === "yours" ? "Dawn" : undefined);
    assert.equal(server.doc.scenes.d2?.choices.a.points, take === "yours" ? 2 : undefined);
    assert.equal(server.doc.words.en["d2/a"]?.text, take === "yours" ? "Write it down." : undefined);
    assert.deepEqual(plain(store.doc), plain(server.doc));
  }
});

test("a scene that I deleted and another changed is kept or deleted, as the author decides", async () => {
  for (const take of ["yours", "theirs"]) {
    const server = new Server(sampleDocument());
    const { store, clock } = open(server);
    server.save("theirs", [{ path: ["scenes", "d2", "choices", "a", "points"], old: 0, new: 1 }], "Rustam");
    store.change(acts.deleteScene(store.doc, "d2"));
    await clock.turn(1000);
    assert.deepEqual(store.conflicts.map(({ kind, path }) => [kind, path]), [["deleted", ["scenes", "d2"]]]);
    await store.resolve([{ take }]);
    assert.equal(Boolean(server.doc.scenes.d2), take === "theirs");
    assert.deepEqual(plain(store.doc), plain(server.doc));
    assert.equal(store.state, "saved");
  }
});

test("a refused text is held back with its reason, the others are saved, and mending it sends it", async () => {
  const server = new Server(sampleDocument());
  server.refuses = ({ new: value }) => String(value).includes("<b>");
  const { store, clock, write } = open(server);
  write(HEADING, "<b>Night</b>");
  write(SITUATION, "It is dark.");
  await clock.turn(2000);
  assert.equal(server.doc.words.en.d1.situation, "It is dark.");
  assert.equal(headingOf(store.doc), "<b>Night</b>");
  assert.deepEqual(store.held.map(({ path, message }) => [path, message]), [[HEADING, "No."]]);
  assert.equal(store.state, "refused");
  write(HEADING, "Dusk");
  await clock.turn(1000);
  assert.equal(headingOf(server.doc), "Dusk");
  assert.deepEqual([store.state, store.held], ["saved", []]);
});

test("who is signed out works on and sends after signing in again", async () => {
  const server = new Server(sampleDocument());
  const { store, clock, write } = open(server);
  server.way = "signed_out";
  write(HEADING, "Kept");
  await clock.turn(1000);
  assert.equal(store.state, "signed_out");
  write(SITUATION, "On and on.");
  server.way = "open";
  await store.retry();
  await clock.turn(1000);
  assert.equal(server.doc.words.en.d1.situation, "On and on.");
  assert.equal(store.state, "saved");
});

test("typing in one field is one step to undo, until the field is left", async () => {
  const server = new Server(sampleDocument());
  const { store, clock, write } = open(server);
  for (const value of ["D", "Du", "Dusk"]) {
    write(HEADING, value, { group: "heading" });
  }
  store.closeGroup();
  write(HEADING, "Dusk falls", { group: "heading" });
  store.undo();
  assert.equal(headingOf(store.doc), "Dusk");
  store.undo();
  assert.equal(headingOf(store.doc), "Night");
  assert.equal(store.canUndo, false);
  store.redo();
  store.redo();
  assert.equal(headingOf(store.doc), "Dusk falls");
  await clock.turn(1000);
  assert.equal(headingOf(server.doc), "Dusk falls");
});

test("undo after saving is an edit like any other", async () => {
  const server = new Server(sampleDocument());
  const { store, clock } = open(server);
  store.change(acts.deleteScene(store.doc, "d1"));
  await clock.turn(1000);
  assert.equal(server.doc.scenes.d1, undefined);
  store.undo();
  await clock.turn(1000);
  const { serial, states, ...doc } = server.doc;
  const { serial: _serial, states: _states, ...first } = sampleDocument();
  assert.deepEqual(doc, first);
});

test("undo does not touch what another has changed since", async () => {
  const server = new Server(sampleDocument());
  const { store, clock, write } = open(server);
  write(HEADING, "Mine");
  await clock.turn(1000);
  server.save("theirs", [{ path: HEADING, old: "Mine", new: "Theirs" }], "Rustam");
  await store.refresh();
  const told = [];
  store.subscribe(({ kind }) => told.push(kind));
  store.undo();
  assert.equal(headingOf(store.doc), "Theirs");
  assert.deepEqual(told, ["blocked"]);
});

test("what a closed tab left behind is offered and taken back under its own key", async () => {
  const server = new Server(sampleDocument());
  const storage = new Storage();
  const clock = new Clock();
  const first = open(server, { storage, clock });
  server.way = "cut";
  first.write(HEADING, "From yesterday");
  await clock.turn(1000);
  first.store.touch({ closed: true });
  server.way = "open";

  const second = open(server, { storage, clock: new Clock(), tab: "two" });
  second.clock.time = clock.time;
  const [record] = second.keeper.leftovers();
  assert.deepEqual(record.batches.map(({ changes }) => changes[0].new), ["From yesterday"]);
  await second.store.takeBack(record.batches);
  second.keeper.forget(record);
  assert.equal(headingOf(server.doc), "From yesterday");
  assert.equal(second.sent[0].key, first.sent[0].key);
  assert.deepEqual(second.keeper.leftovers(), []);
});

test("the work of a tab that is still open is not offered to another one", async () => {
  const server = new Server(sampleDocument());
  const storage = new Storage();
  const clock = new Clock();
  const first = open(server, { storage, clock });
  server.way = "cut";
  first.write(HEADING, "Being written");
  const second = open(server, { storage, clock, tab: "two" });
  assert.deepEqual(second.keeper.leftovers(), []);
  clock.time += 16_000;
  first.store.touch();
  assert.deepEqual(second.keeper.leftovers(), []);
  clock.time += 16_000;
  assert.equal(second.keeper.leftovers().length, 1);
});

test("work that was saved although its answer was lost is neither written twice nor taken over what came after", async () => {
  const server = new Server(sampleDocument());
  const first = open(server);
  server.way = "lost";
  first.write(HEADING, "First");
  await first.clock.turn(1000);
  first.store.touch({ closed: true });
  server.way = "open";
  server.save("theirs", [{ path: HEADING, old: "First", new: "Then" }], "Rustam");

  const second = open(server, { storage: first.storage, clock: first.clock, tab: "two" });
  await second.store.takeBack(second.keeper.leftovers()[0].batches);
  assert.equal(headingOf(server.doc), "Then");
  assert.equal(headingOf(second.store.doc), "Then");
  assert.equal(second.store.state, "saved");
});

test("a browser without room says that the work is not kept", async () => {
  const server = new Server(sampleDocument());
  const storage = new Storage();
  storage.room = 10;
  const { store, clock, write } = open(server, { storage });
  server.way = "cut";
  write(HEADING, "Too much");
  await clock.turn(1000);
  assert.equal(store.kept, false);
  assert.equal(store.isAtRisk, true);
  server.way = "open";
  await store.retry();
  assert.equal(store.isAtRisk, false);
});

test("an address asked while the page goes is sent as last words", async () => {
  const server = new Server(sampleDocument());
  const { store, sent, write } = open(server);
  write(HEADING, "Last");
  await store.send({ leaving: true });
  assert.deepEqual(sent[0].options, { leaving: true });
});

test("two people on a bad line end with one and the same draft, whatever they do", async () => {
  for (let seed = 1; seed <= 120; seed += 1) {
    const random = chance(seed);
    const server = new Server(sampleDocument());
    const people = [open(server), open(server)];
    for (let count = 0; count < 25; count += 1) {
      const { store, clock, write } = pick(random, people);
      const { doc } = store;
      const scene = pick(random, Object.keys(doc.scenes));
      server.way = pick(random, ["open", "open", "open", "cut", "lost", "fault"]);
      pick(random, [
        () => scene && write(["words", "en", scene, pick(random, ["heading", "situation"])], `${count}`),
        () => scene && write(["words", "ru", scene, "heading"], `${count}`),
        () => write(["head", "minutes"], count + 1),
        () => store.change(acts.addScene(doc, { random }).changes),
        () => scene && store.change(acts.deleteScene(doc, scene)),
        () => scene && store.change(acts.addChoice(doc, scene, { random }).changes),
        () => store.undo(),
        () => store.redo(),
      ])();
      await clock.turn(pick(random, [100, 1000, 3000]));
      if (store.state === "conflict") {
        await store.resolve(store.conflicts.map(() => ({ take: pick(random, ["yours", "theirs"]) })));
      }
    }
    server.way = "open";
    for (let round = 0; round < 6; round += 1) {
      for (const { store, clock } of people) {
        await clock.turn(61_000);
        if (store.state === "conflict") {
          await store.resolve(store.conflicts.map(() => ({ take: "theirs" })));
        }
        await store.refresh();
        await rest();
      }
    }
    for (const { store, storage } of people) {
      assert.equal(store.state, "saved", `seed ${seed}`);
      assert.equal(storage.length, 0, `seed ${seed}`);
      assert.deepEqual(plain(store.doc), plain(server.doc), `seed ${seed}`);
    }
  }
});
