// @ts-check
/**
 * Points: the events that have a place of their own, as symbols or, where they are too many, as a
 * density. Those known to their district only stand beside its name, and are no points.
 */

/**
 * @typedef {"symbols" | "density"} Form
 *
 * @typedef {object} Part  one symbol, or one cell
 * @property {string} key
 * @property {Box} box  in the pixels of the zoom
 * @property {number} count
 * @property {(filter: EventFilter) => Uint32Array} rowsOf  its events, the latest first
 */

(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const PANE = "dm-points";
  /** Over the districts, under their names. */
  const Z_INDEX = 430;
  const MOST_SYMBOLS = 2000;
  /** While time runs, the density stays until there are so few. */
  const FEW_AGAIN = 1800;

  class Points {
    /** @param {any} map @param {any} scene @param {any} labels  whose names stand over the symbols */
    constructor(map, scene, labels) {
      this.map = map;
      this.scene = scene;
      this.labels = labels;
      this.surface = new DM.Surface(map, PANE, Z_INDEX);
      this.symbols = new DM.Symbols(this.surface, scene);
      this.index = null;
      /** @type {Form} */
      this.form = "symbols";
      this.settledFor = "";
      /** How often another part of the map was taken. */
      this.looks = 0;
      this.drawn = "";
    }

    update(/** @type {Frame} */ frame, /** @type {boolean} */ mapMoved) {
      if (frame.index !== this.index) this.take(frame.index);
      else if (mapMoved) this.look();
      const key = `${frame.subject} ${this.looks}`;
      if (key === this.drawn || !this.index.lonLat) return;
      this.drawn = key;
      this.setForm(this.sight.countOf(frame.filter), frame.filter);
      if (this.form === "density") this.density.update(frame);
      else this.symbols.update(this.clustersOf(frame), frame);
    }

    /** Takes the events, once they have come. */
    take(index) {
      const places = new DM.sight.WorldPoints(index);
      this.index = index;
      this.places = places;
      this.sight = new DM.sight.Sight(index, places);
      const grid = new DM.Grid(index, places);
      this.density = new DM.density.Density(this.surface, grid, this.scene.density);
      this.look();
    }

    /** Takes the part of the map that is seen. */
    look() {
      this.looks += 1;
      this.surface.fit();
      this.sight.look(this.surface.seen());
      if (this.form === "density") this.density.look();
    }

    /** Many events are a density; near the limit the form changes only with the filter or the zoom. */
    setForm(/** @type {number} */ count, /** @type {EventFilter} */ filter) {
      const settledFor = `${DM.slots.keyOf(filter)} ${this.surface.zoom}`;
      const stays = this.form === "density" && settledFor === this.settledFor;
      this.settledFor = settledFor;
      const form = count > (stays ? FEW_AGAIN : MOST_SYMBOLS) ? "density" : "symbols";
      if (form === this.form) return;
      this.form = form;
      this.map.getContainer().classList.toggle("dm-dense", form === "density");
      this.surface.clear();
      if (form === "density") this.density.look();
    }

    clustersOf(/** @type {Frame} */ frame) {
      const rows = this.sight.rowsOf(frame.filter);
      const origin = this.map.getPixelOrigin();
      const names = this.labels
        .nameBoxes()
        .map((box) => ({ ...box, x: box.x + origin.x, y: box.y + origin.y }));
      return DM.clusters.clustersOf(rows, this.places, this.index.districts, this.surface.zoom, names);
    }

    get layer() {
      return this.form === "density" ? this.density : this.symbols;
    }

    /** The number of points of the window that are seen. */
    countOf(/** @type {Frame} */ frame) {
      return this.sight.countOf(frame.filter);
    }

    isSeen(/** @type {number} */ row) {
      return this.sight.isSeen[row] === 1;
    }

    /** What is drawn under a place of the window. @returns {Part | null} */
    at(/** @type {number} */ clientX, /** @type {number} */ clientY, /** @type {number} */ slackPx) {
      return this.layer.at(this.surface.pointOf(clientX, clientY), slackPx);
    }

    /** Smallest number of each class of the density, or null while there is none. */
    limits() {
      return this.form === "density" ? this.density.limits : null;
    }

    /** All that is drawn, with its place in the window. */
    parts(/** @type {Frame} */ frame) {
      if (!this.index.lonLat) return [];
      return this.layer.parts().map((part) => ({
        rows: Array.from(part.rowsOf(frame.filter)),
        box: this.surface.rectOf(part.box).toJSON(),
      }));
    }
  }

  DM.Points = Points;
})(window);
