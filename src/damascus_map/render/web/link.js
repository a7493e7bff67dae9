// @ts-check
/**
 * Link: what the page and the map tell each other.
 * Each message to the page carries a number. An answer with a lower number speaks of a date, a
 * district, a view and a part of time that the reader has left, so these are ignored in it; so is
 * what only comes back while a hand is at work, and a window to which the reader has given another
 * length since.
 */
/**
 * @typedef {object} Told  what the page is told, but for its number
 * @property {string} date
 * @property {string | null} from
 * @property {string | null} district
 * @property {number[] | null} view
 * @property {string[] | null} span
 */

(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const LEFT_BEHIND = ["date", "district", "view", "span"];

  /**
   * @param {(message: object) => void} send
   * @param {() => Told} read  the present state
   */
  function createLink(send, read) {
    let seq = 0;
    let timer = 0;
    /** @type {Partial<Told>} what the page was told last: it is no news when it comes back */
    let told = {};
    /** Whether a hand has changed something since the page was last told. */
    let touched = false;
    /** The number of the first message that tells of the window's present length. */
    let windowSeq = 0;

    function tell() {
      clearTimeout(timer);
      touched = false;
      seq += 1;
      const { date, from, district, view, span } = read();
      told = { date, from, district, view, span };
      send({ ...told, seq });
    }

    return {
      tell,
      touch: () => (touched = true),
      tellAfter(/** @type {number} */ ms) {
        touched = true;
        clearTimeout(timer);
        timer = global.setTimeout(tell, ms);
      },
      seq: () => seq,
      windowChanged: () => (windowSeq = seq + 1),
      /** What of a message is still of use. */
      fresh(/** @type {Record<string, any>} */ message) {
        const late = message.seq < seq;
        if (!late && !touched) return message;
        const isLeft = (key, value) => LEFT_BEHIND.includes(key) && (late || isSame(value, told[key]));
        const { from, ...rest } = message;
        const useful = Object.fromEntries(Object.entries(rest).filter((entry) => !isLeft(...entry)));
        if (from === undefined || message.seq < windowSeq) return useful;
        // A window is measured from its date; that of a date left behind keeps its length.
        const days = from && DM.time.dayOf(message.date) - DM.time.dayOf(from);
        return { ...useful, from: from && fromBefore(useful.date || read().date, days) };
      },
    };
  }

  function isSame(/** @type {unknown} */ a, /** @type {unknown} */ b) {
    return JSON.stringify(a) === JSON.stringify(b);
  }

  function fromBefore(/** @type {string} */ date, /** @type {number} */ days) {
    return DM.time.isoOf(DM.time.dayOf(date) - days);
  }

  /** Sends to the page that holds this map, where there is one. */
  function toStreamlit(/** @type {object} */ message) {
    if (global.Streamlit) global.Streamlit.setComponentValue(message);
  }

  DM.link = { createLink, toStreamlit };
})(window);
