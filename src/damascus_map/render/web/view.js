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
     * @param {string} [config.search]  the address that is asked for results
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
      this.clock = new DM.Clock(
        scene,
        this.store,
        (changes, at) => this.change(changes, at),
        this.link,
        () => this.frame(),
      );
      this.mapMoved = true;
      this.eventsDrawn = 0;
      DM.elements.setColours(root, scene.style);
      const details = new DM.Details(config.details);
      const { drawers, points, counter } = createDrawers(map, this, details, config.notice);
      this.drawers = drawers;
      this.points = points;
      this.counter = counter;
      this.evidence = new DM.EvidenceStore(config.evidence, details, () => this.hearEvidence());
      this.card = new DM.EventCard(this, details);
      this.tour = new DM.Tour(this, this.evidence);
      this.opened = new DM.opened.Opened(root, this.around);
      this.opened.node.append(this.card.node, this.tour.node);
      this.drawers.push(this.card, this.tour);
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
    createPage({ search, parts = () => ({}) }, details) {
      const { scene, clock } = this;
      const choose = (district) => this.choose(district);
      const openEvent = (id) => this.openEvent(id, this.around.document.activeElement);
      // A page in one file has no other pages beside it.
      const toLedger = global.Streamlit
        ? () => DM.page.goTo(this.around, `ledger?${this.address.own()}`)
        : null;
      const ways = { choose, toLedger, openEvent };
      return new DM.page.Page(this.around.document, {
        head: new DM.Head(scene),
        time: new DM.TimeFields(scene, clock),
        panel: new DM.Panel(scene, ways, this.evidence, details),
        sheet: new DM.Sheet(scene, this.around.document),
        actions: new DM.Actions(this),
        full: new DM.FullPage(this),
        ...(search ? { search: new DM.Search(this, search) } : {}),
        opened: this.opened,
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

    /** What the page says has come: cards on the map wait for it too. */
    hearEvidence() {
      this.page.update(this.frame());
      this.painter.ask();
    }

    /**
     * Follows a link inside the page: what it names is shown, the rest stays as it is.
     * @param {Record<string, string>} parameters  as an address has them; an empty one stands for none
     */
    follow(parameters) {
      const { date, from, view, ...named } = this.address.readOf(parameters);
      const given = Object.entries(named).filter(([key]) => key in parameters);
      const emptied = given.map(([key, value]) => [key, parameters[key] === "" ? null : value]);
      const changes = changesOf({ date, ...Object.fromEntries(emptied) }, this.scene);
      const moved = "date" in changes ? movedTo(this.store.get(), changes.date, this.scene) : {};
      const window = "window" in parameters ? changesOf({ from }, this.scene) : {};
      this.clock.player.pause();
      const isMoved = this.change({ ...moved, ...changes, ...window });
      if (view) this.camera.moveTo(view);
      if (isMoved || view) this.link.rest();
    }

    /** Opens the details of an event, which a date that plays on would close; or, with none, closes them. */
    openEvent(/** @type {string | null} */ event, /** @type {any} */ opener = null) {
      if (event !== null) {
        this.clock.player.pause();
        this.card.expect(opener);
      }
      if (this.change({ event })) this.link.rest();
    }

    /** Shows the day of an event whose details are open. */
    goToEvent(/** @type {string} */ event, /** @type {number} */ day) {
      this.clock.player.pause();
      if (this.change({ ...movedTo(this.store.get(), day, this.scene), event })) this.link.rest();
    }

    /** The whole address of what is seen. */
    datedAddress() {
      return this.address.dated(this.store.get(), this.placeShown());
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
      if (isReset) this.clock.showEverything();
      if (shown.view) this.camera.moveTo(shown.view);
      if (changed || shown.view) this.link.rest();
    }

    /** Where the map is, once the reader has chosen it, so that a link fits any screen. */
    placeShown() {
      return this.camera.atOpening ? null : this.camera.view();
    }

    /** The hand has come to rest: the address and the page follow. */
    settle() {
      this.address.write(this.store.get(), this.placeShown());
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
      this.speak(frame.words);
      this.drawers.forEach((drawer) => drawer.update(frame, this.mapMoved));
      this.mapMoved = false;
      this.page.glance(frame);
      this.eventsDrawn = this.counter.inView(frame);
    }

    /** Even to set the same language again would make the browser look at every element. */
    speak({ lang, direction, text }) {
      const { documentElement } = document;
      if (documentElement.lang === lang && documentElement.dir === direction) return;
      Object.assign(documentElement, { lang, dir: direction });
      this.camera.face(direction);
      if (global.frameElement) global.frameElement.setAttribute("aria-label", text("map"));
    }

    /** What stands on the map for events that have a place of their own: symbols, or cells of the density. */
    symbols() {
      return this.points.parts(this.frame());
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
    const lists = new DM.Lists(map, tip, details, (id, opener) => view.openEvent(id, opener));
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
