// @ts-check
/** Overview: a thin bar below the ticks, with the part of time that is shown; it can be dragged along. */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const { html } = DM.elements;

  class Overview {
    constructor(scene, clock) {
      this.scene = scene;
      this.clock = clock;
      this.thumb = html("div", { class: "dm-overview-thumb" });
      this.node = html(
        "div",
        { class: "dm-overview", "aria-hidden": "true", "data-testid": "dm-overview", hidden: true },
        this.thumb,
      );
      this.listen();
    }

    /** A drag takes the thumb along; a press beside it brings its middle there. */
    listen() {
      let grip = 0;
      const middleAt = (event) => {
        const box = this.node.getBoundingClientRect();
        const [first, end] = DM.axis.wholeOf(this.scene);
        return first + ((event.clientX - box.left) / box.width) * (end - first);
      };
      const middle = () => (this.clock.span()[0] + this.clock.span()[1]) / 2;
      this.node.addEventListener("pointerdown", (event) => {
        this.node.setPointerCapture(event.pointerId);
        grip = event.target === this.thumb ? middleAt(event) - middle() : 0;
        this.clock.panBy(middleAt(event) - grip - middle(), event.timeStamp);
      });
      this.node.addEventListener("pointermove", (event) => {
        if (!this.node.hasPointerCapture(event.pointerId)) return;
        this.clock.panBy(middleAt(event) - grip - middle(), event.timeStamp);
      });
    }

    update(/** @type {Plot} */ plot) {
      const [first, end] = DM.axis.wholeOf(this.scene);
      const shareOf = (day) => `${((day - first) / (end - first)) * 100}%`;
      this.node.hidden = plot.span[0] <= first && plot.span[1] >= end;
      Object.assign(this.node.style, { left: `${plot.left}px`, width: `${plot.right - plot.left}px` });
      this.thumb.style.left = shareOf(plot.span[0]);
      this.thumb.style.width = shareOf(first + plot.span[1] - plot.span[0]);
    }
  }

  DM.Overview = Overview;
})(window);
