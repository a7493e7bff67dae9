// @ts-check
/**
 * Plugin: loads the scene and the events, and gives the page one object to speak with.
 * `window.damascusMap` exists from the first moment; what it is asked to show before the data
 * has come is shown when it has.
 */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const NOT_FOUND = 404;

  /** Said before the scene, which holds all other texts, has come. */
  const FIRST_WORDS = {
    loading: "Loading the map…",
    scene_failed: "The map could not be loaded.",
    dataset_unknown: "This dataset is no longer offered here. Reload the page.",
    try_again: "Try again",
  };

  /**
   * How something is read from an answer, or from the data themselves; `failure` is the key of
   * what is said when it cannot be.
   * @typedef {{ofAnswer: (answer: Response) => Promise<any>, ofData: (data: any) => any, failure: string}} Reader
   */

  /** @type {Reader} */
  const readScene = {
    ofAnswer: (answer) => answer.json(),
    ofData: (scene) => scene,
    failure: "scene_failed",
  };
  /** @type {Reader} */
  const readEvents = {
    ofAnswer: (answer) => answer.arrayBuffer(),
    ofData: (buffer) => DM.columns.read(buffer),
    failure: "events_failed",
  };

  /**
   * @param {any} map  a Leaflet map without layers
   * @param {object} config
   * @param {string | object} config.scene  an address, or the scene itself
   * @param {string | ArrayBuffer} config.events  an address, or the columns of the events themselves
   * @param {string | Ask} config.details  an address without its question, or what answers in its place
   * @param {Record<string, string | Evidence>} config.evidence  by language: an address, or what the panel says
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
        dropFormerMessages();
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

  /**
   * The data at an address. A failure is said on the map, and the reader decides when to try again.
   * @param {any} source  an address, or the data themselves
   * @param {Reader} reader
   * @param {any} notice
   * @returns {Promise<any>}
   */
  async function loaded(source, { ofAnswer, ofData, failure }, notice) {
    if (typeof source !== "string") return ofData(source);
    notice.show("loading");
    for (;;) {
      const answer = await fetch(source).catch(() => null);
      const data =
        answer && answer.ok
          ? await ofAnswer(answer)
              .then(ofData)
              .catch(() => null)
          : null;
      if (data) {
        notice.hide();
        return data;
      }
      const key = answer && answer.status === NOT_FOUND ? "dataset_unknown" : failure;
      await new Promise((resolve) => notice.show(key, resolve));
    }
  }

  /** streamlit-folium keeps each layer that brought a message; the message was all there was to it. */
  function dropFormerMessages() {
    if (Array.isArray(global.feature_group)) global.feature_group.length = 0;
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
