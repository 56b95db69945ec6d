// The map of a scenario: scenes as cards, choices as arrows. Everything here can be done in the outline too.
//
//   const map = createMap(container, {strings, onSelect(scene), onSelectChoice(scene, choice), direction});
//   await map.update(doc, {language, problems, selected, heat})   doc: the studio's; problems: [{where, level}]
//   map.fit(); map.focusScene("d2"); map.toSvg() -> text; await map.toPng() -> Blob; map.destroy()
//
// heat: {scenes: {"d1": {label}}, choices: {"d1/a": {label, weight}}}; label is ready to be shown, weight 0…1 or null.
// strings: see assessments/scenarios/map_texts.py. The style sheet is css/studio-map.css.
import cytoscape from "../../lib/cytoscape.js";
import { coloursOf, onThemeChange } from "./map-colours.js";
import { element, legendOf, spoken, toolbarOf } from "./map-controls.js";
import { Drawing } from "./map-drawing.js";
import { elementsOf } from "./map-elements.js";
import { ACROSS, DOWN, neighbourOf } from "./map-layout.js";
import { wordsInSlices, wordsOf } from "./map-look.js";
import { MANY, modelOf } from "./map-model.js";
import { Places } from "./map-places.js";
import { styleOf } from "./map-style.js";
import { pngOf, svgOf } from "./map-svg.js";

const NEAREST = 2.5;
const READABLE = 0.72;
const STEP = 1.3;
// Below this size small texts are not drawn, and headings larger.
const FAR = 0.58;

class ScenarioMap {
  constructor(container, { strings, onSelect, onSelectChoice, direction = DOWN }) {
    Object.assign(this, { container, strings, onSelect, onSelectChoice, direction });
    this.calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.places = new Places();
    this.turns = 0;
    this.at = null;
    this.build();
    this.forgetTheme = onThemeChange(() => this.recolour());
    this.watcher = new ResizeObserver(() => this.cy?.resize());
    this.watcher.observe(this.host);
  }

  build() {
    const { container, strings } = this;
    const toolbar = toolbarOf(strings, {
      closer: () => this.zoom(STEP),
      further: () => this.zoom(1 / STEP),
      fit: () => this.fit(),
      turn: () => this.turn(),
    });
    this.host = element("div", {
      class: "map__canvas",
      role: "application",
      tabindex: "0",
      "aria-label": strings.label,
      "aria-roledescription": strings.role,
    });
    this.heard = element("p", { class: "map__unseen", "aria-live": "polite" });
    this.status = element("p", { class: "map__status", role: "status" });
    this.parts = [toolbar, this.status, this.host, legendOf(strings), this.heard];
    container.classList.add("map");
    container.append(...this.parts);
    this.host.addEventListener("keydown", (event) => this.onKey(event));
    this.host.addEventListener("focus", () => this.moveTo(this.at ?? this.selected ?? this.start, { quiet: true }));
    this.host.addEventListener("blur", () => this.cy?.$(".at").removeClass("at"));
    // The wheel scrolls the page, as everywhere; with Ctrl, or once the map was pressed, it comes closer.
    this.host.addEventListener("wheel", (event) => this.letPageScroll(event), { capture: true });
    this.host.addEventListener("pointerdown", () => this.host.focus({ preventScroll: true }), { capture: true });
  }

  letPageScroll(event) {
    if (!event.ctrlKey && !event.metaKey && document.activeElement !== this.host) event.stopPropagation();
  }

  update(doc, { language, problems = [], selected = null, heat = null } = {}) {
    this.wanted = modelOf(doc, { language, problems, heat, strings: this.strings });
    this.selected = selected;
    return this.draw();
  }

  // Resolves when everything is drawn; never, where another shape was wanted before. Meanwhile the old one stays.
  async draw() {
    const model = this.wanted;
    this.turns += 1;
    const turn = this.turns;
    this.colours ??= coloursOf(this.container);
    if (model.cards.length > MANY) {
      await this.drawMany(model, () => turn === this.turns);
      return;
    }
    this.places.stop();
    this.take(model, this.places.now(model, this.direction), wordsOf(model, this.colours.font, this.strings));
    const isFirst = this.open();
    this.drawing.all(elementsOf(model, this.words, this.place));
    if (isFirst) this.begin();
    this.finish();
  }

  // A large map: laid out in a thread of its own, drawn in slices, so that the page answers meanwhile.
  async drawMany(model, isWanted) {
    const { direction } = this;
    const written = wordsInSlices(model, this.colours.font, this.strings, isWanted);
    if (!this.places.knows(model, direction)) this.status.textContent = this.strings.loading ?? "";
    await new Promise((resolve) => setTimeout(resolve));
    const [place, words] = await Promise.all([this.places.later(model, direction), written]);
    if (!isWanted()) return;
    this.take(model, place, words);
    if (this.open()) this.begin();
    this.mark();
    const { x1, y1, w, h } = this.cy.extent();
    const middle = { x: x1 + w / 2, y: y1 + h / 2 };
    if (await this.drawing.bySlices(elementsOf(model, words, place), middle, isWanted)) this.finish();
  }

  take(model, place, words) {
    Object.assign(this, { model, place, words });
    this.start = model.cards.find((card) => card.start)?.id ?? model.cards[0]?.id ?? null;
    this.host.dir = model.rightToLeft ? "rtl" : "ltr";
    this.host.lang = model.language;
  }

  finish() {
    this.status.textContent = "";
    this.mark();
    this.writeForDistance();
  }

