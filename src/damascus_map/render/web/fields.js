// @ts-check
/** Fields: the date and the window of events, to be written and chosen beside the map. */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const { html, setAttributes } = DM.elements;
  const USUAL_WINDOWS = [1, 7, 30, 90, null];

  class TimeFields {
    constructor(scene, clock) {
      const date = {
        id: "date",
        label: "timeline",
        read: (state) => state.date,
        write: (day) => clock.goTo(day),
      };
      this.parts = [new DayField(scene, date), new ReportedField(scene, clock), new WindowField(clock)];
      this.nodes = this.parts.map(({ node }) => node);
    }

    update(/** @type {Frame} */ frame) {
      this.parts.forEach((part) => part.update(frame));
    }
  }

  /**
   * A day as it is written in the address: the same for readers everywhere.
   * @typedef {object} DayQuestion
   * @property {string} id  of its field, for tests and for what is said of a wrong day
   * @property {string} label  key of its text
   * @property {(state: ViewState) => number | null} read
   * @property {(day: number) => void} write
   * @property {() => void} [clear]  where no day may stand there
   */
  class DayField {
    constructor(scene, /** @type {DayQuestion} */ question) {
      this.scene = scene;
      this.question = question;
      this.words = null;
      /** @type {number | null | undefined} the day that stands in the field, but for what the reader writes */
      this.shown = undefined;
      this.label = html("span", { class: "dm-label" });
      this.input = html("input", {
        class: "dm-input",
        "data-testid": `dm-${question.id}-field`,
        autocomplete: "off",
        spellcheck: "false",
        dir: "ltr",
        "aria-describedby": `dm-${question.id}-error`,
      });
      const said = { class: "dm-field-error", id: `dm-${question.id}-error`, role: "alert", hidden: true };
      this.error = html("p", said);
      this.node = html("div", { class: "dm-field" }, html("label", {}, this.label, this.input), this.error);
      this.input.addEventListener("change", () => this.take());
      this.input.addEventListener("keydown", (event) => event.key === "Escape" && this.write());
    }

    take() {
      const text = this.input.value.trim();
      const day = DM.time.dayOf(text);
      const { first_day: first, last_day: last } = this.scene;
      const { write, clear } = this.question;
      if (text === "" && clear) clear();
      else if (day === null || day < first || day > last) this.complain();
      else if (day === this.shown) this.write();
      else write(day);
    }

    complain() {
      const [first, last] = [this.scene.first_day, this.scene.last_day].map(DM.time.isoOf);
      this.error.textContent = this.words.text("date_wrong", {
        example: DM.time.isoOf(this.scene.opening_day),
        first,
        last,
      });
      this.error.hidden = false;
      setAttributes(this.input, { "aria-invalid": "true" });
    }

    write() {
      this.input.value = this.shown === null ? "" : DM.time.isoOf(this.shown);
      this.error.hidden = true;
      setAttributes(this.input, { "aria-invalid": null });
    }

    update(/** @type {{words: any, state: any}} */ { words, state }) {
      const day = this.question.read(state);
      this.words = words;
      this.label.textContent = words.text(this.question.label);
      // What the reader is writing stays, with what is said of it, until the day is another.
      if (day === this.shown) return;
      this.shown = day;
      this.write();
    }
  }

  /** The day by which what is shown had been published; without one all that is known now is shown. */
  class ReportedField {
    constructor(scene, clock) {
      this.field = new DayField(scene, {
        id: "reported",
        label: "reported_field",
        read: ({ reported }) => reported,
        write: (day) => clock.setReported(day),
        clear: () => clock.setReported(null),
      });
      this.isSet = false;
      this.button = html("button", {
        class: "dm-action",
        type: "button",
        "data-testid": "dm-reported-switch",
      });
      this.button.addEventListener("click", () => clock.setReported(this.isSet ? null : clock.now()));
      this.node = this.field.node;
      this.node.append(this.button);
    }

    update(/** @type {Frame} */ frame) {
      this.field.update(frame);
      this.isSet = frame.state.reported !== null;
      this.button.textContent = frame.words.text(this.isSet ? "reported_remove" : "reported_at_date");
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

  DM.DayField = DayField;
  DM.TimeFields = TimeFields;
})(window);
