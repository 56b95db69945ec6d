// H5P content in a page: every element marked data-h5p gets its player when its button is pressed. Without this script
// the page says in words that the exercise needs it.

import { forgetOld } from "./outbox.js";
import { cookieNamed, makePlayer } from "./player.js";
import { connect } from "./protocol.js";

const LEAST = 60;

export function bind(root, { view = globalThis, make = makePlayer, join = connect } = {}) {
  const find = (name) => root.querySelector(`[data-${name}]`);
  const place = find("place");
  const begin = find("begin");
  // Withdrawn content has nothing to play.
  if (!place || !begin) return null;
  const words = root.dataset;
  const word = (name) => words[`word${name[0].toUpperCase()}${name.slice(1).replace(/-(.)/g, (_, letter) => letter.toUpperCase())}`] ?? "";

  const screen = {
    place,
    tell: (name) => screen.told(word(name)),
    told(text) {
      find("told").textContent = text;
    },
    grow(px) {
      const frame = place.firstElementChild;
      if (frame) frame.style.blockSize = `${Math.max(px, LEAST)}px`;
    },
    begun(scored) {
      if (find("told").textContent === word("loading")) screen.told("");
      show("hand-in", !scored && !words.preview);
    },
    done({ told, passed }) {
      screen.told(told);
      root.classList.toggle("is-passed", passed);
      show("hand-in", false);
      show("onward", true);
      offer(word("replay"));
    },
    idle(name) {
      place.replaceChildren();
      screen.tell(name);
      show("hand-in", false);
      if (name !== "nothing") offer(word("again"));
    },
  };

  function show(name, isShown) {
    const element = find(name);
    if (element) element.hidden = !isShown;
  }

  function offer(label) {
    begin.firstChild.textContent = label;
    begin.hidden = false;
  }

  function preview() {
    const frame = view.document.createElement("iframe");
    frame.setAttribute("sandbox", "allow-scripts");
    frame.title = words.title;
    frame.className = "h5p-frame";
    const hear = (message) => {
      if (message.kind === "height") screen.grow(message.px);
      if (message.kind === "begun") screen.tell("preview");
      if (message.kind === "failed") screen.idle(message.own ? "broken" : "failed");
    };
    screen.tell("loading");
    join(frame, { states: {}, hear, view });
    frame.src = words.preview;
    place.replaceChildren(frame);
  }

  const player = words.start
    ? make({
        addresses: { start: words.start, state: words.state, finish: words.finish },
        title: words.title,
        // The cookie: signing in again in another tab has changed it since the page was made.
        token: () => cookieNamed("csrftoken", view.document.cookie),
        screen,
        view,
      })
    : null;

  function start() {
    begin.hidden = true;
    show("onward", false);
    if (player) player.begin();
    else preview();
  }

  begin.addEventListener("click", () => {
    start();
    // The button that was pressed is gone: what is told next stands in its place.
    place.tabIndex = -1;
    place.focus({ preventScroll: true });
  });
  find("hand-in")?.addEventListener("click", () => player?.collect());
  if ("atOnce" in words) start();
  else begin.hidden = false;
  if (player && words.play) player.resume(words.play);
  return player;
}

export function start(root = document, view = window) {
  forgetOld();
  const players = [...root.querySelectorAll("[data-h5p]")].map((each) => bind(each, { view })).filter(Boolean);
  view.addEventListener("pagehide", () => players.forEach((player) => player.leave()));
  root.addEventListener("visibilitychange", () => {
    if (root.visibilityState === "hidden") players.forEach((player) => player.leave());
    else players.forEach((player) => player.online());
  });
  view.addEventListener("online", () => players.forEach((player) => player.online()));
}

if (typeof document !== "undefined") {
  start();
}
