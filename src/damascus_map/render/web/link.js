// @ts-check
/**
 * Link: what the page and the map tell each other.
 * The map keeps the view and the address. It tells the page its address when it is asked, when the
 * reader has gone back, and at each rest of the hand while something on the page follows the view.
 */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});

  /**
   * @param {(message: object) => void} send
   * @param {() => string} read  the address
   * @param {() => void} settle  what is to be done when the hand has come to rest
   */
  function createLink(send, read, settle) {
    let seq = 0;
    let timer = 0;
    let follows = false;
    let hasAnswered = false;
    /** How often the page has put the window back. */
    let resets = null;

    /** The filters of the address count for the page too when it has none of its own yet, or old ones. */
    function tell({ filters = false } = {}) {
      seq += 1;
      send({ seq, address: read(), filters });
    }

    function rest() {
      clearTimeout(timer);
      settle();
      if (follows) tell();
    }

    return {
      rest,
      tell,
      restAfter(/** @type {number} */ ms) {
        clearTimeout(timer);
        timer = global.setTimeout(rest, ms);
      },
      /** @param {Record<string, any>} message @returns what of it is to be shown */
      hear({ asks = false, follows: wanted = follows, resets: count = resets, ...shown }) {
        // A page that has lost what it knew asks again, and learns from the map.
        const isLost = asks && hasAnswered;
        const isReset = resets !== null && count > resets && !isLost;
        const begins = wanted && !follows;
        [follows, resets, hasAnswered] = [wanted, count, hasAnswered || asks];
        if (asks) global.setTimeout(() => tell({ filters: true }), 0);
        else if (begins) global.setTimeout(tell, 0);
        return { shown: isLost ? {} : shown, isReset };
      },
    };
  }

  /** Sends to the page that holds this map, where there is one. */
  function toStreamlit(/** @type {object} */ message) {
    if (global.Streamlit) global.Streamlit.setComponentValue(message);
  }

  DM.link = { createLink, toStreamlit };
})(window);
