// @ts-check
/** Evidence: what the panel says of each interval, fetched once a language. */

/**
 * @typedef {object} Dated
 * @property {[number, number]} days  that it speaks of
 * @property {Tree} row
 * @property {number | null} reported  day by which it had been published; null: never
 * @property {string} [undated]  the publisher, where the source tells no date
 *
 * @typedef {object} Evidence
 * @property {{facts: string, disagreements: Dated[],
 *   intervals: {status: Tree[], note: Tree | null, claims: number[]}[]}[]} districts
 * @property {Dated[]} claims
 * @property {Detail[] | null} events  the words of every event, where these are few
 */

(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});

  class EvidenceStore {
    /**
     * @param {Record<string, string | Evidence>} sources  for each language an address, or the evidence itself
     * @param {any} details  takes the words of the events
     * @param {() => void} changed
     */
    constructor(sources, details, changed) {
      this.sources = sources;
      this.details = details;
      this.changed = changed;
      /** @type {Record<string, Evidence>} */
      this.kept = {};
      /** @type {Record<string, "asked" | "failed">} */
      this.fate = {};
    }

    /** The evidence in a language, or null while it is not here; it is asked for. */
    in(/** @type {string} */ lang) {
      if (!this.kept[lang] && !this.fate[lang]) this.ask(lang);
      return this.kept[lang] || null;
    }

    hasFailed(/** @type {string} */ lang) {
      return this.fate[lang] === "failed";
    }

    async ask(/** @type {string} */ lang) {
      this.fate[lang] = "asked";
      try {
        this.keep(lang, await given(this.sources[lang]));
      } catch {
        this.fate[lang] = "failed";
      }
      this.changed();
    }

    keep(/** @type {string} */ lang, /** @type {Evidence} */ evidence) {
      this.kept[lang] = evidence;
      if (evidence.events) this.details.take(evidence.events, lang);
    }
  }

  /** @returns {Promise<Evidence>} */
  async function given(/** @type {string | Evidence} */ source) {
    if (typeof source !== "string") return source;
    const answer = await fetch(source);
    if (!answer.ok) throw new Error(`the evidence was answered with ${answer.status}`);
    return answer.json();
  }

  DM.EvidenceStore = EvidenceStore;
})(window);
