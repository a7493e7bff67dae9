// @ts-check
/** Lists: the events behind a symbol, a few under the pointer and all of them at a click. */

/**
 * @typedef {object} Opening
 * @property {string} title
 * @property {Uint32Array} rows  the latest first
 * @property {DOMRect} box  what was opened, in the window's pixels
 * @property {HTMLElement} opener  gets the focus back
 * @property {() => void} [closed]
 */

(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const L = global.L;
  const { html, closeButton } = DM.elements;
  const { itemsOf } = DM.items;
  const TIP_EVENTS = 3;
  const PAGE_EVENTS = 200;
  /** Details that come so soon are not waited for before the reader's eyes. */
  const PATIENCE_MS = 200;

  class Lists {
    /** @param {any} map @param {any} tip @param {any} details @param {(id: string, opener: Element) => void} openEvent */
    constructor(map, tip, details, openEvent) {
      this.container = map.getContainer();
      this.tip = tip;
      this.details = details;
      this.openEvent = openEvent;
      this.card = html("div", { class: "dm-list dm-card", role: "dialog", hidden: true });
      /** @type {Opening | null} */
      this.opening = null;
      this.frame = null;
      /** The number of the last thing asked for: what comes for a former one is too late. */
      this.turn = 0;
      this.card.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
      L.DomEvent.disableClickPropagation(this.card);
      L.DomEvent.disableScrollPropagation(this.card);
      this.container.append(this.card);
      map.on("click movestart zoomstart", () => this.close());
    }

    /** Shows all events of something, a page at a time. */
    async open(/** @type {Opening} */ opening, /** @type {Frame} */ frame) {
      this.close();
      this.opening = opening;
      this.frame = frame;
      this.items = html("ol", { tabindex: 0 });
      this.card.setAttribute("aria-label", opening.title);
      this.card.replaceChildren(this.header(), this.items);
      if (await this.isTimely(this.addPage(0))) this.show();
    }

    show() {
      this.card.hidden = false;
      DM.tip.placeBeside(this.card, this.opening.box, this.container);
      this.items.focus({ preventScroll: true });
    }

    header() {
      const { words } = this.frame;
      const button = closeButton(() => this.close());
      button.setAttribute("aria-label", words.text("close"));
      const count = words.text("count_events", { n: this.opening.rows.length });
      const title = html("h2", {}, this.opening.title);
      return html("div", { class: "dm-list-head" }, title, html("span", {}, count), button);
    }

    /** Adds the events from one on; settles when their details are there, or have failed. */
    async addPage(/** @type {number} */ start) {
      const { rows } = this.opening;
      const page = itemsOf(
        "li",
        [...rows.subarray(start, start + PAGE_EVENTS)],
        this.frame,
        this.details,
        (id) => this.leaveFor(id),
      );
      this.items.append(...page.nodes);
      const next = start + page.nodes.length;
      if (next < rows.length) this.items.append(this.moreButton(next));
      if (!page.complete) await this.fill(page);
    }

    async fill(page) {
      await page.ask().catch(() => page.nodes[0].before(this.failure(page)));
    }

    moreButton(/** @type {number} */ next) {
      const { words } = this.frame;
      const left = words.text("more_events", { n: this.opening.rows.length - next });
      const item = html("li", { class: "dm-list-more" }, html("span", {}, left));
      item.prepend(this.button(words.text("show_more"), item, () => this.addPage(next)));
      return item;
    }

    /** Says that the details have not come, and asks again when it is told to. */
    failure(page) {
      const { words } = this.frame;
      const item = html("li", { class: "dm-list-more", role: "alert" }, words.text("details_failed"));
      item.append(this.button(words.text("try_again"), item, () => this.fill(page)));
      return item;
    }

    /** A button that goes away, with the item that holds it, when it is used. */
    button(/** @type {string} */ text, /** @type {Element} */ item, /** @type {() => void} */ act) {
      const button = html("button", { class: "dm-button", type: "button" }, text);
      button.addEventListener("click", (event) => {
        // Leaflet asks the button's parents whether the click was meant for the map; soon it has none.
        event.stopPropagation();
        item.remove();
        this.items.focus({ preventScroll: true });
        act();
      });
      return button;
    }

    /** An event is opened in place of the list; the focus comes back to what the list was opened from. */
    leaveFor(/** @type {string} */ id) {
      const { opener } = this.opening;
      this.close();
      this.openEvent(id, opener);
    }

    close() {
      this.turn += 1;
      if (this.card.contains(document.activeElement)) this.opening.opener.focus({ preventScroll: true });
      this.card.hidden = true;
      if (this.opening && this.opening.closed) this.opening.closed();
      this.opening = null;
    }

    /** A list speaks of one window of days, and closes when the reader leaves it. */
    update(/** @type {Frame} */ frame) {
      if (this.opening && frame.subject !== this.frame.subject) this.close();
    }

    /** A few events, beside what is under the pointer. */
    async hint(/** @type {DOMRect} */ target, /** @type {Uint32Array} */ rows, /** @type {Frame} */ frame) {
      const { words } = frame;
      const page = itemsOf("div", [...rows.subarray(0, TIP_EVENTS)], frame, this.details);
      const more = rows.length - page.nodes.length;
      const attributes = { class: "dm-event dm-event-source" };
      const rest = more > 0 ? [html("div", attributes, words.text("more_events", { n: more }))] : [];
      // A tip without its words still says what and when.
      const asked = page.complete ? Promise.resolve() : page.ask().catch(() => {});
      if (await this.isTimely(asked)) this.tip.show(target, ...page.nodes, ...rest);
    }

    unhint() {
      this.turn += 1;
      this.tip.hide();
    }

    /** Waits for something, but not long; false if the reader has turned to another thing meanwhile. */
    async isTimely(/** @type {Promise<void>} */ work) {
      this.turn += 1;
      const { turn } = this;
      this.tip.hide();
      await Promise.race([work, new Promise((resolve) => global.setTimeout(resolve, PATIENCE_MS))]);
      return turn === this.turn;
    }
  }

  DM.Lists = Lists;
})(window);
