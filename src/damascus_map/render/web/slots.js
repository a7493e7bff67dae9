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
  /** A confidence below the smallest. */
  const NEVER_SHOWN = -1;

  class Slots {
    constructor(/** @type {Columns} */ events, /** @type {number} */ kinds) {
      /** For each event its slot. */
      this.of = new Uint32Array(events.count);
      /** @type {Slot[]} */
      this.slots = [];
      this.fill(events, kinds);
      this.all = this.of;
      this.reportedOn = events.reported;
      /** The day by which the events in the slots had been published; null: whenever. */
      this.reported = null;
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
      this.slots.push({ mask: 0, kind: 0, confidence: NEVER_SHOWN, placed: false });
    }

    /** Puts the events that had not been published by a day into a slot of which none passes. */
    take(/** @type {number | null} */ reported) {
      if (reported === this.reported) return;
      this.reported = reported;
      const hidden = this.slots.length - 1;
      this.of =
        reported === null
          ? this.all
          : this.all.map((slot, i) => (this.reportedOn[i] <= reported ? slot : hidden));
    }

    /** For each slot 1 if its events pass; the same array until the filter changes. */
    passingOf(/** @type {EventFilter} */ filter) {
      const key = keyOf(filter);
      this.take(filter.reported);
      if (key !== this.passing.key)
        this.passing = { key, slots: Uint8Array.from(this.slots, (slot) => Number(passes(slot, filter))) };
      return this.passing.slots;
    }
  }

  /** What is the same for two filters that let the same events pass, whatever their windows. */
  function keyOf(/** @type {EventFilter} */ { districts, kinds, confidence, reported }) {
    return `${districts} ${kinds} ${confidence} ${reported}`;
  }

  function passes(/** @type {Slot} */ { mask, kind, confidence }, /** @type {EventFilter} */ filter) {
    const here = mask === 0 || (mask & filter.districts) !== 0;
    return here && filter.kinds[kind] === 1 && confidence >= filter.confidence;
  }

  DM.slots = { Slots, keyOf, NO_POINT };
})(window);
