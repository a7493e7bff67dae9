// @ts-check
/** Brush: the window of events as a light band in the histogram, with a handle at either end. */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const { html, setAttributes } = DM.elements;

  class Brush {
    /** @param {any} clock  what the hand and the keys move */
    constructor(clock) {
      this.clock = clock;
      this.shade = html("div", { class: "dm-window" });
      this.start = html("div", {
        class: "dm-handle dm-handle-start",
        role: "slider",
        tabindex: 0,
        "data-testid": "dm-window-start",
      });
      // For the keyboard the end of the window is the date itself, which has a slider of its own.
      this.end = html("div", {
        class: "dm-handle dm-handle-end",
        "aria-hidden": "true",
        "data-testid": "dm-window-end",
      });
      this.nodes = [this.shade, this.start, this.end];
      /** @type {Plot | null} */
      this.plot = null;
      this.listen();
    }

    listen() {
      const { clock } = this;
      DM.gestures.listenToDrag(this.start, clock, (x, at) => clock.moveStart(this.dayAt(x), at));
      DM.gestures.listenToDrag(this.end, clock, (x, at) => clock.moveEnd(this.dayAt(x) - 1, at));
      DM.gestures.listenToKeys(this.start, (event) => this.actsOf(event));
    }

    /** The day whose beginning is the nearest to a place in the window's own pixels. */
    dayAt(/** @type {number} */ clientX) {
      const origin = this.shade.parentElement.getBoundingClientRect().left;
      const { left, right, timeAt } = this.plot;
      return Math.round(timeAt(Math.min(Math.max(clientX - origin + left, left), right)));
    }

    /** With the arrows the window grows and shrinks at its beginning; Home makes it begin with time. */
    actsOf(/** @type {KeyboardEvent} */ event) {
      const { clock } = this;
      return {
        ...DM.gestures.dayKeys(event, clock.windowStart(), (day) => clock.jumpStart(day)),
        Home: () => clock.jumpStart(null),
        End: () => clock.jumpStart(clock.now()),
      };
    }

    update(/** @type {Plot} */ plot, /** @type {Frame} */ { state, words }, scene) {
      this.plot = plot;
      const within = (x) => Math.min(Math.max(x, plot.left), plot.right) - plot.left;
      const begin = Math.max(state.from ?? scene.first_day, scene.first_day);
      const [from, to] = [within(plot.xOf(begin)), within(plot.xOf(state.date + 1))];
      const { top, height } = plot.histogram;
      this.shade.style.transform = `translateX(${from}px) scaleX(${Math.max(to - from, 0)})`;
      this.start.style.transform = `translateX(calc(${from}px - 100%))`;
      this.end.style.transform = `translateX(${to}px)`;
      for (const node of this.nodes) Object.assign(node.style, { top: `${top}px`, height: `${height}px` });
      this.start.classList.toggle("dm-away", !isInside(plot, begin));
      this.end.classList.toggle("dm-away", !isInside(plot, state.date + 1));
      setAttributes(this.start, {
        "aria-label": words.text("window_start"),
        "aria-valuemin": 0,
        "aria-valuemax": state.date - scene.first_day,
        "aria-valuenow": Math.max(begin - scene.first_day, 0),
        "aria-valuetext": state.from === null ? words.text("window_all") : words.date(state.from),
      });
    }
  }

  function isInside(/** @type {Plot} */ { span }, /** @type {number} */ day) {
    return day >= span[0] && day <= span[1];
  }

  DM.Brush = Brush;
})(window);
