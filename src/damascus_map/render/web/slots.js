// @ts-check
/**
 * Slots: events that no filter can tell apart share a slot.
 * There are few slots, whatever the number of events, so a filter is asked once for each of them.
 */

/**
 * @typedef {object} Slot
 * @property {number} mask  of the districts
 * @property {number} kind
 * @property {number} confidence
 * @property {boolean} placed  whether the events have a point of their own
 */

(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const NO_POINT = -(2 ** 31);
  const CONFIDENCES = 3;

  class Slots {
    constructor(/** @type {Columns} */ events, /** @type {number} */ kinds) {
      /** For each event its slot. */
      this.of = new Uint32Array(events.count);
      /** @type {Slot[]} */
      this.slots = [];
      this.fill(events, kinds);
      this.passing = { key: "", slots: new Uint8Array(0) };
    }

    fill(/** @type {Columns} */ events, /** @type {number} */ kinds) {
      const { districts, kind, confidence, lon } = events;
      const known = new Map();
      for (let i = 0; i < events.count; i += 1) {
        const placed = lon !== undefined && lon[i] !== NO_POINT;
        const key = ((districts[i] * 2 + Number(placed)) * kinds + kind[i]) * CONFIDENCES + confidence[i];
        let slot = known.get(key);
        if (slot === undefined) {
          slot =
            this.slots.push({ mask: districts[i], kind: kind[i], confidence: confidence[i], placed }) - 1;
          known.set(key, slot);
        }
        this.of[i] = slot;
      }
    }

    /** For each slot 1 if its events pass; the same array until the filter changes. */
    passingOf(/** @type {EventFilter} */ filter) {
      const key = keyOf(filter);
      if (key !== this.passing.key)
        this.passing = { key, slots: Uint8Array.from(this.slots, (slot) => Number(passes(slot, filter))) };
      return this.passing.slots;
    }
  }

  /** What is the same for two filters that let the same events pass, whatever their windows. */
  function keyOf(/** @type {EventFilter} */ { districts, kinds, confidence }) {
    return `${districts} ${kinds} ${confidence}`;
  }

  function passes(/** @type {Slot} */ { mask, kind, confidence }, /** @type {EventFilter} */ filter) {
    const here = mask === 0 || (mask & filter.districts) !== 0;
    return here && filter.kinds[kind] === 1 && confidence >= filter.confidence;
  }

  DM.slots = { Slots, keyOf, NO_POINT };
})(window);
