// @ts-check
/** Columns: the events as they are sent, read where they lie in memory. */

/**
 * @typedef {object} Columns  one value for each event, sorted by the first day
 * @property {number} count
 * @property {Int32Array} first  first day that the event covers
 * @property {Uint16Array} days  from the first to the last
 * @property {Uint8Array} precision  0 day, 1 month, 2 year
 * @property {Uint8Array} kind  position among the scene's kinds
 * @property {Uint8Array | Uint16Array | Uint32Array} districts  bit mask; 0: of none
 * @property {Uint8Array} confidence  0 low, 1 medium, 2 high
 * @property {Uint16Array} reported  day by which it had been published; 65535: never
 * @property {Int32Array} [lon]  in hundred-thousandths of a degree
 * @property {Int32Array} [lat]
 */

(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const MARK = 0x56454d44; // "DMEV", read from its end
  const VERSION = 1;
  const HEADER_START = 8;
  const TYPES = { int32: Int32Array, uint8: Uint8Array, uint16: Uint16Array, uint32: Uint32Array };
  const NEEDED = ["first", "days", "precision", "kind", "districts", "confidence", "reported"];

  /**
   * Throws where the bytes are no events, or not all of them.
   * @param {ArrayBuffer} buffer
   * @returns {Columns}
   */
  function read(buffer) {
    const marks = new DataView(buffer);
    if (marks.getUint32(0, true) !== MARK) throw new TypeError("these bytes are no columns of events");
    const headerLength = marks.getUint32(4, true);
    const header = new TextDecoder().decode(new Uint8Array(buffer, HEADER_START, headerLength));
    const { version, count, columns } = JSON.parse(header);
    if (version !== VERSION) throw new TypeError(`columns of version ${version} cannot be read`);
    const missing = NEEDED.filter((name) => !(name in columns));
    if (missing.length > 0) throw new TypeError(`columns are missing: ${missing}`);
    const start = HEADER_START + headerLength;
    const viewOf = ({ type, offset }) => new TYPES[type](buffer, start + offset, count);
    const views = Object.entries(columns).map(([name, place]) => [name, viewOf(place)]);
    return { count, ...Object.fromEntries(views) };
  }

  DM.columns = { read };
})(window);
