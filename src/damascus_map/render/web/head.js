// @ts-check
/** Head: the date in words, and how much is shown. */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const { html } = DM.elements;

  class Head {
    constructor(scene) {
      this.sources = scene.sources;
      this.date = html("strong");
      this.counts = html("span", { class: "dm-counts" });
      this.nodes = [this.date, this.counts];
    }

    update(/** @type {Frame} */ { words, state, shown, counts, index }) {
      const date = words.capitalised(words.date(state.date));
      const reported = state.reported !== null && words.date(state.reported, "day_short");
      this.date.textContent = reported ? words.text("head_reported", { date, reported }) : date;
      const line = words.text("head_line", {
        districts: words.text("count_districts", { n: shown.filter(Boolean).length }),
        events: words.text("events_shown", { n: counts.total }),
        sources: words.text("count_sources", { n: this.sources }),
      });
      // Before the events are there, what the page itself says of them stays.
      if (index.loaded) this.counts.textContent = ` — ${line}`;
    }
  }

  DM.Head = Head;
})(window);
