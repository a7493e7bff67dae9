// @ts-check
/** Status: who holds a district, and what that rests on, as known now or as reported by a day. */

/**
 * @typedef {object} Known
 * @property {Dated[]} claims  that had been published, of the interval that is shown
 * @property {boolean} isWhole  whether these are all of it
 * @property {number} later  how many of the statements on the day had not
 * @property {Dated[]} undated  those of which that is not known
 */

(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const { html, tree } = DM.elements;
  const STRIPES_PX = 12;

  /** @returns {Known} */
  function knownOf(/** @type {Evidence} */ evidence, /** @type {number} */ place, frame, scene) {
    const { state, intervals } = frame;
    const { position } = intervals[place];
    const said = evidence.districts[place].intervals;
    const claimsIn = (from, to) => [...new Set(said.slice(from, to + 1).flatMap(({ claims }) => claims))];
    const isKnown = ({ reported }) =>
      state.reported === null || (reported !== null && reported <= state.reported);
    const cited = position === null ? [] : claimsIn(position, position).map((one) => evidence.claims[one]);
    const claims = cited.filter(isKnown);
    // What is left out are statements on what was known last, on the day itself, and on what lies between.
    const holding = scene.districts[place].intervals.findLastIndex(({ from }) => from <= state.date);
    const others = claimsIn(position ?? 0, holding)
      .map((one) => evidence.claims[one])
      .filter((claim) => !isKnown(claim));
    const undated = others.filter(({ undated: publisher }) => publisher !== undefined);
    return {
      claims,
      isWhole: claims.length === cited.length,
      later: others.length - undated.length,
      undated,
    };
  }

  /** Who holds the district, since when, and how sure that is. */
  function nodesOf(/** @type {Evidence} */ evidence, /** @type {number} */ place, frame, scene) {
    const { state, words, intervals } = frame;
    const period = intervals[place];
    if (state.reported === null && !period.below)
      return evidence.districts[place].intervals[period.position].status.map(tree);
    const swatch = html("span", { class: "dm-swatch", "aria-hidden": "true", style: stripes(period, scene) });
    const { claims } = knownOf(evidence, place, frame, scene);
    return [
      html("p", {}, swatch, html("span", {}, words.name(period.sentence))),
      html("p", { class: "dm-quiet" }, timingOf(period, claims, state, words)),
    ];
  }

  function timingOf(
    /** @type {Period} */ period,
    /** @type {Dated[]} */ claims,
    /** @type {ViewState} */ { reported: by, confidence: least },
    words,
  ) {
    const short = (/** @type {number} */ day) => words.date(day, "day_short");
    if (period.position === null) return words.text("nothing_reported", { date: short(by) });
    const report = Math.max(...claims.map(({ reported }) => reported));
    const hasReport = by !== null && claims.length > 0;
    if (period.is_carried && !period.below && hasReport)
      return words.text("carried_on", { date: short(report) });
    const parts = [
      words.text("since", { date: words.span(period.since, period.since, period.since_precision) }),
      ...(hasReport ? [words.text("last_report", { date: short(report) })] : []),
      words.text("level", { level: words.text(`level_${period.below || period.confidence}`) }),
      ...(period.below ? [words.text("asked", { level: words.text(`confidence_${least}`) })] : []),
    ];
    return words.capitalised(parts.join(" · "));
  }

  /** The stripes of the map, as the background of a small patch. */
  function stripes(/** @type {Period} */ { fills, below }, scene) {
    if (below) return `background: ${DM.dots.backgroundOf(scene)}`;
    let end = 0;
    const stops = fills.map(({ party, share }) => {
      const start = end;
      end += share * STRIPES_PX;
      return `${DM.districts.colourOf(party, scene)} ${start.toFixed(2)}px ${end.toFixed(2)}px`;
    });
    return `background: repeating-linear-gradient(135deg, ${stops.join(", ")})`;
  }

  /** How many statements are not listed since they came later, or do not tell when they came. */
  function leftOut(/** @type {Known} */ { later, undated }, words) {
    const publishers = [...new Set(undated.map(({ undated: publisher }) => publisher))].join(", ");
    const lines = [
      ...(later > 0 ? [words.text("later_claims", { n: later })] : []),
      ...(undated.length > 0 ? [words.text("undated_claims", { n: undated.length, publishers })] : []),
    ];
    return lines.map((line) => html("p", { class: "dm-quiet", "data-testid": "dm-left-out" }, line));
  }

  DM.status = { knownOf, nodesOf, leftOut };
})(window);
