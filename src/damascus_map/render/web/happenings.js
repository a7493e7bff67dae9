// @ts-check
/** Happenings: the events of the window in words, the latest first, and what came in the week after. */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const { html, link } = DM.elements;
  const SHOWN = 20;
  const SHOWN_AFTER = 4;
  const WEEK = 7;

  class Happenings {
    /** @param {any} scene @param {any} details  the words of the events @param {(id: string) => void} openEvent */
    constructor(scene, details, openEvent) {
      this.scene = scene;
      this.details = details;
      this.openEvent = openEvent;
      this.node = html("section", { class: "dm-panel", "data-testid": "dm-events", tabindex: -1 });
      /** Whether words that are not here are asked for: once the reader has wanted them. */
      this.asks = false;
      this.turn = 0;
      this.key = "";
    }

    update(/** @type {Frame} */ frame) {
      const { words, index } = frame;
      if (!index.loaded) return;
      const place = this.scene.districts.findIndex(({ id }) => id === frame.state.district);
      const before = index.latestOf(frame.filter, place, SHOWN);
      const after = index.firstAfter(frame.filter, place, WEEK, SHOWN_AFTER);
      // What stays the same is left alone, with the focus that may be in it.
      const key = JSON.stringify([words.lang, index.count, before, after]);
      if (key === this.key) return;
      this.key = key;
      this.turn += 1;
      const none = html("p", { class: "dm-quiet" }, words.text("no_event"));
      const lists = [before, after].map(({ rows }) => new EventList(rows, frame, this.openEvent));
      this.node.replaceChildren(
        html("h3", {}, words.text("happened")),
        ...(before.of > 0 ? [lists[0].node, ...moreOf(before, words)] : [none]),
        ...(after.of > 0
          ? [html("h3", {}, words.text("happened_after")), lists[1].node, ...moreOf(after, words)]
          : []),
      );
      this.say(lists, frame);
    }

    /** Fills in the words that are here, asks for the others, or offers to. */
    say(/** @type {EventList[]} */ lists, /** @type {Frame} */ { words }) {
      const unsaid = lists.filter((list) => !list.fill(this.details.known(list.rows, words.lang)));
      if (unsaid.length === 0) return;
      if (this.asks) this.ask(unsaid, words);
      else this.offer(unsaid, words, words.text("name_events"));
    }

    async ask(/** @type {EventList[]} */ lists, words) {
      const { turn } = this;
      try {
        const found = await Promise.all(lists.map(({ rows }) => this.details.of(rows, words.lang)));
        lists.forEach((list, i) => list.fill(found[i]));
      } catch {
        const failed = html("p", { role: "alert" }, words.text("details_failed"));
        if (turn === this.turn) this.offer(lists, words, words.text("try_again"), failed);
      }
    }

    offer(/** @type {EventList[]} */ lists, words, /** @type {string} */ text, ...said) {
      const button = html("button", { class: "dm-action", type: "button" }, text);
      const offer = html("div", { class: "dm-offer" }, ...said, button);
      button.addEventListener("click", () => {
        this.asks = true;
        offer.remove();
        this.node.focus({ preventScroll: true });
        this.ask(lists, words);
      });
      this.node.firstElementChild.after(offer);
    }
  }

  class EventList {
    constructor(/** @type {number[]} */ rows, /** @type {Frame} */ { index, words }, openEvent) {
      this.rows = rows;
      this.openEvent = openEvent;
      this.titles = rows.map(() => html("span", { dir: "auto" }));
      this.sources = rows.map(() => html("cite"));
      this.placings = rows.map(() => html("small", { dir: "auto" }));
      const item = (row, i) => {
        const { kind, when } = index.headOf(row, words);
        const parts = [
          html("small", {}, `${words.name(kind.names)} · `),
          this.titles[i],
          " ",
          this.sources[i],
          this.placings[i],
        ];
        return html("li", {}, html("time", {}, when), html("div", {}, ...parts));
      };
      this.node = html("ul", { class: "dm-rows" }, ...rows.map(item));
    }

    /** Whether the words were there. */
    fill(/** @type {Detail[] | null} */ details) {
      if (!details) return false;
      details.forEach((detail, i) => {
        const { sources, placed } = detail;
        this.titles[i].replaceChildren(DM.items.titleButton(detail, this.openEvent));
        this.placings[i].textContent = placed ? ` · ${placed}` : "";
        this.sources[i].replaceChildren(
          ...sources.flatMap(([name, url], n) => [...(n > 0 ? [", "] : []), link(name, url)]),
        );
      });
      return true;
    }
  }

  function moreOf({ rows, of }, words) {
    const left = of - rows.length;
    return left > 0 ? [html("p", { class: "dm-quiet" }, `${words.text("more_events", { n: left })}.`)] : [];
  }

  DM.Happenings = Happenings;
})(window);
