// @ts-check
/** Event card: the details of one event, which has an address of its own. */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const { html, badge, closeButton, link } = DM.elements;

  class EventCard {
    /** @param {any} view @param {any} details  the words of the events */
    constructor(view, details) {
      this.view = view;
      this.scene = view.scene;
      this.details = details;
      this.copyLink = new DM.CopyLink(() => view.datedAddress(), "link_event");
      this.head = html("div", { class: "dm-opened-head" });
      this.body = html("div", { class: "dm-opened-body" });
      this.close = closeButton(() => view.openEvent(null));
      this.node = html(
        "section",
        { "data-testid": "dm-event", tabindex: -1, hidden: true },
        this.head,
        this.body,
        html("footer", {}, this.copyLink.node),
      );
      this.node.addEventListener("keydown", (event) => event.key === "Escape" && view.openEvent(null));
      this.id = null;
      this.written = "";
      /** Whether the day of the event may still have to be shown, and whether the card takes the focus. */
      this.isNew = false;
      this.takesFocus = false;
      /** What had the focus before a reader opened the card. */
      this.opener = null;
    }

    update(/** @type {Frame} */ frame) {
      const { words, state, index } = frame;
      if (state.event === null) return this.hide();
      this.copyLink.update(frame);
      if (!index.loaded) return;
      if (state.event !== this.id) this.turnTo(state.event);
      const key = `${words.lang} ${index.count} ${frame.subject}`;
      if (key === this.written) return;
      this.written = key;
      this.say(frame);
    }

    turnTo(/** @type {string} */ id) {
      this.id = id;
      this.written = "";
      this.isNew = true;
    }

    /** What comes for a former event is too late. */
    async say(/** @type {Frame} */ frame) {
      const { id } = this;
      const { lang } = frame.words;
      try {
        const row = await this.details.find(id, lang);
        const [detail] = row === null ? [null] : await this.details.of([row], lang);
        if (id !== this.id || lang !== this.view.store.get().lang) return;
        if (row === null) this.show(frame, [], [html("p", {}, frame.words.text("event_unknown"))]);
        else this.showEvent(row, detail, frame);
      } catch {
        if (id === this.id) this.show(frame, [], [this.failure(frame)]);
      }
    }

    /** The day of an event that is opened by its address may be another than the one that is seen. */
    showEvent(/** @type {number} */ row, /** @type {Detail} */ detail, /** @type {Frame} */ frame) {
      const { index, filter } = frame;
      const isSeen = index.first[row] <= filter.date && index.last[row] >= (filter.from ?? -Infinity);
      this.show(frame, headOf(row, frame), contentOf(row, detail, frame, this.scene));
      if (this.isNew && !isSeen) this.view.goToEvent(detail.id, index.first[row]);
      this.isNew = false;
    }

    /** @param {Frame} frame @param {Node[]} head @param {Node[]} nodes */
    show({ words }, head, nodes) {
      this.node.setAttribute("aria-label", words.text("event"));
      this.close.setAttribute("aria-label", words.text("close"));
      this.head.replaceChildren(...(head.length > 0 ? head : [html("span")]), this.close);
      this.body.replaceChildren(...nodes);
      this.node.hidden = false;
      if (this.takesFocus) DM.opened.focusOn(this.node);
      this.takesFocus = false;
    }

    /** The next event is opened by hand: the reader goes on in its card, and afterwards where they were. */
    expect(/** @type {any} */ opener) {
      this.takesFocus = true;
      if (!this.node.contains(opener)) this.opener = opener;
    }

    failure(/** @type {Frame} */ frame) {
      const again = html("button", { class: "dm-action", type: "button" }, frame.words.text("try_again"));
      again.addEventListener("click", () => this.say(frame));
      return html("p", { role: "alert" }, frame.words.text("details_failed"), " ", again);
    }

    hide() {
      const hadFocus = this.node.contains(this.node.ownerDocument.activeElement);
      this.id = null;
      this.node.hidden = true;
      if (hadFocus && this.opener && this.opener.isConnected) this.opener.focus({ preventScroll: true });
      this.opener = null;
    }
  }

  function headOf(/** @type {number} */ row, /** @type {Frame} */ { words, index }) {
    const { kind, when } = index.headOf(row, words);
    return [badge(kind, 18), html("span", {}, words.name(kind.names)), html("time", {}, when)];
  }

  /** @param {number} row @param {Detail} detail @param {Frame} frame @param {any} scene */
  function contentOf(row, detail, { words, index, filter }, scene) {
    const places = scene.districts.filter((_, place) => index.isIn(place, row));
    const where = places.map(({ names }) => words.name(names)).join(" · ") || words.text("region_title");
    const facts = [where, detail.figures, detail.placed].filter(Boolean);
    const sources = detail.sources.flatMap(([name, url]) => [link(name, url), " · "]).slice(0, -1);
    const hidden = html("p", { class: "dm-opened-notice" }, words.text("event_hidden"));
    return [
      html("h2", { dir: "auto" }, detail.title),
      ...facts.map((fact) => html("p", { class: "dm-opened-quiet", dir: "auto" }, fact)),
      html("p", { class: "dm-opened-quiet", dir: "auto" }, `${words.text("sources_are")} `, ...sources),
      ...(index.passes(filter, row) ? [] : [hidden]),
    ];
  }

  DM.EventCard = EventCard;
})(window);
