// @ts-check
/** Surface: one canvas over the ground of the map, and where it lies in the world. */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const L = global.L;
  const { html } = DM.elements;
  /** Drawn beyond the edges of the map, so that a hand that moves it uncovers no blank ground at once. */
  const EDGE_PX = 60;

  class Surface {
    constructor(map, /** @type {string} */ pane, /** @type {number} */ zIndex) {
      this.map = map;
      this.canvas = html("canvas", { class: "dm-surface leaflet-zoom-hide", "aria-hidden": "true" });
      this.context = this.canvas.getContext("2d");
      this.pane = map.createPane(pane);
      this.pane.style.zIndex = String(zIndex);
      this.pane.append(this.canvas);
      this.corner = L.point(0, 0);
      this.size = L.point(0, 0);
      this.zoom = map.getZoom();
    }

    /** Lays the canvas, empty, over the part of the map that is seen. */
    fit() {
      const { map, canvas } = this;
      const ratio = global.devicePixelRatio || 1;
      const onPane = map.containerPointToLayerPoint([-EDGE_PX, -EDGE_PX]).round();
      this.zoom = map.getZoom();
      this.corner = onPane.add(map.getPixelOrigin());
      this.size = map.getSize().add([2 * EDGE_PX, 2 * EDGE_PX]);
      canvas.width = Math.round(this.size.x * ratio);
      canvas.height = Math.round(this.size.y * ratio);
      canvas.style.width = `${this.size.x}px`;
      canvas.style.height = `${this.size.y}px`;
      L.DomUtil.setPosition(canvas, onPane);
      this.context.setTransform(ratio, 0, 0, ratio, 0, 0);
    }

    clear() {
      this.context.clearRect(0, 0, this.size.x, this.size.y);
    }

    /** The part of the world that is seen, without the edges. @returns {Area} */
    seen() {
      return this.areaOf(EDGE_PX);
    }

    /** The part of the world that the canvas covers. @returns {Area} */
    covered() {
      return this.areaOf(0);
    }

    areaOf(/** @type {number} */ inset) {
      const scale = this.worldScale();
      const [from, to] = [
        this.corner.add([inset, inset]),
        this.corner.add(this.size).subtract([inset, inset]),
      ];
      return {
        west: Math.ceil(from.x * scale),
        north: Math.ceil(from.y * scale),
        east: Math.floor(to.x * scale),
        south: Math.floor(to.y * scale),
      };
    }

    /** World pixels for one pixel of the zoom. */
    worldScale() {
      return 2 ** (DM.sight.WORLD_ZOOM - this.zoom);
    }

    /** A point of the window, in the pixels of the zoom. */
    pointOf(/** @type {number} */ clientX, /** @type {number} */ clientY) {
      const frame = this.canvas.getBoundingClientRect();
      return { x: this.corner.x + clientX - frame.left, y: this.corner.y + clientY - frame.top };
    }

    /** A box in the pixels of the zoom, in the window's. */
    rectOf(/** @type {Box} */ { x, y, w, h }) {
      const frame = this.canvas.getBoundingClientRect();
      return new DOMRect(frame.left + x - this.corner.x, frame.top + y - this.corner.y, w, h);
    }
  }

  DM.Surface = Surface;
})(window);
