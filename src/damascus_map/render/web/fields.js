// @ts-check
/** Fields: the date and the window of events, to be written and chosen beside the map. */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const { html, setAttributes } = DM.elements;
  const USUAL_WINDOWS = [1, 7, 30, 90, null];

  class TimeFields {
    constructor(scene, clock) {
      this.date = new DateField(scene, clock);
      this.window = new WindowField(clock);
      this.nodes = [this.date.node, this.window.node];
    }

    update(/** @type {Frame} */ frame) {
      this.date.update(frame);
      this.window.update(frame);
    }
  }

  /** A day as it is written in the address: the same for readers everywhere. */
  class DateField {
    constructor(scene, clock) {
      this.scene = scene;
      this.clock = clock;
      this.words = null;
      /** @type {number | null} the day that stands in the field, but for what the reader writes */
      this.shown = null;
      this.label = html("span", { class: "dm-label" });
      this.input = html("input", {
        class: "dm-input",
        "data-testid": "dm-date-field",
        autocomplete: "off",
        spellcheck: "false",
        dir: "ltr",
        "aria-describedby": "dm-date-error",
      });
      this.error = html("p", { class: "dm-field-error", id: "dm-date-error", role: "alert", hidden: true });
      this.node = html("div", { class: "dm-field" }, html("label", {}, this.label, this.input), this.error);
      this.input.addEventListener("change", () => this.take());
      this.input.addEventListener("keydown", (event) => event.key === "Escape" && this.write());
    }

    take() {
      const day = DM.time.dayOf(this.input.value.trim());
      const { first_day: first, last_day: last } = this.scene;
      if (day === null || day < first || day > last) this.complain();
      else if (day === this.clock.now()) this.write();
      else this.clock.goTo(day);
    }

    complain() {
      const [first, last] = [this.scene.first_day, this.scene.last_day].map(DM.time.isoOf);
      this.error.textContent = this.words.text("date_wrong", {
        example: "2017-05-07",
        first,
        last,
      });
      this.error.hidden = false;
      setAttributes(this.input, { "aria-invalid": "true" });
    }

    write() {
      this.shown = this.clock.now();
      this.input.value = DM.time.isoOf(this.shown);
      this.error.hidden = true;
      setAttributes(this.input, { "aria-invalid": null });
    }

    update(/** @type {Frame} */ { words, state }) {
      this.words = words;
      this.label.textContent = words.text("timeline");
      // What the reader is writing stays, with what is said of it, until the date is another.
      if (state.date !== this.shown) this.write();
    }
  }

  /** The usual windows, and beside them one of another length that was chosen on the timeline. */
  class WindowField {
    constructor(clock) {
      this.clock = clock;
      this.legend = html("legend", { class: "dm-label" });
      this.choices = html("div", { class: "dm-choices" });
      this.node = html("fieldset", { class: "dm-field" }, this.legend, this.choices);
      this.key = "";
      /** @type {HTMLInputElement[]} */
      this.inputs = [];
    }

    update(/** @type {Frame} */ { words, state }) {
      const days = DM.state.windowDays(state);
      const offered = [...new Set([...USUAL_WINDOWS, days])];
      const hadFocus = this.offer(offered, words);
      offered.forEach((one, i) => (this.inputs[i].checked = one === days));
      if (hadFocus) this.inputs[offered.indexOf(days)].focus();
    }

    /** Makes the choices, where they are others; tells whether one of them had the focus. */
    offer(/** @type {(number | null)[]} */ windows, words) {
      const key = `${words.lang} ${windows.join()}`;
      if (key === this.key) return false;
      this.key = key;
      const hadFocus = this.inputs.some((input) => input.matches(":focus"));
      this.legend.textContent = words.text("window_field");
      this.inputs = windows.map((days) => {
        const input = html("input", { type: "radio", name: "dm-window" });
        input.addEventListener("change", () => this.clock.setWindow(days));
        return input;
      });
      const choices = windows.map((days, i) =>
        html("label", { class: "dm-choice" }, this.inputs[i], html("span", {}, nameOf(days, words))),
      );
      this.choices.replaceChildren(...choices);
      return hadFocus;
    }
  }

  function nameOf(/** @type {number | null} */ days, words) {
    return USUAL_WINDOWS.includes(days)
      ? words.text(`window_${days}`)
      : words.text("count_days", { n: days });
  }

  DM.TimeFields = TimeFields;
})(window);
