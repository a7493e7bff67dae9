// @ts-check
/** Choices: filters and language as plain form controls, for a page that has no widgets of its own. */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const { html } = DM.elements;
  const EVERYTHING = { districts: null, types: null, confidence: "low" };

  /**
   * One question with its answers; what is chosen is told by the frame alone.
   * @typedef {object} Question
   * @property {string} name  of its controls
   * @property {"checkbox" | "radio"} type
   * @property {string} label  key of its text
   * @property {string[]} values
   * @property {(value: string, words: any) => string} nameOf
   * @property {(state: ViewState) => (value: string) => boolean} isChosen
   * @property {(chosen: string[]) => object} asMessage  what `show` is to be told
   */

  class Choices {
    constructor(/** @type {Question} */ question) {
      this.question = question;
      this.words = null;
      this.legend = html("legend", { class: "dm-label" });
      const { name, type, values } = question;
      this.inputs = values.map((value) => html("input", { type, name: `dm-${name}`, value }));
      this.names = values.map(() => html("span"));
      const choices = this.inputs.map((input, i) =>
        html("label", { class: "dm-choice" }, input, this.names[i]),
      );
      this.node = html(
        "fieldset",
        { class: "dm-field", "data-testid": `dm-${name}` },
        this.legend,
        html("div", { class: "dm-choices" }, ...choices),
      );
      this.node.addEventListener("change", () => this.take());
    }

    take() {
      const chosen = this.inputs.filter((input) => input.checked).map((input) => input.value);
      global.damascusMap.show(this.question.asMessage(chosen));
    }

    update(/** @type {Frame} */ { words, state }) {
      const { values, nameOf, label, isChosen } = this.question;
      const isOn = isChosen(state);
      this.inputs.forEach((input, i) => (input.checked = isOn(values[i])));
      if (words === this.words) return;
      this.words = words;
      this.legend.textContent = words.text(label);
      this.names.forEach((name, i) => (name.textContent = nameOf(values[i], words)));
    }
  }

  class Filters {
    /** @param {any} scene @param {string[]} types  the kinds of event that there are @param {any} clock */
    constructor(scene, types, clock) {
      const kinds = scene.kinds.filter(({ id }) => types.includes(id));
      this.parts = [
        new Choices(someOf("districts", "filter_districts", scene.districts)),
        new Choices(someOf("types", "filter_types", kinds)),
        new Choices({
          name: "confidence",
          type: "radio",
          label: "filter_confidence",
          values: DM.state.CONFIDENCES,
          nameOf: (value, words) => words.text(`confidence_${value}`),
          isChosen: (state) => (value) => value === state.confidence,
          asMessage: ([confidence]) => ({ confidence }),
        }),
      ];
      this.everything = html("button", { class: "dm-action", type: "button" });
      this.everything.addEventListener("click", () => {
        global.damascusMap.show(EVERYTHING);
        clock.showEverything();
      });
      this.nodes = [...this.parts.map(({ node }) => node), this.everything];
    }

    update(/** @type {Frame} */ frame) {
      this.parts.forEach((part) => part.update(frame));
      this.everything.textContent = frame.words.text("filter_none");
    }
  }

  /** Some of the rows of the scene; where all are chosen, nothing is left out, not even what is to come. */
  function someOf(/** @type {string} */ name, /** @type {string} */ label, rows) {
    const ids = rows.map(({ id }) => id);
    return /** @type {Question} */ ({
      name,
      type: "checkbox",
      label,
      values: ids,
      nameOf: (value, words) => words.name(rows[ids.indexOf(value)].names),
      isChosen: (state) => (value) => state[name] === null || state[name].includes(value),
      asMessage: (chosen) => ({ [name]: chosen.length === ids.length ? null : chosen }),
    });
  }

  class LanguageSwitch {
    constructor(/** @type {string[]} */ languages) {
      this.choices = new Choices({
        name: "language",
        type: "radio",
        label: "language",
        values: languages,
        nameOf: (value) => value.toUpperCase(),
        isChosen: (state) => (value) => value === state.lang,
        asMessage: ([lang]) => ({ lang }),
      });
      this.nodes = languages.length > 1 ? [this.choices.node] : [];
    }

    update(/** @type {Frame} */ frame) {
      this.choices.update(frame);
    }
  }

  DM.choices = { Filters, LanguageSwitch };
})(window);
