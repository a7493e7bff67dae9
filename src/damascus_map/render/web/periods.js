// @ts-check
/** Periods: parts of time that can be shown with one choice. */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const { html } = DM.elements;
  const LAST_DAYS = 90;
  const BY_HAND = "by-hand";

  class Periods {
    constructor(scene, clock) {
      this.scene = scene;
      this.node = html("select", { class: "dm-select", "data-testid": "dm-period" });
      this.drawn = "";
      this.node.addEventListener("change", () => {
        const chosen = this.choicesOn(clock.now()).find(({ id }) => id === this.node.value);
        if (chosen) clock.showSpan(chosen.span);
      });
    }

    /** All time, the periods that the dataset names, and those that depend on the date. */
    choicesOn(/** @type {number} */ date) {
      const { year } = DM.time.partsOf(date);
      const yearSpan = [DM.time.dayFrom(year, 1, 1), DM.time.dayFrom(year + 1, 1, 1)];
      const named = this.scene.periods.map(({ id, from, to, names }) => ({
        id,
        span: [from, to + 1],
        names,
      }));
      return [
        { id: "all", span: null, key: "period_all" },
        ...named,
        { id: "year", span: yearSpan, key: "period_year" },
        { id: "days", span: [date - LAST_DAYS + 1, date + 1], key: "period_days" },
      ];
    }

    /** A part of time that was chosen by hand is an entry of its own, in words. */
    update(/** @type {ViewState} */ state, words) {
      const choices = this.choicesOn(state.date);
      const shown = choices.find(({ span }) => isSame(span && DM.axis.fitted(this.scene, span), state.span));
      const ownWords = shown
        ? ""
        : words.span(Math.floor(state.span[0]), Math.ceil(state.span[1]) - 1, "month");
      const key = JSON.stringify([words.lang, shown ? shown.id : ownWords]);
      if (key === this.drawn) return;
      this.drawn = key;
      const options = choices.map(({ id, names, key: text }) =>
        html("option", { value: id }, names ? words.name(names) : words.text(text)),
      );
      if (!shown) options.unshift(html("option", { value: BY_HAND }, ownWords));
      this.node.replaceChildren(...options);
      this.node.value = shown ? shown.id : BY_HAND;
      this.node.title = words.text("time_shown");
      this.node.setAttribute("aria-label", this.node.title);
    }
  }

  function isSame(/** @type {Span | null} */ a, /** @type {Span | null} */ b) {
    return JSON.stringify(a) === JSON.stringify(b);
  }

  DM.Periods = Periods;
})(window);
