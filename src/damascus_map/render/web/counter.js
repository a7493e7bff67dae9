// @ts-check
/** Counter: how many events there are, how many of them are in view, and the way to each of them. */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const { html } = DM.elements;
  const REGION_ROOM = { columns: 7, rows: 1 };

  class Counter {
    /**
     * @param {any} map
     * @param {any} scene
     * @param {any} lists
     * @param {any} points  the events that have a place of their own
     * @param {any} labels  which hold those that have none
     */
    constructor(map, scene, lists, points, labels) {
      this.points = points;
      this.labels = labels;
      this.lists = lists;
      this.frame = null;
      this.stack = new DM.Stack(scene, scene.districts.length, lists);
      this.parts = createParts(this.stack.node);
      this.parts.list.addEventListener("click", () => this.open());
      this.node = this.parts.box;
      DM.legend.addControl(map, this.node, "bottomleft");
    }

    update(/** @type {Frame} */ frame) {
      const { box, region, title, count } = this.parts;
      this.frame = frame;
      box.hidden = !frame.index.loaded;
      if (box.hidden) return;
      this.stack.update(frame, REGION_ROOM);
      region.hidden = this.stack.node.hidden;
      title.textContent = frame.words.text("region_title");
      count.textContent = frame.words.count(frame.counts.total, DM.state.windowDays(frame.state));
      this.sayView(frame);
    }

    /** How many are in view, where that is not all, and in which form: a change of it is announced. */
    sayView(/** @type {Frame} */ frame) {
      const { words, counts } = frame;
      const { list, view, form } = this.parts;
      const n = this.inView(frame);
      view.textContent = n === counts.total ? "" : words.text("in_view", { n, total: counts.total });
      list.textContent = words.text("list");
      list.setAttribute("aria-label", words.text("list_view"));
      list.hidden = n === 0;
      const said = form.textContent !== "" || this.points.form === "density";
      setText(form, said ? words.text(`as_${this.points.form}`) : "");
      form.classList.toggle("dm-only-heard", this.points.form === "symbols");
    }

    /** The events of the window that are drawn inside the map's frame; those of no district stand here. */
    inView(/** @type {Frame} */ frame) {
      const beside = frame.index.countWithoutPoint(frame.filter, this.labels.seen);
      return this.points.countOf(frame) + beside;
    }

    open() {
      const { index, filter, words } = this.frame;
      const isBeside = (row) => {
        const mask = index.districts[row];
        return mask === 0 || (mask & filter.districts & this.labels.seen) !== 0;
      };
      const inView = (row) => (index.hasPoint(row) ? this.points.isSeen(row) : isBeside(row));
      const opening = {
        title: words.text("list_view"),
        rows: index.rowsWhere(filter, inView),
        box: this.node.getBoundingClientRect(),
        opener: this.parts.list,
      };
      this.lists.open(opening, this.frame);
    }
  }

  function createParts(/** @type {HTMLElement} */ stack) {
    const title = html("span", { class: "dm-counter-title" });
    const region = html("div", { class: "dm-counter-region" }, title, stack);
    const count = html("span", { "data-testid": "dm-events" });
    const list = html("button", { class: "dm-counter-list", type: "button" });
    const view = html("span", { class: "dm-counter-view", "data-testid": "dm-in-view" });
    const form = html("span", { class: "dm-only-heard", role: "status", "aria-live": "polite" });
    const box = html(
      "section",
      { class: "dm-counter dm-card" },
      region,
      html("div", { class: "dm-counter-line" }, count, list),
      html("div", { class: "dm-counter-line" }, view, form),
    );
    return { box, region, title, count, list, view, form };
  }

  /** A text that stays the same is not said again. */
  function setText(/** @type {Element} */ node, /** @type {string} */ text) {
    if (node.textContent !== text) node.textContent = text;
  }

  DM.Counter = Counter;
})(window);
