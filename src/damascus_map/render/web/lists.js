// @ts-check
/** Lists: the events behind a badge, a few under the pointer and all of them at a click. */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const L = global.L;
  const { html, icon, badge } = DM.elements;
  const TIP_EVENTS = 3;
  const LISTED_EVENTS = 200;
  const CROSS = "M6.4 5 12 10.6 17.6 5 19 6.4 13.4 12 19 17.6 17.6 19 12 13.4 6.4 19 5 17.6 10.6 12 5 6.4z";

  class Lists {
    constructor(map, tip) {
      this.container = map.getContainer();
      this.tip = tip;
      this.card = html("div", { class: "dm-list dm-card", role: "dialog", hidden: true });
      this.opener = null;
      this.shownState = null;
      this.card.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
      L.DomEvent.disableClickPropagation(this.card);
      L.DomEvent.disableScrollPropagation(this.card);
      this.container.append(this.card);
      map.on("click movestart zoomstart", () => this.close());
    }

    /**
     * All events of one place.
     * @param {HTMLElement} button  what was clicked; it gets the focus back
     * @param {string} title
     * @param {number[]} rows
     * @param {Frame} frame
     */
    open(button, title, rows, frame) {
      this.tip.hide();
      this.opener = button;
      this.shownState = frame.state;
      this.card.dir = frame.words.direction;
      this.card.setAttribute("aria-label", title);
      this.card.replaceChildren(...contentOf(title, rows, frame, () => this.close()));
      this.card.hidden = false;
      DM.tip.placeBeside(this.card, button.getBoundingClientRect(), this.container);
      this.card.querySelector("ol").focus({ preventScroll: true });
    }

    close() {
      if (this.card.contains(document.activeElement)) this.opener.focus();
      this.card.hidden = true;
    }

    /** A list speaks of one window of days, and closes when the reader leaves it. */
    update(/** @type {Frame} */ frame) {
      if (!this.card.hidden && frame.state !== this.shownState) this.close();
    }

    /** A few events, beside what is under the pointer. */
    hint(/** @type {Element} */ target, /** @type {number[]} */ rows, /** @type {Frame} */ frame) {
      this.tip.show(target.getBoundingClientRect(), frame.words, ...itemsOf("div", rows, TIP_EVENTS, frame));
    }

    unhint() {
      this.tip.hide();
    }
  }

  function contentOf(
    /** @type {string} */ title,
    /** @type {number[]} */ rows,
    frame,
    /** @type {() => void} */ close,
  ) {
    const { words } = frame;
    const button = html(
      "button",
      { class: "dm-close", type: "button", "aria-label": words.text("close") },
      icon(CROSS, 16),
    );
    button.addEventListener("click", close);
    return [
      html(
        "header",
        {},
        html("h3", {}, title),
        html("span", {}, words.text("count_events", { n: rows.length })),
        button,
      ),
      html("ol", { tabindex: 0 }, ...itemsOf("li", rows, LISTED_EVENTS, frame)),
    ];
  }

  /** The first rows as elements, and how many more there are. */
  function itemsOf(
    /** @type {string} */ tag,
    /** @type {number[]} */ rows,
    /** @type {number} */ most,
    frame,
  ) {
    const { words, index } = frame;
    const items = rows.slice(0, most).map((i) => eventNode(tag, index.describe(i, words), words));
    const more = rows.length - items.length;
    return more > 0
      ? [...items, html(tag, { class: "dm-event dm-event-source" }, words.text("more_events", { n: more }))]
      : items;
  }

  /** One event: its kind and date, what happened, and who says so. */
  function eventNode(/** @type {string} */ tag, event, words) {
    return html(
      tag,
      { class: "dm-event" },
      html(
        "div",
        { class: "dm-event-head" },
        badge(event.kind, 16),
        html("span", {}, words.name(event.kind.names)),
        html("time", {}, event.when),
      ),
      html("div", { class: "dm-event-title", dir: "auto" }, event.title),
      html("div", { class: "dm-event-source", dir: "auto" }, event.source),
    );
  }

  DM.Lists = Lists;
})(window);
