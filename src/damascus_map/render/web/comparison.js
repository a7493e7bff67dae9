// @ts-check
/**
 * Comparison: two maps of one scene, each on its own day, that move together.
 * They stand beside each other, or lie over each other with a divider. What follows the days on the
 * page is told to it: it answers with the table, while the maps show them at once.
 */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const L = global.L;
  const { html } = DM.elements;
  const NARROW_PX = 700;
  /** Both maps have to stand still while one of them is moved: a zoom is one step. */
  const STILL = { zoomControl: false, attributionControl: false, zoomAnimation: false };

  class Comparison {
    /**
     * @param {any} map  a Leaflet map without layers: the first day's
     * @param {any} scene
     * @param {HTMLElement} root
     * @param {any} notice
     * @param {(message: object) => void} send  takes what the page is told
     */
    constructor(map, scene, root, notice, send) {
      this.scene = scene;
      this.root = root;
      this.notice = notice;
      this.send = send;
      /** Of the last message to the page; days that it answers to an earlier one are old. */
      this.seq = 0;
      this.isPlaced = false;
      /** @type {number[]} the days on which something changes in the districts that are looked at */
      this.changes = [];
      const opening = DM.state.openingState(scene);
      this.store = DM.state.createStore(opening);
      this.second = opening.date;
      this.frameOf = DM.frame.createFramer(scene);
      this.index = new DM.EventIndex(null, scene);
      this.painter = DM.createPainter(() => this.paint());
      DM.elements.setColours(root, scene.style);
      this.layOut(map);
      this.setMode(this.isNarrow() ? "swipe" : "apart");
    }

    layOut(map) {
      const { scene, root } = this;
      this.stage = html("div", { class: "dm-compare-stage", dir: "ltr", "data-testid": "dm-compare-stage" });
      root.prepend(this.stage);
      const holders = ["dm-before", "dm-after"].map((name) =>
        html("section", { class: "dm-side", "data-testid": name }),
      );
      this.swipe = new DM.Swipe(this.stage);
      this.stage.append(...holders, this.swipe.node);
      const place = html("div", { class: "dm-map" });
      holders[0].append(map.getContainer());
      holders[1].append(place);
      // What Leaflet says of itself reads markup; the foot names the origins as text.
      if (map.attributionControl) map.attributionControl.remove();
      map.invalidateSize({ animate: false, pan: false });
      const other = L.map(place, { ...STILL, center: map.getCenter(), zoom: map.getZoom() });
      const pick = (/** @type {string | null} */ id) => this.pick(id);
      this.sides = [map, other].map((one, i) => new DM.sides.Side(one, scene, holders[i], pick));
      const settle = DM.sides.linkCameras(this.sides[0], this.sides[1]);
      this.sides.forEach((side) =>
        side.camera.onMove(
          () => this.moved(side),
          () => settle(side),
        ),
      );
      this.foot = createFoot(scene);
      root.append(this.foot.node);
      this.margins = createMargins(this.stage, other);
      const { document } = DM.page.pageAround();
      this.fields = new DM.ComparedDays(scene, this);
      this.page = new DM.page.Page(document, { compare: this.fields });
    }

    moved(/** @type {any} */ side) {
      side.mapMoved = true;
      this.painter.ask();
    }

    isNarrow() {
      return this.root.clientWidth < NARROW_PX;
    }

    /** @returns {[number, number]} the earlier and the later day */
    days() {
      return [this.store.get().date, this.second];
    }

    /** Shows two days, in their order, and tells the page. */
    setDays(/** @type {number} */ one, /** @type {number} */ other) {
      if (!this.take(Math.min(one, other), Math.max(one, other))) return;
      const [from, to] = this.days().map(DM.time.isoOf);
      this.seq = Math.max(Date.now(), this.seq + 1);
      this.send({ seq: this.seq, from, to });
    }

    take(/** @type {number} */ first, /** @type {number} */ second) {
      const changed = second !== this.second;
      this.second = second;
      const isOther = this.store.patch({ date: first, from: first }) || changed;
      if (isOther) this.painter.ask();
      return isOther;
    }

    /** Chooses a district on both maps; the same again, or none, lets go of it. */
    pick(/** @type {string | null} */ id) {
      const district = id === this.store.get().district ? null : id;
      if (this.store.patch({ district })) this.painter.ask();
    }

    setMode(/** @type {"apart" | "swipe"} */ mode) {
      this.mode = mode;
      this.stage.dataset.mode = mode;
      this.painter.ask();
    }

    /** Takes what the page wants shown: the days of its address, districts, language, at first the place. */
    show(/** @type {Record<string, any>} */ message) {
      const { from, to, took, view, ...rest } = message;
      this.store.patch(DM.state.changesOf(rest, this.scene));
      const days = [from, to].map((day) => DM.state.changesOf({ date: day }, this.scene).date);
      if (took >= this.seq && days.every((day) => day !== undefined)) this.take(days[0], days[1]);
      if (view && !this.isPlaced) this.sides.forEach(({ camera }) => camera.moveTo(view));
      this.isPlaced = true;
      this.painter.ask();
    }

    frames() {
      const state = this.store.get();
      return this.days().map((date) =>
        this.frameOf(Object.freeze({ ...state, date, from: date }), this.index),
      );
    }

    paint() {
      const frames = this.frames();
      const { words, state, history } = frames[0];
      this.changes = DM.frame.changeDays({ state: { ...state, district: null }, history }, this.scene);
      if (this.root.lang !== words.lang) this.root.lang = words.lang;
      this.sides.forEach((side, i) => side.update(frames[i]));
      this.swipe.update(words, ...this.days());
      this.swipe.node.hidden = this.mode !== "swipe";
      this.foot.update(frames);
      this.margins.forEach((drawer) => drawer.update(frames[1]));
      this.notice.update(frames[0]);
      this.page.update({ words, days: this.days() });
    }

    state() {
      const { districts, district, lang } = this.store.get();
      const [from, to] = this.days().map(DM.time.isoOf);
      const views = this.sides.map(({ camera }) => camera.view());
      return { from, to, districts, district, lang, mode: this.mode, divider: this.swipe.share, views };
    }
  }

  /** Scale and buttons for the zoom, which neither of two maps may hide from the other. */
  function createMargins(/** @type {HTMLElement} */ stage, map) {
    map.zoomControl = L.control.zoom().addTo(map);
    const scale = DM.margins.createScale(map);
    const buttons = DM.margins.zoomButtons(map);
    const [over, under] = ["dm-over-zoom", "dm-over-scale"].map((name) => html("div", { class: name }));
    over.append(map.zoomControl.getContainer());
    under.append(scale.node);
    stage.append(over, under);
    return [scale, { update: (frame) => nameButtonsOnly(buttons, frame, map) }];
  }

  /** The map has a name of its own already. */
  function nameButtonsOnly(buttons, /** @type {Frame} */ frame, map) {
    const container = map.getContainer();
    const name = container.getAttribute("aria-label");
    buttons.update(frame);
    container.setAttribute("aria-label", name);
  }

  /** What the colours mean on both maps, and where the ground comes from. */
  function createFoot(scene) {
    const title = html("summary");
    const body = html("div", { class: "dm-legend-body" });
    const isWide = global.innerWidth >= NARROW_PX;
    const legend = html("details", { class: "dm-shared-legend", open: isWide, "data-testid": "dm-legend" });
    legend.append(title, body);
    const lines = scene.attribution.map((text) => html("span", {}, text));
    const origin = html("p", { class: "dm-shared-origin", dir: "ltr" }, ...lines);
    const node = html("footer", { class: "dm-compare-foot" }, legend, origin);
    let drawn = "";
    return {
      node,
      update(/** @type {Frame[]} */ frames) {
        const { words } = frames[0];
        const rows = DM.legend.sharedRows(frames, scene);
        const holder = html("div", {}, ...rows);
        if (holder.innerHTML === drawn) return;
        drawn = holder.innerHTML;
        node.dir = words.direction;
        title.textContent = words.text("legend");
        body.replaceChildren(...holder.childNodes);
      },
    };
  }

  /**
   * @param {any} map  a Leaflet map without layers
   * @param {object} config
   * @param {string | object} config.scene  an address, or the scene itself
   * @param {(message: object) => void} [config.send]  takes what the map tells the page
   */
  function startComparison(map, config) {
    const container = map.getContainer();
    const root = container.parentElement;
    container.classList.add("dm-map");
    root.classList.add("dm-root", "dm-compare");
    document.documentElement.classList.add("dm-page");
    const notice = DM.margins.createNotice(root, (key) => DM.loading.FIRST_WORDS[key]);
    let comparison = null;
    /** @type {Record<string, any>} */
    let early = {};

    async function run() {
      const scene = await DM.loading.loaded(config.scene, DM.loading.readScene, notice);
      const send = config.send || DM.link.toStreamlit;
      comparison = new Comparison(map, scene, root, notice, send);
      comparison.show(early);
    }

    const ready = run();
    global.damascusMap = {
      ready,
      show(message) {
        DM.link.dropFormerMessages();
        if (comparison) comparison.show(message);
        else early = { ...early, ...message };
      },
      state: () => (comparison ? comparison.state() : null),
      timings: () => (comparison ? comparison.painter.timings() : []),
    };
    return global.damascusMap;
  }

  DM.startComparison = startComparison;
})(window);
