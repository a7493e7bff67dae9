// @ts-check
/**
 * Link: what the page and the map tell each other.
 * Each message to the page carries a number. An answer with a lower number speaks of a date, a
 * district and a view that the reader has left, so these three are ignored in it.
 */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const LEFT_BEHIND = ["date", "district", "view"];

  /**
   * @param {(message: object) => void} send
   * @param {() => {date: string, district: string | null, view: number[] | null}} read  the present state
   */
  function createLink(send, read) {
    let seq = 0;
    let timer = 0;

    function tell() {
      clearTimeout(timer);
      seq += 1;
      const { date, district, view } = read();
      send({ date, district, view, seq });
    }

    return {
      tell,
      tellAfter(/** @type {number} */ ms) {
        clearTimeout(timer);
        timer = global.setTimeout(tell, ms);
      },
      seq: () => seq,
      /** What of a message is still of use. */
      fresh(/** @type {Record<string, any>} */ message) {
        if (!(message.seq < seq)) return message;
        const useful = Object.entries(message).filter(([key]) => !LEFT_BEHIND.includes(key));
        const days =
          message.date && message.from ? DM.time.dayOf(message.date) - DM.time.dayOf(message.from) : null;
        // The window was measured from the date left behind; its length still holds.
        return {
          ...Object.fromEntries(useful),
          ...(days === null ? {} : { from: fromBefore(read().date, days) }),
        };
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
