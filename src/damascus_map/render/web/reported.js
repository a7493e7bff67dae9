// @ts-check
/**
 * Reported: what of each district was known on a day, from what had been published by then?
 * Each interval has a list of steps: from which day on it had which look. What was known last goes on
 * until the next that was known, and says so. Of what is less sure than asked for only that is told.
 */

/**
 * @typedef {object} Period  of a district, in which it looks the same
 * @property {number} from
 * @property {number | null} to  the first day on which it no longer looks like this
 * @property {string} from_precision
 * @property {{party: string | null, share: number}[]} fills
 * @property {string} outline
 * @property {"low" | "medium" | "high"} confidence
 * @property {Record<string, string>} sentence
 * @property {boolean} is_change
 * @property {number | null} position  of the interval that is shown; null: nothing was known
 * @property {number} since  the interval's own first day
 * @property {string} since_precision
 * @property {"low" | "medium" | null} below  its confidence, where that is below the one asked for
 * @property {boolean} is_carried  beyond the interval, or the day by which all was reported
 */

(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});

  /**
   * A function that gives, for each district, its periods as known on a day, null for now, and as
   * sure as asked for.
   * @returns {(by: number | null, least: ViewState["confidence"]) => Period[][]}
   */
  function createHistory(scene) {
    const now = scene.districts.map(({ intervals }) => intervals.map(periodOf));
    const knownBy = (by) =>
      by === null ? now : scene.districts.map((district) => periodsBy(district, by, scene));
    let last = { by: /** @type {number | null} */ (null), least: "low", periods: now };
    return (by, least) => {
      if (by !== last.by || least !== last.least)
        last = { by, least, periods: knownBy(by).map((periods) => asSure(periods, least, scene)) };
      return last.periods;
    };
  }

  /** @returns {Period} */
  function periodOf(interval, /** @type {number} */ position) {
    const { from: since, from_precision: since_precision } = interval;
    return { ...interval, position, since, since_precision, below: null, is_carried: false };
  }

  /** @returns {Period[]} */
  function periodsBy({ intervals }, /** @type {number} */ by, scene) {
    const known = intervals.map(periodOf).flatMap((period) => {
      const step = period.steps.findLast(([day]) => day <= by);
      return step ? [{ ...period, ...scene.looks[step[1]] }] : [];
    });
    if (known.length === 0 || known[0].position > 0) known.unshift(unknownOf(scene));
    return withChanges(known.flatMap((period, k) => partsOf(period, known[k + 1], by)));
  }

  function unknownOf(scene) {
    const { fills, sentence } = scene.not_reported;
    const times = { from: scene.first_day, to: null, from_precision: "day" };
    const look = { fills, sentence, outline: "plain", situation: [], confidence: "high" };
    return {
      ...times,
      ...look,
      position: null,
      since: scene.first_day,
      since_precision: "day",
      below: null,
      is_carried: false,
    };
  }

  /** What was known of a period, and the part in which it is carried on: until the next that was known. */
  function partsOf(period, next, /** @type {number} */ by) {
    const to = next ? next.from : null;
    const ends = period.to === null ? by + 1 : Math.min(period.to, by + 1);
    if (period.position === null || (to !== null && to <= ends)) return [{ ...period, to }];
    const carried = { ...period, to, confidence: "low", is_carried: true };
    if (ends <= period.from) return [carried];
    return [
      { ...period, to: ends },
      { ...carried, from: ends, from_precision: "day" },
    ];
  }

  /** A period that only carries on the one before it, or looks as it does, is no change. */
  function withChanges(/** @type {Period[]} */ periods) {
    return periods.map((period, k) => ({
      ...period,
      is_change: k === 0 || lookOf(period) !== lookOf(periods[k - 1]),
    }));
  }

  /** What is less sure than asked for is not shown; where it begins and ends, that is a change. */
  function asSure(/** @type {Period[]} */ periods, /** @type {string} */ least, scene) {
    const { fills, sentence } = scene.below;
    const rank = (level) => DM.state.CONFIDENCES.indexOf(level);
    const look = { fills, sentence, outline: "plain", situation: [], confidence: "high" };
    const isBelow = (period) => rank(period.confidence) < rank(least) && saysSomething(period);
    return periods.map((period, k) => {
      const is = isBelow(period);
      const isChange = k === 0 || is !== isBelow(periods[k - 1]) || (!is && period.is_change);
      return { ...period, ...(is ? { ...look, below: period.confidence } : {}), is_change: isChange };
    });
  }

  /** Where nobody is known to be, and nothing to go on, nothing is said that could be unsure. */
  function saysSomething({ position, fills, situation }) {
    return position !== null && (situation.length > 0 || fills.some(({ party }) => party !== null));
  }

  function lookOf(/** @type {Period} */ { fills, outline, sentence }) {
    return JSON.stringify([fills, outline, sentence]);
  }

  DM.reported = { createHistory };
})(window);
