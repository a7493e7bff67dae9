// @ts-check
/** Summary: what a few numbers say of many events: how many, of which kinds, in which districts. */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const { html, badge } = DM.elements;

  /** @param {Uint32Array} rows @param {Frame} frame */
  function linesOf(rows, { index, words }) {
    const { kinds, districts } = index.scene;
    const inKinds = kinds.map((_, kind) => countOf(rows, (row) => index.kind[row] === kind));
    const inPlaces = [...districts, null].map((_, place) => countOf(rows, (row) => index.isIn(place, row)));
    const nameOf = (place) =>
      districts[place] ? words.name(districts[place].names) : words.text("region_title");
    return [
      html("strong", {}, words.text("count_events", { n: rows.length })),
      ...kindLines(inKinds, kinds, words),
      ...lines(inPlaces, (place, n) => ["", nameOf(place), words.number(n)]),
    ];
  }

  /** A line for each kind of which there are events. */
  function kindLines(/** @type {ArrayLike<number>} */ counts, /** @type {any[]} */ kinds, words) {
    return lines(Array.from(counts), (kind, n) => [
      badge(kinds[kind], 16),
      words.name(kinds[kind].names),
      words.number(n),
    ]);
  }

  function countOf(/** @type {Uint32Array} */ rows, /** @type {(row: number) => boolean} */ test) {
    return rows.reduce((count, row) => count + Number(test(row)), 0);
  }

  /** A line for each number above 0: its key, its name, and the number at the end. */
  function lines(
    /** @type {number[]} */ counts,
    /** @type {(at: number, n: number) => (Node | string)[]} */ partsOf,
  ) {
    return counts.flatMap((n, at) => {
      if (n === 0) return [];
      const [key, name, number] = partsOf(at, n);
      const cells = [
        html("span", { class: "dm-legend-key" }, key),
        html("span", {}, name),
        html("span", { class: "dm-sum" }, number),
      ];
      return [html("div", { class: "dm-legend-row" }, ...cells)];
    });
  }

  DM.summary = { linesOf, kindLines };
})(window);
