// @ts-check
/**
 * Grid: how many events of the window lie in each cell of the ground?
 * Cells are fastened to the world: a pan changes none of them, and four make one of the next zoom.
 */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const CELL_PX = 12;
  const NO_CELL = 0;

  class Grid {
    /** @param {any} index @param {any} points  of the world */
    constructor(index, points) {
      this.index = index;
      this.points = points;
      this.window = new DM.order.Sliding(index.order);
      this.shift = -1;
      this.columns = new Int32Array(0);
      this.lines = new Int32Array(0);
      this.counts = new Uint32Array(0);
      this.cellOf = new Uint32Array(points.x.length);
      this.passing = null;
    }

    /** Takes the zoom; cells keep about the same size on the screen. */
    setZoom(/** @type {number} */ zoom) {
      const shift = Math.round(Math.log2(CELL_PX) + DM.sight.WORLD_ZOOM - zoom);
      if (shift === this.shift) return;
      this.shift = shift;
      Object.assign(this, cellsOf(this.points, shift, this.cellOf));
      this.forget();
    }

    forget() {
      this.window.reset();
      this.counts = new Uint32Array(this.columns.length);
    }

    /** Counts the events of the window. */
    slide(/** @type {EventFilter} */ filter) {
      const { cellOf, index } = this;
      const [passing, slotOf] = [index.slots.passingOf(filter), index.slots.of];
      if (passing !== this.passing) this.forget();
      this.passing = passing;
      const counts = this.counts;
      this.window.moveTo(filter, (order, start, end, sign) => {
        for (let i = start; i < end; i += 1) {
          const row = order === null ? i : order[i];
          counts[cellOf[row]] += sign * passing[slotOf[row]];
        }
      });
    }

    /** The cells that touch an area. */
    cellsIn(/** @type {Area} */ area) {
      const [west, north, east, south] = [area.west, area.north, area.east, area.south].map(
        (px) => px >> this.shift,
      );
      const { columns, lines } = this;
      const cells = [];
      for (let cell = NO_CELL + 1; cell < columns.length; cell += 1) {
        const inside =
          columns[cell] >= west && columns[cell] <= east && lines[cell] >= north && lines[cell] <= south;
        if (inside) cells.push(cell);
      }
      return Uint32Array.from(cells);
    }

    rowsOf(/** @type {number} */ cell, /** @type {EventFilter} */ filter) {
      return this.index.rowsWhere(filter, (row) => this.cellOf[row] === cell);
    }
  }

  /**
   * Numbers the cells in which events lie, from 1 on, and writes each event's into `cellOf`.
   * @returns {{columns: Int32Array, lines: Int32Array}}  of each cell
   */
  function cellsOf({ x, y }, /** @type {number} */ shift, /** @type {Uint32Array} */ cellOf) {
    const [columns, lines] = [[NO_CELL], [NO_CELL]];
    const table = new CellTable(columns, lines);
    for (let row = 0; row < x.length; row += 1)
      cellOf[row] = x[row] < 0 ? NO_CELL : table.put(x[row] >> shift, y[row] >> shift);
    return { columns: Int32Array.from(columns), lines: Int32Array.from(lines) };
  }

  /** From column and line to the number of a cell: a hash table that grows with what is put in. */
  class CellTable {
    constructor(/** @type {number[]} */ columns, /** @type {number[]} */ lines) {
      this.columns = columns;
      this.lines = lines;
      this.slots = new Uint32Array(2 ** 12);
    }

    put(/** @type {number} */ column, /** @type {number} */ line) {
      const place = this.placeOf(column, line);
      if (this.slots[place] !== NO_CELL) return this.slots[place];
      const cell = this.columns.push(column) - 1;
      this.lines.push(line);
      this.slots[place] = cell;
      if (cell * 2 > this.slots.length) this.grow();
      return cell;
    }

    /** Where a cell stands, or the free place where it belongs. */
    placeOf(/** @type {number} */ column, /** @type {number} */ line) {
      const { slots, columns, lines } = this;
      const last = slots.length - 1;
      let place = (Math.imul(column, 0x9e3779b1) ^ Math.imul(line, 0x85ebca6b)) >>> 0;
      for (place = (place ^ (place >>> 15)) & last; ; place = (place + 1) & last) {
        const cell = slots[place];
        if (cell === NO_CELL || (columns[cell] === column && lines[cell] === line)) return place;
      }
    }

    grow() {
      this.slots = new Uint32Array(this.slots.length * 2);
      for (let cell = NO_CELL + 1; cell < this.columns.length; cell += 1)
        this.slots[this.placeOf(this.columns[cell], this.lines[cell])] = cell;
    }
  }

  DM.Grid = Grid;
})(window);
