// Puts elements (map-elements.js) on the drawing, and touches only what is new or changed: typing does not make the
// map blink. A large map comes in slices, what is near the beginning first, and small words only where one looks.
import { inSlices } from "./map-slices.js";

const STEP = 25;
// Share of the screen around it for which small words are made ready.
const AROUND = 0.2;
const AFTER_MOVING = 80;

const isDetail = ({ classes }) => /^(meta|text)\b|\bmute\b/u.test(classes);

// Nodes by their distance from a point, each arrow right after the further one of its ends.
function nearestFirst(elements, { x, y }) {
  const way = new Map();
  for (const { data, position } of elements) {
    if (position) way.set(data.id, Math.hypot(position.x - x, position.y - y));
  }
  for (const { data, position } of elements) {
    if (!position) way.set(data.id, Math.max(way.get(data.source), way.get(data.target)));
  }
  const isArrow = ({ position }) => (position ? 0 : 1);
  return [...elements].sort((a, b) => way.get(a.data.id) - way.get(b.data.id) || isArrow(a) - isArrow(b));
}

export class Drawing {
  constructor(cy) {
    this.cy = cy;
    this.told = new Map();
    this.details = new Map();
    this.timer = null;
    this.isFar = false;
  }

  all(elements) {
    this.details.clear();
    this.removeOthers(elements);
    this.put([...elements].sort((a, b) => Number(!a.position) - Number(!b.position)));
  }

  // A promise: false when `isWanted` said no before all was drawn. `middle`: of what is looked at, on the map.
  async bySlices(elements, middle, isWanted) {
    this.removeOthers(elements);
    const lines = elements.filter((one) => !isDetail(one));
    this.details = new Map(elements.filter(isDetail).map((one) => [one.data.id, one]));
    const there = [...this.details.values()].filter(({ data }) => this.told.has(data.id));
    const isDone = await inSlices([...there, ...nearestFirst(lines, middle)], STEP, (part) => this.putReady(part), isWanted);
    if (isDone) await this.reveal(isWanted);
    return isDone;
  }

  removeOthers(elements) {
    const wanted = new Set(elements.map(({ data }) => data.id));
    const others = this.cy.elements().filter((one) => !wanted.has(one.id()));
    if (others.empty()) return;
    this.cy.batch(() => others.remove());
    for (const id of this.told.keys()) if (!wanted.has(id)) this.told.delete(id);
  }

  put(elements) {
    const added = [];
    this.cy.batch(() => {
      for (const one of elements) {
        const { id } = one.data;
        const told = JSON.stringify(one);
        const there = this.cy.getElementById(id);
        const isThere = there.nonempty();
        if (isThere && this.told.get(id) === told) continue;
        this.told.set(id, told);
        this.details.delete(id);
        if (isThere && !this.isTurned(there, one)) this.change(there, one);
        else {
          there.remove();
          added.push(this.isFar ? { ...one, classes: `${one.classes} far` } : one);
        }
      }
      if (added.length) this.cy.add(added);
    });
    return added;
  }

  // Reckons now what would else be reckoned for all of them at once, when the browser draws the next frame.
  putReady(elements) {
    for (const { data } of this.put(elements)) this.cy.getElementById(data.id).boundingBox();
  }

  isTurned(there, { data }) {
    return there.isEdge() && (there.data("source") !== data.source || there.data("target") !== data.target);
  }

  change(there, one) {
    there.data(one.data);
    there.classes(this.isFar ? `${one.classes} far` : one.classes);
    if (one.position) there.position(one.position);
  }

  // From afar only headings, counts and critical errors are written, and larger.
  writeFor(isFar) {
    if (this.isFar === isFar) return;
    this.isFar = isFar;
    this.cy.batch(() => this.cy.$(".card, .meta, .text, .label").toggleClass("far", isFar));
  }

  // The small words of what is looked at.
  async reveal(isWanted) {
    if (this.isFar || !this.details.size || this.cy.destroyed()) return;
    const { x1, x2, y1, y2, w, h } = this.cy.extent();
    const near = [...this.details.values()].filter(
      ({ position: { x, y } }) =>
        x > x1 - w * AROUND && x < x2 + w * AROUND && y > y1 - h * AROUND && y < y2 + h * AROUND,
    );
    const stillThere = () => !this.cy.destroyed() && (isWanted?.() ?? true);
    const reveal = (part) => this.putReady(part.filter(({ data }) => this.details.has(data.id)));
    await inSlices(near, STEP, reveal, stillThere);
  }

  revealSoon() {
    if (!this.details.size) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.reveal(), AFTER_MOVING);
  }
}
