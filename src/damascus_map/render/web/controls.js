// @ts-check
/** Controls: the row above the timeline, with play, the changes before and after, and the date. */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const { html, icon } = DM.elements;
  const ICONS = {
    previous: "M6 5h2.5v14H6zM19 5v14L9.5 12z",
    play: "M7 4.5v15L19.5 12z",
    pause: "M6.5 5h4v14h-4zM13.5 5h4v14h-4z",
    next: "M15.5 5H18v14h-2.5zM5 5l9.5 7L5 19z",
  };
  /** Days a second. */
  const SPEEDS = { speed_day: 1, speed_week: 7, speed_month: 30.4, speed_quarter: 91.3 };

  class Controls {
    constructor(clock) {
      this.previous = button("dm-previous", ICONS.previous, () => clock.jumpToChange(-1));
      this.play = button("dm-play", ICONS.play, () => clock.player.toggle());
      this.next = button("dm-next", ICONS.next, () => clock.jumpToChange(1));
      this.speed = html("select", { class: "dm-speed", "data-testid": "dm-speed" });
      this.date = html("output", { class: "dm-date", "data-testid": "dm-date" });
      this.node = html(
        "div",
        { class: "dm-controls" },
        this.previous,
        this.play,
        this.next,
        this.speed,
        this.date,
      );
      this.words = null;
      this.playing = false;
      this.speed.addEventListener("change", () => clock.player.setSpeed(Number(this.speed.value)));
      clock.whenPlaying = (playing) => this.setPlaying(playing);
    }

    update(/** @type {Frame} */ { words, state }) {
      if (words !== this.words) this.setWords(words);
      this.date.textContent = words.date(state.date);
    }

    setWords(words) {
      this.words = words;
      this.date.dir = words.direction;
      this.label(this.previous, "previous_change");
      this.label(this.next, "next_change");
      this.label(this.speed, "speed");
      this.setPlaying(this.playing);
      const chosen = this.speed.value || String(SPEEDS.speed_month);
      const options = Object.entries(SPEEDS).map(([key, value]) =>
        html("option", { value }, words.text(key)),
      );
      this.speed.replaceChildren(...options);
      this.speed.value = chosen;
    }

    setPlaying(/** @type {boolean} */ playing) {
      this.playing = playing;
      this.play.replaceChildren(icon(playing ? ICONS.pause : ICONS.play));
      this.label(this.play, playing ? "pause" : "play");
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
