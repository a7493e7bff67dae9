// @ts-check
/**
 * Page: fills the outlets that the page keeps for what follows the view: head, fields, panel.
 * The page may make an outlet anew at any time; it is filled again before that is seen.
 */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});

  const GLANCE_MS = 200;

  /**
   * What follows the view on the page: nodes for an outlet, or none where it only sees to others.
   * @typedef {{nodes: Node[], update: (frame: Frame) => void}} Part
   */

  class Page {
    /**
     * @param {Document} document
     * @param {Record<string, Part>} parts  by the name of the outlet
     */
    constructor(document, parts) {
      this.document = document;
      this.parts = Object.entries(parts);
      this.head = parts.head;
      this.glanced = 0;
      this.isReady = false;
      new global.MutationObserver(() => this.fill()).observe(document.body, {
        childList: true,
        subtree: true,
      });
    }

    /** The head goes along while the hand moves and time runs, the rest when they have come to rest. */
    glance(/** @type {Frame} */ frame) {
      const now = performance.now();
      if (!this.isReady || now - this.glanced < GLANCE_MS) return;
      this.glanced = now;
      this.head.update(frame);
    }

    update(/** @type {Frame} */ frame) {
      this.parts.forEach(([, part]) => part.update(frame));
      Object.assign(this.document.documentElement, { lang: frame.words.lang, dir: frame.words.direction });
      this.isReady = true;
      this.fill();
    }

    fill() {
      if (!this.isReady) return;
      for (const [name, { nodes }] of this.parts) {
        const outlet = nodes.length > 0 && this.document.querySelector(`[data-dm-outlet="${name}"]`);
        if (outlet && nodes[0].parentNode !== outlet) outlet.replaceChildren(...nodes);
      }
    }
  }

  /** The window of the page that this map is a part of; where it stands alone, its own. */
  function pageAround() {
    return global.frameElement ? global.parent : global;
  }

  /** Shows another page of the site in the same session: a step of the history, which Streamlit follows. */
  function goTo(/** @type {Window} */ page, /** @type {string} */ address) {
    page.history.pushState({}, "", address);
    page.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  }

  DM.page = { Page, pageAround, goTo };
})(window);
