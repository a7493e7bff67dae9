// @ts-check
/** Controls: the row above the timeline, with play, the part of time shown, and the date. */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const { html, icon } = DM.elements;
  const ICONS = {
    previous: "M6 5h2.5v14H6zM19 5v14L9.5 12z",
    play: "M7 4.5v15L19.5 12z",
    pause: "M6.5 5h4v14h-4zM13.5 5h4v14h-4z",
    next: "M15.5 5H18v14h-2.5zM5 5l9.5 7L5 19z",
    loop: "M17 2l4 4-4 4V7H7v4H5V5h12zM7 22l-4-4 4-4v3h10v-4h2v6H7z",
    cumulative: "M3 20h18v2H3zM4 14h4v4H4zM10 9h4v9h-4zM16 4h4v14h-4z",
    less: "M11 5h2v6h6v2h-6v6h-2v-6H5v-2h6z",
    more: "M5 11h14v2H5z",
  };
  /** Days a second; null: from change to change. */
  const SPEEDS = {
    speed_day: 1,
    speed_week: 7,
    speed_month: 30.4,
    speed_quarter: 91.3,
    speed_change: null,
  };

  class Controls {
    constructor(scene, clock) {
      this.clock = clock;
      this.previous = button("dm-previous", ICONS.previous, () => clock.jumpToChange(-1));
      this.play = button("dm-play", ICONS.play, () => clock.player.toggle());
      this.next = button("dm-next", ICONS.next, () => clock.jumpToChange(1));
      this.speed = html("select", { class: "dm-select", "data-testid": "dm-speed" });
      this.loop = button("dm-loop", ICONS.loop, () => this.toggleLoop());
      this.cumulative = button("dm-cumulative", ICONS.cumulative, () => clock.toggleCumulative());
      this.periods = new DM.Periods(scene, clock);
      this.less = button("dm-time-in", ICONS.less, () => clock.showLess());
      this.more = button("dm-time-out", ICONS.more, () => clock.showMore());
      // The slider speaks the date; spoken again here it would never end while time runs.
      this.date = html("output", { class: "dm-date", "data-testid": "dm-date", "aria-live": "off" });
      this.node = html(
        "div",
        { class: "dm-controls" },
        html("div", { class: "dm-transport" }, this.previous, this.play, this.next),
        html(
          "div",
          { class: "dm-options" },
          this.speed,
          this.loop,
          this.cumulative,
          this.periods.node,
          this.more,
          this.less,
        ),
        this.date,
      );
      this.words = null;
      this.playing = false;
      this.speed.addEventListener("change", () =>
        clock.player.setSpeed(SPEEDS[/** @type {keyof SPEEDS} */ (this.speed.value)]),
      );
      clock.whenPlaying = (playing) => this.setPlaying(playing);
    }

    update(/** @type {Frame} */ { words, state }) {
      if (words !== this.words) this.setWords(words);
      this.date.textContent = words.date(state.date);
      this.periods.update(state, words);
      this.cumulative.setAttribute("aria-pressed", String(state.from === null));
      this.more.disabled = state.span === null;
    }

    setWords(words) {
      this.words = words;
      const labels = {
        previous_change: this.previous,
        next_change: this.next,
        speed: this.speed,
        loop: this.loop,
        cumulative: this.cumulative,
        time_in: this.less,
        time_out: this.more,
      };
      Object.entries(labels).forEach(([key, node]) => this.label(node, key));
      this.setPlaying(this.playing);
      this.loop.setAttribute("aria-pressed", String(this.clock.loops));
      const chosen = this.speed.value || "speed_month";
      this.speed.replaceChildren(
        ...Object.keys(SPEEDS).map((key) => html("option", { value: key }, words.text(key))),
      );
      this.speed.value = chosen;
    }

    setPlaying(/** @type {boolean} */ playing) {
      this.playing = playing;
      this.play.replaceChildren(icon(playing ? ICONS.pause : ICONS.play));
      this.label(this.play, playing ? "pause" : "play");
    }

    toggleLoop() {
      this.clock.loops = !this.clock.loops;
      this.loop.setAttribute("aria-pressed", String(this.clock.loops));
    }

    label(/** @type {HTMLElement} */ node, /** @type {string} */ key) {
      node.title = this.words.text(key);
      node.setAttribute("aria-label", node.title);
    }
  }

  function button(/** @type {string} */ testId, /** @type {string} */ path, /** @type {() => void} */ act) {
    const node = html(
      "button",
      { class: "dm-button dm-icon-button", type: "button", "data-testid": testId },
      icon(path),
    );
    node.addEventListener("click", act);
    return node;
  }

  DM.Controls = Controls;
})(window);
