// @ts-check
/**
 * Time: which day is it, how is it said, and where does it stand in a sorted column?
 * A day is an integer: civil days since 1970-01-01, without hours or time zones.
 */

/**
 * @typedef {object} DateWords
 * @property {string[]} months  January first
 * @property {string[]} months_short
 * @property {string[]} weekdays  Sunday first
 * @property {string} day  pattern, as "{weekday} {d} {month} {y}"
 * @property {string} day_short
 * @property {string} month
 * @property {string} month_tick  as short as can be, for the ticks of the timeline
 * @property {string} day_tick
 * @property {string} [first]  how the first of a month is written, as "1er"
 */

(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const MS_PER_DAY = 86_400_000;
  const ISO = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/;

  /** @returns {number | null} the first day that a date of any precision covers */
  function dayOf(/** @type {unknown} */ iso) {
    const match = typeof iso === "string" ? ISO.exec(iso) : null;
    if (!match) return null;
    const [year, month, day] = [Number(match[1]), Number(match[2] || 1), Number(match[3] || 1)];
    const found = dayFrom(year, month, day);
    return isoOf(found) === [match[1], match[2] || "01", match[3] || "01"].join("-") ? found : null;
  }

  /** A month outside 1 to 12 runs on into the neighbouring years. */
  function dayFrom(/** @type {number} */ year, /** @type {number} */ month, /** @type {number} */ day) {
    return Math.round(Date.UTC(year, month - 1, day) / MS_PER_DAY);
  }

  function isoOf(/** @type {number} */ day) {
    return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
  }

  function partsOf(/** @type {number} */ day) {
    const date = new Date(day * MS_PER_DAY);
    return {
      year: date.getUTCFullYear(),
      month: date.getUTCMonth() + 1,
      day: date.getUTCDate(),
      weekday: date.getUTCDay(),
    };
  }

  /** The same day of another month, or that month's last day where it is shorter. */
  function addMonths(/** @type {number} */ day, /** @type {number} */ months) {
    const { year, month, day: dayOfMonth } = partsOf(day);
    const lastOfMonth = dayFrom(year, month + months + 1, 0);
    return Math.min(dayFrom(year, month + months, dayOfMonth), lastOfMonth);
  }

  function monthStart(/** @type {number} */ day) {
    const { year, month } = partsOf(day);
    return dayFrom(year, month, 1);
  }

  /** The first day after the month or the year that a date of that precision means. */
  function endOfPrecision(/** @type {number} */ day, /** @type {string} */ precision) {
    const { year, month } = partsOf(day);
    if (precision === "year") return dayFrom(year + 1, 1, 1);
    return precision === "month" ? dayFrom(year, month + 1, 1) : day + 1;
  }

  /** The number of values in a sorted column that are not above the limit. */
  function countUpTo(/** @type {ArrayLike<number>} */ sorted, /** @type {number} */ limit) {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] <= limit) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /**
   * @param {number} day
   * @param {"day" | "day_short" | "month" | "year" | "month_tick" | "day_tick"} form
   * @param {DateWords} dates
   */
  function wordsOf(day, form, dates) {
    const parts = partsOf(day);
    if (form === "year") return String(parts.year);
    return fill(dates[form], {
      weekday: dates.weekdays[parts.weekday],
      d: parts.day === 1 && dates.first ? dates.first : String(parts.day),
      month: dates.months[parts.month - 1],
      month_short: dates.months_short[parts.month - 1],
      y: String(parts.year),
    });
  }

  /** A text with its {placeholders} filled. */
  function fill(/** @type {string} */ pattern, /** @type {Record<string, string | number>} */ values) {
    return pattern.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? String(values[key]) : whole));
  }

  DM.time = {
    dayOf,
    dayFrom,
    isoOf,
    partsOf,
    addMonths,
    monthStart,
    endOfPrecision,
    countUpTo,
    wordsOf,
    fill,
  };
})(window);
