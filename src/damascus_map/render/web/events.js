// @ts-check
/**
 * Events: which events fall into the window, and how many of each kind in each place?
 * Columns are typed arrays sorted by first day, so that a million rows can be asked in each frame.
 */

/**
 * @typedef {object} EventFilter
 * @property {number | null} from  first day of the window; null: no beginning
 * @property {number} date  last day of the window
 * @property {number} districts  bit mask; an event of no district concerns all and always passes
 * @property {Uint8Array} kinds  1 for each kind that is shown
 * @property {number} confidence  smallest that is shown: 0, 1 or 2
 */

(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const NO_EVENTS = {
    first: [],
    last: [],
    precision: [],
    kind: [],
    districts: [],
    confidence: [],
    title: { en: [] },
    source: [],
  };

  class EventIndex {
    /**
     * @param {any} columns  the events as they were loaded, or null while there are none
     * @param {any} scene
     */
    constructor(columns, scene) {
      const events = columns || NO_EVENTS;
      this.scene = scene;
      this.events = events;
      this.loaded = columns !== null;
      this.first = Int32Array.from(events.first);
      this.last = Int32Array.from(events.last);
      this.reach = runningMaximum(this.last);
      this.kind = Uint16Array.from(events.kind);
      this.districts = Uint32Array.from(events.districts);
      this.confidence = Uint8Array.from(events.confidence);
      /** The place that stands for the city, the province and the country. */
      this.region = scene.districts.length;
    }

    passes(/** @type {number} */ i, /** @type {EventFilter} */ filter) {
      const here = this.districts[i] === 0 || (this.districts[i] & filter.districts) !== 0;
      return here && filter.kinds[this.kind[i]] === 1 && this.confidence[i] >= filter.confidence;
    }

    /** Calls `visit` with each event of the window, the earliest first. */
    visitWindow(/** @type {EventFilter} */ filter, /** @type {(i: number) => void} */ visit) {
      const from = filter.from === null ? -Infinity : filter.from;
      const end = DM.time.countUpTo(this.first, filter.date);
      for (let i = DM.time.countUpTo(this.reach, from - 1); i < end; i += 1) {
        if (this.last[i] >= from && this.passes(i, filter)) visit(i);
      }
    }

    /** `inPlace[place * kinds + kind]`: an event of two districts counts in both, once in `total`. */
    countsOf(/** @type {EventFilter} */ filter) {
      const kinds = this.scene.kinds.length;
      const inPlace = new Uint32Array((this.region + 1) * kinds);
      let total = 0;
      this.visitWindow(filter, (i) => {
        total += 1;
        const mask = this.districts[i] & filter.districts;
        if (this.districts[i] === 0) inPlace[this.region * kinds + this.kind[i]] += 1;
        for (let place = 0; mask >> place; place += 1) {
          if ((mask >> place) & 1) inPlace[place * kinds + this.kind[i]] += 1;
        }
      });
      return { total, inPlace };
    }

    /**
     * The rows of one place, and of one kind where it is given; the latest first.
     * @param {EventFilter} filter
     * @param {number} place
     * @param {number | null} [kind]
     */
    listOf(filter, place, kind = null) {
      const rows = [];
      this.visitWindow(filter, (i) => {
        const here = place === this.region ? this.districts[i] === 0 : (this.districts[i] >> place) & 1;
        if (here && (kind === null || this.kind[i] === kind)) rows.push(i);
      });
      return rows.reverse();
    }

    /** The number of events that begin in each month, from the dataset's first month on. */
    monthlyCounts(/** @type {EventFilter} */ filter) {
      const months = monthStarts(this.scene.first_day, this.scene.last_day);
      const counts = new Uint32Array(months.length);
      this.first.forEach((day, i) => {
        const month = DM.time.countUpTo(months, day) - 1;
        if (month >= 0 && this.passes(i, filter)) counts[month] += 1;
      });
      return { months, counts };
    }

    /** One event in words. */
    describe(/** @type {number} */ i, words) {
      const { title, precision, source } = this.events;
      const titles = title[words.lang] || title.en;
      return {
        kind: this.scene.kinds[this.kind[i]],
        when: words.span(this.first[i], this.last[i], precision[i]),
        title: titles[i] || title.en[i],
        source: source[i],
      };
    }
  }

  /** The largest value up to each row: an ascending column, so that long events are found. */
  function runningMaximum(/** @type {Int32Array} */ values) {
    const maxima = new Int32Array(values.length);
    let maximum = -Infinity;
    values.forEach((value, i) => {
      maximum = Math.max(maximum, value);
      maxima[i] = maximum;
    });
    return maxima;
  }

  function monthStarts(/** @type {number} */ firstDay, /** @type {number} */ lastDay) {
    const starts = [];
    for (let day = DM.time.monthStart(firstDay); day <= lastDay; day = DM.time.addMonths(day, 1))
      starts.push(day);
    return Int32Array.from(starts);
  }

  DM.EventIndex = EventIndex;
})(window);
