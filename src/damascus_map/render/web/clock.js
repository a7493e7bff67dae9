// @ts-check
/** Clock: what the reader can do to time, by hand, by key or by letting it run. */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const AFTER_KEY_MS = 250;
  const AFTER_ZOOM_MS = 500;
  const ZOOM_STEP = 2;

  class Clock {
    /**
     * @param {any} scene
     * @param {any} store  of the view's state
     * @param {(changes: object, inputTime?: number) => boolean} change
     * @param {any} link  to the page, which follows when the hand has come to rest
     * @param {() => Frame} frame  what is shown now
     */
    constructor(scene, store, change, link, frame) {
      this.scene = scene;
      this.store = store;
      this.change = change;
      this.link = link;
      this.frame = frame;
      this.loops = false;
      /** What the hand found when it took hold, and the window before it grew to all. */
      this.held = null;
      this.formerDays = scene.opening_view.window;
      this.whenPlaying = (/** @type {boolean} */ _playing) => {};
      this.player = new DM.Player({
        begin: () => this.beginPlaying(),
        advance: (days) => this.playTo(this.now() + days),
        leap: () => this.leap(),
        changed: (playing) => {
          this.whenPlaying(playing);
          if (!playing) link.rest();
        },
      });
    }

    now() {
      return this.store.get().date;
    }

    reported() {
      return this.store.get().reported;
    }

    /** @returns {Span} */
    span() {
      return this.store.get().span || DM.axis.wholeOf(this.scene);
    }

    windowStart() {
      return this.store.get().from ?? this.scene.first_day;
    }

    /** @param {number} day @param {number} [inputTime]  when the hand moved */
    moveTo(day, inputTime) {
      return this.change(DM.state.movedTo(this.store.get(), day, this.scene), inputTime);
    }

    /** @param {number} day @param {number} [inputTime] */
    jumpTo(day, inputTime) {
      this.player.pause();
      if (this.moveTo(day, inputTime)) this.link.restAfter(AFTER_KEY_MS);
    }

    /** Goes to a day at once. */
    goTo(/** @type {number} */ day) {
      this.player.pause();
      if (this.moveTo(day)) this.link.rest();
    }

    /** @param {-1 | 1} direction @param {number} [inputTime] */
    jumpToChange(direction, inputTime) {
      const earlier = this.changeDays().filter((day) => day < this.now());
      const day = direction < 0 ? earlier.pop() : this.changeAfter();
      if (day !== undefined) this.jumpTo(day, inputTime);
    }

    changeDays() {
      return DM.frame.changeDays(this.frame(), this.scene);
    }

    changeAfter() {
      return this.changeDays().find((day) => day > this.now());
    }

    /** The first and the last day of what is played: round what is shown, or on to the end of time. */
    playedDays() {
      const [from, to] = this.loops ? this.span() : DM.axis.wholeOf(this.scene);
      return [Math.ceil(from), Math.floor(to) - 1];
    }

    beginPlaying() {
      const [first, last] = this.playedDays();
      if (this.now() < first || this.now() >= last) this.moveTo(first);
    }

    leap() {
      const day = this.changeAfter();
      return day === undefined && !this.loops ? false : this.playTo(day ?? Infinity);
    }

    /** @returns {boolean} whether there is more to play */
    playTo(/** @type {number} */ day) {
      const [first, last] = this.playedDays();
      if (day <= last) return this.moveTo(day);
      this.moveTo(this.loops ? first : last);
      return this.loops;
    }

    /** Moves the beginning of the window; null, or the first day, lets it begin with time. */
    moveStart(/** @type {number | null} */ day, /** @type {number} */ inputTime) {
      const from = day === null || day <= this.scene.first_day ? null : Math.min(day, this.now());
      return this.change({ from }, inputTime);
    }

    /** Moves the end of the window, which is the date, while its beginning stays. */
    moveEnd(/** @type {number} */ day, /** @type {number} */ inputTime) {
      const { from } = this.store.get();
      const date = Math.min(Math.max(day, from ?? this.scene.first_day), this.scene.last_day);
      return this.change({ date }, inputTime);
    }

    jumpStart(/** @type {number | null} */ day) {
      if (this.moveStart(day)) this.link.restAfter(AFTER_KEY_MS);
    }

    /** All events up to the date, or again as many days as before. */
    toggleCumulative() {
      const state = this.store.get();
      const from = state.from === null ? DM.state.windowStart(state.date, this.formerDays) : null;
      if (from === null) this.formerDays = DM.state.windowDays(state);
      if (this.change({ from })) this.link.rest();
    }

    /** The window of the opening view, and all that is known now. */
    showEverything() {
      const from = DM.state.windowStart(this.now(), this.scene.opening_view.window);
      if (this.change({ from, reported: null })) this.link.rest();
    }

    /** A window of some days that ends on the date; null is all before. */
    setWindow(/** @type {number | null} */ days) {
      if (this.change({ from: DM.state.windowStart(this.now(), days) })) this.link.rest();
    }

    /** The day by which what is shown had been published; null is now. */
    moveReported(/** @type {number | null} */ day, /** @type {number} */ inputTime) {
      const { first_day: first, last_day: last } = this.scene;
      return this.change({ reported: day === null ? null : Math.min(Math.max(day, first), last) }, inputTime);
    }

    jumpReported(/** @type {number | null} */ day, /** @type {number} */ inputTime) {
      if (this.moveReported(day, inputTime)) this.link.restAfter(AFTER_KEY_MS);
    }

    setReported(/** @type {number | null} */ day) {
      if (this.moveReported(day)) this.link.rest();
    }

    /** Shows another part of time; null is the whole. */
    showSpan(/** @type {Span | null} */ span, /** @type {number} */ inputTime) {
      const shown = span && DM.axis.fitted(this.scene, span);
      if (this.change({ span: shown }, inputTime)) this.link.restAfter(AFTER_ZOOM_MS);
    }

    /** A factor below 1 goes nearer to a day, which stays where it is. */
    zoomBy(/** @type {number} */ factor, /** @type {number} */ day, /** @type {number} */ inputTime) {
      const [from, to] = this.span();
      this.showSpan(DM.axis.zoomed(this.scene, [from, to], factor, day), inputTime);
    }

    /** Shows half of the time around the date. */
    showLess(/** @type {number} */ inputTime) {
      this.zoomBy(1 / ZOOM_STEP, this.now() + 0.5, inputTime);
    }

    /** Shows twice the time around the date. */
    showMore(/** @type {number} */ inputTime) {
      this.zoomBy(ZOOM_STEP, this.now() + 0.5, inputTime);
    }

    panBy(/** @type {number} */ days, /** @type {number} */ inputTime) {
      const [from, to] = this.span();
      this.showSpan([from + days, to + days], inputTime);
    }

    /** The hand takes the playhead. */
    hold() {
      this.player.pause();
      this.link.hasten();
      const { date, from, span, reported } = this.store.get();
      this.held = { date, from, span, reported };
    }

    /** The hand did not mean the playhead. */
    undoHold() {
      this.change(this.held);
    }

    /** The hand lets go of it. */
    release() {
      this.link.rest();
    }
  }

  DM.Clock = Clock;
})(window);
