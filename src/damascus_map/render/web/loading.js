// @ts-check
/** Loading: the data at an address, or given along; what is said while they come, and if they do not. */
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

  DM.loading = { FIRST_WORDS, readScene, readEvents, loaded };
})(window);
