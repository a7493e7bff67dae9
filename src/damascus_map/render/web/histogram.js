// @ts-check
/**
 * Histogram: how many events of each kind began in each part of time?
 * An event known to the month or the year only is drawn over all of it, as long as the bars are finer.
 */

/**
 * @typedef {object} Bins
 * @property {number[]} edges  first day of each bin, and the day after the last
 * @property {Uint32Array} counts  kinds of the first bin, then of the second, and so on
 * @property {Spread[]} spreads
 * @property {number} most  events in the fullest
 *
 * @typedef {{from: number, to: number, counts: Uint32Array, total: number}} Spread
 *   events that are known to a whole month or year; `to` is the day after it
 */

(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const SMALLEST_BAR_PX = 2;
  const GAP_PX = 0.8;
  const SOFT_PART = 0.3;
  /** Endings of a colour in hexadecimal. */
  const [CLEAR, FAINT] = ["00", "66"];
  /** The shortest bin that an event of a precision (day, month, year) fits into. */
  const FINEST_BIN = ["day", "month", "year"];

  /** The events of each day by kind, counted once for a filter, so that zooming need not count again. */
  class DayCounts {
    constructor(index, /** @type {EventFilter} */ filter, scene) {
      this.kinds = scene.kinds.length;
      this.firstDay = scene.first_day;
      this.days = scene.last_day - scene.first_day + 1;
      this.sharp = new Uint32Array(this.days * this.kinds);
      /** @type {Map<string, {from: number, to: number, precision: number, counts: Uint32Array, total: number}>} */
      this.coarse = new Map();
      const passing = index.passing(filter);
      for (let i = 0; i < index.count; i += 1) {
        if (passing[i] === 1) this.add(index, i);
      }
    }

    add(index, /** @type {number} */ i) {
      if (index.precision[i] === 0) this.sharp[this.placeOf(index.first[i]) + index.kind[i]] += 1;
      else this.addCoarse(index, i);
    }

    /** An event from outside the timeline stands at its end, so that none is lost. */
    placeOf(/** @type {number} */ day) {
      return Math.min(Math.max(day - this.firstDay, 0), this.days - 1) * this.kinds;
    }

    addCoarse(index, /** @type {number} */ i) {
      const [from, last, precision] = [index.first[i], index.last[i], index.precision[i]];
      const key = `${from} ${last} ${precision}`;
      const row = this.coarse.get(key) || {
        from,
        to: last + 1,
        precision,
        counts: new Uint32Array(this.kinds),
        total: 0,
      };
      row.counts[index.kind[i]] += 1;
      row.total += 1;
      this.coarse.set(key, row);
    }

    /** @returns {Bins} */
    binsOf(/** @type {Plot} */ plot) {
      const edges = DM.axis.edgesOf(plot.bin, plot.span);
      const counts = new Uint32Array((edges.length - 1) * this.kinds);
      for (let bin = 0; bin < edges.length - 1; bin += 1)
        this.sumInto(counts, bin, edges[bin], edges[bin + 1]);
      const spreads = this.spreadsIn(edges, counts, plot.bin);
      const totals = edges.slice(1).map((_, bin) => this.totalOf(counts, bin));
      return { edges, counts, spreads, most: Math.max(1, ...totals, ...spreads.map(({ total }) => total)) };
    }

    sumInto(
      /** @type {Uint32Array} */ counts,
      /** @type {number} */ bin,
      /** @type {number} */ from,
      /** @type {number} */ to,
    ) {
      const start = Math.max(from - this.firstDay, 0) * this.kinds;
      const end = Math.min(to - this.firstDay, this.days) * this.kinds;
      for (let at = start; at < end; at += 1) counts[bin * this.kinds + (at % this.kinds)] += this.sharp[at];
    }

    /** What is too coarse for the bins; the rest is added to the bin that it begins in. */
    spreadsIn(/** @type {number[]} */ edges, /** @type {Uint32Array} */ counts, /** @type {string} */ unit) {
      const near = [...this.coarse.values()].filter(({ from, to }) => to > edges[0] && from < edges.at(-1));
      const tooCoarse = ({ precision }) => DM.axis.isFiner(unit, FINEST_BIN[precision]);
      for (const row of near.filter((one) => !tooCoarse(one))) {
        const bin = DM.time.countUpTo(edges, row.from) - 1;
        if (bin >= 0) row.counts.forEach((n, kind) => (counts[bin * this.kinds + kind] += n));
      }
      return near.filter(tooCoarse);
    }

    totalOf(/** @type {Uint32Array} */ counts, /** @type {number} */ bin) {
      return counts.subarray(bin * this.kinds, (bin + 1) * this.kinds).reduce((sum, n) => sum + n, 0);
    }
  }

  /** Draws bars stacked by kind, and behind them what is known to a month or a year only. */
  function drawHistogram(
    /** @type {HTMLCanvasElement} */ canvas,
    /** @type {Plot} */ plot,
    /** @type {Bins} */ bins,
    scene,
  ) {
    const context = DM.axis.contextOf(canvas, plot);
    context.beginPath();
    context.rect(plot.left, 0, plot.right - plot.left, plot.height);
    context.clip();
    const kinds = scene.kinds.length;
    const stack = stackerOf(context, plot, bins.most, scene);
    for (const { from, to, counts } of bins.spreads)
      stack(from, to, counts, softener(context, plot, from, to));
    for (let bin = 0; bin < bins.edges.length - 1; bin += 1) {
      const counts = bins.counts.subarray(bin * kinds, (bin + 1) * kinds);
      stack(bins.edges[bin], bins.edges[bin + 1], counts, (colour) => colour);
    }
  }

  /** A function that draws one bar; `paintOf` gives what a colour is painted with. */
  function stackerOf(context, /** @type {Plot} */ plot, /** @type {number} */ most, scene) {
    const { top, height } = plot.histogram;
    return (from, to, /** @type {Uint32Array} */ counts, paintOf) => {
      const total = counts.reduce((sum, n) => sum + n, 0);
      if (total === 0) return;
      const x = plot.xOf(from);
      const width = Math.max(plot.xOf(to) - x - GAP_PX, 1);
      const scale = Math.max(SMALLEST_BAR_PX, (total / most) * height) / total;
      let y = top + height;
      counts.forEach((n, kind) => {
        if (n === 0) return;
        y -= n * scale;
        context.fillStyle = paintOf(scene.kinds[kind].colour);
        context.fillRect(x, y, width, n * scale);
      });
    };
  }

  /** Paint that is faint and fades at both ends: the day is not known. */
  function softener(context, /** @type {Plot} */ plot, /** @type {number} */ from, /** @type {number} */ to) {
    return (/** @type {string} */ colour) => {
      const gradient = context.createLinearGradient(plot.xOf(from), 0, plot.xOf(to), 0);
      const stops = [0, SOFT_PART, 1 - SOFT_PART, 1];
      stops.forEach((at, k) => gradient.addColorStop(at, colour + (k % 3 === 0 ? CLEAR : FAINT)));
      return gradient;
    };
  }

  DM.histogram = { DayCounts, drawHistogram };
})(window);
