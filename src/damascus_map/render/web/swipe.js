// @ts-check
/** Swipe: the divider between two maps that lie over each other, moved by hand or by keys. */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const { html, setAttributes } = DM.elements;
  const STEPS = { ArrowLeft: -2, ArrowDown: -2, ArrowRight: 2, ArrowUp: 2, PageDown: -10, PageUp: 10 };
  const ENDS = { Home: 0, End: 100 };

  class Swipe {
    /** @param {HTMLElement} stage  which both maps fill; `--dm-cut` says where the second one begins */
    constructor(stage) {
      this.stage = stage;
      this.share = 50;
      this.node = html(
        "div",
        {
          class: "dm-divider",
          role: "slider",
          tabindex: 0,
          "aria-orientation": "horizontal",
          "aria-valuemin": 0,
          "aria-valuemax": 100,
          "data-testid": "dm-divider",
        },
        html("span", { class: "dm-divider-grip", "aria-hidden": "true" }),
      );
      this.words = null;
      this.date = 0;
      this.listen();
      this.moveTo(this.share);
    }

    listen() {
      const { node } = this;
      node.addEventListener("keydown", (event) => {
        const { key } = event;
        const to = key in STEPS ? this.share + STEPS[key] : ENDS[key];
        if (to === undefined) return;
        event.preventDefault();
        this.moveTo(to);
      });
      node.addEventListener("pointerdown", (event) => {
        node.setPointerCapture(event.pointerId);
        event.preventDefault();
        node.focus({ preventScroll: true });
      });
      node.addEventListener("pointermove", (event) => {
        if (!node.hasPointerCapture(event.pointerId)) return;
        const { left, width } = this.stage.getBoundingClientRect();
        this.moveTo((100 * (event.clientX - left)) / width);
      });
    }

    /** @param {number} share  of the width that shows the first day, in hundredths */
    moveTo(share) {
      this.share = Math.round(10 * Math.min(100, Math.max(0, share))) / 10;
      this.stage.style.setProperty("--dm-cut", `${this.share}%`);
      this.say();
    }

    /** Takes the words and the two days. */
    update(words, /** @type {number} */ first, /** @type {number} */ second) {
      this.words = words;
      this.date = first;
      const [from, to] = [first, second].map((day) => words.date(day, "day_short"));
      this.node.setAttribute("aria-label", words.text("divider", { first: from, second: to }));
      this.say();
    }

    say() {
      const share = Math.round(this.share);
      const date = this.words ? this.words.date(this.date, "day_short") : "";
      setAttributes(this.node, {
        "aria-valuenow": share,
        "aria-valuetext": this.words ? this.words.text("divider_at", { percent: share, date }) : null,
      });
    }
  }

  DM.Swipe = Swipe;
})(window);
