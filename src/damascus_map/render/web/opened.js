// @ts-check
/**
 * Opened: where the cards stand that the reader opens. Beside a wide map that is the top of the panel; on a
 * narrow page, and on one without a panel, it is the timeline's place. So they cover no district.
 */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const { html } = DM.elements;
  /** From here on the panel stands beside the map. */
  const WIDE = "(min-width: 64rem)";

  class Opened {
    /** @param {HTMLElement} root  of map and timeline @param {Window} around  the window of the page */
    constructor(root, around) {
      this.root = root;
      this.wide = around.matchMedia(WIDE);
      this.node = html("div", { class: "dm-opened" });
      this.root.append(this.node);
    }

    /** What the page has to put into its outlet. */
    get nodes() {
      return this.wide.matches ? [this.node] : [];
    }

    update(/** @type {Frame} */ { words }) {
      this.node.dir = words.direction;
      if (!this.wide.matches && this.node.parentNode !== this.root) this.root.append(this.node);
    }
  }

  /** Gives the focus to a part of a card, which comes into view where the panel is scrolled away from it. */
  function focusOn(/** @type {HTMLElement} */ node) {
    node.focus({ preventScroll: true });
    node.scrollIntoView({ block: "nearest" });
  }

  DM.opened = { Opened, focusOn };
})(window);
