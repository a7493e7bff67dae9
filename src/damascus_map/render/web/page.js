// @ts-check
/**
 * Page: fills the outlets that the page keeps for what follows the view: head, fields, panel.
 * The page may make an outlet anew at any time; it is filled again before that is seen.
 */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});

  class Page {
    /**
     * @param {Document} document
     * @param {Record<string, {nodes: Node[], update: (frame: Frame) => void}>} parts  by the name of the outlet
     */
    constructor(document, parts) {
      this.document = document;
      this.parts = Object.entries(parts);
      this.isReady = false;
      new global.MutationObserver(() => this.fill()).observe(document.body, {
        childList: true,
        subtree: true,
      });
    }

    update(/** @type {Frame} */ frame) {
      this.parts.forEach(([, part]) => part.update(frame));
      this.isReady = true;
      this.fill();
    }

    fill() {
      if (!this.isReady) return;
      for (const [name, { nodes }] of this.parts) {
        const outlet = this.document.querySelector(`[data-dm-outlet="${name}"]`);
        if (outlet && nodes[0].parentNode !== outlet) outlet.replaceChildren(...nodes);
      }
    }
  }

  /** The window of the page that this map is a part of; where it stands alone, its own. */
  function pageAround() {
    return global.Streamlit && global.parent ? global.parent : global;
  }

  DM.page = { Page, pageAround };
})(window);
