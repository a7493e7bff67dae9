// @ts-check
/** Player: time that runs by itself, so many days a second. */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const MONTH_DAYS = 30.4;
  const STEP_MS = 1000;
  /** A tab that was hidden must not leap when it comes back. */
  const LONGEST_FRAME_MS = 250;

  class Player {
    /** @param {{advance: (days: number) => boolean, changed: (playing: boolean) => void}} listener
     *   `advance` returns false at the end of time; `changed` is told when playing begins and ends */
    constructor(listener) {
      this.listener = listener;
      this.calm = global.matchMedia("(prefers-reduced-motion: reduce)");
      this.daysPerSecond = MONTH_DAYS;
      this.request = 0;
      this.before = 0;
      this.waitingMs = 0;
    }

    setSpeed(/** @type {number} */ daysPerSecond) {
      if (daysPerSecond > 0) this.daysPerSecond = daysPerSecond;
    }

    toggle() {
      if (this.request === 0) this.play();
      else this.pause();
    }

    play() {
      if (this.request !== 0) return;
      this.before = performance.now();
      this.waitingMs = 0;
      this.next();
      this.listener.changed(true);
    }

    pause() {
      if (this.request === 0) return;
      cancelAnimationFrame(this.request);
      this.request = 0;
      this.listener.changed(false);
    }

    next() {
      this.request = requestAnimationFrame((time) => this.tick(time));
    }

    /** Without smooth motion the days are saved up and taken in one step a second. */
    tick(/** @type {number} */ time) {
      this.waitingMs += Math.min(time - this.before, this.calm.matches ? STEP_MS : LONGEST_FRAME_MS);
      this.before = time;
      const days = Math.floor((this.waitingMs / 1000) * this.daysPerSecond);
      const due = days >= 1 && (!this.calm.matches || this.waitingMs >= STEP_MS);
      if (due) this.waitingMs -= (days / this.daysPerSecond) * 1000;
      if (due && !this.listener.advance(days)) this.pause();
      else this.next();
    }
  }

  DM.Player = Player;
})(window);
