// @ts-check
/**
 * Density: how many events lie where, as cells of ground that are darker the more there are.
 * The classes of the colours change in steps only, so that a cell does not flicker while time runs.
 */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const LADDER = [1, 3, 10, 30, 100, 300, 1e3, 3e3, 1e4, 3e4, 1e5, 3e5, 1e6];

  class Density {
    /**
     * @param {any} surface
     * @param {any} grid
     * @param {{colour: string, side: number}[]} classes  from few events to many
     */
    constructor(surface, grid, classes) {
      this.surface = surface;
      this.grid = grid;
      this.classes = classes;
      this.cells = new Uint32Array(0);
      this.drawn = new Uint8Array(0);
      this.passing = null;
      this.step = 0;
      /** Smallest number of each class. */
      this.limits = [1];
    }

    /** Takes the part of the map that is seen; nothing is drawn on it yet. */
    look() {
      const { zoom } = this.surface;
      if (zoom !== this.zoom) this.passing = null;
      this.zoom = zoom;
      this.grid.setZoom(zoom);
      this.cells = this.grid.cellsIn(this.surface.covered());
      this.drawn = new Uint8Array(this.cells.length);
    }

    update(/** @type {Frame} */ frame) {
      this.grid.slide(frame.filter);
      this.setClasses(frame.index.slots.passingOf(frame.filter));
      const { counts } = this.grid;
      this.cells.forEach((cell, i) => {
        const level = this.classOf(counts[cell]);
        if (level !== this.drawn[i]) this.drawCell(cell, level);
        this.drawn[i] = level;
      });
    }

    /** A new zoom or filter sets the classes anew; else they give way only to much fewer or more events. */
    setClasses(passing) {
      const most = this.cells.reduce((max, cell) => Math.max(max, this.grid.counts[cell]), 1);
      const step = DM.time.countUpTo(LADDER, most) - 1;
      const isNew = passing !== this.passing;
      this.passing = passing;
      if (!isNew && (step === this.step || step === this.step - 1)) return;
      this.step = step;
      this.limits = limitsUpTo(step, this.classes.length);
    }

    /** 0 for none, then from 1 on. */
    classOf(/** @type {number} */ count) {
      let level = 0;
      while (level < this.limits.length && count >= this.limits[level]) level += 1;
      return level;
    }

    drawCell(/** @type {number} */ cell, /** @type {number} */ level) {
      const { context, corner } = this.surface;
      const { x, y, w, h } = this.boxOf(cell);
      const [left, top] = [x - corner.x, y - corner.y];
      if (level === 0) return context.clearRect(left, top, w, h);
      const { colour, side } = this.classes[level - 1];
      const [width, height] = [Math.round(w * side), Math.round(h * side)];
      context.fillStyle = colour;
      return context.fillRect(left + ((w - width) >> 1), top + ((h - height) >> 1), width, height);
    }

    /** In whole pixels of the zoom, so that all edges are sharp. @returns {Box} */
    boxOf(/** @type {number} */ cell) {
      const size = 2 ** this.grid.shift / this.surface.worldScale();
      const [column, line] = [this.grid.columns[cell], this.grid.lines[cell]];
      const [x, y] = [Math.round(column * size), Math.round(line * size)];
      return { x, y, w: Math.round((column + 1) * size) - x, h: Math.round((line + 1) * size) - y };
    }

    /** What is drawn at a point of the zoom. */
    at(/** @type {Point} */ { x, y }) {
      const isUnder = (/** @type {number} */ cell) => {
        const box = this.boxOf(cell);
        return box.x <= x && x < box.x + box.w && box.y <= y && y < box.y + box.h;
      };
      const cell = this.cells.find((one) => this.grid.counts[one] > 0 && isUnder(one));
      return cell === undefined ? null : this.partOf(cell);
    }

    partOf(/** @type {number} */ cell) {
      return {
        key: `cell ${cell}`,
        box: this.boxOf(cell),
        count: this.grid.counts[cell],
        rowsOf: (filter) => this.grid.rowsOf(cell, filter),
      };
    }

    /** All that is drawn. */
    parts() {
      return Array.from(
        this.cells.filter((cell) => this.grid.counts[cell] > 0),
        (cell) => this.partOf(cell),
      );
    }
  }

  /** The highest limits of the ladder up to a step; the lowest class takes in all below it. */
  function limitsUpTo(/** @type {number} */ step, /** @type {number} */ classes) {
    const highest = LADDER.slice(Math.max(0, step + 1 - classes), step + 1);
    return [1, ...highest.slice(1)];
  }

  DM.density = { Density };
})(window);