  // True where there was no drawing yet.
  open() {
    if (this.cy) return false;
    const isMany = this.model.cards.length > MANY;
    this.cy = cytoscape({
      container: this.host,
      style: styleOf(this.colours),
      maxZoom: NEAREST,
      minZoom: 0.02,
      autoungrabify: true,
      boxSelectionEnabled: false,
      autounselectify: true,
      // What moves is drawn from a picture of itself.
      textureOnViewport: isMany,
      hideEdgesOnViewport: false,
      pixelRatio: isMany ? 1 : "auto",
    });
    this.drawing = new Drawing(this.cy);
    this.cy.on("viewport", () => this.drawing.revealSoon());
    this.cy.on("zoom", () => this.isFar !== this.cy.zoom() < FAR && this.writeForDistance());
    this.cy.on("tap", "node[scene]", (event) => this.select(event.target.data("scene")));
    this.cy.on("tap", "[address]", (event) => this.selectChoice(event.target.data("address")));
    this.cy.on("mouseover", "[scene], [address]", () => (this.host.style.cursor = "pointer"));
    this.cy.on("mouseout", "[scene], [address]", () => (this.host.style.cursor = ""));
    return true;
  }

  mark() {
    this.cy.batch(() => {
      this.cy.$(".chosen").removeClass("chosen");
      if (this.selected) this.cy.getElementById(`n:${this.selected}`).addClass("chosen");
    });
  }

  writeForDistance() {
    this.isFar = this.cy.zoom() < FAR;
    this.drawing.writeFor(this.isFar);
  }

  // At first the whole where it can be read, else the beginning of the story at a size that can.
  begin() {
    this.cy.resize();
    if (this.cy.elements().nonempty()) {
      this.cy.fit(undefined, 24);
      if (this.cy.zoom() > 1) this.scaleTo(1);
      if (this.cy.zoom() >= READABLE * 0.8) return;
    }
    if (!this.start) return;
    this.cy.zoom(READABLE);
    const { x, y } = this.place.nodes[this.start];
    const [width, height] = [this.cy.width(), this.cy.height()];
    const side = this.model.rightToLeft ? width - 150 : 150;
    const across = this.direction === ACROSS ? side : width / 2;
    const down = this.direction === ACROSS ? height / 2 : 80;
    this.cy.pan({ x: across - x * READABLE, y: down - y * READABLE });
  }

  scaleTo(level) {
    this.cy.zoom(level);
    this.cy.center();
  }

  zoom(factor) {
    const level = this.cy.zoom() * factor;
    this.cy.zoom({ level, renderedPosition: { x: this.cy.width() / 2, y: this.cy.height() / 2 } });
  }

  async turn() {
    this.direction = this.direction === DOWN ? ACROSS : DOWN;
    await this.draw();
    this.fit();
  }

  fit() {
    this.cy?.fit(undefined, 24);
  }

  focusScene(id) {
    this.moveTo(id);
  }

  moveTo(id, { quiet = false } = {}) {
    if (!this.cy || !this.place.nodes[id]) return;
    this.at = id;
    const node = this.cy.getElementById(`n:${id}`);
    this.cy.$(".at").removeClass("at");
    node.addClass("at");
    this.show(node);
    if (!quiet) this.speak(id);
  }

  show(node) {
    const box = node.renderedBoundingBox({ includeLabels: false });
    const inside = box.x1 > 8 && box.y1 > 8 && box.x2 < this.cy.width() - 8 && box.y2 < this.cy.height() - 8;
    if (inside) return;
    if (this.calm) this.cy.center(node);
    else this.cy.stop().animate({ center: { eles: node }, duration: 180 });
  }

  speak(id) {
    const card = this.model.cards.find((one) => one.id === id);
    const arrows = this.model.arrows.filter((arrow) => arrow.from === id);
    this.heard.textContent = spoken(card, arrows, this.strings);
  }

  select(id) {
    this.moveTo(id, { quiet: true });
    this.onSelect?.(id);
  }

  selectChoice(address) {
    const cut = address.indexOf("/");
    this.onSelectChoice?.(address.slice(0, cut), address.slice(cut + 1));
  }

  onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const acts = {
      "+": () => this.zoom(STEP),
      "=": () => this.zoom(STEP),
      "-": () => this.zoom(1 / STEP),
      0: () => this.fit(),
      Home: () => this.moveTo(this.start),
      Enter: () => this.at && this.select(this.at),
      " ": () => this.at && this.select(this.at),
    };
    const act = event.key.startsWith("Arrow") ? () => this.step(event.key) : acts[event.key];
    if (!act || !this.cy) return;
    event.preventDefault();
    act();
  }

  step(key) {
    const from = this.at ?? this.start;
    if (!from || !this.place.nodes[from]) return;
    this.moveTo(neighbourOf(this.place, this.model.cards.map(({ id }) => id), from, key));
  }

  recolour() {
    if (!this.cy) return;
    this.colours = coloursOf(this.container);
    this.cy.style(styleOf(this.colours));
  }

  toSvg() {
    if (!this.place) this.placeNow();
    const colours = coloursOf(this.container, { paper: true });
    return svgOf(this.model, this.words, this.place, { colours, title: this.strings.label });
  }

  // Somebody wants the picture before it is laid out: then the page has to wait for it.
  placeNow() {
    const model = this.wanted;
    this.take(model, this.places.now(model, this.direction), wordsOf(model, this.colours.font, this.strings));
  }

  toPng() {
    const svg = this.toSvg();
    return pngOf(svg, this.place);
  }

  destroy() {
    this.turns += 1;
    this.places.stop();
    this.forgetTheme();
    this.watcher.disconnect();
    this.cy?.destroy();
    this.cy = null;
    for (const part of this.parts) part.remove();
    this.container.classList.remove("map");
  }
}

export function createMap(container, options) {
  return new ScenarioMap(container, options);
}
