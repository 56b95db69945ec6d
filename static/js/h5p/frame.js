/* Runs in the frame behind the player and its libraries: joins them with the page around, by messages alone.

   The frame says { panah: "h5p/1", kind: "ready" }; the page answers with "begin", the states it has, and one end of a
   channel. Over that channel go, from the frame: "begun" { scored }, "height" { px }, "state" { part, type, data },
   "finished" { report }, "failed" { why, own }; from the page: "collect". A library in the frame can say all of this too:
   the page and the server believe none of it. */
(function (view) {
  "use strict";

  const PROTOCOL = "h5p/1";
  // What the server takes (assessments/h5p/playing.py); what is larger is left out, not cut in pieces.
  const LONGEST_STATE = 64 * 1024;
  const LONGEST_REPORT = 256 * 1024;
  // Ends when its last screen is reached, and knows of no points before: handed in on the way it would be lost.
  const ENDS_BY_ITSELF = /^H5P\.BranchingScenario /;
  const { H5P, H5PIntegration } = view;
  const content = H5PIntegration.contents["cid-1"];
  let port = null;
  let begunAt = 0;
  let height = 0;

  const send = (kind, body) => port?.postMessage({ panah: PROTOCOL, kind, ...body });
  const instance = () => H5P.instances[0];

  /** A copy as it will travel; null for what cannot be written as JSON, or is too long. */
  function told(value, longest) {
    try {
      const text = JSON.stringify(value);
      return text !== undefined && text.length <= longest ? JSON.parse(text) : null;
    } catch {
      return null;
    }
  }

  /** What the content says of itself; a library that fails here must not keep the try from ending. */
  function asked(name) {
    try {
      return instance()?.[name]?.() ?? null;
    } catch {
      return null;
    }
  }

  // The core knows what was given up front under [part][type]; its own way to ask the server comes too late to resume.
  H5P.getUserData = (contentId, type, done, part) => {
    const given = content.contentUserData[part || 0]?.[type];
    if (given === undefined) return done(undefined, undefined);
    try {
      return done(undefined, JSON.parse(given));
    } catch (error) {
      return done(error);
    }
  };

  H5P.setUserData = (contentId, type, value, options) => {
    const part = String(options?.subContentId || 0);
    let data;
    try {
      data = JSON.stringify(value);
    } catch (error) {
      options?.errorCallback?.(error);
      return;
    }
    const known = (content.contentUserData[part] ??= {});
    if (data === undefined || known[type] === data) return;
    known[type] = data;
    if (data.length <= LONGEST_STATE) send("state", { part, type: String(type), data });
  };

  H5P.deleteUserData = (contentId, type, part) => {
    delete content.contentUserData[part || 0]?.[type];
    send("state", { part: String(part || 0), type: String(type), data: null });
  };

  /** The report of a try: the score as the player says, and all that the server counts it from again. */
  function report(score, maxScore) {
    const number = (value) => (Number.isFinite(value) ? value : null);
    return {
      score: number(score ?? asked("getScore")),
      max_score: number(maxScore ?? asked("getMaxScore")),
      duration_ms: Math.round(view.performance.now() - begunAt),
      xapi: told(asked("getXAPIData"), LONGEST_REPORT),
      state: told(asked("getCurrentState"), LONGEST_STATE),
    };
  }

  // The events that end content tell less than the content knows once they are over: it is asked a moment later.
  H5P.setFinished = (contentId, score, maxScore) => {
    view.setTimeout(() => send("finished", { report: report(score, maxScore) }), 0);
  };

  function measure() {
    const now = Math.ceil(view.document.body.getBoundingClientRect().height);
    if (now === height) return;
    height = now;
    send("height", { px: now });
  }

  /** Say that nothing can be played: for want of a script that did not arrive, or by a fault of the content's own. */
  function fail(why) {
    const missing = view.panahMissing[0];
    send("failed", { why: missing ?? why, own: missing === undefined });
  }

  function begin(states) {
    content.contentUserData = states ?? {};
    // The core's own messages to a page around it, which knows them not.
    H5P.communicator = undefined;
    try {
      H5P.init(view.document.body);
    } catch (error) {
      return fail(String(error).slice(0, 300));
    }
    if (!instance() || view.panahMissing.length) return fail("The content did not begin.");
    begunAt = view.performance.now();
    const most = asked("getMaxScore");
    send("begun", { scored: ENDS_BY_ITSELF.test(content.library) || (Number.isFinite(most) && most > 0) });
    view.addEventListener("resize", () => H5P.trigger(instance(), "resize"));
    // What is answered is kept at once, not only at the next turn of the clock.
    H5P.on(instance(), "xAPI", () => view.setTimeout(keepState, 0));
    new view.ResizeObserver(measure).observe(view.document.body);
    measure();
  }

  function keepState() {
    const state = asked("getCurrentState");
    if (state !== null) H5P.setUserData(1, "state", state);
  }

  view.addEventListener("message", (event) => {
    const said = event.data;
    if (port || event.source !== view.parent || said?.panah !== PROTOCOL || said.kind !== "begin") return;
    port = event.ports[0];
    port.onmessage = ({ data }) => {
      if (data?.panah === PROTOCOL && data.kind === "collect") send("finished", { report: report() });
    };
    begin(said.states);
  });

  view.parent.postMessage({ panah: PROTOCOL, kind: "ready" }, "*");
})(window);
