// Where everything stands, laid out at once or in a thread of its own, and remembered as long as no way changes.
import * as dagre from "../../lib/dagre.js";
import { placeOf } from "./map-layout.js";
import { shapeOf } from "./map-model.js";
import { address } from "./map-worker.js";

// Both directions of the present shape, and of the one before it for whoever takes a step back.
const KEPT = 4;

// What the layout reads of a model, without the words.
function bare({ rightToLeft, cards, forks, arrows }) {
  return {
    rightToLeft,
    cards: cards.map(({ id, start }) => ({ id, start })),
    forks: forks.map(({ id, kind }) => ({ id, kind })),
    arrows: arrows.map(({ id, from, to }) => ({ id, from, to })),
  };
}

// A promise of the place; rejected where a thread cannot be started or fails. `started` gets the thread.
function inThread(order, started) {
  return new Promise((resolve, reject) => {
    const thread = new Worker(address, { type: "module" });
    started(thread);
    thread.addEventListener("message", ({ data }) => resolve(data));
    for (const fault of ["error", "messageerror"]) thread.addEventListener(fault, reject);
    thread.postMessage(order);
  });
}

export class Places {
  constructor() {
    this.known = new Map();
    this.thread = null;
  }

  keep(shape, place) {
    this.known.delete(shape);
    this.known.set(shape, place);
    if (this.known.size > KEPT) this.known.delete(this.known.keys().next().value);
    return place;
  }

  knows(model, direction) {
    return this.known.has(direction + shapeOf(model));
  }

  now(model, direction) {
    const shape = direction + shapeOf(model);
    return this.keep(shape, this.known.get(shape) ?? placeOf(model, dagre, direction));
  }

  // A promise of the same. Whoever asks for another shape meanwhile is served first: the older promise stays open.
  async later(model, direction) {
    const shape = direction + shapeOf(model);
    const known = this.known.get(shape);
    if (known) return this.keep(shape, known);
    if (this.asked?.shape !== shape) {
      this.stop();
      const order = { model: bare(model), direction };
      this.asked = { shape, place: inThread(order, (thread) => (this.thread = thread)) };
    }
    const { asked } = this;
    try {
      return this.keep(shape, await asked.place);
    } catch {
      return this.now(model, direction);
    } finally {
      if (this.asked === asked) this.stop();
    }
  }

  stop() {
    this.thread?.terminate();
    this.thread = null;
    this.asked = null;
  }
}
