// @ts-check
/** Frame: what is to be drawn for this state? Worked out once, handed to everything that draws. */

/**
 * @typedef {object} Frame
 * @property {ViewState} state
 * @property {any} words  the texts of the state's language
 * @property {Period[][]} history  for each district its periods, as known now or by a day, as sure as asked for
 * @property {(Period | null)[]} intervals  for each district the period that holds on the day
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
    const historyBy = DM.reported.createHistory(scene);
    const wordsIn = memoised((lang) => DM.createWords(scene, lang));

    /** @returns {Frame} */
    return function frameOf(state, index) {
      const filter = filterOf(state, scene);
      const history = historyBy(state.reported, state.confidence);
      return {
        state,
        words: wordsIn(state.lang),
        history,
        intervals: history.map((periods) => periods.findLast(({ from }) => from <= state.date) || null),
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
      reported: state.reported,
    };
  }

  /**
   * The days on which something changes in the districts that are looked at:
   * the chosen one, or else all that the filter lets through.
   */
  function changeDays(/** @type {Frame} */ { state, history }, scene) {
    const isLooked = ({ id }) =>
      state.district === null
        ? state.districts === null || state.districts.includes(id)
        : id === state.district;
    const periods = history.filter((_, i) => isLooked(scene.districts[i])).flat();
    const days = periods.filter(({ is_change: isChange }) => isChange !== false).map(({ from }) => from);
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
