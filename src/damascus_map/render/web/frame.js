// @ts-check
/** Frame: what is to be drawn for this state? Worked out once, handed to everything that draws. */

/**
 * @typedef {object} Frame
 * @property {ViewState} state
 * @property {any} words  the texts of the state's language
 * @property {any[]} intervals  for each district the interval that holds on the day, or null
 * @property {boolean[]} shown  for each district whether the filter lets it through
 * @property {any} filter  what an event must be to be counted
 * @property {string} subject  the same for frames that tell of the same events in the same language
 * @property {any} index  the events
 * @property {Counts} counts
 */

(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});

  /** @param {any} scene */
  function createFramer(scene) {
    const starts = scene.districts.map((d) => Int32Array.from(d.intervals, (i) => i.from));
    const wordsIn = memoised((lang) => DM.createWords(scene, lang));

    function intervalOn(/** @type {number} */ district, /** @type {number} */ day) {
      const position = DM.time.countUpTo(starts[district], day) - 1;
      return position < 0 ? null : scene.districts[district].intervals[position];
    }

    /** @returns {Frame} */
    return function frameOf(state, index) {
      const filter = filterOf(state, scene);
      return {
        state,
        words: wordsIn(state.lang),
        intervals: starts.map((_, i) => intervalOn(i, state.date)),
        shown: scene.districts.map((_, i) => ((filter.districts >> i) & 1) === 1),
        filter,
        subject: [DM.slots.keyOf(filter), filter.from, filter.date, state.lang].join(" "),
        index,
        counts: index.countsOf(filter),
      };
    };
  }

  /** @returns {EventFilter} */
  function filterOf(state, scene) {
    const passes = (ids) => (row) => ids === null || ids.includes(row.id);
    const inDistricts = passes(state.districts);
    return {
      from: state.from === null ? null : Math.min(state.from, state.date),
      date: state.date,
      districts: scene.districts.reduce((mask, d, i) => (inDistricts(d) ? mask | (1 << i) : mask), 0),
      kinds: Uint8Array.from(scene.kinds, (kind) => Number(passes(state.types)(kind))),
      confidence: DM.state.CONFIDENCES.indexOf(state.confidence),
    };
  }

  /**
   * The days on which something changes in the districts that are looked at:
   * the chosen one, or else all that the filter lets through.
   */
  function changeDays(state, scene) {
    const looked = scene.districts.filter((d) =>
      state.district === null
        ? state.districts === null || state.districts.includes(d.id)
        : d.id === state.district,
    );
    const days = looked.flatMap((d) => d.intervals.filter((i) => i.is_change !== false).map((i) => i.from));
    return [...new Set(days)].sort((a, b) => a - b);
  }

  function memoised(make) {
    const made = new Map();
    return (key) => {
      if (!made.has(key)) made.set(key, make(key));
      return made.get(key);
    };
  }

  DM.frame = { createFramer, filterOf, changeDays };
})(window);
