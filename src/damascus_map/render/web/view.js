// @ts-check
/** View: the map and its timeline put together, with one state that all of it draws. */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const { openingState, changesOf, movedTo, messageOf, createStore } = DM.state;
  const AFTER_MOVE_MS = 500;

  class View {
    /**
     * @param {any} map
     * @param {any} scene
     * @param {{lang: string, send?: (message: object) => void}} config
     * @param {HTMLElement} root  holds the map and, below it, the timeline
     */
    constructor(map, scene, config, root) {
      this.scene = scene;
      this.root = root;
      this.store = createStore(openingState(scene, config.lang));
      this.frameOf = DM.frame.createFramer(scene);
      this.index = new DM.EventIndex(null, scene);
      this.painter = DM.createPainter(() => this.paint());
      this.camera = new DM.Camera(map, scene.opening_view.bounds_wsen);
      this.link = DM.link.createLink(config.send || DM.link.toStreamlit, () => this.told());
      this.clock = new DM.Clock(scene, this.store, (changes, at) => this.change(changes, at), this.link);
      this.mapMoved = true;
      this.eventsDrawn = 0;
      setColours(root, scene.style);
      this.drawers = createDrawers(map, this);
      this.listen(map);
      this.painter.ask();
    }

    listen(map) {
      map.on("click", (event) => {
        const district = event.originalEvent.target.closest("[data-district]");
        this.choose(district ? district.dataset.district : null);
      });
      const moved = () => {
        this.mapMoved = true;
        this.painter.ask();
      };
      this.camera.onMove(moved, () => this.link.tellAfter(AFTER_MOVE_MS));
    }

    /** @param {object} changes @param {number} [inputTime] */
    change(changes, inputTime) {
      const changed = this.store.patch(changes);
      if (changed) this.painter.ask(inputTime);
      return changed;
    }

    /** Chooses a district; the same again, or none, lets go of it. */
    choose(/** @type {string | null} */ id) {
      const district = id === this.store.get().district ? null : id;
      if (this.change({ district })) this.link.tell();
    }

    setEvents(columns) {
      this.index = new DM.EventIndex(columns, this.scene);
      this.painter.ask();
    }

    /** Takes what the page wants shown; a date that comes without a window keeps the window's length. */
    show(/** @type {Record<string, any>} */ message) {
      const { view, ...rest } = this.link.fresh(message);
      const changes = changesOf(rest, this.scene);
      const keepsWindow = "date" in changes && !("from" in changes);
      this.change({
        ...changes,
        ...(keepsWindow ? movedTo(this.store.get(), changes.date, this.scene) : {}),
      });
      if (view) this.camera.moveTo(view);
    }

    read() {
      return { ...messageOf(this.store.get()), view: this.camera.view() };
    }

    /** What the page is told: a view only once the reader has chosen one, so that a link fits any screen. */
    told() {
      return { ...this.read(), ...(this.camera.atOpening ? { view: null } : {}) };
    }

    state() {
      const frame = this.frameOf(this.store.get(), this.index);
      const counts = { eventsInWindow: frame.counts.total, eventsDrawn: this.eventsDrawn };
      return { ...this.read(), seq: this.link.seq(), ...counts, band: bandOf(frame, this.scene) };
    }

    paint() {
      const frame = this.frameOf(this.store.get(), this.index);
      this.root.lang = frame.words.lang;
      this.drawers.forEach((drawer) => drawer.update(frame, this.mapMoved));
      this.mapMoved = false;
      this.eventsDrawn = frame.counts.total;
    }
  }

  function setColours(/** @type {HTMLElement} */ root, /** @type {Record<string, string>} */ style) {
    for (const [name, colour] of Object.entries(style)) {
      root.style.setProperty(`--dm-${name.replace("_", "-")}`, colour);
    }
  }

  /** Everything that draws a frame, from the ground up. */
  function createDrawers(map, /** @type {View} */ view) {
    const { scene, clock, root } = view;
    const tip = DM.tip.createTip(map.getContainer());
    const lists = new DM.Lists(map, tip);
    DM.drawGround(map, scene);
    const districts = new DM.districts.Districts(map, scene, tip, (id) => view.choose(id));
    const legend = new DM.legend.Legend(map, scene);
    const scale = DM.margins.createScale(map);
    const counter = DM.margins.createCounter(map, scene, lists);
    const attribution = DM.margins.createAttribution(map, scene);
    const covered = () =>
      [legend.node, counter.node, scale.node, attribution].map((node) => node.getBoundingClientRect());
    const labels = new DM.Labels(map, scene, lists, covered);
    const controls = new DM.Controls(clock);
    const timeline = new DM.Timeline(scene, clock, controls.node, () => view.painter.ask());
    root.append(timeline.node);
    return [
      districts,
      legend,
      scale,
      counter,
      labels,
      lists,
      controls,
      timeline,
      DM.margins.zoomButtons(map),
    ];
  }

  /** For each district the interval that holds on the day. */
  function bandOf(/** @type {Frame} */ frame, scene) {
    const entries = scene.districts.map(({ id }, i) => {
      const interval = frame.intervals[i];
      return [
        id,
        interval && { from: DM.time.isoOf(interval.from), fills: interval.fills, outline: interval.outline },
      ];
    });
    return Object.fromEntries(entries);
  }

  DM.View = View;
})(window);
