// @ts-check
/**
 * Stacks: what happened somewhere in each place? A row of badges, one for each kind, with its number.
 * They hold the events of which no more than the place is known.
 */

/**
 * @typedef {{columns: number, rows: number}} Room  how many badges a stack may show
 */

(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const L = global.L;
  const { html, badge } = DM.elements;
  const BADGE_PX = 20;
  const PITCH_PX = 26;

  /** The stack of one place: a button whose badges are made once and used again. */
  class Stack {
    /**
     * @param {any} scene
     * @param {number} own  position of the district, or one past the last for the region
     * @param {any} lists  of the events behind the badges
     */
    constructor(scene, own, lists) {
      this.scene = scene;
      this.own = own;
      this.lists = lists;
      this.node = html("button", { class: "dm-stack", type: "button", hidden: true });
      this.badges = scene.kinds.map((kind, position) => new Badge(kind, position));
      this.rest = html("span", { class: "dm-more" });
      this.size = { w: 0, h: 0 };
      this.drawn = "";
      this.frame = null;
      this.listen();
    }

    listen() {
      this.node.addEventListener("pointerover", (event) => this.hint(event.target));
      this.node.addEventListener("pointerleave", () => this.lists.unhint());
      this.node.addEventListener("click", () => this.open());
      L.DomEvent.disableClickPropagation(this.node);
    }

    /** Whether the stack looks different than before. */
    update(frame, /** @type {Room} */ room) {
      const kinds = this.scene.kinds.length;
      const counts = frame.counts.inPlace.subarray(this.own * kinds, (this.own + 1) * kinds);
      const key = [counts.join(), room.columns, room.rows, frame.words.lang].join(" ");
      const changed = key !== this.drawn;
      this.frame = frame;
      this.drawn = key;
      if (changed) this.draw(counts, room);
      return changed;
    }

    draw(/** @type {Uint32Array} */ counts, /** @type {Room} */ room) {
      const { words } = this.frame;
      const present = this.badges.filter(({ kind }) => counts[kind] > 0);
      const slots = room.columns * room.rows;
      const visible = present.length > slots ? present.slice(0, slots - 1) : present;
      const sum = (badges) => badges.reduce((total, { kind }) => total + counts[kind], 0);
      const cut = sum(present.slice(visible.length));
      visible.forEach((item) => item.setCount(counts[item.kind], words));
      this.rest.textContent = words.text("more", { n: cut });
      this.node.replaceChildren(...visible.map((item) => item.node), ...(cut ? [this.rest] : []));
      this.node.hidden = present.length === 0;
      const events = words.text("count_events", { n: sum(present) });
      this.node.setAttribute("aria-label", words.text("stack_label", { place: this.placeName(), events }));
      this.setSize(visible.length + (cut ? 1 : 0), room);
    }

    setSize(/** @type {number} */ count, /** @type {Room} */ room) {
      const columns = Math.min(count, room.columns);
      this.size = { w: columns * PITCH_PX, h: Math.ceil(count / room.columns) * PITCH_PX };
      this.node.style.width = `${this.size.w}px`;
    }

    placeName() {
      const district = this.scene.districts[this.own];
      return district ? this.frame.words.name(district.names) : this.frame.words.text("region_title");
    }

    open() {
      const box = this.node.getBoundingClientRect();
      const opening = { title: this.placeName(), rows: this.rowsOf(null), box, opener: this.node };
      this.lists.open(opening, this.frame);
    }

    /** The rows of one kind, or of all; the latest first. */
    rowsOf(/** @type {number | null} */ kind) {
      const { index, filter } = this.frame;
      const isMeant = (row) => kind === null || index.kind[row] === kind;
      return index.rowsWhere(
        filter,
        (row) => !index.hasPoint(row) && index.isIn(this.own, row) && isMeant(row),
      );
    }

    /** What is behind the badge under the pointer, or behind all of them. */
    hint(/** @type {Element} */ under) {
      const item = this.badges.find(({ node }) => node.contains(under));
      const box = (item ? item.node : this.node).getBoundingClientRect();
      this.lists.hint(box, this.rowsOf(item ? item.kind : null), this.frame);
    }
  }

  class Badge {
    constructor(kind, /** @type {number} */ position) {
      this.kind = position;
      this.count = html("span", { class: "dm-badge-count" });
      this.node = html("span", { class: "dm-badge-box" }, badge(kind, BADGE_PX), this.count);
    }

    setCount(/** @type {number} */ n, words) {
      this.count.textContent = words.number(n);
      this.count.hidden = n < 2;
    }
  }

  DM.Stack = Stack;
})(window);
