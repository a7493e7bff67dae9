// @ts-check
/** Mark: the day by which what is shown had been published, as a second mark on the timeline. */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const { html, icon, setAttributes } = DM.elements;
  const EDGE_PX = 4;
  const CROSS = "M6.4 5 12 10.6 17.6 5 19 6.4 13.4 12 19 17.6 17.6 19 12 13.4 6.4 19 5 17.6 10.6 12 5 6.4z";

  class ReportedMark {
    /** @param {any} clock  what the hand and the keys move */
    constructor(clock) {
      this.clock = clock;
      this.line = html("div", { class: "dm-reported-line" });
      this.slider = html("div", {
        class: "dm-reported-day",
        role: "slider",
        tabindex: 0,
        "data-testid": "dm-reported-mark",
      });
      this.remove = html("button", { class: "dm-reported-remove", type: "button" }, icon(CROSS, 12));
      this.remove.addEventListener("click", () => clock.setReported(null));
      this.pill = html("div", { class: "dm-reported-pill" }, this.slider, this.remove);
      /** @type {Plot | null} */
      this.plot = null;
      DM.gestures.listenToDrag(this.slider, clock, (x, at) => clock.moveReported(this.dayAt(x), at), true);
      DM.gestures.listenToKeys(this.slider, (event) => this.actsOf(event));
    }

    /** The day under a place in the window's own pixels. */
    dayAt(/** @type {number} */ clientX) {
      const { left, dayAt } = this.plot;
      return dayAt(clientX - this.line.parentElement.getBoundingClientRect().left + left);
    }

    actsOf(/** @type {KeyboardEvent} */ event) {
      const { clock } = this;
      const jump = (/** @type {number} */ day) => clock.jumpReported(day, event.timeStamp);
      const remove = () => clock.setReported(null);
      return {
        ...DM.gestures.dayKeys(event, clock.reported(), jump),
        Home: () => jump(clock.scene.first_day),
        End: () => jump(clock.scene.last_day),
        Delete: remove,
        Backspace: remove,
      };
    }

    update(/** @type {Plot} */ plot, /** @type {Frame} */ { state, words }, scene) {
      this.plot = plot;
      const day = state.reported;
      this.pill.hidden = day === null;
      this.line.hidden = day === null;
      if (day === null) return;
      const x = plot.xOf(day + 0.5) - plot.left;
      this.line.style.transform = `translateX(${x}px)`;
      this.line.hidden = x < 0 || x > plot.right - plot.left;
      this.pill.classList.toggle("dm-away", this.line.hidden);
      const [least, most] = [EDGE_PX - plot.left, plot.width - plot.left - EDGE_PX];
      this.pill.style.transform = `translateX(clamp(${least}px, ${x}px - 50%, ${most}px - 100%))`;
      const text = words.text("reported_mark", { date: words.date(day, "day_short") });
      this.slider.textContent = text;
      this.slider.dir = words.direction;
      setAttributes(this.remove, {
        "aria-label": words.text("reported_remove"),
        title: words.text("reported_remove"),
      });
      setAttributes(this.slider, {
        "aria-label": words.text("reported_field"),
        "aria-valuemin": 0,
        "aria-valuemax": scene.last_day - scene.first_day,
        "aria-valuenow": day - scene.first_day,
        "aria-valuetext": words.date(day),
      });
    }
  }

  DM.ReportedMark = ReportedMark;
})(window);
