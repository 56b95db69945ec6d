// One H5P content on a page: takes up a try, opens its frame, keeps what is done in it, ends it. The frame is not
// believed: what it says is kept and sent on, and the server counts.

import { connect } from "./protocol.js";
import { laidOver, openOutbox } from "./outbox.js";

// How long answers are gathered before they are sent, and how long until a failed sending is tried again.
const GATHER = 1_500;
const FIRST_WAIT = 4_000;
const LONGEST_WAIT = 120_000;
// A frame that is loaded and says nothing for so long shows an error page, or a content that does not begin.
const PATIENCE = 8_000;
const NO_PLAY = "00000000-0000-0000-0000-000000000000";
// A body that a browser still sends for a page that is gone.
const MOST_ON_LEAVING = 60_000;

/** The value of a cookie; "" where there is none. */
export const cookieNamed = (name, cookies) =>
  cookies.split("; ").find((cookie) => cookie.startsWith(`${name}=`))?.slice(name.length + 1) ?? "";

/** What the server said, as { problem } or its answer; "network" and "signed-out" are problems, too. */
export async function asked(view, url, token, body = {}, keepalive = false) {
  let answer;
  try {
    answer = await view.fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body: JSON.stringify(body),
      credentials: "same-origin",
      // Who is signed out is sent to the sign-in page: that is no answer for a script.
      redirect: "manual",
      keepalive,
    });
  } catch {
    return { problem: "network" };
  }
  if (answer.type === "opaqueredirect" || answer.status === 401) return { problem: "signed-out" };
  const said = await answer.json().catch(() => null);
  if (answer.ok && said) return said;
  if (said?.problem) return { problem: said.problem };
  // A server that restarts, or a gateway before it: it will be back.
  if (answer.status >= 500 || answer.status === 429) return { problem: "network" };
  return { problem: answer.status === 403 ? "signed-out" : "refused" };
}

/**
 *   const player = makePlayer({ addresses, title, token, screen, view });
 *   await player.begin();
 *
 * `addresses` are { start, state, finish }; `screen` shows: place (an element), tell(word), told(text), scored(bool),
 * done({told, passed}), idle(word). Words are names of texts of the page ("waiting", "elsewhere", ...).
 */
