// @ts-check
/**
 * Sheet: on a narrow page the panel lies over the foot of the map, and is pulled up by its handle.
 * How far it is open stands on the root of the page, for the style sheet; on a wide page that means nothing.
 */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const { html } = DM.elements;
  const STEPS = ["closed", "half", "whole"];
  const PULL_PX = 24;

  class Sheet {
    constructor(scene, /** @type {Document} */ page) {
      this.scene = scene;
      this.page = page;
      this.name = html("strong", { dir: "auto" });
      this.text = html("span", { dir: "auto" });
      this.handle = html(
        "button",
        { class: "dm-sheet-handle", type: "button", "data-testid": "dm-sheet" },
        html("span", { class: "dm-sheet-line" }, this.name, " ", this.text),
      );
      this.nodes = [this.handle];
      this.pulled = false;
      this.show(0);
      this.listen();
    }

    listen() {
      let from = 0;
      const { handle } = this;
      handle.addEventListener("pointerdown", (event) => {
        handle.setPointerCapture(event.pointerId);
        from = event.clientY;
        this.pulled = false;
      });
      handle.addEventListener("pointerup", (event) => {
        const up = from - event.clientY;
        this.pulled = Math.abs(up) >= PULL_PX;
        if (this.pulled) this.show(this.step + Math.sign(up));
      });
      handle.addEventListener("click", () => {
        if (!this.pulled) this.show(this.step === 0 ? 1 : 0);
        this.pulled = false;
      });
      handle.addEventListener("keydown", ({ key }) => {
        if (key === "ArrowUp" || key === "ArrowDown") this.show(this.step + (key === "ArrowUp" ? 1 : -1));
      });
      const close = ({ key, target }) => {
        if (key !== "Escape" || this.step === 0 || !target.closest?.(".st-key-dm-panel")) return;
        this.show(0);
        handle.focus();
      };
      this.page.addEventListener("keydown", close);
      global.addEventListener("pagehide", () => this.page.removeEventListener("keydown", close));
    }

    show(/** @type {number} */ step) {
      this.step = Math.min(Math.max(step, 0), STEPS.length - 1);
      this.page.documentElement.dataset.dmSheet = STEPS[this.step];
      this.handle.setAttribute("aria-expanded", String(this.step > 0));
    }

    /** The handle says what the sheet holds, so that a district tapped on the map is told at once. */
    update(/** @type {Frame} */ { words, state, intervals }) {
      const place = this.scene.districts.findIndex(({ id }) => id === state.district);
      const period = place < 0 ? null : intervals[place];
      this.name.textContent =
        place < 0 ? words.text("all_districts") : words.name(this.scene.districts[place].names);
      this.text.textContent = period ? words.name(period.sentence) : "";
    }
  }

  DM.Sheet = Sheet;
})(window);
