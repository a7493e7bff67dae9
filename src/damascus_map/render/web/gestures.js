// @ts-check
/** Gestures: what hands and keys do on the timeline: drag, pinch, wheel, press. */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  /** So much turning of the wheel halves the span. */
  const HALF_WHEEL_PX = 360;
  const LINE_PX = 18;
  const WEEK = 7;

  /**
   * Calls `follow` with the pointer's place in the window while it is held down on a node: that of the
   * end of the window which the node touches, or of the middle of the node.
   */
  function listenToDrag(
    /** @type {HTMLElement} */ node,
    clock,
    /** @type {(clientX: number, inputTime: number) => void} */ follow,
    byMiddle = false,
  ) {
    let [grip, moved] = [0, false];
    node.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      event.stopPropagation();
      node.setPointerCapture(event.pointerId);
      clock.hold();
      const box = node.getBoundingClientRect();
      // The end that is dragged is the side of the handle that touches the window.
      const side = node.classList.contains("dm-handle-start") ? box.right : box.left;
      grip = byMiddle ? 0 : event.clientX - side;
      moved = false;
    });
    node.addEventListener("pointermove", (event) => {
      if (!node.hasPointerCapture(event.pointerId)) return;
      moved = true;
      follow(event.clientX - grip, event.timeStamp);
    });
    node.addEventListener("lostpointercapture", () => moved && clock.release());
  }

  /**
   * One pointer scrubs; two fingers draw time apart and together, each day staying under its finger.
   * @param {HTMLElement} slider
   * @param {any} clock
   * @param {() => Plot} plotOf
   */
  function listenToScrub(slider, clock, plotOf) {
    /** @type {Map<number, number>} */
    const held = new Map();
    /** @type {number[] | null} */
    let anchors = null;
    let sliderLeft = 0;
    const placeOf = (clientX) => clientX - sliderLeft + plotOf().left;
    const follow = (event) => clock.moveTo(plotOf().dayAt(placeOf(event.clientX)), event.timeStamp);

    slider.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      slider.setPointerCapture(event.pointerId);
      sliderLeft = slider.getBoundingClientRect().left;
      held.set(event.pointerId, placeOf(event.clientX));
      if (held.size === 1) {
        clock.hold();
        follow(event);
      } else if (held.size === 2) {
        clock.undoHold();
        anchors = [...held.values()].map(plotOf().timeAt);
      }
    });
    slider.addEventListener("pointermove", (event) => {
      if (!held.has(event.pointerId)) return;
      held.set(event.pointerId, placeOf(event.clientX));
      if (anchors) clock.showSpan(spanUnder([...held.values()], anchors, plotOf()), event.timeStamp);
      else follow(event);
    });
    slider.addEventListener("lostpointercapture", (event) => {
      // With one finger lifted the gesture is over: the other one does not scrub.
      if (!held.delete(event.pointerId)) return;
      held.clear();
      anchors = null;
      clock.release();
    });
  }

  /** The span that puts two days under two places. */
  function spanUnder(/** @type {number[]} */ places, /** @type {number[]} */ days, /** @type {Plot} */ plot) {
    const apart = Math.max(Math.abs(places[1] - places[0]), 1);
    const perPx = Math.abs(days[1] - days[0]) / apart;
    const middle = (days[0] + days[1]) / 2;
    const middlePx = (places[0] + places[1]) / 2;
    return [middle - (middlePx - plot.left) * perPx, middle + (plot.right - middlePx) * perPx];
  }

  /** Turning the wheel goes nearer to the day under it; turning sideways, or with Shift, goes along. */
  function listenToWheel(/** @type {HTMLElement} */ node, clock, /** @type {() => Plot | null} */ plotOf) {
    node.addEventListener(
      "wheel",
      (event) => {
        const plot = plotOf();
        if (!plot) return;
        event.preventDefault();
        const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1;
        const [along, turned] = event.shiftKey
          ? [event.deltaY || event.deltaX, 0]
          : [event.deltaX, event.deltaY];
        const dayPx = plot.xOf(1) - plot.xOf(0);
        const day = plot.timeAt(event.clientX - node.getBoundingClientRect().left);
        if (along) clock.panBy((along * unit) / dayPx, event.timeStamp);
        if (turned) clock.zoomBy(2 ** ((turned * unit) / HALF_WHEEL_PX), day, event.timeStamp);
      },
      { passive: false },
    );
  }

  /** Calls what `actsOf` names for the key that was pressed; other keys are left to the browser. */
  function listenToKeys(
    /** @type {HTMLElement} */ node,
    /** @type {(event: KeyboardEvent) => Record<string, () => void>} */ actsOf,
  ) {
    node.addEventListener("keydown", (event) => {
      const act = actsOf(event)[event.key];
      if (!act) return;
      event.preventDefault();
      event.stopPropagation();
      act();
    });
  }

  /** Keys that move a day: arrows by one, with Shift by a week, the page keys by a month. */
  function dayKeys(
    /** @type {KeyboardEvent} */ event,
    /** @type {number} */ day,
    /** @type {(day: number) => void} */ jump,
  ) {
    const by = (days) => () => jump(day + days * (event.shiftKey ? WEEK : 1));
    const byMonths = (months) => () => jump(DM.time.addMonths(day, months));
    return {
      ArrowLeft: by(-1),
      ArrowDown: by(-1),
      ArrowRight: by(1),
      ArrowUp: by(1),
      PageDown: byMonths(-1),
      PageUp: byMonths(1),
    };
  }

  DM.gestures = { listenToDrag, listenToScrub, listenToWheel, listenToKeys, dayKeys };
})(window);
