// @ts-check
/** Tour: the story of the dataset in steps, each of which shows a day, a district and a window of its own. */

/**
 * @typedef {object} Step
 * @property {string} title
 * @property {string} text
 * @property {Tree[]} sources  what these rest on
 */

(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const { html, tree, closeButton } = DM.elements;

  class Tour {
    /** @param {any} view @param {any} evidence  holds the texts of the steps */
    constructor(view, evidence) {
      this.view = view;
      this.evidence = evidence;
      this.steps = view.scene.story.length;
      this.title = html("h2", { dir: "auto", tabindex: -1 });
      this.place = html("span");
      this.text = html("p", { dir: "auto" });
      this.sources = html("p", { class: "dm-opened-quiet" });
      this.close = closeButton(() => this.leave());
      this.back = this.button("dm-tour-back", () => this.go(-1));
      this.next = this.button("dm-tour-next", () => this.go(1));
      this.node = html(
        "section",
        { "data-testid": "dm-tour", hidden: true },
        html("div", { class: "dm-opened-head" }, this.place, this.close),
        html("div", { class: "dm-opened-body" }, this.title, this.text, this.sources),
        html("footer", {}, this.back, this.next),
      );
      this.node.addEventListener("keydown", (event) => event.key === "Escape" && this.leave());
      this.written = "";
      /** What had the focus before the tour began. */
      this.opener = null;
      this.takesFocus = false;
    }

    button(/** @type {string} */ testId, /** @type {() => void} */ act) {
      const node = html("button", { class: `dm-action ${testId}`, type: "button", "data-testid": testId });
      node.addEventListener("click", act);
      return node;
    }

    step() {
      return this.view.store.get().tour;
    }

    /** Begins the tour; where it is open already, the reader leaves it. */
    start(/** @type {HTMLElement} */ opener) {
      if (this.step() !== null) return this.leave();
      this.opener = opener;
      this.show(1);
    }

    go(/** @type {number} */ by) {
      const step = this.step() + by;
      if (step > this.steps) this.leave();
      else this.show(step);
    }

    show(/** @type {number} */ step) {
      const { district = "", ...others } = this.view.scene.story[step - 1];
      this.takesFocus = true;
      // A step is told from all that is known.
      const all = { reported: "", confidence: DM.state.CONFIDENCES[0] };
      this.view.follow({ ...others, ...all, district, tour: String(step) });
    }

    /** The map stays where the tour has led. */
    leave() {
      const hadFocus = this.node.contains(this.node.ownerDocument.activeElement);
      this.view.follow({ tour: "" });
      if (hadFocus && this.opener && this.opener.isConnected) this.opener.focus({ preventScroll: true });
    }

    update(/** @type {Frame} */ { words, state }) {
      const told = state.tour === null ? null : this.evidence.in(words.lang);
      this.node.hidden = told === null;
      const key = `${words.lang} ${state.tour}`;
      if (told === null) return void (this.written = "");
      if (key === this.written) return;
      this.written = key;
      this.write(told.story[state.tour - 1], state.tour, words);
      if (this.takesFocus) DM.opened.focusOn(this.title);
      this.takesFocus = false;
    }

    write(/** @type {Step} */ { title, text, sources }, /** @type {number} */ step, words) {
      this.node.setAttribute("aria-label", words.text("tour"));
      this.close.setAttribute("aria-label", words.text("tour_leave"));
      this.place.textContent = words.text("tour_step", { step, steps: this.steps });
      this.title.textContent = title;
      this.text.textContent = text;
      const named = sources.flatMap((one) => [tree(one), " · "]).slice(0, -1);
      this.sources.replaceChildren(`${words.text("sources_are")} `, ...named);
      this.back.textContent = words.text("tour_back");
      this.back.disabled = step === 1;
      this.next.textContent = words.text(step === this.steps ? "tour_end" : "tour_next");
    }
  }

  DM.Tour = Tour;
})(window);
