// @ts-check
/**
 * Timeline: the bands with a playhead that follows the hand.
 * The canvases are drawn when the size, the filters or the language change; a move of the
 * playhead only moves elements, so that it is shown in the same frame.
 */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const { html, setAttributes } = DM.elements;
  const WEEK = 7;
  const PILL_EDGE_PX = 4;
  const QUIET_BAR = "#b9b1a3";
  const WINDOW_BAR = "#4a4339";

  class Timeline {
    /**
     * @param {any} scene
     * @param {any} clock  what the hand and the keys move
     * @param {Node} controls
     * @param {() => void} redraw  called when the size has changed
     */
    constructor(scene, clock, controls, redraw) {
      this.scene = scene;
      this.parts = createParts(scene);
      this.node = html("section", { class: "dm-timeline" }, controls, this.parts.plotBox);
      this.size = { w: 0, h: 0 };
      /** @type {Plot | null} */
      this.plot = null;
      this.drawn = "";
      new ResizeObserver(([{ contentRect }]) => {
        this.size = { w: contentRect.width, h: contentRect.height };
        redraw();
      }).observe(this.parts.plotBox);
      listenToPointer(this.parts.slider, clock, (x) => this.plot.dayAt(x + this.plot.left));
      listenToKeys(this.parts.slider, scene, clock);
    }

    update(/** @type {Frame} */ frame) {
      const { from, date, ...filter } = frame.filter;
      const key = JSON.stringify([this.size, filter, frame.words.lang, frame.index.loaded]);
      if (this.size.w > 0 && key !== this.drawn) this.drawCanvases(frame);
      this.drawn = key;
      if (!this.plot) return;
      drawWindow(this.parts, this.plot, frame.state);
      drawPlayhead(this.parts, this.plot, frame, this.scene);
    }

    drawCanvases(/** @type {Frame} */ frame) {
      const { bands, quietBars, windowBars, slider, window } = this.parts;
      const plot = DM.bands.plotOf(this.scene, frame.words, this.size);
      const monthly = frame.index.monthlyCounts(frame.filter);
      new DM.bands.BandPainter(bands, plot, this.scene).draw(frame);
      DM.bands.drawHistogram(quietBars, plot, monthly, QUIET_BAR);
      DM.bands.drawHistogram(windowBars, plot, monthly, WINDOW_BAR);
      slider.style.left = `${plot.left}px`;
      slider.style.width = `${plot.right - plot.left}px`;
      window.style.height = `${plot.histogram.height}px`;
      this.plot = plot;
    }
  }

  function createParts(scene) {
    const pill = html("div", { class: "dm-pill" });
    const playhead = html("div", { class: "dm-playhead" });
    const window_ = html("div", { class: "dm-window" });
    const slider = html(
      "div",
      {
        class: "dm-slider",
        role: "slider",
        tabindex: 0,
        "data-testid": "dm-timeline",
        "aria-valuemin": 0,
        "aria-valuemax": scene.last_day - scene.first_day,
      },
      window_,
      playhead,
      pill,
    );
    const [bands, quietBars, windowBars] = ["dm-bands", "dm-bars", "dm-bars"].map((name) =>
      html("canvas", { class: name, "aria-hidden": "true" }),
    );
    const plotBox = html("div", { class: "dm-plot" }, bands, quietBars, windowBars, slider);
    return { pill, playhead, window: window_, slider, bands, quietBars, windowBars, plotBox };
  }

  /** The window of events as a light band, and its months darker in the histogram. */
  function drawWindow(parts, plot, state) {
    const xOf = (day) => Math.max(plot.left, Math.min(plot.xOf(day), plot.right));
    const start = state.from === null ? plot.left : xOf(state.from);
    parts.window.style.transform = `translateX(${start - plot.left}px) scaleX(${Math.max(xOf(state.date) - start, 0)})`;
    const firstMonth = state.from === null ? plot.left : xOf(DM.time.monthStart(state.from));
    const lastMonth = xOf(DM.time.addMonths(DM.time.monthStart(state.date), 1));
    parts.windowBars.style.clipPath = `inset(0 ${plot.width - lastMonth}px 0 ${firstMonth}px)`;
  }

  function drawPlayhead(parts, plot, frame, scene) {
    const { state, words } = frame;
    const x = plot.xOf(state.date) - plot.left;
    parts.playhead.style.transform = `translateX(${x}px)`;
    parts.pill.textContent = words.date(state.date, "day_short");
    parts.pill.dir = words.direction;
    // The style sheet's own arithmetic knows the width of the pill; to ask for it would cost a layout.
    const [least, most] = [PILL_EDGE_PX - plot.left, plot.width - plot.left - PILL_EDGE_PX];
    parts.pill.style.transform = `translateX(clamp(${least}px, ${x}px - 50%, ${most}px - 100%))`;
    setAttributes(parts.slider, {
      "aria-label": words.text("timeline"),
      "aria-valuenow": state.date - scene.first_day,
      "aria-valuetext": words.date(state.date),
    });
  }

  /** A click jumps, a drag scrubs; the page is told when the hand lets go. */
  function listenToPointer(
    /** @type {HTMLElement} */ slider,
    clock,
    /** @type {(x: number) => number} */ dayAt,
  ) {
    const follow = (event) =>
      clock.moveTo(dayAt(event.clientX - slider.getBoundingClientRect().left), event.timeStamp);
    slider.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      slider.setPointerCapture(event.pointerId);
      clock.hold();
      follow(event);
    });
    slider.addEventListener("pointermove", (event) => {
      if (slider.hasPointerCapture(event.pointerId)) follow(event);
    });
    slider.addEventListener("lostpointercapture", () => clock.release());
  }

  function listenToKeys(/** @type {HTMLElement} */ slider, scene, clock) {
    slider.addEventListener("keydown", (event) => {
      const act = actsOf(event, scene, clock)[event.key];
      if (!act) return;
      event.preventDefault();
      event.stopPropagation();
      act();
    });
  }

  /** For each key what it does: a day, with Shift a week, with Ctrl to the next change. */
  function actsOf(/** @type {KeyboardEvent} */ event, scene, clock) {
    const at = event.timeStamp;
    const toChange = (direction) => () => clock.jumpToChange(direction, at);
    const byDays = (direction) => () =>
      clock.jumpTo(clock.now() + direction * (event.shiftKey ? WEEK : 1), at);
    const step = event.ctrlKey || event.metaKey ? toChange : byDays;
    return {
      ArrowLeft: step(-1),
      ArrowDown: step(-1),
      ArrowRight: step(1),
      ArrowUp: step(1),
      PageDown: () => clock.jumpByMonths(-1, at),
      PageUp: () => clock.jumpByMonths(1, at),
      Home: () => clock.jumpTo(scene.first_day, at),
      End: () => clock.jumpTo(scene.last_day, at),
      "[": toChange(-1),
      "]": toChange(1),
      " ": () => clock.player.toggle(),
    };
  }

  DM.Timeline = Timeline;
})(window);
