// @ts-check
/**
 * Order: which events fall into a window of days, without a look at all of them?
 * An event is in the window if it has begun by the last day and has not ended before the first.
 */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});

  class Order {
    /** @param {Int32Array} first  ascending @param {Int32Array} last  not before `first` */
    constructor(first, last) {
      this.first = first;
      this.last = last;
      this.byEnd = rowsInOrderOf(last);
      this.longOnes = rowsByLength(first, last);
    }

    /** The number of events that have begun by the end of a day. */
    begunBy(/** @type {number} */ day) {
      return DM.time.countUpTo(this.first, day);
    }

    /** The number of events that are over by the end of a day. */
    overBy(/** @type {number} */ day) {
      return countInOrder(this.last, this.byEnd, day);
    }

    /** Calls `visit` with each event of the window: first those from before it, then by their first day. */
    visit(/** @type {EventFilter} */ { from, date }, /** @type {(row: number) => void} */ visit) {
      if (from !== null) this.visitFromBefore(from, visit);
      const end = this.begunBy(date);
      for (let row = from === null ? 0 : this.begunBy(from - 1); row < end; row += 1) visit(row);
    }

    /** Of the long events only those that are not too short to reach the window are looked at. */
    visitFromBefore(/** @type {number} */ from, /** @type {(row: number) => void} */ visit) {
      this.longOnes.forEach((rows, k) => {
        const end = countInOrder(this.first, rows, from - 1);
        for (let i = countInOrder(this.first, rows, from - 2 ** (k + 1)); i < end; i += 1)
          if (this.last[rows[i]] >= from) visit(rows[i]);
      });
    }
  }

  /**
   * Follows a window that moves, and tells what enters it and what leaves it.
   * `shift(order, start, end, sign)` is called with the rows `order[start]` to `order[end - 1]`,
   * or the rows `start` to `end - 1` themselves where the order is null.
   */
  class Sliding {
    constructor(/** @type {Order} */ order) {
      this.order = order;
      this.reset();
    }

    /** The window is empty again. */
    reset() {
      this.begun = 0;
      this.over = 0;
    }

    moveTo(
      /** @type {EventFilter} */ { from, date },
      /** @type {(order: Uint32Array | null, start: number, end: number, sign: number) => void} */ shift,
    ) {
      const begun = this.order.begunBy(date);
      const over = from === null ? 0 : this.order.overBy(from - 1);
      shift(null, Math.min(this.begun, begun), Math.max(this.begun, begun), begun > this.begun ? 1 : -1);
      shift(
        this.order.byEnd,
        Math.min(this.over, over),
        Math.max(this.over, over),
        over > this.over ? -1 : 1,
      );
      this.begun = begun;
      this.over = over;
    }
  }

  /** The positions of the values from the smallest to the largest; equal ones keep their order. */
  function rowsInOrderOf(/** @type {Int32Array} */ values) {
    const rows = new Uint32Array(values.length);
    if (values.length === 0) return rows;
    const [least, most] = extremesOf(values);
    const places = new Uint32Array(most - least + 2);
    for (let i = 0; i < values.length; i += 1) places[values[i] - least + 1] += 1;
    for (let k = 1; k < places.length; k += 1) places[k] += places[k - 1];
    for (let i = 0; i < values.length; i += 1) rows[places[values[i] - least]++] = i;
    return rows;
  }

  function extremesOf(/** @type {Int32Array} */ values) {
    let [least, most] = [values[0], values[0]];
    for (let i = 1; i < values.length; i += 1) {
      if (values[i] < least) least = values[i];
      if (values[i] > most) most = values[i];
    }
    return [least, most];
  }

  /** The events of several days: at k those that go on for at least 2^k days and less than 2^(k+1). */
  function rowsByLength(/** @type {Int32Array} */ first, /** @type {Int32Array} */ last) {
    /** @type {number[][]} */
    const rows = [];
    for (let i = 0; i < first.length; i += 1) {
      const days = last[i] - first[i];
      if (days === 0) continue;
      const k = 31 - Math.clz32(days);
      while (rows.length <= k) rows.push([]);
      rows[k].push(i);
    }
    return rows.map((ones) => Uint32Array.from(ones));
  }

  /** The number of rows, in the order of their values, whose value is not above the limit. */
  function countInOrder(
    /** @type {Int32Array} */ values,
    /** @type {Uint32Array} */ order,
    /** @type {number} */ limit,
  ) {
    let [low, high] = [0, order.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (values[order[middle]] <= limit) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  DM.order = { Order, Sliding };
})(window);
