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
    /** Of the last message; higher than those of a map that stood here before. */
    let seq = Date.now();
    let timer = 0;
    let follows = false;
    /** The session of the page that was answered last. */
    let session = null;
    /** The number of the last message whose filters count, until the page has taken them. */
    let pending = 0;
    /** How often the page has put the window back, and asked for the view as it is now. */
    let resets = null;
    let asks = null;

    /** The filters of the address count for the page too when it has none of its own yet, or old ones. */
    function tell({ filters = false } = {}) {
      seq += 1;
      if (filters) pending = seq;
      send({ seq, session, address: read(), filters: pending > 0 });
    }

    function rest() {
      clearTimeout(timer);
      timer = 0;
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
      /** Tells now what waits to be told, so that it does not come in between later. */
      hasten() {
        if (timer) rest();
      },
      /** What of a message is to be shown; one without a session does not come from the page. */
      hear(/** @type {Record<string, any>} */ message) {
        if (message.session === undefined) return { shown: message, isReset: false };
        const { session: asking, took, follows: wanted, resets: count, asks: times, ...shown } = message;
        const isNew = asking !== session;
        // A page that has lost what it knew learns from the map.
        const isLost = isNew && session !== null;
        const isReset = resets !== null && count > resets && !isLost;
        const begins = wanted && (!follows || times !== asks);
        [session, follows, resets, asks] = [asking, wanted, count, times];
        if (took >= pending) pending = 0;
        if (isNew) global.setTimeout(() => tell({ filters: true }), 0);
        // It is told what is seen, also while time runs or a key is held.
        else if (begins) global.setTimeout(rest, 0);
        // Nor do its filters count while it has not taken those that the map has told.
        return { shown: isLost || pending > 0 ? {} : shown, isReset };
      },
    };
  }

  /** Sends to the page that holds this map, where there is one. */
  function toStreamlit(/** @type {object} */ message) {
    if (global.Streamlit) global.Streamlit.setComponentValue(message);
  }

  /** streamlit-folium keeps each layer that brought a message; the message was all there was to it. */
  function dropFormerMessages() {
    if (Array.isArray(global.feature_group)) global.feature_group.length = 0;
  }

  DM.link = { createLink, toStreamlit, dropFormerMessages };
})(window);
