// @ts-check
/**
 * Search: a field on the page whose results lead the map to a day, a district, an event or a place.
 * The server answers, as on the command line: what is asked stands in the body of the request alone.
 */

/**
 * @typedef {object} Result
 * @property {string} id
 * @property {string} title
 * @property {string} about
 * @property {Record<string, string>} [address]  what the map is to show
 * @property {Record<string, string>} [page]  for a source: what its page is to show
 * @typedef {{kind: string, name: string, total: number, results: Result[]}} ResultGroup
 * @typedef {{unmet: string, groups: ResultGroup[]}} Answer  with what no result has, in a sentence
 */

(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const { html } = DM.elements;
  const AFTER_LETTER_MS = 160;
  const SHORTEST = 2;
  const GAP_PX = 6;
  const WIDEST_PX = 420;
  const WRITES = "input, textarea, select, [contenteditable]";

  class Search {
    /** @param {any} view @param {string} address  that is asked */
    constructor(view, address) {
      this.view = view;
      this.address = address;
      this.page = view.around.document;
      this.label = html("span", { class: "dm-label" });
      this.input = html("input", {
        class: "dm-input",
        type: "search",
        role: "combobox",
        autocomplete: "off",
        spellcheck: "false",
        dir: "auto",
        maxlength: 200,
        "aria-expanded": "false",
        "aria-controls": "dm-results",
        "aria-autocomplete": "list",
        "aria-describedby": "dm-search-help",
        "aria-keyshortcuts": "/",
        "data-testid": "dm-search",
      });
      this.help = html("p", { class: "dm-search-help", id: "dm-search-help" });
      this.list = html("div", { class: "dm-results", id: "dm-results", role: "listbox", popover: "manual" });
      this.said = html("span", { class: "dm-only-heard", role: "status" });
      this.node = html("div", { class: "dm-field dm-search" }, html("label", {}, this.label, this.input));
      this.node.append(this.help, this.list, this.said);
      this.nodes = [this.node];
      this.words = null;
      /** @type {HTMLElement[]} */
      this.options = [];
      this.chosen = -1;
      this.timer = 0;
      this.turn = 0;
      this.answered = "";
      this.listen();
    }

    listen() {
      this.input.addEventListener("input", () => {
        clearTimeout(this.timer);
        this.timer = global.setTimeout(() => this.ask(), AFTER_LETTER_MS);
      });
      // The first question makes the server read its words; it may do so while the reader writes.
      this.input.addEventListener("focus", () => this.results("").catch(() => {}), { once: true });
      this.input.addEventListener("focus", () => this.input.value.trim().length >= SHORTEST && this.ask());
      this.input.addEventListener("keydown", (event) => this.press(event));
      this.node.addEventListener("focusout", (event) => {
        if (!this.node.contains(event.relatedTarget)) this.hide();
      });
      const reach = (/** @type {KeyboardEvent} */ event) => this.reach(event);
      this.page.addEventListener("keydown", reach);
      document.addEventListener("keydown", reach);
      global.addEventListener("pagehide", () => this.page.removeEventListener("keydown", reach));
    }

    /** A slash anywhere on the page leads to the field. */
    reach(/** @type {KeyboardEvent} */ event) {
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
      const writes = /** @type {Element} */ (event.target).closest(WRITES);
      if (event.key !== "/" || !isPlain || writes || !this.input.isConnected) return;
      event.preventDefault();
      openSidebar(this.page);
      this.input.focus();
      this.input.select();
    }

    press(/** @type {KeyboardEvent} */ event) {
      const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (by && this.options.length > 0) {
        event.preventDefault();
        this.mark((this.chosen + by + this.options.length) % this.options.length);
      } else if (event.key === "Enter") {
        event.preventDefault();
        this.enter();
      } else if (event.key === "Escape") {
        if (this.isOpen()) event.preventDefault();
        this.hide();
      }
    }

    /** Follows the result that is marked, or the first one of what stands in the field now. */
    async enter() {
      clearTimeout(this.timer);
      if (this.answered !== this.key() || !this.isOpen()) await this.ask();
      const option = this.options[Math.max(this.chosen, 0)];
      if (option) option.click();
    }

    key() {
      return `${this.words.lang} ${this.input.value.trim()}`;
    }

    /** What comes for a former question is too late. */
    async ask() {
      const text = this.input.value.trim();
      if (text.length < SHORTEST) return this.hide();
      this.turn += 1;
      const { turn } = this;
      const key = this.key();
      try {
        const answer = await this.results(text);
        if (turn !== this.turn) return;
        this.answered = key;
        this.show(answer, text);
      } catch {
        if (turn === this.turn) this.tell([html("p", { role: "alert" }, this.words.text("search_failed"))]);
      }
    }

    /** @returns {Promise<Answer>} */
    async results(/** @type {string} */ text) {
      const body = JSON.stringify({ text, lang: this.words.lang });
      const answer = await fetch(this.address, { method: "POST", body });
      if (!answer.ok) throw new Error(`the search was answered with ${answer.status}`);
      return answer.json();
    }

    show(/** @type {Answer} */ { unmet, groups }, /** @type {string} */ text) {
      const { words } = this;
      this.options = [];
      this.chosen = -1;
      const lacking = unmet ? [html("p", { class: "dm-quiet" }, unmet)] : [];
      const nodes = [...lacking, ...groups.map((group) => this.groupOf(group))];
      const total = groups.reduce((sum, group) => sum + group.total, 0);
      const none = [
        html("p", {}, words.text("search_none", { text })),
        html("p", { class: "dm-quiet" }, words.text("search_advice")),
      ];
      this.tell(total > 0 ? nodes : none);
      const count = `${words.text("search_count", { n: total })} ${unmet}`;
      this.said.textContent = total > 0 ? count : none[0].textContent;
    }

    groupOf(/** @type {ResultGroup} */ { kind, name, total, results }) {
      const { words } = this;
      const head = html(
        "div",
        { class: "dm-results-head", id: `dm-results-${kind}` },
        name,
        html("span", {}, words.number(total)),
      );
      const options = results.map((result) => this.optionOf(result));
      const left = total - results.length;
      const more = left > 0 ? [html("p", { class: "dm-quiet" }, words.text("search_more", { n: left }))] : [];
      return html("div", { role: "group", "aria-labelledby": head.id }, head, ...options, ...more);
    }

    /** A link, so that it can be opened beside this page too. */
    optionOf(/** @type {Result} */ { title, about, address, page }) {
      const lang = this.view.store.get().lang;
      const query = new URLSearchParams({ ...(page || address), lang });
      const option = html(
        "a",
        { class: "dm-result", role: "option", tabindex: -1, id: `dm-result-${this.options.length}` },
        html("span", { dir: "auto" }, title),
        html("small", { dir: "auto" }, about),
      );
      option.setAttribute("href", `${page ? "sources" : ""}?${query}`);
      option.setAttribute("aria-selected", "false");
      option.addEventListener("click", (event) => {
        if (page || event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        this.follow(address);
      });
      this.options.push(option);
      return option;
    }

    follow(/** @type {Record<string, string>} */ address) {
      this.hide();
      closeSidebar(this.page);
      if (address.event) this.view.card.expect(this.input);
      this.view.follow({ ...address });
    }

    mark(/** @type {number} */ place) {
      this.options.forEach((option, i) => option.setAttribute("aria-selected", String(i === place)));
      this.chosen = place;
      this.input.setAttribute("aria-activedescendant", this.options[place].id);
      this.options[place].scrollIntoView({ block: "nearest" });
    }

    tell(/** @type {Element[]} */ nodes) {
      this.input.removeAttribute("aria-activedescendant");
      this.list.replaceChildren(...nodes);
      if (!this.list.isConnected) return;
      this.input.setAttribute("aria-expanded", "true");
      this.list.classList.add("dm-open");
      if (this.list.showPopover && !this.list.matches(":popover-open")) this.list.showPopover();
      placeBy(this.list, this.input);
    }

    isOpen() {
      return this.list.classList.contains("dm-open");
    }

    hide() {
      this.turn += 1;
      clearTimeout(this.timer);
      if (!this.isOpen()) return;
      this.input.setAttribute("aria-expanded", "false");
      this.input.removeAttribute("aria-activedescendant");
      this.list.classList.remove("dm-open");
      if (this.list.hidePopover && this.list.matches(":popover-open")) this.list.hidePopover();
    }

    update(/** @type {Frame} */ { words }) {
      if (words === this.words) return;
      this.words = words;
      this.hide();
      this.label.textContent = words.text("search");
      this.input.placeholder = words.text("search_hint");
      this.help.textContent = words.text("search_help");
      this.list.setAttribute("aria-label", words.text("search_results"));
    }
  }

  /** Beside a field, above or below it: where there is more room. */
  function placeBy(/** @type {HTMLElement} */ list, /** @type {HTMLElement} */ input) {
    const page = list.ownerDocument.documentElement;
    const { top, bottom, left, right } = input.getBoundingClientRect();
    const [above, below] = [top, page.clientHeight - bottom];
    const width = Math.min(WIDEST_PX, page.clientWidth - 2 * GAP_PX);
    const isRtl = getComputedStyle(input).direction === "rtl" || page.dir === "rtl";
    const start = isRtl ? right - width : left;
    const x = Math.max(GAP_PX, Math.min(start, page.clientWidth - width - GAP_PX));
    Object.assign(list.style, {
      left: `${Math.round(x)}px`,
      width: `${Math.round(width)}px`,
      maxHeight: `${Math.round(Math.max(above, below) - 2 * GAP_PX)}px`,
      top: above > below ? "auto" : `${Math.round(bottom + GAP_PX)}px`,
      bottom: above > below ? `${Math.round(page.clientHeight - top + GAP_PX)}px` : "auto",
    });
  }

  /** A field in a sidebar that is closed cannot be seen. */
  function openSidebar(/** @type {Document} */ page) {
    const button = page.querySelector('[data-testid="stExpandSidebarButton"]');
    if (button) /** @type {HTMLElement} */ (button).click();
  }

  /** On a narrow page the sidebar covers the map. */
  function closeSidebar(/** @type {Document} */ page) {
    const sidebar = page.querySelector('[data-testid="stSidebar"]');
    const covers = sidebar && sidebar.getBoundingClientRect().width > page.documentElement.clientWidth / 2;
    const button = covers && sidebar.querySelector('[data-testid="stSidebarCollapseButton"] button');
    if (button) /** @type {HTMLElement} */ (button).click();
  }

  DM.Search = Search;
})(window);
