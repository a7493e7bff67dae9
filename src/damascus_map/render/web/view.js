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
     * @param {{lang: string, details: string | Ask, send?: (message: object) => void}} config
     * @param {HTMLElement} root  holds the map and, below it, the room of the timeline
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
      this.clock = new DM.Clock(
        scene,
        this.store,
        (changes, at) => this.changeByHand(changes, at),
        this.link,
      );
      this.mapMoved = true;
      this.eventsDrawn = 0;
      setColours(root, scene.style);
      const { drawers, points, counter } = createDrawers(map, this, config);
      this.drawers = drawers;
      this.points = points;
      this.counter = counter;
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

    /** @param {object} changes @param {number} [inputTime] */
    changeByHand(changes, inputTime) {
      const changed = this.change(changes, inputTime);
      if (changed) this.link.touch();
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

    /**
     * Takes what the page wants shown; a date that comes without a window keeps the window's length.
     * A page that has heard nothing yet is told when that is drawn; so is one whose date has turned
     * a page of time.
     */
    show(/** @type {Record<string, any>} */ message) {
      const { view, ...rest } = this.link.fresh(message);
      const state = this.store.get();
      if (isShown(rest.span, state)) delete rest.span;
      const { date, ...changes } = changesOf(rest, this.scene);
      this.change({ ...(date === undefined ? {} : movedTo(state, date, this.scene)), ...changes });
      if (view) this.camera.moveTo(view);
      const turned = !("span" in changes) && this.store.get().span !== state.span;
      if (message.seq === 0 || turned) this.link.tellAfter(0);
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
      const counts = {
        eventsInWindow: frame.counts.total,
        eventsInView: this.counter.inView(frame),
        eventsDrawn: this.eventsDrawn,
        eventsAs: this.points.form,
      };
      const { span } = messageOf({ ...this.store.get(), span: this.clock.span() });
      return { ...this.read(), span, seq: this.link.seq(), ...counts, band: bandOf(frame, this.scene) };
    }

    paint() {
      const frame = this.frameOf(this.store.get(), this.index);
      // Even to set the same language again makes the browser look at every element.
      if (this.root.lang !== frame.words.lang) this.root.lang = frame.words.lang;
      this.drawers.forEach((drawer) => drawer.update(frame, this.mapMoved));
      this.mapMoved = false;
      this.eventsDrawn = this.counter.inView(frame);
    }

    /** What stands on the map for events that have a place of their own: symbols, or cells of the density. */
    symbols() {
      return this.points.parts(this.frameOf(this.store.get(), this.index));
    }
  }

  /** A part of time is told in whole days only: what comes back is no other. */
  function isShown(/** @type {unknown} */ span, /** @type {ViewState} */ state) {
    return JSON.stringify(span) === JSON.stringify(messageOf(state).span);
  }

  function setColours(/** @type {HTMLElement} */ root, /** @type {Record<string, string>} */ style) {
    for (const [name, colour] of Object.entries(style)) {
      root.style.setProperty(`--dm-${name.replace("_", "-")}`, colour);
    }
  }

  /** Everything that draws a frame, from the ground up. */
  function createDrawers(map, /** @type {View} */ view, { details, notice }) {
    const { scene, clock, root } = view;
    const tip = DM.tip.createTip(map.getContainer());
    const lists = new DM.Lists(map, tip, new DM.Details(details));
    DM.drawGround(map, scene);
    const districts = new DM.districts.Districts(map, scene, tip, (id) => view.choose(id));
    const labels = new DM.Labels(map, scene, lists);
    const points = new DM.Points(map, scene, labels);
    const legend = new DM.legend.Legend(map, scene, points);
    const scale = DM.margins.createScale(map);
    const counter = new DM.Counter(map, scene, lists, points, labels);
    const attribution = DM.margins.createAttribution(map, scene);
    const covered = () =>
      [legend.node, counter.node, scale.node, attribution].map((node) => node.getBoundingClientRect());
    const places = new DM.places.Places(map, scene, labels, covered);
    const controls = new DM.Controls(scene, clock);
    const timeline = new DM.Timeline(scene, clock, root, () => view.painter.ask());
    root.querySelector(".dm-timeline").append(controls.node, timeline.node);
    const drawers = [
      districts,
      labels,
      points,
      new DM.Pointing(map, points, lists, tip),
      legend,
      scale,
      counter,
      places,
      lists,
      controls,
      timeline,
      DM.margins.zoomButtons(map),
      notice,
    ];
    return { drawers, points, counter };
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
