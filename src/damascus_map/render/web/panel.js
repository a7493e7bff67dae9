// @ts-check
/** Panel: the chosen district, or all of them: who holds it, since when, on what evidence. */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const { html, tree } = DM.elements;
  const CLAIMS_SHOWN = 8;

  class Panel {
    /**
     * @param {any} scene
     * @param {(district: string | null) => void} choose
     * @param {any} evidence
     * @param {any} details  the words of the events
     */
    constructor(scene, choose, evidence, details) {
      this.scene = scene;
      this.evidence = evidence;
      this.choice = new Choice(scene, choose);
      this.happenings = new DM.Happenings(scene, details);
      this.section = html("section", { class: "dm-panel", "data-testid": "dm-panel" });
      this.written = "";
      this.nodes = [this.choice.node, this.section, this.happenings.node];
    }

    update(/** @type {Frame} */ frame) {
      const { words, state } = frame;
      this.choice.update(frame);
      const evidence = this.evidence.in(words.lang);
      if (evidence) {
        const place = this.scene.districts.findIndex(({ id }) => id === state.district);
        this.show(place < 0 ? this.overview(evidence, frame) : this.district(evidence, place, frame));
        this.happenings.update(frame);
      } else if (this.evidence.hasFailed(words.lang)) {
        this.show([this.failure(words)]);
      } else {
        this.show([html("p", { class: "dm-quiet" }, words.text("loading"))]);
      }
    }

    /** What stays the same is left alone, with what the reader has opened in it. */
    show(/** @type {Element[]} */ nodes) {
      const written = nodes.map((node) => node.outerHTML).join("");
      if (written !== this.written) this.section.replaceChildren(...nodes);
      this.written = written;
    }

    failure(words) {
      const button = html("button", { class: "dm-action", type: "button" }, words.text("try_again"));
      button.addEventListener("click", () => this.evidence.ask(words.lang));
      return html("p", { class: "dm-notice", role: "alert" }, words.text("evidence_failed"), " ", button);
    }

    overview(/** @type {Evidence} */ evidence, /** @type {Frame} */ { words, intervals, shown }) {
      const rows = this.scene.districts.flatMap(({ names }, place) => {
        if (!shown[place]) return [];
        const name = html(
          "div",
          { class: "dm-name" },
          html("strong", {}, words.name(names)),
          otherName(names, words),
        );
        const { status } = this.saidOf(evidence, place, intervals);
        return [html("li", { class: "dm-wide" }, name, html("div", {}, ...status.map(tree)))];
      });
      if (rows.length === 0) return [html("p", {}, words.text("no_district"))];
      return [html("ul", { class: "dm-rows" }, ...rows)];
    }

    /** What is said of the interval of a district that holds on the day. */
    saidOf(/** @type {Evidence} */ evidence, /** @type {number} */ place, intervals) {
      const position = this.scene.districts[place].intervals.indexOf(intervals[place]);
      return evidence.districts[place].intervals[position];
    }

    district(/** @type {Evidence} */ evidence, /** @type {number} */ place, /** @type {Frame} */ frame) {
      const { words, intervals, shown, state } = frame;
      const { names } = this.scene.districts[place];
      const said = this.saidOf(evidence, place, intervals);
      const { facts, disagreements } = evidence.districts[place];
      return [
        html("h2", {}, words.name(names), otherName(names, words)),
        html("p", { class: "dm-quiet" }, facts),
        ...(shown[place] ? [] : [html("p", { class: "dm-notice" }, words.text("district_hidden"))]),
        ...said.status.map(tree),
        ...(said.note ? [tree(said.note)] : []),
        html("h3", {}, words.text("claims")),
        ...claimsOf(evidence, said.claims, state.date, words, this.scene.most_claims || CLAIMS_SHOWN),
        ...disagreementsOf(disagreements, intervals[place], words),
      ];
    }
  }

  /** The choice of a district without the map. */
  class Choice {
    constructor(scene, /** @type {(district: string | null) => void} */ choose) {
      this.districts = scene.districts;
      this.label = html("span", { class: "dm-label" });
      this.select = html("select", { class: "dm-input", "data-testid": "dm-chosen" });
      this.select.addEventListener("change", () => choose(this.select.value || null));
      this.node = html("label", { class: "dm-field" }, this.label, this.select);
      this.words = null;
    }

    update(/** @type {Frame} */ { words, state }) {
      if (words !== this.words) this.say(words);
      this.select.value = state.district || "";
    }

    say(words) {
      this.words = words;
      this.label.textContent = words.text("chosen_district");
      const options = this.districts.map(({ id, names }) => html("option", { value: id }, words.name(names)));
      this.select.replaceChildren(html("option", { value: "" }, words.text("all_districts")), ...options);
    }
  }

  /** The name in Arabic, or, for who reads Arabic, the one by which it is known elsewhere. */
  function otherName(/** @type {Record<string, string>} */ names, words) {
    const [lang, dir] = words.lang === "ar" ? ["en", "ltr"] : ["ar", "rtl"];
    return html("span", { lang, dir }, names[lang]);
  }

  /** The claims that a status rests on, those that speak of the day itself first. */
  function claimsOf(/** @type {Evidence} */ evidence, /** @type {number[]} */ positions, day, words, most) {
    if (positions.length === 0) return [html("p", {}, words.text("no_claim"))];
    const away = ({ days: [first, last] }) => Math.max(first - day, day - last, 0);
    const claims = positions.map((one) => evidence.claims[one]).sort((a, b) => away(a) - away(b));
    const rows = claims.slice(0, most).map(({ row }) => tree(row));
    const left = claims.length - rows.length;
    const more = left > 0 ? [html("p", { class: "dm-quiet" }, words.text("more_claims", { n: left }))] : [];
    return [html("ul", { class: "dm-rows" }, ...rows), ...more];
  }

  /** Where sources disagree about something that touches an interval. */
  function disagreementsOf(/** @type {Dated[]} */ disagreements, { from, to }, words) {
    const touches = ({ days: [first, last] }) => (to === null || first < to) && last >= from;
    const rows = disagreements.filter(touches).map(({ row }) => tree(row));
    if (rows.length === 0) return [];
    return [html("h3", {}, words.text("disagreements")), html("ul", { class: "dm-rows" }, ...rows)];
  }

  DM.Panel = Panel;
})(window);
