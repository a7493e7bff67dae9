// @ts-check
/**
 * Painter: many inputs, one drawing a frame.
 * The first input of a frame is drawn at once; those that follow wait for the next frame and are
 * drawn together.
 */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const KEPT_FRAMES = 300;

  function createPainter(/** @type {() => void} */ paint) {
    /** @type {number[]} */
    const timings = [];
    /** @type {number | null} */
    let waitingSince = null;
    let request = 0;

    function draw(/** @type {number} */ inputTime) {
      paint();
      timings.push(performance.now() - inputTime);
      if (timings.length > KEPT_FRAMES) timings.shift();
    }

    /** @param {number} [inputTime]  when the hand moved, in milliseconds of the page */
    function ask(inputTime = performance.now()) {
      if (request !== 0) {
        waitingSince ??= inputTime;
        return;
      }
      request = requestAnimationFrame(nextFrame);
      draw(inputTime);
    }

    function nextFrame() {
      request = 0;
      if (waitingSince === null) return;
      const inputTime = waitingSince;
      waitingSince = null;
      ask(inputTime);
    }

    return { ask, timings: () => [...timings] };
  }

  DM.createPainter = createPainter;
})(window);
