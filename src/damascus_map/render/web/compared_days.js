// @ts-check
/** Compared days: two fields to write them, ways to the next change, ready pairs, and the way of showing. */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const { html, icon } = DM.elements;
  const MONTHS_OF_A_YEAR = 12;
  const BACK = "M15.4 7.4 10.8 12l4.6 4.6L14 18l-6-6 6-6z";
  const ON = "M8.6 16.6 13.2 12 8.6 7.4 10 6l6 6-6 6z";

  class ComparedDays {
    /**
     * @param {any} scene
     * @param {any} compared  the comparison: `days()`, `setDays(first, second)`, `changes`, `mode`, `setMode(mode)`
     */
    constructor(scene, compared) {
      this.scene = scene;
      this.compared = compared;
      this.fields = [0, 1].map((place) => this.createField(place));
      this.pairs = new Chips("dm-pairs", "compare_pairs", (i) => compared.setDays(...this.pairsOf()[i].days));
      this.modes = new Chips("dm-modes", "compare_modes", (i) => compared.setMode(MODES[i]));
      this.nodes = [...this.fields.map(({ node }) => node), this.pairs.node, this.modes.node];
    }

    /** A field with buttons to the change before and after its day. */
    createField(/** @type {number} */ place) {
      const { compared } = this;
      const now = () => compared.days()[place];
      const write = (/** @type {number} */ day) => {
        const days = compared.days();
        days[place] = day;
        compared.setDays(...days);
      };
      const [id, label] = [
        ["first", "compare_first"],
        ["second", "compare_second"],
      ][place];
      const read = (/** @type {number[]} */ days) => days[place];
      const field = new DM.DayField(this.scene, { id, label, read, write });
      const step = (/** @type {string} */ shape, /** @type {() => number | undefined} */ next) => {
        const button = html("button", { class: "dm-step-button", type: "button" }, icon(shape, 18));
        button.addEventListener("click", () => next() !== undefined && write(next()));
        return { button, next };
      };
      const steps = [
        step(BACK, () => compared.changes.findLast((day) => day < now())),
        step(ON, () => compared.changes.find((day) => day > now())),
      ];
      const node = html("div", { class: "dm-compared-day" }, field.node);
      node.append(html("div", { class: "dm-steps" }, ...steps.map(({ button }) => button)));
      return { node, field, steps };
    }

    /** Pairs of days that everybody asks for, as far as the dataset reaches. */
    pairsOf() {
      const { opening_day: opening, first_day: first, last_day: last } = this.scene;
      const yearsFrom = (/** @type {number} */ years) => DM.time.addMonths(opening, years * MONTHS_OF_A_YEAR);
      const pairs = [
        { key: "pair_before", days: [yearsFrom(-1), opening] },
        { key: "pair_after", days: [opening, yearsFrom(1)] },
        { key: "pair_last", days: [opening, last] },
        { key: "pair_whole", days: [first, last] },
      ];
      return pairs.filter(({ days: [from, to] }) => from >= first && to <= last && from < to);
    }

    update({ words, days }) {
      this.fields.forEach(({ field, steps }, place) => {
        field.update({ words, state: days });
        steps.forEach(({ button, next }, i) => {
          button.title = words.text(i === 0 ? "previous_change" : "next_change");
          const name = { name: button.title, date: field.label.textContent };
          button.setAttribute("aria-label", words.text("name_and_date", name));
          button.disabled = next() === undefined;
        });
      });
      const date = words.date(this.scene.opening_day, "day_short");
      const pairs = this.pairsOf();
      const chosen = pairs.findIndex((pair) => pair.days.join() === days.join());
      this.pairs.update(
        words,
        pairs.map(({ key }) => words.text(key, { date })),
        chosen,
      );
      const mode = this.compared.isNarrow() ? "one_above" : "side_by_side";
      this.modes.update(words, [words.text(mode), words.text("swipe")], MODES.indexOf(this.compared.mode));
    }
  }

  const MODES = ["apart", "swipe"];

  /** A few choices, one of which may be on. */
  class Chips {
    constructor(
      /** @type {string} */ name,
      /** @type {string} */ label,
      /** @type {(i: number) => void} */ choose,
    ) {
      this.name = name;
      this.label = label;
      this.choose = choose;
      this.legend = html("legend", { class: "dm-label" });
      this.choices = html("div", { class: "dm-choices" });
      this.node = html(
        "fieldset",
        { class: `dm-field ${name}`, "data-testid": name },
        this.legend,
        this.choices,
      );
      /** @type {HTMLInputElement[]} */
      this.inputs = [];
      /** @type {HTMLElement[]} */
      this.texts = [];
    }

    update(words, /** @type {string[]} */ texts, /** @type {number} */ chosen) {
      this.legend.textContent = words.text(this.label);
      if (texts.length !== this.inputs.length) this.offer(texts.length);
      texts.forEach((text, i) => (this.texts[i].textContent = text));
      this.inputs.forEach((input, i) => (input.checked = i === chosen));
    }

    offer(/** @type {number} */ count) {
      this.texts = Array.from({ length: count }, () => html("span"));
      this.inputs = this.texts.map((_, i) => {
        const input = html("input", { type: "radio", name: this.name });
        input.addEventListener("change", () => this.choose(i));
        return input;
      });
      const labels = this.inputs.map((input, i) =>
        html("label", { class: "dm-choice" }, input, this.texts[i]),
      );
      this.choices.replaceChildren(...labels);
    }
  }

  DM.ComparedDays = ComparedDays;
})(window);
