// What a frame of H5P content may say to the page around it. Whatever runs in the frame came from outside: a message
// that is not exactly one of these is dropped, and what it says is only ever shown or sent on, never done.

export const PROTOCOL = "h5p/1";
export const LONGEST_STATE = 64 * 1024;
export const LONGEST_REPORT = 512 * 1024;
export const MOST_PARTS = 60;
export const HIGHEST = 20_000;

const isText = (value, longest) => typeof value === "string" && value.length > 0 && value.length <= longest;
const size = (value) => {
  try {
    return JSON.stringify(value)?.length ?? Infinity;
  } catch {
    return Infinity;
  }
};

const KINDS = {
  begun: ({ scored }) => ({ scored: scored === true }),
  height: ({ px }) => (Number.isFinite(px) && px >= 0 ? { px: Math.min(Math.ceil(px), HIGHEST) } : null),
  state: ({ part, type, data }) => {
    const isGood = isText(part, 120) && isText(type, 60) && (data === null || isText(data, LONGEST_STATE));
    return isGood ? { part, type, data } : null;
  },
  finished: ({ report }) => {
    const isGood = report && typeof report === "object" && !Array.isArray(report) && size(report) <= LONGEST_REPORT;
    return isGood ? { report } : null;
  },
  failed: ({ why, own }) => ({ why: isText(why, 400) ? why : "", own: own === true }),
};

/** The message as { kind, ... } with only the fields its kind has; null for everything else. */
export function understood(data) {
  if (data === null || typeof data !== "object" || data.panah !== PROTOCOL) return null;
  if (typeof data.kind !== "string" || !Object.hasOwn(KINDS, data.kind)) return null;
  const body = KINDS[data.kind](data);
  return body && { kind: data.kind, ...body };
}

/**
 * Join a frame with the page: `hear(message)` gets what it says once it was begun. Only the window inside this very
 * frame is listened to, once, and then only the channel that was given to it.
 *
 *   const line = connect(iframe, { states, hear });
 *   line.send("collect");
 *   line.close();
 */
export function connect(frame, { states, hear, view = globalThis, Channel = globalThis.MessageChannel }) {
  const channel = new Channel();
  let isOpen = false;

  function ready(event) {
    const said = event.data;
    if (isOpen || event.source !== frame.contentWindow || said?.panah !== PROTOCOL || said.kind !== "ready") return;
    isOpen = true;
    view.removeEventListener("message", ready);
    // An opaque origin has no name to send to; the window is that of our own frame.
    frame.contentWindow.postMessage({ panah: PROTOCOL, kind: "begin", states }, "*", [channel.port2]);
  }

  channel.port1.onmessage = ({ data }) => {
    const message = understood(data);
    if (message) hear(message);
  };
  view.addEventListener("message", ready);

  return {
    send: (kind) => channel.port1.postMessage({ panah: PROTOCOL, kind }),
    close() {
      view.removeEventListener("message", ready);
      channel.port1.close();
    },
  };
}
