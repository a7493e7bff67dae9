// @ts-check
/** Places: towns and quarters around the districts, named where nothing else is written. */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const { overlapOf, boxAround, grown } = DM.placing;
  /** The zooms from which places of the first, the second and the third rank are named. */
  const PLACE_ZOOMS = [0, 11.5, 13];

  class Places {
    /**
     * @param {any} map
     * @param {any} scene
     * @param {any} labels  whose names and stacks come first
     * @param {() => DOMRect[]} covered  what lies over the map, in the window's pixels
     */
    constructor(map, scene, labels, covered) {
      this.map = map;
      this.labels = labels;
      this.covered = covered;
      this.places = scene.places.map((place) => new DM.names.PlaceName(place));
      this.places.sort((a, b) => a.rank - b.rank);
      labels.pane.prepend(...this.places.map(({ node }) => node));
      this.lang = "";
      this.placedFor = "";
      map.on("zoomend viewreset", () => this.readGround());
      this.readGround();
    }

    readGround() {
      this.places.forEach((place) => {
        const [lon, lat] = place.lonLat;
        place.point = this.map.latLngToLayerPoint([lat, lon]);
      });
    }

    update(/** @type {Frame} */ { words, index }) {
      if (words.lang !== this.lang) this.setWords(words);
      // With the events comes the counter, which covers some of the ground.
      const around = `${this.labels.placed} ${index.loaded}`;
      if (around !== this.placedFor) this.place();
      this.placedFor = around;
    }

    setWords(words) {
      this.lang = words.lang;
      this.places.forEach((place) => place.setWords(words));
      DM.names.measure(this.places);
    }

    /** The more important first; each only where nothing else is written. */
    place() {
      const others = [...this.labels.boxes, ...this.covered().map((rect) => layerBox(this.map, rect))];
      const view = layerBox(this.map, this.map.getContainer().getBoundingClientRect());
      for (const { node, point, size, rank } of this.places) {
        const box = boxAround(point, size);
        const free = this.map.getZoom() >= PLACE_ZOOMS[rank - 1] && this.isFree(grown(box, 2), others, view);
        node.style.visibility = free ? "visible" : "hidden";
        if (free) others.push(box);
        if (free) DM.names.moveTo(node, box);
      }
    }

    /** Inside the map, beside all districts, and clear of what is written already. */
    isFree(/** @type {Box} */ box, /** @type {Box[]} */ others, /** @type {Box} */ view) {
      const clear = overlapOf(box, view) > 0.99 && !others.some((other) => overlapOf(box, other) > 0);
      return clear && this.labels.terrain.strayOf(box, -1).inAnother === 0;
    }
  }

  /** A rectangle of the window, in the pixels of the map's panes. */
  function layerBox(map, /** @type {DOMRect} */ rect) {
    const frame = map.getContainer().getBoundingClientRect();
    const corner = map.containerPointToLayerPoint([rect.left - frame.left, rect.top - frame.top]);
    return { x: corner.x, y: corner.y, w: rect.width, h: rect.height };
  }

  DM.places = { Places, layerBox };
})(window);
