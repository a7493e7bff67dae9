// @ts-check
/**
 * Offline: starts the map of a page that is a single file. The data stand in the page around this frame;
 * nothing is asked of anyone.
 */

/**
 * @typedef {object} Inlined  what the page holds
 * @property {any} scene
 * @property {string} events  the columns, in base64
 * @property {Record<string, Evidence>} evidence  by language, without the words of the events
 * @property {Record<string, string[]>} titles  of the events, by language
 * @property {Record<string, Record<string, string>>} placed  how imported ones were placed, likewise
 * @property {{ids: string[], sources: number[][], deaths: any[]}} about  the events, in the order of the columns
 * @property {[string, string][]} sources  name and address, in the order of the page's list
 * @property {(number | null)[]} reported  day by which each of them had been published, in their order
 * @property {number[][][]} cited  the sources of each interval of each district
 * @property {string[]} types  the kinds of event that there are
 * @property {{address: string, message: object}} opening  the view that the file opens with
 */

(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const { html } = DM.elements;
  const page = global.parent;
  /** Narrower pages keep their fields and filters closed until they are wanted. */
  const WIDE_PX = 720;

  /** The list of sources, of which those cited for what is shown are named first. */
  class Cited {
    constructor(/** @type {Inlined} */ { cited, about, reported }) {
      this.ofInterval = cited;
      this.ofEvent = about.sources;
      this.reported = reported;
      this.title = html("h3");
      this.list = html("ul", { class: "dm-sources" });
      this.nodes = [this.title, this.list];
      this.key = "";
    }

    update(/** @type {Frame} */ frame) {
      if (!frame.index.loaded) return;
      const positions = this.positionsOf(frame);
      const key = `${frame.words.lang} ${positions}`;
      if (key === this.key) return;
      this.key = key;
      this.title.textContent = frame.words.text("sources_cited", { n: positions.length });
      const all = page.document.querySelectorAll("[data-dm-source]");
      this.list.replaceChildren(...positions.map((one) => all[one].cloneNode(true)));
    }

    /** Of the districts that are shown, and of the events of the window: what map and table show. */
    positionsOf(/** @type {Frame} */ { shown, intervals, index, filter, state }) {
      const places = [...shown.keys()].filter((place) => shown[place]);
      const rows = index.rowsWhere(filter, () => true);
      const found = places.flatMap((place) => this.ofInterval[place][intervals[place].position] || []);
      for (const row of rows) found.push(...this.ofEvent[row]);
      const isKnown = (one) =>
        state.reported === null || (this.reported[one] !== null && this.reported[one] <= state.reported);
      return [...new Set(found)].filter(isKnown).sort((a, b) => a - b);
    }
  }

  /** What the page says in each language, of which one is seen; and its title. */
  class Texts {
    constructor(scene) {
      this.titles = scene.dataset.title;
      this.nodes = [];
    }

    update(/** @type {Frame} */ { words, state }) {
      const { document } = page;
      document.title = `${words.name(this.titles)}, ${words.date(state.date)}`;
      if (this.lang === words.lang) return;
      this.lang = words.lang;
      document.querySelectorAll("[data-dm-lang]").forEach((node) => {
        node.hidden = node.dataset.dmLang !== words.lang;
      });
    }
  }

  /** The evidence of each language with the words of all events. */
  function evidenceOf(/** @type {Inlined} */ { evidence, titles, placed, about, sources }) {
    const named = about.sources.map((positions) => positions.map((one) => sources[one]));
    const wordsIn = (/** @type {string} */ lang) =>
      about.ids.map((id, row) => ({
        id,
        title: titles[lang][row],
        sources: named[row],
        placed: placed[lang][row],
      }));
    return Object.fromEntries(
      Object.entries(evidence).map(([lang, said]) => [lang, { ...said, events: wordsIn(lang) }]),
    );
  }

  /** Names the opening view in an address that names none; false where the browser forbids it. */
  function nameOpening(/** @type {string} */ address) {
    if (page.location.search || !address) return true;
    try {
      page.history.replaceState(page.history.state, "", `${address}${page.location.hash}`);
      return true;
    } catch {
      return false;
    }
  }

  /** @returns {Promise<Inlined>} */
  async function unpacked(/** @type {string} */ text) {
    const packed = new Blob([bytesOf(text)]).stream();
    return new Response(packed.pipeThrough(new DecompressionStream("gzip"))).json();
  }

  function bytesOf(/** @type {string} */ text) {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  }

  async function begin() {
    const data = await unpacked(page.document.getElementById("dm-data").textContent);
    page.document.querySelector(".dm-choosing").open = page.innerWidth >= WIDE_PX;
    const isNamed = nameOpening(data.opening.address);
    const shown = DM.start(global.L.map("dm-map"), {
      scene: data.scene,
      events: bytesOf(data.events).buffer,
      details: () => Promise.reject(new Error("every event has its words here")),
      evidence: evidenceOf(data),
      parts: ({ scene, clock }, details) => ({
        language: new DM.choices.LanguageSwitch(Object.keys(data.evidence)),
        filters: new DM.choices.Filters(scene, data.types, clock),
        events: new DM.EventTable(scene, details, data.about.deaths),
        sources: new Cited(data),
        texts: new Texts(scene),
      }),
    });
    if (!isNamed) shown.show(data.opening.message);
    await shown.ready;
  }

  /** An old browser keeps what stands on the page without the map. */
  function sayFailure(/** @type {unknown} */ error) {
    page.document.getElementById("dm-failed").hidden = false;
    throw error;
  }

  const start = () => begin().catch(sayFailure);
  if (page.document.readyState === "loading") page.addEventListener("DOMContentLoaded", start);
  else start();
})(window);
