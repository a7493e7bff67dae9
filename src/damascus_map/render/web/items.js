// @ts-check
/** Items: events in words. What they are and when is known at once; the rest is asked for. */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const { html, badge } = DM.elements;

  /** One event: its kind and date, what happened, and who says so. */
  class Item {
    constructor(/** @type {string} */ tag, /** @type {number} */ row, /** @type {Frame} */ { index, words }) {
      const { kind, when } = index.headOf(row, words);
      const head = [badge(kind, 16), html("span", {}, words.name(kind.names)), html("time", {}, when)];
      this.title = html("div", { class: "dm-event-title", dir: "auto" });
      this.source = html("div", { class: "dm-event-source", dir: "auto" });
      this.placed = html("div", { class: "dm-event-source", dir: "auto", hidden: true });
      this.node = html(
        tag,
        { class: "dm-event" },
        html("div", { class: "dm-event-head" }, ...head),
        this.title,
        this.source,
        this.placed,
      );
    }

    /** @param {Detail} detail @param {((id: string) => void) | null} open  what a click on its title does */
    fill(detail, open) {
      this.title.replaceChildren(open ? titleButton(detail, open) : detail.title);
      this.source.textContent = detail.sources[0][0];
      this.placed.textContent = detail.placed || "";
      this.placed.hidden = !detail.placed;
    }
  }

  /**
   * Some events as elements, filled as soon as their details have come.
   * @param {string} tag
   * @param {number[]} rows
   * @param {Frame} frame
   * @param {any} details
   * @param {((id: string) => void) | null} open  opens one of them; null where they are only looked at
   */
  function itemsOf(tag, rows, frame, details, open = null) {
    const items = rows.map((row) => new Item(tag, row, frame));
    const fill = (/** @type {Detail[]} */ found) => found.forEach((detail, i) => items[i].fill(detail, open));
    const known = details.known(rows, frame.words.lang);
    if (known) fill(known);
    return {
      nodes: items.map(({ node }) => node),
      complete: known !== null,
      /** Settles when all is filled; fails where the details did not come. */
      async ask() {
        fill(await details.of(rows, frame.words.lang));
      },
    };
  }

  /** The title of an event, which opens its details. */
  function titleButton(/** @type {Detail} */ { id, title }, /** @type {(id: string) => void} */ open) {
    const button = html("button", { class: "dm-event-open", type: "button", dir: "auto" }, title);
    button.addEventListener("click", (event) => {
      // Leaflet asks the button's parents whether the click was meant for the map; soon it has none.
      event.stopPropagation();
      open(id);
    });
    return button;
  }

  DM.items = { itemsOf, titleButton };
})(window);
