// @ts-check
/** Pointing: what a mouse or a finger finds among the points: a tip over them, a list at a click. */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const { html } = DM.elements;
  const FINGER_PX = 10;

  class Pointing {
    constructor(map, /** @type {any} */ points, /** @type {any} */ lists, /** @type {any} */ tip) {
      this.map = map;
      this.points = points;
      this.lists = lists;
      this.tip = tip;
      this.frame = null;
      this.hovered = "";
      this.mark = html("div", { class: "dm-open-mark", hidden: true });
      points.surface.pane.append(this.mark);
      this.listen(map.getContainer());
    }

    /** Before the districts beneath get to know of it. */
    listen(/** @type {HTMLElement} */ container) {
      container.addEventListener("pointermove", (event) => this.hover(event), true);
      container.addEventListener("pointerleave", () => this.leave());
      container.addEventListener("click", (event) => this.press(event), true);
    }

    /** What a tip says of a moment is over with it. */
    update(/** @type {Frame} */ frame) {
      if (this.frame && frame.subject !== this.frame.subject) this.leave();
      this.frame = frame;
    }

    /** @returns {Part | null} */
    partUnder(/** @type {PointerEvent} */ event) {
      const under = /** @type {Element} */ (event.target);
      const onGround = under === this.map.getContainer() || this.map.getPane("mapPane").contains(under);
      if (!this.frame || !this.frame.index.lonLat || !onGround || under.closest(".dm-stack")) return null;
      return this.points.at(event.clientX, event.clientY, event.pointerType === "touch" ? FINGER_PX : 0);
    }

    hover(/** @type {PointerEvent} */ event) {
      const part = event.pointerType === "mouse" && event.buttons === 0 ? this.partUnder(event) : null;
      if (!part) return this.leave();
      event.stopPropagation();
      if (part.key === this.hovered) return undefined;
      this.hovered = part.key;
      this.map.getContainer().classList.add("dm-over-events");
      return this.hint(part);
    }

    hint(/** @type {Part} */ part) {
      const rows = part.rowsOf(this.frame.filter);
      const box = this.points.surface.rectOf(part.box);
      if (this.points.form === "symbols") this.lists.hint(box, rows, this.frame);
      else this.tip.show(box, ...DM.summary.linesOf(rows, this.frame));
    }

    leave() {
      if (this.hovered === "") return;
      this.hovered = "";
      this.map.getContainer().classList.remove("dm-over-events");
      this.lists.unhint();
    }

    press(/** @type {PointerEvent} */ event) {
      const onName = /** @type {Element} */ (event.target).closest(".dm-name") !== null;
      const part = onName || this.map.dragging.moved() ? null : this.partUnder(event);
      if (!part) return;
      event.stopPropagation();
      this.leave();
      this.open(part);
    }

    open(/** @type {Part} */ part) {
      const rows = part.rowsOf(this.frame.filter);
      const opening = {
        title: DM.names.placesOf(rows, this.frame),
        rows,
        box: this.points.surface.rectOf(part.box),
        opener: this.map.getContainer(),
        closed: () => (this.mark.hidden = true),
      };
      this.lists.open(opening, this.frame);
      this.setMark(part);
    }

    /** A ring around what is open; cells are square, and so is theirs. */
    setMark({ box }) {
      const { x, y } = this.map.getPixelOrigin();
      this.mark.classList.toggle("dm-square", this.points.form === "density");
      this.mark.style.width = `${box.w}px`;
      this.mark.style.height = `${box.h}px`;
      this.mark.style.transform = `translate(${box.x - x}px, ${box.y - y}px)`;
      this.mark.hidden = false;
    }
  }

  DM.Pointing = Pointing;
})(window);
