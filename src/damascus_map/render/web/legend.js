// @ts-check
/** Legend: what do the colours, stripes, outlines, badges and cells mean that are on the map now? */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const L = global.L;
  const { html, svg, icon, badge } = DM.elements;
  const NARROW_PX = 600;
  const CHEVRON = "M7.4 9 12 13.6 16.6 9 18 10.4l-6 6-6-6z";

  class Legend {
    constructor(map, scene, /** @type {any} */ points) {
      this.scene = scene;
      this.points = points;
      this.open = map.getSize().x >= NARROW_PX;
      this.drawn = "";
      this.words = null;
      this.title = html("span");
      this.body = html("div", { class: "dm-legend-body", id: "dm-legend-body" });
      const attributes = { class: "dm-legend-toggle", type: "button", "aria-controls": "dm-legend-body" };
      this.toggle = html("button", attributes, this.title, icon(CHEVRON, 18));
      this.node = html(
        "section",
        { class: "dm-legend dm-card", "data-testid": "dm-legend" },
        this.toggle,
        this.body,
      );
      this.toggle.addEventListener("click", () => this.setOpen(!this.open));
      addControl(map, this.node, "topleft");
    }

    update(/** @type {Frame} */ frame) {
      const content = contentOf(frame, this.scene, this.points.limits());
      const key = JSON.stringify([content, frame.words.lang]);
      if (key === this.drawn) return;
      this.drawn = key;
      this.words = frame.words;
      this.node.dir = this.words.direction;
      this.body.replaceChildren(...rowsOf(content, this.scene, this.words));
      this.setOpen(this.open);
    }

    setOpen(/** @type {boolean} */ open) {
      this.open = open;
      this.body.hidden = !open;
      this.toggle.setAttribute("aria-expanded", String(open));
      this.title.textContent = this.words.text(open ? "legend_title" : "legend");
    }
  }

  /** A box in a corner of the map; the map does not move under a hand that uses it. */
  function addControl(map, /** @type {HTMLElement} */ node, /** @type {string} */ position) {
    const control = new L.Control({ position });
    control.onAdd = () => node;
    L.DomEvent.disableClickPropagation(node);
    L.DomEvent.disableScrollPropagation(node);
    control.addTo(map);
  }

  /** What is on the map in this frame, in the order of the scene's tables. */
  function contentOf(frame, scene, /** @type {number[] | null} */ limits) {
    const intervals = frame.intervals.filter((interval, i) => interval && frame.shown[i]);
    const fills = intervals.flatMap((interval) => interval.fills);
    const { inPlace, kinds } = frame.counts;
    const hasBadge = (kind) =>
      (limits === null && kinds[kind] > 0) || inPlace.some((n, at) => n > 0 && at % kinds.length === kind);
    return {
      parties: scene.parties.filter((party) => fills.some((f) => f.party === party.id)).map((p) => p.id),
      unknown: fills.some((f) => f.party === null),
      shared: intervals.map((interval) => interval.fills).find((f) => f.length > 1) || null,
      pale: intervals.some((interval) => interval.confidence === "low"),
      outlines: Object.keys(scene.outlines).filter((id) =>
        intervals.some((interval) => interval.outline === id),
      ),
      kinds: scene.kinds.flatMap((_, k) => (hasBadge(k) ? [k] : [])),
      limits: limits || [],
    };
  }

  function rowsOf(content, scene, words) {
    const outlines = content.outlines.map((id) => [lineOf(scene.outlines[id]), scene.outlines[id].names]);
    const kinds = content.kinds.map((k) => [badge(scene.kinds[k], 18), scene.kinds[k].names]);
    const named = ([key, names]) => row(key, words.name(names));
    return [
      html("div", {}, ...holdersOf(content, scene, words)),
      ...group(words.text("legend_situation"), outlines.map(named)),
      ...group(words.text("legend_events"), kinds.map(named)),
      ...group(words.text("legend_density"), classesOf(content.limits, scene, words)),
    ];
  }

  /** The classes of the density with their counts, as "30–99". */
  function classesOf(/** @type {number[]} */ limits, scene, words) {
    const textOf = (from, next) => {
      if (next === undefined) return words.text("class_last", { from });
      return next === from + 1 ? words.number(from) : words.text("class_span", { from, to: next - 1 });
    };
    return limits.map((from, k) => row(cell(scene.density[k]), textOf(from, limits[k + 1])));
  }

  /** A cell of one class, as large as it stands on the map. */
  function cell(/** @type {{colour: string, side: number}} */ { colour, side: part }) {
    const [box, side] = [14, 14 * part];
    const [x, y] = [22 - side, box - side].map((room) => room / 2);
    const square = svg("rect", { x, y, width: side, height: side, fill: colour });
    return svg("svg", { viewBox: "0 0 22 14", width: 22, height: box, "aria-hidden": "true" }, square);
  }

  /** Who holds the districts, and how shared and uncertain ground is drawn. */
  function holdersOf(content, scene, words) {
    const holders = scene.parties.filter(({ id }) => content.parties.includes(id));
    if (content.unknown) holders.push(scene.unknown);
    const rows = holders.map(({ colour, names }) => row(swatch([colour]), words.name(names)));
    if (content.shared) {
      const colours = content.shared.map(({ party }) => DM.districts.colourOf(party, scene));
      rows.push(row(swatch(colours), words.text("legend_shared")));
    }
    if (content.pale)
      rows.push(row(swatch([holders[0].colour], scene.opacity.low), words.text("legend_pale")));
    return rows;
  }

  function group(/** @type {string} */ title, /** @type {Node[]} */ rows) {
    return rows.length > 0 ? [html("div", {}, html("h4", {}, title), ...rows)] : [];
  }

  function row(/** @type {Node} */ key, /** @type {string} */ text) {
    return html(
      "div",
      { class: "dm-legend-row" },
      html("span", { class: "dm-legend-key" }, key),
      html("span", {}, text),
    );
  }

  /** A patch of one colour, or of slanting stripes. */
  function swatch(/** @type {string[]} */ colours, opacity = 1) {
    const stripes =
      colours.length > 1
        ? [-12, -6, 0, 6, 12, 18].map((x, k) =>
            svg("path", { d: `M${x} 14l14-14h6l-14 14z`, fill: colours[k % colours.length] }),
          )
        : [];
    return svg(
      "svg",
      { class: "dm-swatch", viewBox: "0 0 22 14", width: 22, height: 14, "aria-hidden": "true" },
      svg("rect", { width: 22, height: 14, fill: colours[0], "fill-opacity": opacity }),
      ...stripes,
    );
  }

  function lineOf(/** @type {{line: Stroke[]}} */ { line }) {
    const strokes = line.map(({ colour, width, dash }) =>
      svg("path", {
        d: "M1 7h20",
        stroke: colour,
        "stroke-width": width,
        "stroke-dasharray": dash.join(" ") || null,
      }),
    );
    return svg("svg", { viewBox: "0 0 22 14", width: 22, height: 14, "aria-hidden": "true" }, ...strokes);
  }

  DM.legend = { Legend, addControl };
})(window);
