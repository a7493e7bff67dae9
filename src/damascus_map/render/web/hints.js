// @ts-check
/** Hints: what is under the pointer in the timeline, in words and exact numbers? */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const { html } = DM.elements;
  const NEAR_PX = 4;

  class Hints {
    /**
     * @param {HTMLElement} node  the plot; places are in its pixels
     * @param {HTMLElement} container  what the tip never leaves
     * @param {any} scene
     */
    constructor(node, container, scene) {
      this.node = node;
      this.scene = scene;
      this.tip = DM.tip.createTip(container);
      /** @type {{plot: Plot, bins: Bins, history: Period[][], words: any, loaded: boolean} | null} */
      this.drawn = null;
      node.addEventListener("pointermove", (event) => this.hint(event));
      node.addEventListener("pointerleave", () => this.tip.hide());
    }

    /** A finger, or a button held down, scrubs and asks for nothing. */
    hint(/** @type {PointerEvent} */ event) {
      const lines = event.pointerType === "mouse" && event.buttons === 0 ? this.linesAt(event) : [];
      if (lines.length === 0) return this.tip.hide();
      const box = this.node.getBoundingClientRect();
      return this.tip.show(new DOMRect(event.clientX, box.top, 0, box.height), ...lines);
    }

    /** @returns {Node[]} */
    linesAt(/** @type {PointerEvent} */ event) {
      if (!this.drawn) return [];
      const { plot } = this.drawn;
      const box = this.node.getBoundingClientRect();
      const [x, y] = [event.clientX - box.left, event.clientY - box.top];
      if (x < plot.left || x >= plot.right || y < plot.histogram.top) return [];
      const row = Math.floor((y - plot.bands.top) / plot.bands.pitch);
      if (row < 0) return [...this.marksAt(x), ...this.eventsAt(x)];
      return row < this.scene.districts.length ? this.holdersAt(row, plot.dayAt(x)) : [];
    }

    /** Who held a district on the day under the pointer. */
    holdersAt(/** @type {number} */ row, /** @type {number} */ day) {
      const { words, history } = this.drawn;
      const { names } = this.scene.districts[row];
      const interval = history[row].findLast(({ from }) => from <= day);
      return [
        html("strong", {}, words.text("name_and_date", { name: words.name(names), date: words.date(day) })),
        html("div", {}, interval ? words.name(interval.sentence) : ""),
        ...DM.districts.notesOn(interval || null, words),
      ];
    }

    /** Where the number of sources jumps, what that means. */
    marksAt(/** @type {number} */ x) {
      const { plot, words } = this.drawn;
      const near = this.scene.source_changes.filter(({ day }) => Math.abs(plot.xOf(day) - x) <= NEAR_PX);
      return near.map(({ before, after }) =>
        html("p", { class: "dm-tip-note" }, words.text("source_change", { before, after })),
      );
    }

    /** The events of the bar under the pointer by kind, and those whose day is not known. */
    eventsAt(/** @type {number} */ x) {
      const { plot, bins, words, loaded } = this.drawn;
      if (!loaded) return [];
      const time = plot.timeAt(x);
      const bin = DM.time.countUpTo(bins.edges, time) - 1;
      const kinds = this.scene.kinds.length;
      const counts = bins.counts.subarray(bin * kinds, (bin + 1) * kinds);
      const total = counts.reduce((sum, n) => sum + n, 0);
      const spread = bins.spreads
        .filter(({ from, to }) => from <= time && time < to)
        .reduce((sum, row) => sum + row.total, 0);
      const [from, to] = [bins.edges[bin], bins.edges[bin + 1] - 1];
      return [
        html("strong", {}, words.part(from, to, plot.bin)),
        html("div", {}, words.text("count_events", { n: total })),
        ...DM.summary.kindLines(counts, this.scene.kinds, words),
        ...(spread > 0
          ? [html("p", { class: "dm-tip-note" }, words.text("known_to_month", { n: spread }))]
          : []),
      ];
    }
  }

  DM.Hints = Hints;
})(window);
