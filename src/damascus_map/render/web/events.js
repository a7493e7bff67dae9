// @ts-check
/**
 * Events: which events fall into the window, and how many of each kind in each place?
 * A window that moves by a day costs what happened on that day, not what happened in the war.
 */

/**
 * @typedef {object} EventFilter
 * @property {number | null} from  first day of the window; null: no beginning
 * @property {number} date  last day of the window
 * @property {number} districts  bit mask; an event of no district concerns all and always passes
 * @property {Uint8Array} kinds  1 for each kind that is shown
 * @property {number} confidence  smallest that is shown: 0, 1 or 2
 * @property {number | null} reported  day by which an event had been published; null: whenever
 *
 * @typedef {object} Counts
 * @property {number} total
 * @property {Uint32Array} kinds  of the events that have a point of their own
 * @property {Uint32Array} inPlace  of those that have none: `inPlace[place * kinds + kind]`; an
 *   event of two districts counts in both, but once in `total`
 */

(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const PRECISIONS = ["day", "month", "year"];
  const NO_EVENTS = {
    count: 0,
    first: new Int32Array(0),
    days: new Uint16Array(0),
    precision: new Uint8Array(0),
    kind: new Uint8Array(0),
    districts: new Uint8Array(0),
    confidence: new Uint8Array(0),
    reported: new Uint16Array(0),
  };

  class EventIndex {
    /**
     * @param {Columns | null} columns  the events, or null while there are none
     * @param {any} scene
     */
    constructor(columns, scene) {
      const events = columns || NO_EVENTS;
      this.scene = scene;
      this.loaded = columns !== null;
      this.count = events.count;
      this.first = events.first;
      this.last = events.first.map((day, i) => day + events.days[i]);
      this.precision = events.precision;
      this.kind = events.kind;
      this.districts = events.districts;
      this.confidence = events.confidence;
      this.lonLat = events.lon && events.lat ? { lon: events.lon, lat: events.lat } : null;
      /** The place that stands for the city, the province and the country. */
      this.region = scene.districts.length;
      this.slots = new DM.slots.Slots(events, scene.kinds.length);
      this.order = new DM.order.Order(this.first, this.last);
      this.window = new DM.order.Sliding(this.order);
      this.inSlot = new Uint32Array(this.slots.slots.length);
      /** The slots that are counted now: others once events that were published later are hidden. */
      this.counted = this.slots.of;
      this.passed = { key: "", events: new Uint8Array(0) };
    }

    /** For each event 1 if it passes, whenever it happened; the same array until the filter changes. */
    passing(/** @type {EventFilter} */ filter) {
      const key = DM.slots.keyOf(filter);
      if (key === this.passed.key) return this.passed.events;
      const [passing, slotOf] = [this.slots.passingOf(filter), this.slots.of];
      const events = new Uint8Array(this.count);
      for (let row = 0; row < this.count; row += 1) events[row] = passing[slotOf[row]];
      this.passed = { key, events };
      return events;
    }

    /** @returns {Counts} */
    countsOf(/** @type {EventFilter} */ filter) {
      const kinds = this.scene.kinds.length;
      const counts = {
        total: 0,
        kinds: new Uint32Array(kinds),
        inPlace: new Uint32Array((this.region + 1) * kinds),
      };
      this.visitSlots(filter, ({ mask, kind, placed }, n) => {
        counts.total += n;
        if (placed) counts.kinds[kind] += n;
        else this.addInPlaces(counts.inPlace, mask & filter.districts, mask === 0, kind, n);
      });
      return counts;
    }

    addInPlaces(inPlace, mask, inRegion, kind, n) {
      const kinds = this.scene.kinds.length;
      if (inRegion) inPlace[this.region * kinds + kind] += n;
      for (let place = 0; mask >>> place; place += 1)
        if ((mask >>> place) & 1) inPlace[place * kinds + kind] += n;
    }

    /** The number of events without a point that concern one of some districts, or none. */
    countWithoutPoint(/** @type {EventFilter} */ filter, /** @type {number} */ districts) {
      let total = 0;
      this.visitSlots(filter, ({ mask, placed }, n) => {
        if (!placed && (mask === 0 || (mask & filter.districts & districts) !== 0)) total += n;
      });
      return total;
    }

    forget() {
      this.window.reset();
      this.inSlot.fill(0);
    }

    /** Calls `visit` with each slot of which events are in the window, and their number. */
    visitSlots(/** @type {EventFilter} */ filter, /** @type {(slot: Slot, n: number) => void} */ visit) {
      const passing = this.slots.passingOf(filter);
      const { of: slotOf, slots } = this.slots;
      if (slotOf !== this.counted) this.forget();
      this.counted = slotOf;
      const { inSlot } = this;
      this.window.moveTo(filter, (order, start, end, sign) => {
        for (let i = start; i < end; i += 1) inSlot[slotOf[order === null ? i : order[i]]] += sign;
      });
      inSlot.forEach((n, slot) => {
        if (n > 0 && passing[slot] === 1) visit(slots[slot], n);
      });
    }

    /** Whether the filters let an event through, in whatever window. */
    passes(/** @type {EventFilter} */ filter, /** @type {number} */ row) {
      return this.slots.passingOf(filter)[this.slots.of[row]] === 1;
    }

    /**
     * The events of the window that pass a test too, the latest first.
     * @param {EventFilter} filter
     * @param {(row: number) => boolean} test
     */
    rowsWhere(filter, test) {
      const passing = this.slots.passingOf(filter);
      /** @type {number[]} */
      const rows = [];
      this.order.visit(filter, (row) => {
        if (passing[this.slots.of[row]] === 1 && test(row)) rows.push(row);
      });
      return Uint32Array.from(rows).sort().reverse();
    }

    /**
     * The latest events of the window that concern a district, or no district, and how many there are.
     * @param {EventFilter} filter @param {number} place  a district's position; below 0: wherever
     * @param {number} most
     */
    latestOf(filter, place, most) {
      const concerns = concernsPlace(place);
      let of = 0;
      this.visitSlots(filter, ({ mask }, n) => {
        if (concerns(mask)) of += n;
      });
      const passing = this.slots.passingOf(filter);
      /** @type {number[]} */
      const rows = [];
      for (let row = this.order.begunBy(filter.date) - 1; rows.length < Math.min(most, of); row -= 1) {
        const isIn = filter.from === null || this.last[row] >= filter.from;
        if (isIn && passing[this.slots.of[row]] === 1 && concerns(this.districts[row])) rows.push(row);
      }
      return { rows, of };
    }

    /** The first events that begin in the days after the window, and how many do. */
    firstAfter(/** @type {EventFilter} */ filter, /** @type {number} */ place, days, most) {
      const concerns = concernsPlace(place);
      const passing = this.slots.passingOf(filter);
      /** @type {number[]} */
      const rows = [];
      let of = 0;
      const end = this.order.begunBy(filter.date + days);
      for (let row = this.order.begunBy(filter.date); row < end; row += 1) {
        if (passing[this.slots.of[row]] !== 1 || !concerns(this.districts[row])) continue;
        of += 1;
        if (rows.length < most) rows.push(row);
      }
      return { rows, of };
    }

    hasPoint(/** @type {number} */ row) {
      return this.slots.slots[this.slots.of[row]].placed;
    }

    /** Whether an event is counted at a place: a district's position, or the region's. */
    isIn(/** @type {number} */ place, /** @type {number} */ row) {
      const mask = this.districts[row];
      return place === this.region ? mask === 0 : ((mask >>> place) & 1) === 1;
    }

    /** What is known of an event without asking the server: its kind, and when it happened. */
    headOf(/** @type {number} */ row, words) {
      const precision = PRECISIONS[this.precision[row]];
      return {
        kind: this.scene.kinds[this.kind[row]],
        when: words.span(this.first[row], this.last[row], precision),
      };
    }
  }

  /** @returns {(mask: number) => boolean} */
  function concernsPlace(/** @type {number} */ place) {
    return (mask) => place < 0 || mask === 0 || ((mask >>> place) & 1) === 1;
  }

  DM.EventIndex = EventIndex;
})(window);
