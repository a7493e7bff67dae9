// @ts-check
/** Legend: what do the colours, stripes, outlines, badges and cells mean that are on the map now? */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const L = global.L;
  const { html, svg, icon, badge } = DM.elements;
  const NARROW_PX = 600;
  const PATCH = { width: 22, height: 14 };
  const CHEVRON = "M7.4 9 12 13.6 16.6 9 18 10.4l-6 6-6-6z";

  class Legend {
    constructor(map, scene, /** @type {any} */ points) {
      this.scene = scene;
      this.points = points;
      this.open = map.getSize().x >= NARROW_PX;
      this.drawn = "";
      this.words = null;
      this.title = html("span");
      this.body = html("div", { class: "dm-legend-body", id: "dm-legend-body", role: "group" });
      const attributes = { class: "dm-legend-toggle", type: "button", "aria-controls": "dm-legend-body" };
      this.toggle = html("button", attributes, this.title, icon(CHEVRON, 18));
      this.node = html(
        "section",
        { class: "dm-legend dm-card", "data-testid": "dm-legend" },
        this.toggle,
        this.body,
      );
      this.toggle.addEventListener("click", () => this.setOpen(!this.open));
      new ResizeObserver(() => this.letScroll()).observe(this.body);
      addControl(map, this.node, "topleft");
    }

    update(/** @type {Frame} */ frame) {
      const content = contentOf([frame], this.scene, this.points.limits());
      const key = JSON.stringify([content, frame.words.lang]);
      if (key === this.drawn) return;
      this.drawn = key;
      this.words = frame.words;
      this.body.replaceChildren(...rowsOf(content, this.scene, this.words));
      this.setOpen(this.open);
    }

    /** What does not fit is scrolled by keys too; a legend that fits is no stop on their way. */
    letScroll() {
      const isCut = this.body.scrollHeight > this.body.clientHeight;
      if (isCut) this.body.tabIndex = 0;
      else this.body.removeAttribute("tabindex");
    }

    setOpen(/** @type {boolean} */ open) {
      this.open = open;
      this.body.hidden = !open;
      this.toggle.setAttribute("aria-expanded", String(open));
      this.title.textContent = this.words.text(open ? "legend_title" : "legend");
      this.body.setAttribute("aria-label", this.words.text("legend"));
      this.letScroll();
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

  /** What is on the maps in these frames, in the order of the scene's tables. */
  function contentOf(/** @type {Frame[]} */ frames, scene, /** @type {number[] | null} */ limits) {
    const intervals = frames.flatMap((frame) =>
      frame.intervals.filter((interval, i) => interval && frame.shown[i]),
    );
    const fills = intervals.flatMap((interval) => interval.fills);
    const hasBadge = (kind) =>
      frames.some(({ counts: { inPlace, kinds } }) => {
        const placed = (n, at) => n > 0 && at % kinds.length === kind;
        return (limits === null && kinds[kind] > 0) || inPlace.some(placed);
      });
    return {
      parties: scene.parties.filter((party) => fills.some((f) => f.party === party.id)).map((p) => p.id),
      unknown: fills.some((f) => f.party === null),
      notReported: intervals.some((interval) => interval.position === null),
      shared: intervals.map((interval) => interval.fills).find((f) => f.length > 1) || null,
      below: intervals.some((interval) => interval.below),
      paler: ["medium", "low"].flatMap((level) => palerIn(intervals, level)),
      outlines: Object.keys(scene.outlines).filter((id) =>
        intervals.some((interval) => !interval.below && interval.outline === id),
      ),
      kinds: scene.kinds.flatMap((_, k) => (hasBadge(k) ? [k] : [])),
      limits: limits || [],
    };
  }

  /** A confidence that some ground has, with the first party of such ground; all may be not known. */
  function palerIn(/** @type {Period[]} */ intervals, /** @type {string} */ level) {
    const parties = intervals
      .filter(({ confidence }) => confidence === level)
      .map(({ fills }) => fills[0].party);
    return parties.length === 0 ? [] : [{ level, party: parties.find((party) => party !== null) || null }];
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
    if (content.notReported) holders.push(scene.not_reported);
    const rows = holders.map(({ id, colour, names }) => {
      const patch = swatch([colour]);
      patch.append(...DM.textures.marks(id, scene, 22, 14));
      return row(patch, words.name(names));
    });
    if (content.below) rows.push(row(dotted(scene), words.name(scene.below.names)));
    if (content.shared) {
      const colours = content.shared.map(({ party }) => DM.districts.colourOf(party, scene));
      rows.push(row(swatch(colours), words.text("legend_shared")));
    }
    content.paler.forEach(({ level, party }) =>
      rows.push(row(pale(party, level, scene), words.text(`legend_paler_${level}`))),
    );
    return rows;
  }

  function group(/** @type {string} */ title, /** @type {Node[]} */ rows) {
    return rows.length > 0 ? [html("div", {}, html("h2", {}, title), ...rows)] : [];
  }

  function row(/** @type {Node} */ key, /** @type {string} */ text) {
    return html(
      "div",
      { class: "dm-legend-row" },
      html("span", { class: "dm-legend-key" }, key),
      html("span", {}, text),
    );
  }

  /** A patch as pale as ground of a confidence: on the city's ground, as on the map. */
  function pale(/** @type {string | null} */ party, /** @type {string} */ level, scene) {
    const patch = swatch([scene.style.city]);
    const fill = { fill: DM.districts.colourOf(party, scene), "fill-opacity": scene.opacity[level] };
    patch.append(svg("rect", { ...PATCH, ...fill }));
    return patch;
  }

  function dotted(scene) {
    const patch = swatch([scene.below.colour]);
    patch.append(...DM.dots.nodesIn({ x: 0, y: 0, w: PATCH.width, h: PATCH.height }, scene));
    return patch;
  }

  /** A patch of one colour, or of slanting stripes. */
  function swatch(/** @type {string[]} */ colours) {
    const stripes =
      colours.length > 1
        ? [-12, -6, 0, 6, 12, 18].map((x, k) =>
            svg("path", { d: `M${x} 14l14-14h6l-14 14z`, fill: colours[k % colours.length] }),
          )
        : [];
    return svg(
      "svg",
      { class: "dm-swatch", viewBox: "0 0 22 14", ...PATCH, "aria-hidden": "true" },
      svg("rect", { ...PATCH, fill: colours[0] }),
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

  /** The rows of a legend that is shared by several maps without points. */
  function sharedRows(/** @type {Frame[]} */ frames, scene) {
    return rowsOf(contentOf(frames, scene, null), scene, frames[0].words);
  }

  DM.legend = { Legend, addControl, sharedRows };
})(window);
