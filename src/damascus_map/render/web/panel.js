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
     * @param {object} ways
     * @param {(district: string | null) => void} ways.choose
     * @param {(() => void) | null} ways.toLedger  of the chosen district, where there is one
     * @param {(id: string) => void} ways.openEvent
     * @param {any} evidence
     * @param {any} details  the words of the events
     */
    constructor(scene, { choose, toLedger, openEvent }, evidence, details) {
      this.scene = scene;
      this.toLedger = toLedger;
      this.evidence = evidence;
      this.choice = new Choice(scene, choose);
      this.happenings = new DM.Happenings(scene, details, openEvent);
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

    overview(/** @type {Evidence} */ evidence, /** @type {Frame} */ frame) {
      const { words, shown } = frame;
      const rows = this.scene.districts.flatMap(({ names }, place) => {
        if (!shown[place]) return [];
        const name = html(
          "div",
          { class: "dm-name" },
          html("strong", {}, words.name(names)),
          otherName(names, words),
        );
        const status = DM.status.nodesOf(evidence, place, frame, this.scene);
        return [html("li", { class: "dm-wide" }, name, html("div", {}, ...status))];
      });
      if (rows.length === 0) return [html("p", {}, words.text("no_district"))];
      const title = html("h2", { class: "dm-only-heard" }, words.text("all_districts"));
      return [title, html("ul", { class: "dm-rows" }, ...rows)];
    }

    /** Its address is that of the district alone: with the day in it, each move would make it anew. */
    ledgerLink(/** @type {string} */ district, words) {
      const href = `ledger?${new URLSearchParams({ district, lang: words.lang })}`;
      const link = html("a", { href, "data-testid": "dm-to-ledger" }, words.text("to_ledger"));
      link.addEventListener("click", (/** @type {MouseEvent} */ event) => {
        if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        this.toLedger();
      });
      return link;
    }

    district(/** @type {Evidence} */ evidence, /** @type {number} */ place, /** @type {Frame} */ frame) {
      const { words, intervals, shown, state } = frame;
      const { names } = this.scene.districts[place];
      const { facts, disagreements, intervals: said } = evidence.districts[place];
      const period = intervals[place];
      const note = period.position === null ? null : said[period.position].note;
      const known = DM.status.knownOf(evidence, place, frame, this.scene);
      const most = this.scene.most_claims || CLAIMS_SHOWN;
      return [
        html("h2", {}, words.name(names), otherName(names, words)),
        html("p", { class: "dm-quiet" }, facts),
        ...(this.toLedger ? [html("p", {}, this.ledgerLink(state.district, words))] : []),
        ...(shown[place] ? [] : [html("p", { class: "dm-notice" }, words.text("district_hidden"))]),
        ...DM.status.nodesOf(evidence, place, frame, this.scene),
        // The editors' note is on all of the interval, and was written when all of it was known.
        ...(note && known.isWhole ? [tree(note)] : []),
        html("h3", {}, words.text("claims")),
        ...claimsOf(known.claims, state.date, words, most),
        ...DM.status.leftOut(known, words),
        ...disagreementsOf(disagreements, period, state, words),
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
  function claimsOf(/** @type {Dated[]} */ known, /** @type {number} */ day, words, most) {
    if (known.length === 0) return [html("p", {}, words.text("no_claim"))];
    const away = ({ days: [first, last] }) => Math.max(first - day, day - last, 0);
    const claims = [...known].sort((a, b) => away(a) - away(b));
    const rows = claims.slice(0, most).map(({ row }) => tree(row));
    const left = claims.length - rows.length;
    const more = left > 0 ? [html("p", { class: "dm-quiet" }, words.text("more_claims", { n: left }))] : [];
    return [html("ul", { class: "dm-rows" }, ...rows), ...more];
  }

  /** Where sources disagree about something that touches a period, once both sides are published. */
  function disagreementsOf(/** @type {Dated[]} */ disagreements, /** @type {Period} */ period, state, words) {
    const { since, to } = period;
    const touches = ({ days: [first, last] }) => (to === null || first < to) && last >= since;
    const isKnown = ({ reported }) =>
      state.reported === null || (reported !== null && reported <= state.reported);
    const found = disagreements.filter((one) => touches(one) && isKnown(one));
    const rows = found.map(({ row }) => tree(row));
    if (rows.length === 0) return [];
    return [html("h3", {}, words.text("disagreements")), html("ul", { class: "dm-rows" }, ...rows)];
  }

  DM.Panel = Panel;
})(window);
