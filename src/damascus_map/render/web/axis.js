// @ts-check
/** Axis: which part of time is shown, where does a day stand in it, and which ticks and bins fit? */

/**
 * @typedef {readonly [number, number]} Span  first day shown, and the first one after; parts of days count
 * @typedef {"day" | "week" | "month" | "quarter" | "year" | "years2" | "years5" | "years10"} Unit
 *
 * @typedef {object} Plot  where things stand in the timeline, in pixels of its canvas
 * @property {number} width
 * @property {number} height
 * @property {number} left  x of the first day that is shown
 * @property {number} right  x where the last day that is shown ends
 * @property {Span} span
 * @property {{top: number, height: number}} histogram
 * @property {{top: number, height: number, pitch: number}} bands
 * @property {number} fontPx
 * @property {Unit} bin  of the histogram
 * @property {(day: number) => number} xOf  where a day begins
 * @property {(x: number) => number} dayAt  a whole day
 * @property {(x: number) => number} timeAt  a day and its part
 */

(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const FONT = '"Noto Sans", "Noto Sans Arabic", "Noto Naskh Arabic", system-ui, sans-serif';
  /** Room below the bands for the ticks and the overview. */
  const AXIS_PX = 26;
  const PILL_PX = 21;
  const LEAST_SPAN_DAYS = 10;
  const LEAST_BIN_PX = 3.2;
  const NARROW_PX = 600;
  const MONDAY = 4; // 1970-01-01 was a Thursday
  const { monthStart, addMonths, dayFrom, partsOf } = DM.time;
  const ONE_IN_EACH_MONTH = Array.from({ length: 12 }, (_, month) => dayFrom(2001, month + 1, 28));

  const unitOfYears = (/** @type {number} */ n) => ({
    days: n * 365.25,
    start: (/** @type {number} */ day) => dayFrom(Math.floor(partsOf(day).year / n) * n, 1, 1),
    next: (/** @type {number} */ day) => addMonths(day, 12 * n),
  });

  /** From the shortest; `start` gives the first day of the unit that a day lies in. */
  const UNITS = {
    day: { days: 1, start: (day) => day, next: (day) => day + 1 },
    week: {
      days: 7,
      start: (day) => day - ((((day - MONDAY) % 7) + 7) % 7),
      next: (day) => day + 7,
    },
    month: { days: 30.4, start: monthStart, next: (day) => addMonths(day, 1) },
    quarter: {
      days: 91.3,
      start: (day) => addMonths(monthStart(day), -((partsOf(day).month - 1) % 3)),
      next: (day) => addMonths(day, 3),
    },
    year: unitOfYears(1),
    years2: unitOfYears(2),
    years5: unitOfYears(5),
    years10: unitOfYears(10),
  };
  const BINS = ["day", "week", "month", "quarter", "year"];
  const TICKS = ["day", "week", "month", "quarter", "year", "years2", "years5", "years10"];

  /** The whole of time, as a span. @returns {Span} */
  function wholeOf(scene) {
    return [scene.first_day, scene.last_day + 1];
  }

  /** What can be shown of a span: inside the whole and not too short; null for the whole itself. */
  function fitted(scene, /** @type {Span} */ [from, to]) {
    const [first, end] = wholeOf(scene);
    const length = Math.max(to - from, Math.min(LEAST_SPAN_DAYS, end - first));
    if (length >= end - first) return null;
    const start = Math.min(Math.max((from + to - length) / 2, first), end - length);
    return Object.freeze([start, start + length]);
  }

  /** A span that is `factor` times as long, with a day where it was; null where that is the whole. */
  function zoomed(
    scene,
    /** @type {Span} */ [from, to],
    /** @type {number} */ factor,
    /** @type {number} */ day,
  ) {
    const [first, end] = wholeOf(scene);
    const least = Math.min(LEAST_SPAN_DAYS, end - first);
    const by = Math.min(Math.max(factor, least / (to - from)), (end - first) / (to - from));
    return fitted(scene, [day - (day - from) * by, day + (to - day) * by]);
  }

  /** @returns {Plot} */
  function plotOf(scene, words, /** @type {{w: number, h: number}} */ size, /** @type {Span} */ span) {
    const narrow = size.w < NARROW_PX;
    const fontPx = narrow ? 11 : 12;
    const gutter = Math.ceil(widestOf(gutterTexts(scene, words), fontPx)) + (narrow ? 14 : 30);
    const margin = narrow ? 10 : 22;
    // Time runs from left to right in every language; the names stand where reading begins.
    const [left, right] = words.direction === "rtl" ? [margin, size.w - gutter] : [gutter, size.w - margin];
    const pitch = narrow ? 12 : 12.6;
    const top = size.h - AXIS_PX - pitch * scene.districts.length;
    const dayPx = (right - left) / (span[1] - span[0]);
    const timeAt = (x) => span[0] + (x - left) / dayPx;
    return {
      width: size.w,
      height: size.h,
      left,
      right,
      span,
      fontPx,
      histogram: { top: PILL_PX, height: top - PILL_PX - 5 },
      bands: { top, pitch, height: pitch - 3 },
      bin: shortest(BINS, (unit) => unit.days * dayPx >= LEAST_BIN_PX),
      xOf: (day) => left + (day - span[0]) * dayPx,
      timeAt,
      dayAt: (x) => Math.floor(Math.min(Math.max(timeAt(x), span[0]), span[1] - 1e-6)),
    };
  }

  /** The first of some units that will do, or the last one. @returns {Unit} */
  function shortest(
    /** @type {string[]} */ names,
    /** @type {(unit: any, name: string) => boolean} */ willDo,
  ) {
    return /** @type {Unit} */ (names.find((name) => willDo(UNITS[name], name)) || names.at(-1));
  }

  /** The days on which the units of a span begin, and the day after the last of them. */
  function edgesOf(/** @type {Unit} */ unit, /** @type {Span} */ [from, to]) {
    const edges = [UNITS[unit].start(Math.floor(from))];
    while (edges.at(-1) < to) edges.push(UNITS[unit].next(edges.at(-1)));
    return edges;
  }

  /** All that can stand beside the rows, so that zooming in time does not move them. */
  function gutterTexts(scene, words) {
    const names = scene.districts.map((district) => words.name(district.names));
    return [...names, words.text("legend_events"), ...BINS.map((bin) => words.text(`per_${bin}`))];
  }

  function widestOf(/** @type {string[]} */ texts, /** @type {number} */ fontPx) {
    return Math.max(...texts.map(measurerOf(fontPx)));
  }

  function isFiner(/** @type {string} */ unit, /** @type {string} */ than) {
    return UNITS[unit].days < UNITS[than].days;
  }

  /** A function that tells how wide a text is written. */
  function measurerOf(/** @type {number} */ fontPx) {
    const context = document.createElement("canvas").getContext("2d");
    context.font = `${fontPx}px ${FONT}`;
    return (/** @type {string} */ text) => context.measureText(text).width;
  }

  /**
   * The ticks that have room for their words, the earliest first.
   * @returns {{day: number, text: string, strong: boolean}[]}
   */
  function ticksOf(/** @type {Plot} */ plot, words) {
    const dayPx = plot.xOf(1) - plot.xOf(0);
    const widest = (name) =>
      widestOf(
        ONE_IN_EACH_MONTH.map((day) => tickOf(day, name, words).text),
        plot.fontPx - 1,
      );
    const unit = shortest(TICKS, ({ days }, name) => days * dayPx >= widest(name) + 2 * plot.fontPx);
    const days = edgesOf(unit, plot.span).filter((day) => day >= plot.span[0] && day < plot.span[1]);
    return days.map((day) => tickOf(day, unit, words));
  }

  /** Years by their number, months by their name; the greater unit where it begins. */
  function tickOf(/** @type {number} */ day, /** @type {string} */ unit, words) {
    const parts = partsOf(day);
    if (unit.startsWith("year") || (parts.month === 1 && parts.day === 1))
      return { day, text: words.date(day, "year"), strong: true };
    if (unit === "month" || unit === "quarter")
      return { day, text: words.date(day, "month_tick"), strong: false };
    return { day, text: words.date(day, "day_tick"), strong: parts.day === 1 };
  }

  /** Sets a canvas to the plot's size, sharp on dense screens, and returns its empty context. */
  function contextOf(/** @type {HTMLCanvasElement} */ canvas, /** @type {Plot} */ plot) {
    const density = global.devicePixelRatio || 1;
    canvas.width = Math.round(plot.width * density);
    canvas.height = Math.round(plot.height * density);
    const context = canvas.getContext("2d");
    context.scale(density, density);
    return context;
  }

  DM.axis = { UNITS, FONT, wholeOf, fitted, zoomed, plotOf, edgesOf, isFiner, ticksOf, contextOf };
})(window);
