// @ts-check
/** Event table: the events of the window as a table, a page at a time, the latest first. */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const { html, link } = DM.elements;
  const SHOWN = { wide: 20, narrow: 5 };
  const WIDE_PX = 720;
  const MORE = 200;
  const COLUMNS = ["date", "kind", "event", "district", "deaths", "source", "confidence"];
  const SHORT = ["date", "kind", "deaths", "confidence"];

  class EventTable {
    /**
     * @param {any} scene
     * @param {any} details  the words of the events
     * @param {([number | null, number | null, number | null] | null)[]} deaths  low, best, high of each event
     */
    constructor(scene, details, deaths) {
      this.scene = scene;
      this.details = details;
      this.deaths = deaths;
      this.columns = deaths.some(Boolean) ? COLUMNS : COLUMNS.filter((name) => name !== "deaths");
      this.title = html("h2", { id: "dm-table-title" });
      this.body = html("tbody", { role: "rowgroup" });
      this.head = html("tr", { role: "row" });
      const parts = [html("thead", { role: "rowgroup" }, this.head), this.body];
      const named = { class: "dm-table", role: "table", "aria-labelledby": "dm-table-title" };
      this.table = html("table", named, ...parts);
      this.more = html("button", { class: "dm-action", type: "button" });
      this.more.addEventListener("click", () => this.add(MORE));
      this.none = html("p", { class: "dm-quiet" });
      this.nodes = [this.title, this.none, this.table, this.more];
      this.subject = "";
      /** @type {Uint32Array} */
      this.rows = new Uint32Array(0);
      this.frame = null;
    }

    update(/** @type {Frame} */ frame) {
      const { words, index, filter, counts } = frame;
      const subject = `${index.count} ${frame.subject}`;
      const hasWords = index.count === 0 || this.details.known([0], words.lang) !== null;
      if (!index.loaded || !hasWords || subject === this.subject) return;
      this.subject = subject;
      this.frame = frame;
      this.rows = index.rowsWhere(filter, () => true);
      this.title.textContent = words.text("table_title", { n: counts.total });
      this.none.textContent = words.text("no_event");
      this.none.hidden = this.rows.length > 0;
      this.table.hidden = this.rows.length === 0;
      this.head.replaceChildren(...this.columns.map((name) => this.headOf(name)));
      this.body.replaceChildren();
      this.add(DM.page.pageAround().innerWidth < WIDE_PX ? SHOWN.narrow : SHOWN.wide);
    }

    headOf(/** @type {string} */ name) {
      return html("th", { scope: "col", role: "columnheader" }, this.frame.words.text(`column_${name}`));
    }

    /** Adds rows, and says how many are left. */
    add(/** @type {number} */ most) {
      const { words } = this.frame;
      const start = this.body.childElementCount;
      const rows = [...this.rows.subarray(start, start + most)];
      const details = this.details.known(rows, words.lang) || [];
      this.body.append(...rows.map((row, i) => this.rowOf(row, details[i])));
      const left = this.rows.length - start - rows.length;
      this.more.hidden = left === 0;
      this.more.textContent = `${words.text("show_more")} (${words.number(left)})`;
    }

    rowOf(/** @type {number} */ row, /** @type {Detail | undefined} */ detail) {
      const { words, index } = this.frame;
      const { kind, when } = index.headOf(row, words);
      const places = this.scene.districts.filter((_, place) => index.isIn(place, row));
      const sources = detail ? detail.sources : [];
      const contents = {
        date: [html("time", {}, when)],
        kind: [words.name(kind.names)],
        event: [html("span", { dir: "auto" }, detail ? detail.title : "")],
        district: [places.map(({ names }) => words.name(names)).join(words.text("comma"))],
        deaths: [countOf(this.deaths[row], words)],
        source: sources.flatMap(([name, url], n) => [
          ...(n > 0 ? [words.text("comma")] : []),
          link(name, url),
        ]),
        confidence: [words.text(`level_${DM.state.CONFIDENCES[index.confidence[row]]}`)],
      };
      return html("tr", { role: "row" }, ...this.columns.map((name) => this.cellOf(name, contents[name])));
    }

    cellOf(/** @type {string} */ name, /** @type {(Node | string)[]} */ content) {
      const label = this.frame.words.text(`column_${name}`);
      const isEmpty = content.every((part) => part === "");
      const looks = isEmpty ? "dm-empty" : SHORT.includes(name) && "dm-short";
      return html("td", { role: "cell", class: looks, "data-label": label }, ...content);
    }
  }

  /** The best figure, with the range where there is one. */
  function countOf(/** @type {[number | null, number | null, number | null] | null} */ deaths, words) {
    if (!deaths) return "";
    const [low, best, high] = deaths;
    const known = best ?? low ?? high;
    if (low === null || high === null || low === high) return words.number(known);
    return words.text("deaths_range", { best: known, low, high });
  }

  DM.EventTable = EventTable;
})(window);
