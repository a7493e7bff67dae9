// @ts-check
/**
 * Sight: which of the events that have a point lie in the part of the map that is seen?
 * Points are kept in the pixels of one deep zoom, so that every other zoom is a shift of bits.
 */

/**
 * @typedef {object} Area  in world pixels of `WORLD_ZOOM`, both ends included
 * @property {number} west
 * @property {number} north
 * @property {number} east
 * @property {number} south
 */

(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const WORLD_ZOOM = 22;
  const WORLD_PX = 2 ** 30;
  const PARTS_OF_A_TURN = 360e5;
  const MOST_LATITUDE = 85;
  const NOWHERE = -1;

  /** Where the events are in the world; x is below 0 for those without a point. */
  class WorldPoints {
    constructor(index) {
      const count = index.lonLat ? index.count : 0;
      this.x = new Int32Array(count).fill(NOWHERE);
      this.y = new Int32Array(count).fill(NOWHERE);
      for (let row = 0; row < count; row += 1) {
        if (index.lonLat.lon[row] === DM.slots.NO_POINT) continue;
        this.x[row] = xOf(index.lonLat.lon[row] / PARTS_OF_A_TURN);
        this.y[row] = yOf((index.lonLat.lat[row] / PARTS_OF_A_TURN) * 360);
      }
    }
  }

  function xOf(/** @type {number} */ turns) {
    return Math.floor((turns + 0.5) * WORLD_PX);
  }

  function yOf(/** @type {number} */ degrees) {
    const radians = (Math.max(-MOST_LATITUDE, Math.min(degrees, MOST_LATITUDE)) * Math.PI) / 180;
    return Math.floor((0.5 - Math.asinh(Math.tan(radians)) / (2 * Math.PI)) * WORLD_PX);
  }

  class Sight {
    /** @param {any} index @param {WorldPoints} points */
    constructor(index, points) {
      this.index = index;
      this.points = points;
      this.window = new DM.order.Sliding(index.order);
      this.isSeen = new Uint8Array(points.x.length);
      this.rows = new Uint32Array(0);
      this.total = 0;
      this.passing = null;
    }

    /** Takes another part of the map. */
    look(/** @type {Area} */ area) {
      const { x, y } = this.points;
      const { west, north, east, south } = area;
      let seen = 0;
      for (let row = 0; row < x.length; row += 1) {
        const inside = x[row] >= west && x[row] <= east && y[row] >= north && y[row] <= south;
        this.isSeen[row] = inside ? 1 : 0;
        seen += this.isSeen[row];
      }
      this.rows = new Uint32Array(seen);
      for (let row = 0, at = 0; at < seen; row += 1) if (this.isSeen[row] === 1) this.rows[at++] = row;
      this.forget();
    }

    forget() {
      this.window.reset();
      this.total = 0;
    }

    /** The number of events of the window that are seen. */
    countOf(/** @type {EventFilter} */ filter) {
      if (this.isSeen.length === 0) return 0;
      const passing = this.index.slots.passingOf(filter);
      if (passing !== this.passing) this.forget();
      this.passing = passing;
      const [isSeen, slotOf] = [this.isSeen, this.index.slots.of];
      this.window.moveTo(filter, (order, start, end, sign) => {
        let change = 0;
        for (let i = start; i < end; i += 1) {
          const row = order === null ? i : order[i];
          change += isSeen[row] & passing[slotOf[row]];
        }
        this.total += sign * change;
      });
      return this.total;
    }

    /** The events of the window that are seen, found from whichever is fewer: those seen, or the window's. */
    rowsOf(/** @type {EventFilter} */ filter) {
      const { index, isSeen } = this;
      const inWindow = this.window.begun - this.window.over;
      if (inWindow < this.rows.length) return index.rowsWhere(filter, (row) => isSeen[row] === 1);
      const passing = index.slots.passingOf(filter);
      const from = filter.from ?? -Infinity;
      return this.rows.filter(
        (row) =>
          index.first[row] <= filter.date && index.last[row] >= from && passing[index.slots.of[row]] === 1,
      );
    }
  }

  DM.sight = { Sight, WorldPoints, WORLD_ZOOM };
})(window);
