// @ts-check
/**
 * Plugin: loads the scene and the events, and gives the page one object to speak with.
 * `window.damascusMap` exists from the first moment; what it is asked to show before the data
 * has come is shown when it has.
 */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const { FIRST_WORDS, readScene, readEvents, loaded } = DM.loading;

  /**
   * @param {any} map  a Leaflet map without layers
   * @param {object} config
   * @param {string | object} config.scene  an address, or the scene itself
   * @param {string | ArrayBuffer} config.events  an address, or the columns of the events themselves
   * @param {string | Ask} config.details  an address without its question, or what answers in its place
   * @param {Record<string, string | Evidence>} config.evidence  by language: an address, or what the panel says
   * @param {string} [config.search]  the address that is asked for results; none: there is no search
   * @param {Record<string, string>} [config.messages]  the first words in the reader's language
   * @param {(message: object) => void} [config.send]  takes what the map tells the page
   * @param {(view: any, details: any) => Record<string, Part>} [config.parts]  more that follows the view on the page
   */
  function start(map, config) {
    const root = layOut(map);
    const firstWords = { ...FIRST_WORDS, ...config.messages };
    const notice = DM.margins.createNotice(map.getContainer(), (key) => firstWords[key]);
    let view = null;
    /** @type {Record<string, any>} */
    let early = {};

    async function run() {
      const scene = await loaded(config.scene, readScene, notice);
      view = new DM.View(map, scene, { ...config, notice }, root);
      view.show(early);
      view.setEvents(await loaded(config.events, readEvents, notice));
    }

    const ready = run();
    global.damascusMap = {
      ready,
      show(message) {
        DM.link.dropFormerMessages();
        if (view) view.show(message);
        else early = { ...early, ...message };
      },
      state: () => (view ? view.state() : null),
      play({ daysPerSecond = 0 } = {}) {
        if (!view) return;
        view.clock.player.setSpeed(daysPerSecond);
        view.clock.player.play();
      },
      pause: () => view && view.clock.player.pause(),
      symbols: () => (view ? view.symbols() : []),
      timings: () => (view ? view.painter.timings() : []),
    };
    return global.damascusMap;
  }

  /** The map above, room for the timeline below, both in the whole of the frame. */
  function layOut(map) {
    const container = map.getContainer();
    const root = container.parentElement;
    container.classList.add("dm-map");
    root.classList.add("dm-root");
    root.append(DM.elements.html("section", { class: "dm-timeline" }));
    document.documentElement.classList.add("dm-page");
    map.invalidateSize({ animate: false, pan: false });
    return root;
  }

  DM.start = start;
})(window);
