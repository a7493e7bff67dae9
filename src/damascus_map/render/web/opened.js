// @ts-check
/**
 * Opened: where the cards stand that the reader opens. Beside a wide map that is the top of the panel, where
 * they cover no district; on a narrow page, and on one without a panel, it is the map.
 */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const L = global.L;
  const { html } = DM.elements;
  /** From here on the panel stands beside the map. */
  const WIDE = "(min-width: 64rem)";

  class Opened {
    /** @param {any} map @param {Window} around  the window of the page */
    constructor(map, around) {
      this.map = map.getContainer();
      this.wide = around.matchMedia(WIDE);
      this.node = html("div", { class: "dm-opened" });
      L.DomEvent.disableClickPropagation(this.node);
      L.DomEvent.disableScrollPropagation(this.node);
      this.map.append(this.node);
    }

    /** What the page has to put into its outlet. */
    get nodes() {
      return this.wide.matches ? [this.node] : [];
    }

    update(/** @type {Frame} */ { words }) {
      this.node.dir = words.direction;
      if (!this.wide.matches && this.node.parentNode !== this.map) this.map.append(this.node);
    }
  }

  /** Gives the focus to a part of a card, which comes into view where the panel is scrolled away from it. */
  function focusOn(/** @type {HTMLElement} */ node) {
    node.focus({ preventScroll: true });
    node.scrollIntoView({ block: "nearest" });
  }

  DM.opened = { Opened, focusOn };
})(window);
