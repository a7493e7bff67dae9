// @ts-check
/** Labels: the districts' names and the events beside them, each readable, none over another. */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const { svg } = DM.elements;
  const { placeBoxes, createTerrain, overlapOf, boxAround, middleOf, grown } = DM.placing;
  const { moveTo } = DM.names;
  const PANE = "dm-labels";
  const SMALL_BELOW_ZOOM = 12;
  const ROOMY_FROM_ZOOM = 13;
  const TIGHT_ROOM = { columns: 3, rows: 1 };
  const WIDE_ROOM = { columns: 4, rows: 2 };
  /** A name likes to have this much of its district below it, so that it need not move when events come. */
  const STACK_ROOM_PX = 24;
  /** The number of a badge rises so far above it, and must not cover the name. */
  const COUNT_RISE_PX = 5;
  /** A stack this near to its name needs no line to its district. */
  const BESIDE_PX = 10;

  class Labels {
    /**
     * @param {any} map
     * @param {any} scene
     * @param {any} lists  of the events behind the badges
     */
    constructor(map, scene, lists) {
      this.map = map;
      this.scene = scene;
      this.leaders = svg("svg", { class: "dm-leaders", "aria-hidden": "true" });
      this.names = scene.districts.map((district, own) => new DM.names.DistrictName(district, own));
      this.stacks = scene.districts.map((_, own) => new DM.Stack(scene, own, lists));
      this.pane = map.createPane(PANE);
      this.pane.classList.add("leaflet-zoom-hide");
      this.pane.append(this.leaders, ...[...this.names, ...this.stacks].map(({ node }) => node));
      this.namesDrawn = "";
      /** @type {Box[]} where names and stacks stand */
      this.boxes = [];
      /** How often they have been placed. */
      this.placed = 0;
      /** Mask of the districts whose stacks are seen. */
      this.seen = 0;
      /** @type {Box[]} the corners of the map that controls take, in the map's own pixels */
      this.corners = [];
      map.on("zoomend viewreset", () => this.readGround());
      this.readGround();
      this.watchCorners();
    }

    /** Stacks keep clear of the controls, which change their size with what they say. */
    watchCorners() {
      const container = this.map.getContainer();
      const nodes = [...container.querySelectorAll(".leaflet-top, .leaflet-bottom")];
      const observer = new ResizeObserver(() => {
        const { left, top } = container.getBoundingClientRect();
        this.corners = nodes
          .map((node) => node.getBoundingClientRect())
          .map((box) => ({ x: box.left - left, y: box.top - top, w: box.width, h: box.height }));
        if (this.coveredCorners().some((corner) => isOver(corner, this.boxes))) this.placeStacks();
      });
      [container, ...nodes].forEach((node) => observer.observe(node));
    }

    /** A control that lies over a name covers its stack too: neither is torn from the other. @returns {Box[]} */
    coveredCorners() {
      const { x, y } = this.map.containerPointToLayerPoint([0, 0]);
      const names = this.nameBoxes();
      return this.corners
        .map((box) => ({ ...box, x: box.x + x, y: box.y + y }))
        .filter((corner) => !isOver(corner, names));
    }

    update(frame, /** @type {boolean} */ mapMoved) {
      const namesMoved = this.placeNames(frame);
      const stacksChanged = this.updateStacks(frame);
      if (namesMoved || stacksChanged || mapMoved) this.placeStacks();
    }

    /** Where everything stands in the pixels of the present zoom. */
    readGround() {
      const { districts } = this.scene;
      const toPoint = ([lon, lat]) => this.map.latLngToLayerPoint([lat, lon]);
      const toPoints = (ring) => ring.map(toPoint);
      this.terrain = createTerrain(
        districts.map(({ geometry }) => DM.districts.ringsOf(geometry).map(toPoints)),
      );
      this.anchors = districts.map(({ anchor }) => toPoint(anchor));
      this.namesDrawn = "";
    }

    /** Names move only with the zoom, the language and the districts shown: never with the date. */
    placeNames({ words, shown }) {
      const key = [this.map.getZoom(), words.lang, shown].join();
      if (key === this.namesDrawn) return false;
      this.namesDrawn = key;
      this.pane.classList.toggle("dm-small", this.map.getZoom() < SMALL_BELOW_ZOOM);
      this.names.forEach((name) => name.setWords(words, shown[name.own]));
      DM.names.measure(this.names);
      const visible = this.names.filter((name) => shown[name.own]);
      const items = visible.map((name) =>
        nameItem(name, this.anchors[name.own], this.terrain.bounds[name.own]),
      );
      const boxes = placeBoxes(items, { taken: [], terrain: this.terrain });
      this.names.forEach((name) => (name.box = null));
      visible.forEach((name, i) => {
        name.box = boxes[i];
        moveTo(name.node, boxes[i]);
      });
      return true;
    }

    /** @returns {Box[]} */
    nameBoxes() {
      return this.names.flatMap(({ box }) => (box ? [box] : []));
    }

    updateStacks(frame) {
      const room = this.map.getZoom() >= ROOMY_FROM_ZOOM ? WIDE_ROOM : TIGHT_ROOM;
      return this.stacks.map((stack) => stack.update(frame, room)).includes(true);
    }

    placeStacks() {
      const visible = this.stacks.filter((stack) => !stack.node.hidden && this.names[stack.own].box);
      const names = this.names.filter(({ box }) => box);
      const taken = this.nameBoxes();
      const items = visible.map((stack) => stackItem(stack, this.names[stack.own].box));
      const around = { taken: [...taken, ...this.coveredCorners()], terrain: this.terrain };
      const boxes = placeBoxes(items, around);
      visible.forEach((stack, i) => moveTo(stack.node, boxes[i]));
      const apart = visible
        .map(({ own }, i) => ({ own, box: boxes[i] }))
        .filter(({ own, box }) => overlapOf(grown(box, BESIDE_PX), this.names[own].box) === 0);
      this.drawLeaders([...names, ...apart]);
      this.boxes = [...taken, ...boxes];
      this.placed += 1;
      this.seen = this.maskOfSeen(visible, boxes);
    }

    maskOfSeen(/** @type {{own: number}[]} */ stacks, /** @type {Box[]} */ boxes) {
      const view = DM.places.layerBox(this.map, this.map.getContainer().getBoundingClientRect());
      return stacks.reduce(
        (mask, { own }, i) => (overlapOf(boxes[i], view) > 0 ? mask | (1 << own) : mask),
        0,
      );
    }

    /** A thin line from each label that stands outside its district, and not beside its name, to where it belongs. */
    drawLeaders(/** @type {{own: number, box: Box}[]} */ labels) {
      const away = labels.filter(({ box, own }) => this.terrain.ownerOf(middleOf(box)) !== own);
      this.leaders.replaceChildren(...away.map(({ box, own }) => leaderOf(box, this.anchors[own])));
    }
  }

  /** A name likes its anchor best, then the ground around it, then the margin beside its district. */
  function nameItem({ size, own }, /** @type {Point} */ anchor, /** @type {Box} */ home) {
    const [across, down] = [
      [-0.75, -0.375, 0, 0.375, 0.75],
      [-1.5, -1, -0.5, 0, 0.5, 1, 1.5],
    ];
    const near = down.flatMap((v) => across.map((u) => [u * size.w, v * size.h]));
    near.sort((a, b) => Math.hypot(...a) - Math.hypot(...b));
    const aside = (home.w + size.w) / 2;
    const outside = [aside, -aside].flatMap((x) => [0, -0.5, 0.5].map((v) => [x, v * home.h]));
    return { own, candidates: boxesFrom(anchor, [...near, ...outside], size), below: STACK_ROOM_PX };
  }

  /** A stack likes to stand under its district's name, then above it, then beside it, then farther off. */
  function stackItem({ size, own }, /** @type {Box} */ name) {
    const [across, down] = [(name.w + size.w) / 2, (name.h + size.h) / 2 + COUNT_RISE_PX];
    const close = [
      [0, down],
      [0, -down],
      [across, 0],
      [-across, 0],
    ];
    const shifted = [0.5, -0.5, 1, -1].flatMap((u) => [
      [u * size.w, down],
      [u * size.w, -down],
    ]);
    const farther = [1, 1.8].flatMap((k) =>
      close.map(([x, y]) => [x * (1 + k / 2), y + Math.sign(y) * k * size.h]),
    );
    const corners = [
      [across, down],
      [-across, down],
      [across, -down],
      [-across, -down],
    ];
    const offsets = [...close, ...shifted, ...farther, ...corners];
    return { own, candidates: boxesFrom(middleOf(name), offsets, size), below: 0 };
  }

  function isOver(/** @type {Box} */ box, /** @type {Box[]} */ others) {
    return others.some((other) => overlapOf(box, other) > 0);
  }

  function boxesFrom(
    /** @type {Point} */ middle,
    /** @type {number[][]} */ offsets,
    /** @type {{w: number, h: number}} */ size,
  ) {
    return offsets.map(([x, y]) => boxAround({ x: middle.x + x, y: middle.y + y }, size));
  }

  function leaderOf(/** @type {Box} */ box, /** @type {Point} */ anchor) {
    const x = Math.max(box.x, Math.min(anchor.x, box.x + box.w));
    const y = Math.max(box.y, Math.min(anchor.y, box.y + box.h));
    return svg("path", { d: `M${x} ${y}L${anchor.x} ${anchor.y}` });
  }

  DM.Labels = Labels;
})(window);
