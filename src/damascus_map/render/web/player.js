// @ts-check
/** Player: time that runs by itself, so many days a second or from change to change. */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const MONTH_DAYS = 30.4;
  const STEP_MS = 1000;
  const LEAP_MS = 1500;
  /** A tab that was hidden must not leap when it comes back. */
  const LONGEST_FRAME_MS = 250;

  /**
   * @typedef {object} Listener
   * @property {() => void} begin  told before the first step
   * @property {(days: number) => boolean} advance  returns false at the end of time
   * @property {() => boolean} leap  to the next change; returns false where there is none
   * @property {(playing: boolean) => void} changed  told when playing begins and ends
   */

  class Player {
    constructor(/** @type {Listener} */ listener) {
      this.listener = listener;
      this.calm = global.matchMedia("(prefers-reduced-motion: reduce)");
      /** @type {number | null} null: from change to change */
      this.daysPerSecond = MONTH_DAYS;
      this.request = 0;
      this.before = 0;
      this.waitingMs = 0;
    }

    /** @param {number | null} daysPerSecond  null: from change to change; nonsense changes nothing */
    setSpeed(daysPerSecond) {
      if (daysPerSecond === null || daysPerSecond > 0) this.daysPerSecond = daysPerSecond;
    }

    toggle() {
      if (this.request === 0) this.play();
      else this.pause();
    }

    play() {
      if (this.request !== 0) return;
      this.listener.begin();
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

    tick(/** @type {number} */ time) {
      const steps = this.daysPerSecond === null || this.calm.matches;
      this.waitingMs += Math.max(0, Math.min(time - this.before, steps ? STEP_MS : LONGEST_FRAME_MS));
      this.before = time;
      if (this.goOn()) this.next();
      else this.pause();
    }

    /** @returns {boolean} whether there is more to play */
    goOn() {
      if (this.daysPerSecond === null) {
        if (this.waitingMs < LEAP_MS) return true;
        this.waitingMs = 0;
        return this.listener.leap();
      }
      // Without smooth motion the days are saved up and taken in one step a second.
      if (this.calm.matches && this.waitingMs < STEP_MS) return true;
      const days = Math.floor((this.waitingMs / 1000) * this.daysPerSecond);
      if (days < 1) return true;
      this.waitingMs -= (days / this.daysPerSecond) * 1000;
      return this.listener.advance(days);
    }
  }

  DM.Player = Player;
})(window);
