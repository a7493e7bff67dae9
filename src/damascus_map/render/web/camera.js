// @ts-check
/** Camera: which part of the city is seen, and was it a hand or the program that chose it? */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const L = global.L;
  const ZOOMS = { minZoom: 10, maxZoom: 16, zoomSnap: 0.25 };
  const WIDE_PX = 600;
  /** In a small frame the room around the districts takes this part of it, and no more. */
  const MOST_ROOM = 0.7;
  /** What the legend, the counter and the labels need around the districts; the legend is at the start. */
  const MARGINS = {
    wide: { start: 150, end: 30, top: 30, bottom: 28 },
    narrow: { start: 16, end: 16, top: 50, bottom: 118 },
    /** A legend at the right stands above names, which lean to that side of their places. */
    narrowMirrored: { start: 16, end: 16, top: 84, bottom: 118 },
  };

  class Camera {
    constructor(map, /** @type {[number, number, number, number]} */ boundsWsen, margins = MARGINS) {
      const [west, south, east, north] = boundsWsen;
      this.map = map;
      this.margins = margins;
      this.bounds = [
        [south, west],
        [north, east],
      ];
      this.movedByProgram = false;
      this.atOpening = true;
      this.direction = "ltr";
      Object.assign(map.options, ZOOMS);
      // Leaflet would follow the window by itself, and its move could not be told from a hand's.
      L.DomEvent.off(global, "resize", map._onResize, map);
      this.quietly(() => this.fitOpening());
    }

    /** Longitude, latitude and zoom, as exact as a link needs them. */
    view() {
      const { lat, lng } = this.map.getCenter();
      return [lng, lat, this.map.getZoom()].map((value) => Number(value.toFixed(4)));
    }

    /** Longitude, latitude and zoom; null is where all districts are in view. */
    moveTo(/** @type {number[] | null} */ view) {
      if (view === null) return this.toOpening();
      this.atOpening = false;
      const [lon, lat, zoom] = view;
      if (view.join() === this.view().join()) return;
      this.quietly(() => this.map.setView([lat, lon], zoom, { animate: false }));
    }

    toOpening() {
      if (!this.atOpening) this.quietly(() => this.fitOpening());
      this.atOpening = true;
    }

    /** Takes the new size of the frame; until the reader has moved the map, all districts stay in view. */
    resize() {
      this.quietly(() => {
        this.map.invalidateSize({ animate: false });
        if (this.atOpening) this.fitOpening();
      });
    }

    fitOpening() {
      const isMirrored = this.direction === "rtl";
      const { start, end, top, bottom } = this.roomAround(isMirrored);
      const [left, right] = isMirrored ? [end, start] : [start, end];
      const { x: width, y: height } = this.map.getSize();
      const across = Math.min((MOST_ROOM * width) / (left + right), 1);
      const down = Math.min((MOST_ROOM * height) / (top + bottom), 1);
      this.map.fitBounds(this.bounds, {
        paddingTopLeft: [left * across, top * down],
        paddingBottomRight: [right * across, bottom * down],
        animate: false,
      });
    }

    roomAround(/** @type {boolean} */ isMirrored) {
      const { wide, narrow, narrowMirrored = narrow } = this.margins;
      if (this.map.getSize().x >= WIDE_PX) return wide;
      return isMirrored ? narrowMirrored : narrow;
    }

    /** Leaves room for the legend, which stands where the reader's language begins. */
    face(/** @type {"ltr" | "rtl"} */ direction) {
      if (direction === this.direction) return;
      this.direction = direction;
      if (this.atOpening) this.quietly(() => this.fitOpening());
    }

    quietly(/** @type {() => void} */ move) {
      this.movedByProgram = true;
      move();
      this.movedByProgram = false;
    }

    /** Calls `moved` after each move, and `byHand` too where the reader has made it. */
    onMove(/** @type {() => void} */ moved, /** @type {() => void} */ byHand) {
      this.map.on("moveend", () => {
        moved();
        if (this.movedByProgram) return;
        this.atOpening = false;
        byHand();
      });
      new ResizeObserver(([{ contentRect }]) => {
        const { x, y } = this.map.getSize();
        if (Math.round(contentRect.width) === x && Math.round(contentRect.height) === y) return;
        this.resize();
        moved();
      }).observe(this.map.getContainer());
    }
  }

  DM.Camera = Camera;
})(window);
