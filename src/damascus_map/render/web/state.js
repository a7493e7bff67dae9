// @ts-check
/**
 * State: what does the reader look at?
 * One frozen value; a change makes a new one, and only a value that differs is told to the subscribers.
 */

/**
 * @typedef {object} ViewState
 * @property {number} date  day, inside the dataset's first and last day
 * @property {number | null} from  first day of the window of events; null: all before `date`
 * @property {readonly string[] | null} districts  ids; null: all
 * @property {readonly string[] | null} types  ids of kinds of events; null: all
 * @property {"low" | "medium" | "high"} confidence  the smallest that is shown
 * @property {string | null} district  the chosen one
 * @property {string} lang
 */

(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const CONFIDENCES = ["low", "medium", "high"];
  const FIRST_WINDOW_DAYS = 7;

  /** @returns {ViewState} */
  function openingState(scene, /** @type {string} */ lang) {
    return Object.freeze({
      date: scene.last_day,
      from: scene.last_day - FIRST_WINDOW_DAYS + 1,
      districts: null,
      types: null,
      confidence: "low",
      district: null,
      lang: lang in scene.messages ? lang : "en",
    });
  }

  /**
   * What of a message can be shown, in the state's own units. Keys that are missing or not
   * understood are left out, so that they change nothing.
   * @param {Record<string, any>} message  the arguments of `show`
   * @param {any} scene
   */
  function changesOf(message, scene) {
    /** @type {Record<string, any>} */
    const changes = {};
    for (const [key, read] of Object.entries(readersOf(scene))) {
      const value = key in message ? read(message[key]) : undefined;
      if (value !== undefined) changes[key] = value;
    }
    return changes;
  }

  /** For each key the function that reads it; it returns undefined for what it does not understand. */
  function readersOf(scene) {
    const idsOf = (rows) => rows.map((row) => row.id);
    const oneOf = (known) => (value) => (known.includes(value) ? value : undefined);
    const someOf = (known) => (value) =>
      Array.isArray(value)
        ? Object.freeze(known.filter((id) => value.includes(id)))
        : value === null
          ? null
          : undefined;
    return {
      date: (value) => inside(scene, DM.time.dayOf(value)),
      from: (value) => (value === null ? null : (DM.time.dayOf(value) ?? undefined)),
      districts: someOf(idsOf(scene.districts)),
      types: someOf(idsOf(scene.kinds)),
      confidence: oneOf(CONFIDENCES),
      district: (value) => (value === null ? null : oneOf(idsOf(scene.districts))(value)),
      lang: oneOf(Object.keys(scene.messages)),
    };
  }

  function inside(scene, /** @type {number | null} */ day) {
    return day === null ? undefined : Math.min(Math.max(day, scene.first_day), scene.last_day);
  }

  /** The changes that lead to another day while the window keeps its length. */
  function movedTo(/** @type {ViewState} */ state, /** @type {number} */ date, scene) {
    const day = inside(scene, Math.round(date));
    return { date: day, from: state.from === null ? null : state.from + day - state.date };
  }

  /** The state in the units of a message: ISO dates, and null for "all". */
  function messageOf(/** @type {ViewState} */ state) {
    const from = state.from === null ? null : DM.time.isoOf(state.from);
    return { ...state, date: DM.time.isoOf(state.date), from };
  }

  /** The length of the window in days, or null where it has no beginning. */
  function windowDays(/** @type {ViewState} */ state) {
    return state.from === null ? null : Math.max(state.date - state.from + 1, 0);
  }

  /** @param {ViewState} opening */
  function createStore(opening) {
    let state = opening;
    /** @type {((state: ViewState, before: ViewState) => void)[]} */
    const subscribers = [];
    return {
      get: () => state,
      subscribe: (tell) => subscribers.push(tell),
      patch(/** @type {Partial<ViewState>} */ changes) {
        const next = Object.freeze({ ...state, ...changes });
        if (JSON.stringify(next) === JSON.stringify(state)) return false;
        const before = state;
        state = next;
        subscribers.forEach((tell) => tell(state, before));
        return true;
      },
    };
  }

  DM.state = { openingState, changesOf, movedTo, messageOf, windowDays, createStore, CONFIDENCES };
})(window);
