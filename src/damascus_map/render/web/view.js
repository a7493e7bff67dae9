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
     * @param {object} config
     * @param {string | Ask} config.details
     * @param {Record<string, string | Evidence>} config.evidence
     * @param {(message: object) => void} [config.send]
     * @param {(view: View, details: any) => Record<string, Part>} [config.parts]
     * @param {any} config.notice
     * @param {HTMLElement} root  holds the map and, below it, the room of the timeline
     */
    constructor(map, scene, config, root) {
      this.scene = scene;
      this.root = root;
      this.around = DM.page.pageAround();
      this.address = DM.address.createAddress(scene, this.around, Object.keys(config.evidence));
      this.store = createStore(openingState(scene));
      this.frameOf = DM.frame.createFramer(scene);
      this.index = new DM.EventIndex(null, scene);
      this.painter = DM.createPainter(() => this.paint());
      this.camera = new DM.Camera(map, scene.opening_view.bounds_wsen);
      this.link = DM.link.createLink(config.send || DM.link.toStreamlit, this.address.own, () =>
        this.settle(),
      );
      this.clock = new DM.Clock(scene, this.store, (changes, at) => this.change(changes, at), this.link);
      this.mapMoved = true;
      this.eventsDrawn = 0;
      setColours(root, scene.style);
      const details = new DM.Details(config.details);
      const { drawers, points, counter } = createDrawers(map, this, details, config.notice);
      this.drawers = drawers;
      this.points = points;
      this.counter = counter;
      this.page = this.createPage(config, details);
      this.listen(map);
      this.goTo(this.address.read());
      // The page waits until the map is seen.
      requestAnimationFrame(() => global.setTimeout(() => this.page.update(this.frame()), 0));
    }

    listen(map) {
      map.on("click", (event) => {
        const district = event.originalEvent.target.closest("[data-district]");
        this.pick(district ? district.dataset.district : null);
      });
      const moved = () => {
        this.mapMoved = true;
        this.painter.ask();
      };
      this.camera.onMove(moved, () => this.link.restAfter(AFTER_MOVE_MS));
      const home = this.around.location.pathname;
      // Going back may lead to another page of the site, which is not the map's to show.
      const back = () => {
        if (this.around.location.pathname === home) this.goBack();
      };
      this.around.addEventListener("popstate", back);
      global.addEventListener("pagehide", () => this.around.removeEventListener("popstate", back));
    }

    /** What the page beside the map shows of the view. */
    createPage({ evidence, parts = () => ({}) }, details) {
      const { scene, clock } = this;
      const store = new DM.EvidenceStore(evidence, details, () => this.page.update(this.frame()));
      const choose = (district) => this.choose(district);
      return new DM.page.Page(this.around.document, {
        head: new DM.Head(scene),
        time: new DM.TimeFields(scene, clock),
        panel: new DM.Panel(scene, choose, store, details),
        ...parts(this, details),
      });
    }

    frame() {
      return this.frameOf(this.store.get(), this.index);
    }

    /** @param {object} changes @param {number} [inputTime] */
    change(changes, inputTime) {
      const changed = this.store.patch(changes);
      if (changed) this.painter.ask(inputTime);
      return changed;
    }

    /** Chooses a district on the map; the same again, or none, lets go of it. */
    pick(/** @type {string | null} */ id) {
      this.choose(id === this.store.get().district ? null : id);
    }

    choose(/** @type {string | null} */ district) {
      if (this.change({ district })) this.link.rest();
    }

    setEvents(columns) {
      this.index = new DM.EventIndex(columns, this.scene);
      this.painter.ask();
      this.page.update(this.frame());
    }

    /** Shows a view; what is not named is as at the opening. */
    goTo(/** @type {Record<string, any>} */ message) {
      this.store.patch({ ...openingState(this.scene), ...changesOf(message, this.scene) });
      this.camera.moveTo(message.view || null);
      this.painter.ask();
    }

    /** Follows the address back; the page is told, since the filters may be others. */
    goBack() {
      this.goTo(this.address.read());
      this.clock.player.pause();
      this.page.update(this.frame());
      this.link.tell({ filters: true });
    }

    /** Takes what the page wants shown; a date that comes without a window keeps the window's length. */
    show(/** @type {Record<string, any>} */ message) {
      const { shown, isReset } = this.link.hear(message);
      const { date, ...changes } = changesOf(shown, this.scene);
      const moved = date === undefined ? {} : movedTo(this.store.get(), date, this.scene);
      const changed = this.change({ ...moved, ...changes });
      if (isReset) this.clock.setWindow(this.scene.opening_view.window);
      if (shown.view) this.camera.moveTo(shown.view);
      if (changed || shown.view) this.link.rest();
    }

    /**
     * The hand has come to rest: the address and the page follow. Where the map is, is named once the
     * reader has chosen it, so that a link fits any screen.
     */
    settle() {
      const view = this.camera.atOpening ? null : this.camera.view();
      this.address.write(this.store.get(), view);
      this.page.update(this.frame());
    }

    read() {
      return { ...messageOf(this.store.get()), view: this.camera.view() };
    }

    state() {
      const frame = this.frame();
      const counts = {
        eventsInWindow: frame.counts.total,
        eventsInView: this.counter.inView(frame),
        eventsDrawn: this.eventsDrawn,
        eventsAs: this.points.form,
      };
      const { span } = messageOf({ ...this.store.get(), span: this.clock.span() });
      return { ...this.read(), span, ...counts, band: bandOf(frame, this.scene) };
    }

    paint() {
      const frame = this.frame();
      // Even to set the same language again makes the browser look at every element.
      if (this.root.lang !== frame.words.lang) this.root.lang = frame.words.lang;
      this.drawers.forEach((drawer) => drawer.update(frame, this.mapMoved));
      this.mapMoved = false;
      this.page.glance(frame);
      this.eventsDrawn = this.counter.inView(frame);
    }

    /** What stands on the map for events that have a place of their own: symbols, or cells of the density. */
    symbols() {
      return this.points.parts(this.frame());
    }
  }

  function setColours(/** @type {HTMLElement} */ root, /** @type {Record<string, string>} */ style) {
    for (const [name, colour] of Object.entries(style)) {
      root.style.setProperty(`--dm-${name.replace("_", "-")}`, colour);
    }
  }

  /** Everything that draws a frame, from the ground up. */
  function createDrawers(map, /** @type {View} */ view, details, notice) {
    const { scene, clock, root } = view;
    const controls = new DM.Controls(scene, clock);
    const timeline = new DM.Timeline(scene, clock, root, () => view.painter.ask());
    root.querySelector(".dm-timeline").append(controls.node, timeline.node);
    // What is put on a map of its final size is placed once.
    view.camera.resize();
    const tip = DM.tip.createTip(map.getContainer());
    const lists = new DM.Lists(map, tip, details);
    DM.drawGround(map, scene);
    const districts = new DM.districts.Districts(map, scene, tip, (id) => view.pick(id));
    const labels = new DM.Labels(map, scene, lists);
    const points = new DM.Points(map, scene, labels);
    const legend = new DM.legend.Legend(map, scene, points);
    const scale = DM.margins.createScale(map);
    const counter = new DM.Counter(map, scene, lists, points, labels);
    const attribution = DM.margins.createAttribution(map, scene);
    const covered = () =>
      [legend.node, counter.node, scale.node, attribution].map((node) => node.getBoundingClientRect());
    const places = new DM.places.Places(map, scene, labels, covered);
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
