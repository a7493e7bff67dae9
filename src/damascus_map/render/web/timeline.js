// @ts-check
/**
 * Timeline: bands, histogram and brush with a playhead that follows the hand.
 * The canvases are drawn when the size, the part of time, the filters or the language change; a
 * move of the playhead only moves elements, so that it is shown in the same frame.
 */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const { html, setAttributes } = DM.elements;
  const PILL_EDGE_PX = 4;

  class Timeline {
    /**
     * @param {any} scene
     * @param {any} clock  what the hand and the keys move
     * @param {HTMLElement} root  what tips never leave
     * @param {() => void} redraw  called when the size has changed
     */
    constructor(scene, clock, root, redraw) {
      this.scene = scene;
      this.brush = new DM.Brush(clock);
      this.overview = new DM.Overview(scene, clock);
      this.mark = new DM.ReportedMark(clock);
      this.parts = createParts(scene, this.brush, this.overview, this.mark);
      this.node = this.parts.plotBox;
      this.hints = new DM.Hints(this.node, root, scene);
      this.size = { w: 0, h: 0 };
      /** @type {Plot | null} */
      this.plot = null;
      this.drawn = "";
      this.counted = "";
      this.counts = null;
      new ResizeObserver(([{ contentRect }]) => {
        this.size = { w: contentRect.width, h: contentRect.height };
        redraw();
      }).observe(this.node);
      DM.gestures.listenToScrub(this.parts.slider, clock, () => this.plot);
      DM.gestures.listenToWheel(this.node, clock, () => this.plot);
      DM.gestures.listenToKeys(this.parts.slider, (event) => actsOf(event, scene, clock));
    }

    update(/** @type {Frame} */ frame) {
      const { from, date, ...filter } = frame.filter;
      const counted = JSON.stringify([filter, frame.index.loaded]);
      const span = frame.state.span || DM.axis.wholeOf(this.scene);
      const key = JSON.stringify([this.size, counted, span, frame.words.lang]);
      if (this.size.w > 0 && key !== this.drawn) this.drawCanvases(frame, span, counted);
      this.drawn = key;
      if (!this.plot) return;
      this.brush.update(this.plot, frame, this.scene);
      this.lightWindow(frame.state);
      this.drawPlayhead(frame);
      this.mark.update(this.plot, frame, this.scene);
    }

    drawCanvases(/** @type {Frame} */ frame, /** @type {Span} */ span, /** @type {string} */ counted) {
      const { bands, quietBars, windowBars, lane } = this.parts;
      const plot = DM.axis.plotOf(this.scene, frame.words, this.size, span);
      if (counted !== this.counted)
        this.counts = new DM.histogram.DayCounts(frame.index, frame.filter, this.scene);
      this.counted = counted;
      const bins = this.counts.binsOf(plot);
      for (const canvas of [quietBars, windowBars])
        DM.histogram.drawHistogram(canvas, plot, bins, this.scene);
      new DM.bands.BandPainter(bands, plot, this.scene).draw(frame);
      Object.assign(lane.style, { left: `${plot.left}px`, width: `${plot.right - plot.left}px` });
      this.overview.update(plot);
      const { words, history, index } = frame;
      this.hints.drawn = { plot, bins, history, words, loaded: index.loaded };
      this.plot = plot;
    }

    /** The bars that the window touches stand out. */
    lightWindow(/** @type {ViewState} */ state) {
      const { plot } = this;
      const { start, next } = DM.axis.UNITS[plot.bin];
      const within = (x) => Math.min(Math.max(x, plot.left), plot.right);
      const left = state.from === null ? plot.left : within(plot.xOf(start(state.from)));
      const right = within(plot.xOf(next(start(state.date))));
      this.parts.windowBars.style.clipPath = `inset(0 ${plot.width - right}px 0 ${left}px)`;
    }

    drawPlayhead(/** @type {Frame} */ { state, words }) {
      const { plot, scene } = this;
      const { playhead, pill, slider } = this.parts;
      const x = plot.xOf(state.date + 0.5) - plot.left;
      playhead.style.transform = `translateX(${x}px)`;
      playhead.hidden = x < 0 || x > plot.right - plot.left;
      pill.textContent = words.date(state.date, "day_short");
      pill.classList.toggle("dm-away", playhead.hidden);
      // The style sheet's own arithmetic knows the width of the pill; to ask for it would cost a layout.
      const [least, most] = [PILL_EDGE_PX - plot.left, plot.width - plot.left - PILL_EDGE_PX];
      pill.style.transform = `translateX(clamp(${least}px, ${x}px - 50%, ${most}px - 100%))`;
      setAttributes(slider, {
        "aria-label": words.text("timeline"),
        "aria-valuenow": state.date - scene.first_day,
        "aria-valuetext": words.date(state.date),
      });
    }
  }

  function createParts(scene, brush, overview, mark) {
    const pill = html("div", { class: "dm-pill" });
    const playhead = html("div", { class: "dm-playhead" });
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
      playhead,
      pill,
    );
    const [quietBars, windowBars, bands] = ["dm-bars dm-quiet", "dm-bars", "dm-bands"].map((name) =>
      html("canvas", { class: name, "aria-hidden": "true" }),
    );
    // The playhead stands over the second mark, which is taken by its foot.
    const inLane = [brush.shade, mark.line, slider, brush.start, brush.end, mark.pill];
    const lane = html("div", { class: "dm-lane" }, ...inLane);
    const plotBox = html("div", { class: "dm-plot" }, quietBars, windowBars, bands, lane, overview.node);
    return { pill, playhead, slider, lane, bands, quietBars, windowBars, plotBox };
  }

  /** For each key what it does: a day, with Shift a week, with Ctrl to the next change. */
  function actsOf(/** @type {KeyboardEvent} */ event, scene, clock) {
    const at = event.timeStamp;
    const toChange = (direction) => () => clock.jumpToChange(direction, at);
    const [before, after] = [toChange(-1), toChange(1)];
    const toChanges = { ArrowLeft: before, ArrowDown: before, ArrowRight: after, ArrowUp: after };
    return {
      ...DM.gestures.dayKeys(event, clock.now(), (day) => clock.jumpTo(day, at)),
      ...(event.ctrlKey || event.metaKey ? toChanges : {}),
      Home: () => clock.jumpTo(scene.first_day, at),
      End: () => clock.jumpTo(scene.last_day, at),
      "[": before,
      "]": after,
      "+": () => clock.showLess(at),
      "=": () => clock.showLess(at),
      "-": () => clock.showMore(at),
      0: () => clock.showSpan(null, at),
      " ": () => clock.player.toggle(),
    };
  }

  DM.Timeline = Timeline;
})(window);
