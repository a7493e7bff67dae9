// @ts-check
/** Clock: what the reader can do to time, by hand, by key or by letting it run. */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const AFTER_KEY_MS = 250;

  class Clock {
    /**
     * @param {any} scene
     * @param {any} store  of the view's state
     * @param {(changes: object, inputTime?: number) => boolean} change
     * @param {any} link  to the page, which is told when the hand has come to rest
     */
    constructor(scene, store, change, link) {
      this.scene = scene;
      this.store = store;
      this.change = change;
      this.link = link;
      this.whenPlaying = (/** @type {boolean} */ _playing) => {};
      this.player = new DM.Player({
        advance: (days) => this.moveTo(this.now() + days) && this.now() < scene.last_day,
        changed: (playing) => {
          this.whenPlaying(playing);
          if (!playing) link.tell();
        },
      });
    }

    now() {
      return this.store.get().date;
    }

    /** @param {number} day @param {number} [inputTime]  when the hand moved */
    moveTo(day, inputTime) {
      return this.change(DM.state.movedTo(this.store.get(), day, this.scene), inputTime);
    }

    /** @param {number} day @param {number} [inputTime] */
    jumpTo(day, inputTime) {
      this.player.pause();
      if (this.moveTo(day, inputTime)) this.link.tellAfter(AFTER_KEY_MS);
    }

    jumpByMonths(/** @type {number} */ months, /** @type {number} */ inputTime) {
      this.jumpTo(DM.time.addMonths(this.now(), months), inputTime);
    }

    /** @param {-1 | 1} direction @param {number} [inputTime] */
    jumpToChange(direction, inputTime) {
      const days = DM.frame.changeDays(this.store.get(), this.scene);
      const earlier = days.filter((day) => day < this.now());
      const day = direction < 0 ? earlier.pop() : days.find((later) => later > this.now());
      if (day !== undefined) this.jumpTo(day, inputTime);
    }

    /** The hand takes the playhead. */
    hold() {
      this.player.pause();
    }

    /** The hand lets go of it. */
    release() {
      this.link.tell();
    }
  }

  DM.Clock = Clock;
})(window);
