// @ts-check
/**
 * Districts: in whose hands is each, and what is its situation?
 * Fill and stripes say who holds it, the outline says the situation. Each outline is drawn inside
 * its own border, so that neighbours in different situations keep theirs side by side.
 */

/** @typedef {{colour: string, width: number, dash: number[]}} Stroke  in pixels */

(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const L = global.L;
  const { html, svg, setAttributes } = DM.elements;
  const PANE = "dm-districts";

  class Districts {
    /**
     * @param {any} map
     * @param {any} scene
     * @param {any} tip
     * @param {(id: string) => void} choose  called for the keyboard; the map tells of clicks
     */
    constructor(map, scene, tip, choose) {
      this.map = map;
      this.scene = scene;
      this.tip = tip;
      this.frame = null;
      this.layers = { definitions: svg("defs"), fills: svg("g"), outlines: svg("g"), rings: svg("g") };
      this.shapes = scene.districts.map((district) =>
        createShape(district, scene, this.layers, choose, L.stamp(map)),
      );
      this.layers.definitions.append(...DM.textures.patterns(scene, L.stamp(map)));
      this.drawn = scene.districts.map(() => "");
      this.bounds = L.geoJSON(scene.districts.map(({ geometry }) => geometry))
        .getBounds()
        .pad(0.04);
      this.layers.definitions.append(DM.dots.patternOf(dotsId(L.stamp(map)), scene));
      this.root = svg(
        "svg",
        { class: "dm-districts", preserveAspectRatio: "none" },
        ...Object.values(this.layers),
      );
      this.listen();
      this.project();
    }

    listen() {
      this.map.createPane(PANE).style.zIndex = "410";
      L.svgOverlay(this.root, this.bounds, { pane: PANE, interactive: true }).addTo(this.map);
      this.map.on("zoomend viewreset", () => this.project());
      this.root.addEventListener("pointermove", (event) => this.hint(event));
      this.root.addEventListener("pointerleave", () => this.tip.hide());
    }

    /** Sets every border in pixels of the present zoom, so that stripes and lines keep their width. */
    project() {
      const origin = this.map.project(this.bounds.getNorthWest());
      const size = this.map.project(this.bounds.getSouthEast()).subtract(origin);
      setAttributes(this.root, { viewBox: `0 0 ${size.x} ${size.y}` });
      this.shapes.forEach((shape, i) => {
        const rings = ringsOf(this.scene.districts[i].geometry);
        const d = rings.map((ring) => pathOf(this.map, ring, origin)).join("");
        shape.paths.forEach((path) => path.setAttribute("d", d));
        shape.outside.setAttribute("d", `M-9e5 -9e5H9e5V9e5H-9e5Z${d}`);
      });
    }

    /** Draws only the districts that look different than before. */
    update(/** @type {Frame} */ frame) {
      this.frame = frame;
      this.shapes.forEach((shape, i) => {
        const look = lookOf(frame, this.scene, i);
        const key = JSON.stringify(look);
        if (key !== this.drawn[i]) drawShape(shape, look, this.scene);
        this.drawn[i] = key;
      });
    }

    /** The district under the pointer in words; a finger chooses it instead. */
    hint(/** @type {PointerEvent} */ event) {
      const i = this.shapes.findIndex((shape) => shape.fill === event.target);
      if (i === -1 || event.pointerType !== "mouse") return this.tip.hide();
      const { words, intervals } = this.frame;
      const name = html("strong", {}, words.name(this.scene.districts[i].names));
      const sentence = html("div", {}, intervals[i] ? words.name(intervals[i].sentence) : "");
      const notes = notesOn(intervals[i], words);
      return this.tip.show(new DOMRect(event.clientX, event.clientY, 0, 0), name, sentence, ...notes);
    }
  }

  /** What a tip says of a period beside its sentence: that it is carried on, or how unsure it is. */
  function notesOn(/** @type {Period | null} */ period, words) {
    if (!period) return [];
    const { is_carried: isCarried, below } = period;
    const level = below && words.text("level", { level: words.text(`level_${below}`) });
    const lines = [
      ...(isCarried ? [words.text("carried")] : []),
      ...(below ? [words.capitalised(level)] : []),
    ];
    return lines.map((line) => html("p", { class: "dm-tip-note" }, line));
  }

  function dotsId(/** @type {number} */ map) {
    return `dm-dots-${map}`;
  }

  /** All of one district's elements; those in `paths` follow its border. A page may hold several maps. */
  function createShape(district, scene, layers, /** @type {(id: string) => void} */ choose, map) {
    const patternId = `dm-stripes-${map}-${district.id}`;
    const clipId = `dm-inside-${map}-${district.id}`;
    const pattern = svg("pattern", {
      id: patternId,
      width: scene.stripe_period,
      height: scene.stripe_period,
      patternUnits: "userSpaceOnUse",
      patternTransform: "rotate(45)",
    });
    const inside = svg("path");
    const outside = svg("path", { "clip-rule": "evenodd" });
    const fill = svg("path", {
      class: "dm-district leaflet-interactive",
      "data-testid": `dm-district-${district.id}`,
      "data-district": district.id,
      role: "button",
      tabindex: 0,
    });
    const outlines = Array.from({ length: mostStrokes(scene) }, () =>
      svg("path", { class: "dm-outline", "clip-path": `url(#${clipId})` }),
    );
    // The ring of the chosen district runs outside its border: the outline tells the situation.
    const rings = ["dm-ring-halo", "dm-ring"].map((name) =>
      svg("path", { class: name, "clip-path": `url(#${clipId}-not)` }),
    );
    layers.definitions.append(
      pattern,
      svg("clipPath", { id: clipId }, inside),
      svg("clipPath", { id: `${clipId}-not` }, outside),
    );
    layers.fills.append(fill);
    layers.outlines.append(...outlines);
    layers.rings.append(...rings);
    fill.addEventListener("focus", () =>
      rings[0].classList.toggle("dm-focused", fill.matches(":focus-visible")),
    );
    fill.addEventListener("blur", () => rings[0].classList.remove("dm-focused"));
    fill.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      choose(district.id);
    });
    return {
      map,
      pattern,
      patternId,
      dotsId: dotsId(map),
      fill,
      outlines,
      rings,
      outside,
      paths: [inside, fill, ...outlines, ...rings],
    };
  }

  function mostStrokes(scene) {
    return Math.max(...Object.values(scene.outlines).map(({ strokes }) => strokes.length));
  }

  function pathOf(map, /** @type {number[][]} */ ring, origin) {
    const points = ring.map(([lon, lat]) => map.project([lat, lon]).subtract(origin));
    return `M${points.map((p) => `${p.x.toFixed(1)} ${p.y.toFixed(1)}`).join("L")}Z`;
  }

  /** Every ring of a Polygon or a MultiPolygon, outer and inner alike. */
  function ringsOf(geometry) {
    return geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat();
  }

  /** What one district looks like in a frame, in plain values. */
  function lookOf(frame, scene, /** @type {number} */ i) {
    const interval = frame.intervals[i];
    const { id, names } = scene.districts[i];
    const name = frame.words.name(names);
    return {
      shown: frame.shown[i],
      chosen: frame.shown[i] && frame.state.district === id,
      fills: interval ? interval.fills : [{ party: null, share: 1 }],
      outline: frame.shown[i] && interval ? interval.outline : "plain",
      confidence: interval ? interval.confidence : "low",
      below: interval !== null && interval.below !== null,
      label: interval
        ? frame.words.text("district_label", { name, sentence: frame.words.name(interval.sentence) })
        : name,
    };
  }

  function drawShape(shape, look, scene) {
    drawStripes(shape, look.fills, scene);
    setAttributes(shape.fill, {
      fill: look.shown ? fillOf(shape, look, scene) : "none",
      "fill-opacity": scene.opacity[look.confidence],
      "aria-label": look.label,
      "aria-pressed": String(look.chosen),
      "aria-hidden": look.shown ? null : "true",
      tabindex: look.shown ? 0 : -1,
    });
    [shape.fill, ...shape.outlines].forEach((path) => path.classList.toggle("dm-filtered-out", !look.shown));
    const { strokes } = scene.outlines[look.outline];
    shape.outlines.forEach((path, k) => setAttributes(path, insideBorder(strokes[k])));
    shape.rings.forEach((ring) => ring.classList.toggle("dm-chosen", look.chosen));
  }

  function fillOf(shape, look, scene) {
    if (look.below) return `url(#${shape.dotsId})`;
    const isPlain = look.fills.length === 1 && !DM.textures.textureOf(look.fills[0].party, scene);
    return isPlain ? colourOf(look.fills[0].party, scene) : `url(#${shape.patternId})`;
  }

  function drawStripes({ pattern, map }, fills, scene) {
    const period = scene.stripe_period;
    let x = 0;
    pattern.replaceChildren(
      ...fills.flatMap(({ party, share }, k) => {
        const width = share * period;
        // The first stripe lies beneath the others, so that no seam opens between two tiles.
        const box = k === 0 ? { x: 0, width: period } : { x, width };
        const stripe = svg("rect", { ...box, y: 0, height: period, fill: colourOf(party, scene) });
        const texture = DM.textures.fillOf(party, scene, map);
        const above = texture ? [svg("rect", { x, y: 0, width, height: period, fill: texture })] : [];
        x += width;
        return [stripe, ...above];
      }),
    );
  }

  function colourOf(/** @type {string | null} */ party, scene) {
    if (party === null) return scene.unknown.colour;
    const found = scene.parties.find((row) => row.id === party);
    return (found || [scene.not_reported, scene.below].find(({ fills }) => fills[0].party === party)).colour;
  }

  /** The attributes of a stroke, of which the clip keeps the inner half. */
  function insideBorder(/** @type {Stroke | undefined} */ stroke) {
    if (!stroke) return { stroke: "none" };
    const { colour, width, dash } = stroke;
    return { stroke: colour, "stroke-width": 2 * width, "stroke-dasharray": dash.join(" ") || null };
  }

  DM.districts = { Districts, colourOf, notesOn, ringsOf };
})(window);