export function makePlayer({ addresses, title, token, screen, view = globalThis, later = setTimeout, clear = clearTimeout, open = openOutbox, join = connect }) {
  let attempt = null; // what the server said of the try: {play, version, frame, nonce, ...}
  let outbox = null;
  let line = null;
  let timer = null;
  let wait = FIRST_WAIT;
  let sending = null;
  let isOver = false;
  let wasWaiting = false;

  const at = (address) => address.replace(NO_PLAY, attempt.play);

  async function begin() {
    stop();
    screen.tell("loading");
    const said = await asked(view, addresses.start, token());
    if (said.problem) return screen.idle(said.problem === "network" ? "failed" : said.problem);
    const isOlder = take(said);
    // A try that was ended without network is told now; nothing of it is to be played.
    if (outbox.finish) return flush();
    show();
    if (isOlder) screen.tell("older");
    return outbox.isEmpty() ? null : flush();
  }

  function take(said) {
    attempt = said;
    outbox = open(said.play);
    isOver = false;
    // What this device kept follows an older stand than the server has: somebody went on elsewhere, or it did arrive.
    const isBehind = !outbox.finish && outbox.read !== said.read;
    const differs = outbox.states().some(([part, type, data]) => said.states[part]?.[type] !== (data ?? undefined));
    if (isBehind) outbox.clear();
    outbox.follow(said.read);
    return isBehind && differs;
  }

  /** Send what an earlier visit left for a running try, without opening its frame. */
  async function resume(play) {
    outbox = open(play);
    if (outbox.isEmpty()) return null;
    attempt = { play };
    return flush();
  }

  function show() {
    const frame = view.document.createElement("iframe");
    frame.setAttribute("sandbox", "allow-scripts");
    frame.title = title;
    frame.className = "h5p-frame";
    line = join(frame, { states: laidOver(attempt.states, outbox), hear, view });
    const own = line;
    frame.addEventListener("load", () => later(() => own === line && !line.isHeard && screen.idle("failed"), PATIENCE));
    frame.src = attempt.frame;
    screen.place.replaceChildren(frame);
  }

  function hear(message) {
    line.isHeard = true;
    if (message.kind === "height") screen.grow(message.px);
    else if (message.kind === "begun") screen.begun(message.scored);
    else if (message.kind === "failed") screen.idle(message.own ? "broken" : "failed");
    else if (message.kind === "state" && !isOver) keep(message);
    else if (message.kind === "finished") end(message.report);
  }

  function keep({ part, type, data }) {
    outbox.put(part, type, data);
    if (!sending) schedule(wasWaiting ? wait : GATHER);
  }

  function schedule(delay) {
    clear(timer);
    timer = later(flush, delay);
  }

  async function end(report) {
    if (isOver) return replay(report);
    isOver = true;
    outbox.putFinish({ nonce: attempt.nonce, report });
    screen.tell("sending");
    return flush();
  }

  /** The content was begun again inside its frame, and ended again: that is another try, on the same version. */
  async function replay(report) {
    if (sending || outbox.finish) return null;
    const version = attempt.version;
    const said = await asked(view, addresses.start, token());
    if (said.problem || said.version !== version) return null;
    take(said);
    return end(report);
  }

  /** Send what waits, one at a time and in order; whoever asks meanwhile gets the same run. */
  function flush(keepalive = false) {
    clear(timer);
    sending ??= run(keepalive).finally(() => {
      sending = null;
    });
    return sending;
  }

  async function run(keepalive) {
    if (outbox.finish) return sendFinish(keepalive);
    const states = outbox.states();
    if (!states.length) return null;
    const body = { read: outbox.read, states: states.map(([part, type, data]) => ({ part, type, data })) };
    if (keepalive && JSON.stringify(body).length > MOST_ON_LEAVING) return null;
    const said = await asked(view, at(addresses.state), token(), body, keepalive);
    // The end of a try stands above whatever became of its states.
    if (outbox.finish) return sendFinish(keepalive);
    if (said.problem && said.problem !== "refused") return problem(said.problem);
    states.forEach((state) => outbox.sent(...state));
    if (said.problem) screen.tell("unkept");
    else well(said.read);
    if (!outbox.isEmpty()) schedule(GATHER);
    return null;
  }

  async function sendFinish(keepalive) {
    const said = await asked(view, at(addresses.finish), token(), outbox.finish, keepalive);
    if (said.problem) return problem(said.problem);
    outbox.clear();
    wasWaiting = false;
    wait = FIRST_WAIT;
    isOver = true;
    return screen.done(said);
  }

  function well(read) {
    outbox.follow(read);
    if (wasWaiting) screen.tell("saved");
    wasWaiting = false;
    wait = FIRST_WAIT;
  }

  function problem(name) {
    if (name === "network") {
      wasWaiting = true;
      screen.tell(outbox.lasts ? "waiting" : "fleeting");
      schedule(wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
      return null;
    }
    if (name === "signed-out") {
      wasWaiting = true;
      return screen.tell("signed-out");
    }
    // What cannot be taken will not be taken later either; the frame would only go on with what is lost.
    outbox.clear();
    stop();
    return screen.idle(name);
  }

  function stop() {
    clear(timer);
    line?.close();
    line = null;
    screen.place.replaceChildren();
  }

  /** The page is put aside: what waits goes now, as far as it is allowed to; the rest is on the disk. */
  function leave() {
    if (outbox && !outbox.isEmpty() && !sending) flush(true);
  }

  function online() {
    if (outbox && !outbox.isEmpty()) flush();
  }

  return { begin, resume, leave, online, collect: () => line?.send("collect"), stop };
}
