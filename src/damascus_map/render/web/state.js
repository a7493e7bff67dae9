// @ts-check
/**
 * State: what does the reader look at?
 * One frozen value; a change makes a new one, and only a value that differs is told to the subscribers.
 */

/**
 * @typedef {object} ViewState
 * @property {number} date  day, inside the dataset's first and last day
 * @property {number | null} from  first day of the window of events; null: all before `date`
 * @property {Span | null} span  the part of time that the timeline shows; null: the whole
 * @property {readonly string[] | null} districts  ids; null: all
 * @property {readonly string[] | null} types  ids of kinds of events; null: all
 * @property {"low" | "medium" | "high"} confidence  the smallest that is shown
 * @property {string | null} district  the chosen one
 * @property {number | null} reported  the day by which what is shown had been published; null: now
 * @property {string | null} event  id of the one whose details are open
 * @property {number | null} tour  the step of the tour, from 1 on; null: none
 * @property {string} lang
 */

(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const CONFIDENCES = ["low", "medium", "high"];
  const SLUG = /^[a-z0-9_-]{1,200}$/;
  /** When a page of time is turned, the day stands this far inside it. */
  const PAGE_MARGIN = 0.1;

  /** @returns {ViewState} */
  function openingState(scene) {
    const { window: days, confidence, lang } = scene.opening_view;
    return Object.freeze({
      date: scene.opening_day,
      from: windowStart(scene.opening_day, days),
      span: null,
      districts: null,
      types: null,
      confidence,
      district: null,
      reported: null,
      event: null,
      tour: null,
      lang,
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
      span: (value) => (value === null ? null : spanFrom(scene, value)),
      districts: someOf(idsOf(scene.districts)),
      types: someOf(idsOf(scene.kinds)),
      confidence: oneOf(CONFIDENCES),
      district: (value) => (value === null ? null : oneOf(idsOf(scene.districts))(value)),
      reported: (value) => (value === null ? null : inside(scene, DM.time.dayOf(value))),
      event: (value) => (value === null || SLUG.test(value) ? value : undefined),
      tour: (value) => (value === null || scene.story[value - 1] ? value : undefined),
      lang: oneOf(Object.keys(scene.messages)),
    };
  }

  function inside(scene, /** @type {number | null} */ day) {
    return day === null ? undefined : Math.min(Math.max(day, scene.first_day), scene.last_day);
  }

  /** From the first and the last day that it shows. */
  function spanFrom(scene, /** @type {unknown} */ days) {
    const [first, last] = Array.isArray(days) ? days.map(DM.time.dayOf) : [null, null];
    return first === null || last === null || last < first
      ? undefined
      : DM.axis.fitted(scene, [first, last + 1]);
  }

  /**
   * The changes that lead to another day while the window keeps its length and the day stays in view.
   * An event's details belong to its day.
   */
  function movedTo(/** @type {ViewState} */ state, /** @type {number} */ date, scene) {
    const day = inside(scene, Math.round(date));
    const from = state.from === null ? null : state.from + day - state.date;
    return { date: day, from, span: turnedTo(state.span, day, scene), event: null };
  }

  /** The span that shows a day: the same, or, as when a page is turned, one beside it. */
  function turnedTo(/** @type {Span | null} */ span, /** @type {number} */ day, scene) {
    if (span === null || (day >= Math.floor(span[0]) && day < span[1])) return span;
    const length = span[1] - span[0];
    const from = day < span[0] ? day + 1 - (1 - PAGE_MARGIN) * length : day - PAGE_MARGIN * length;
    return DM.axis.fitted(scene, [from, from + length]);
  }

  /** The state in the units of a message: ISO dates, and null for "all". */
  function messageOf(/** @type {ViewState} */ state) {
    const { isoOf } = DM.time;
    const from = state.from === null ? null : isoOf(state.from);
    const span = state.span && [isoOf(Math.floor(state.span[0])), isoOf(Math.ceil(state.span[1]) - 1)];
    const reported = state.reported === null ? null : isoOf(state.reported);
    return { ...state, date: isoOf(state.date), from, span, reported };
  }

  /** The first day of a window that ends on a date; null where it has no beginning. */
  function windowStart(/** @type {number} */ date, /** @type {number | null} */ days) {
    return days === null ? null : date - days + 1;
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

  DM.state = {
    openingState,
    changesOf,
    movedTo,
    messageOf,
    windowStart,
    windowDays,
    createStore,
    CONFIDENCES,
  };
})(window);
