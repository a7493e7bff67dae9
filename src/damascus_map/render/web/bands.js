// @ts-check
/** Bands: the whole time at one look, each district in the colours of those who held it. */

/**
 * @typedef {object} Plot  where things stand in the timeline, in pixels of its canvas
 * @property {number} width
 * @property {number} height
 * @property {number} left  x of the first day
 * @property {number} right  x of the last day
 * @property {{top: number, height: number}} histogram
 * @property {{top: number, height: number, pitch: number}} bands
 * @property {number} fontPx
 * @property {(day: number) => number} xOf
 * @property {(x: number) => number} dayAt
 */

(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const FONT = '"Noto Sans", "Noto Sans Arabic", "Noto Naskh Arabic", system-ui, sans-serif';
  const AXIS_PX = 18;
  const PILL_PX = 21;
  const STRIPE_PERIOD_PX = 9;
  const SOFT_SLICES = 10;
  const NAME_GAP_PX = 8;
  const YEAR_BASE_PX = 4;
  const TICK_END_PX = 15;
  /** A year that begins so near the end has no room for its number. */
  const LAST_YEAR_PX = 8;
  const SMALLEST_BAR_PX = 2;
  const DIMMED = 0.22;
  const LOW_CONFIDENCE = 0.62;

  /** @returns {Plot} */
  function plotOf(scene, words, /** @type {{w: number, h: number}} */ size) {
    const narrow = size.w < 600;
    const fontPx = narrow ? 11 : 12;
    const left = Math.ceil(widestName(scene, words, fontPx)) + (narrow ? 14 : 30);
    const right = size.w - (narrow ? 10 : 22);
    const pitch = narrow ? 12 : 12.6;
    const top = size.h - AXIS_PX - pitch * scene.districts.length;
    const days = scene.last_day - scene.first_day;
    return {
      width: size.w,
      height: size.h,
      left,
      right,
      fontPx,
      histogram: { top: PILL_PX, height: top - PILL_PX - 5 },
      bands: { top, pitch, height: pitch - 3 },
      xOf: (day) => left + ((day - scene.first_day) / days) * (right - left),
      dayAt: (x) => scene.first_day + ((x - left) / (right - left)) * days,
    };
  }

  function widestName(scene, words, /** @type {number} */ fontPx) {
    const context = document.createElement("canvas").getContext("2d");
    context.font = `${fontPx}px ${FONT}`;
    return Math.max(...scene.districts.map((d) => context.measureText(words.name(d.names)).width));
  }

  /** Sets a canvas to a size in CSS pixels, sharp on dense screens, and returns its empty context. */
  function contextOf(/** @type {HTMLCanvasElement} */ canvas, /** @type {Plot} */ plot) {
    const density = global.devicePixelRatio || 1;
    canvas.width = Math.round(plot.width * density);
    canvas.height = Math.round(plot.height * density);
    const context = canvas.getContext("2d");
    context.scale(density, density);
    return context;
  }

  /** Draws the bands, the years and the names on one canvas. */
  class BandPainter {
    constructor(/** @type {HTMLCanvasElement} */ canvas, /** @type {Plot} */ plot, scene) {
      this.context = contextOf(canvas, plot);
      this.plot = plot;
      this.scene = scene;
    }

    draw(/** @type {Frame} */ { words, shown }) {
      this.drawYears();
      this.scene.districts.forEach(({ names, intervals }, i) => {
        const y = this.plot.bands.top + i * this.plot.bands.pitch;
        this.drawName(words.name(names), y, words.direction);
        const strength = shown[i] ? 1 : DIMMED;
        intervals.forEach((interval, k) => this.drawInterval(y, interval, intervals[k - 1], strength));
      });
    }

    drawYears() {
      const { context, plot, scene } = this;
      const [first, last] = [scene.first_day, scene.last_day].map((day) => DM.time.partsOf(day).year);
      const perYear = (plot.right - plot.left) / (last - first + 1);
      const every = perYear > 34 ? 1 : perYear > 17 ? 2 : 5;
      context.font = `${plot.fontPx - 1}px ${FONT}`;
      context.textAlign = "center";
      context.textBaseline = "alphabetic";
      for (let year = first + 1; year <= last; year += 1) {
        const x = Math.round(plot.xOf(DM.time.dayFrom(year, 1, 1)));
        context.fillStyle = scene.style.line;
        context.fillRect(x, plot.histogram.top, 1, plot.height - TICK_END_PX - plot.histogram.top);
        context.fillStyle = scene.style.muted;
        const named = year % every === 0 && x < plot.right - LAST_YEAR_PX;
        if (named) context.fillText(String(year), x, plot.height - YEAR_BASE_PX);
      }
    }

    drawName(/** @type {string} */ name, /** @type {number} */ y, /** @type {CanvasDirection} */ direction) {
      const { context, plot, scene } = this;
      context.font = `${plot.fontPx}px ${FONT}`;
      context.fillStyle = scene.style.ink;
      context.textAlign = "right";
      context.textBaseline = "middle";
      context.direction = direction;
      context.fillText(name, plot.left - NAME_GAP_PX, y + plot.bands.height / 2 + 0.5);
    }

    /** Where the beginning is known to the month or the year only, the former interval fades into this one. */
    drawInterval(/** @type {number} */ y, interval, former, /** @type {number} */ strength) {
      const end = interval.to === null ? this.scene.last_day : interval.to;
      this.paint(y, interval, [interval.from, end], strength);
      if (!former || interval.from_precision === "day") return;
      const softEnd = Math.min(DM.time.endOfPrecision(interval.from, interval.from_precision), end);
      const step = (softEnd - interval.from) / SOFT_SLICES;
      for (let k = 0; k < SOFT_SLICES; k += 1) {
        const from = interval.from + k * step;
        this.paint(y, former, [from, from + step], strength * (1 - (k + 0.5) / SOFT_SLICES));
      }
    }

    /** The fills of an interval between two days, striped as on the map. */
    paint(/** @type {number} */ y, interval, /** @type {number[]} */ days, /** @type {number} */ strength) {
      const { context } = this;
      const [x1, x2] = days.map(this.plot.xOf);
      const h = this.plot.bands.height;
      context.save();
      context.beginPath();
      context.rect(x1, y, x2 - x1, h);
      context.clip();
      context.globalAlpha = interval.confidence === "low" ? strength * LOW_CONFIDENCE : strength;
      const [ground, ...stripes] = stripesOf(interval.fills);
      this.setColour(ground.party);
      context.fillRect(x1, y, x2 - x1, h);
      const firstX = Math.floor((x1 - h) / STRIPE_PERIOD_PX) * STRIPE_PERIOD_PX;
      for (let x = firstX; x < x2 + h; x += STRIPE_PERIOD_PX) {
        stripes.forEach(({ party, start, width }) => {
          this.setColour(party);
          slant(context, { x: x + start, y, w: width, h });
        });
      }
      context.restore();
    }

    setColour(/** @type {string | null} */ party) {
      this.context.fillStyle = DM.districts.colourOf(party, this.scene);
    }
  }

  function stripesOf(/** @type {{party: string | null, share: number}[]} */ fills) {
    let start = 0;
    return fills.map(({ party, share }) => {
      const stripe = { party, start, width: share * STRIPE_PERIOD_PX };
      start += stripe.width;
      return stripe;
    });
  }

  /** A stripe that leans to the right by as much as it is high. */
  function slant(/** @type {CanvasRenderingContext2D} */ context, /** @type {Box} */ { x, y, w, h }) {
    context.beginPath();
    context.moveTo(x, y + h);
    context.lineTo(x + h, y);
    context.lineTo(x + h + w, y);
    context.lineTo(x + w, y + h);
    context.fill();
  }

  /**
   * The events of each month as bars, with room for the tallest.
   * @param {HTMLCanvasElement} canvas
   * @param {Plot} plot
   * @param {{months: Int32Array, counts: Uint32Array}} monthly
   * @param {string} colour
   */
  function drawHistogram(canvas, plot, monthly, colour) {
    const context = contextOf(canvas, plot);
    const { top, height } = plot.histogram;
    const most = Math.max(1, ...monthly.counts);
    context.fillStyle = colour;
    monthly.counts.forEach((count, i) => {
      if (count === 0) return;
      const [x1, x2] = [monthly.months[i], DM.time.addMonths(monthly.months[i], 1)].map(plot.xOf);
      const h = Math.max(SMALLEST_BAR_PX, (count / most) * height);
      context.fillRect(x1, top + height - h, Math.max(x2 - x1 - 0.8, 1), h);
    });
  }

  DM.bands = { plotOf, BandPainter, drawHistogram };
})(window);
