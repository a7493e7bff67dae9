// @ts-check
/**
 * Link: what the page and the map tell each other.
 * Each message to the page carries a number. An answer with a lower number, or one that comes while
 * a hand is at work, speaks of a date, a district, a view and a part of time that the reader has
 * left, so these are ignored in it. So is its window, if the reader has given it another length.
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
    /** Whether a hand has changed something since the page was last told. */
    let touched = false;
    /** The number of the first message that tells of the window's present length. */
    let windowSeq = 0;

    function tell() {
      clearTimeout(timer);
      touched = false;
      seq += 1;
      const { date, from, district, view, span } = read();
      send({ date, from, district, view, span, seq });
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
        if (!(message.seq < seq + Number(touched))) return message;
        const { from, ...rest } = message;
        const useful = Object.fromEntries(Object.entries(rest).filter(([key]) => !LEFT_BEHIND.includes(key)));
        if (from === undefined || message.seq < windowSeq) return useful;
        // The window was measured from the date left behind; its length still holds.
        const days = from && DM.time.dayOf(message.date) - DM.time.dayOf(from);
        return { ...useful, from: from && fromBefore(read().date, days) };
      },
    };
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
