// @ts-check
/** Details: the words of an event, which are asked for only when somebody opens it. */

/**
 * @typedef {object} Detail
 * @property {string} id
 * @property {string} title
 * @property {[string, string][]} sources  name and address of each
 * @property {string} [placed]  how it was given its district, if it was imported
 * @property {string} [figures]  deaths, people moved, and how sure the editors are
 * @typedef {(rows: number[], lang: string) => Promise<Detail[]>} Ask
 * @typedef {(id: string, lang: string) => Promise<{row: number, detail: Detail}>} Seek
 */

(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const MOST_KEPT = 5000;

  class Details {
    /** @param {string | Ask} source  an address without its question, or what answers in its place */
    constructor(source) {
      this.ask = typeof source === "string" ? askServer(source) : source;
      this.seek = typeof source === "string" ? seekOnServer(source) : null;
      /** @type {Map<string, Promise<Detail>>} */
      this.asked = new Map();
      /** @type {Map<string, Detail>} */
      this.kept = new Map();
      /** @type {Map<string, number>}  by id, of the events whose words are here */
      this.rows = new Map();
    }

    /**
     * The row of an event, null where there is no such event; fails where that cannot be told.
     * @param {string} id @param {string} lang
     * @returns {Promise<number | null>}
     */
    async find(id, lang) {
      const known = this.rows.get(id);
      if (known !== undefined) return known;
      if (this.seek === null) throw new Error("nobody can be asked for an event");
      const found = await this.seek(id, lang);
      if (found) this.keep(found.row, lang, found.detail);
      return found && found.row;
    }

    /**
     * The details of some events if all of them are here, else null.
     * @param {number[]} rows @param {string} lang
     * @returns {Detail[] | null}
     */
    known(rows, lang) {
      const found = rows.map((row) => this.kept.get(keyOf(row, lang)));
      return found.every(Boolean) ? /** @type {Detail[]} */ (found) : null;
    }

    /**
     * The details of some events, in their order; what is missing comes with one request.
     * @param {number[]} rows @param {string} lang
     * @returns {Promise<Detail[]>}
     */
    of(rows, lang) {
      const missing = rows.filter((row) => !this.asked.has(keyOf(row, lang)));
      if (missing.length > 0) this.request(missing, lang);
      return Promise.all(rows.map((row) => this.asked.get(keyOf(row, lang))));
    }

    /** Takes the words of all events, where they come along with other things. */
    take(/** @type {Detail[]} */ details, /** @type {string} */ lang) {
      details.forEach((detail, row) => {
        this.kept.set(keyOf(row, lang), detail);
        this.asked.set(keyOf(row, lang), Promise.resolve(detail));
        this.rows.set(detail.id, row);
      });
    }

    request(/** @type {number[]} */ rows, /** @type {string} */ lang) {
      const answer = this.ask(rows, lang);
      rows.forEach((row, i) => {
        const key = keyOf(row, lang);
        const detail = answer.then((details) => existing(details[i]));
        this.asked.set(key, detail);
        detail.then(
          (value) => this.keep(row, lang, value),
          () => this.asked.delete(key),
        );
      });
    }

    /** The oldest make room. */
    keep(/** @type {number} */ row, /** @type {string} */ lang, /** @type {Detail} */ detail) {
      this.kept.set(keyOf(row, lang), detail);
      this.rows.set(detail.id, row);
      if (this.kept.size <= MOST_KEPT) return;
      const oldest = this.kept.keys().next().value;
      this.kept.delete(oldest);
      this.asked.delete(oldest);
    }
  }

  function existing(/** @type {Detail | undefined} */ detail) {
    if (!detail) throw new Error("an event's details are missing from the answer");
    return detail;
  }

  function keyOf(/** @type {number} */ row, /** @type {string} */ lang) {
    return `${lang} ${row}`;
  }

  /** @returns {Ask} */
  function askServer(/** @type {string} */ address) {
    return async (rows, lang) => {
      const answer = await fetch(`${address}?rows=${rows.join()}&lang=${lang}`);
      if (!answer.ok) throw new Error(`the details were answered with ${answer.status}`);
      return (await answer.json()).rows;
    };
  }

  /** @returns {Seek} */
  function seekOnServer(/** @type {string} */ address) {
    return async (id, lang) => {
      const answer = await fetch(`${address}?id=${encodeURIComponent(id)}&lang=${lang}`);
      if (!answer.ok) throw new Error(`the event was answered with ${answer.status}`);
      const { row, rows } = await answer.json();
      return row === null ? null : { row, detail: rows[0] };
    };
  }

  DM.Details = Details;
})(window);
