// @ts-check
/** Ground: the city, its neighbourhood lines, roads and water, quiet beneath the districts. */

/**
 * @typedef {object} GroundLayer
 * @property {string} line  a colour by its name in the style
 * @property {number} width  in pixels
 * @property {string | null} fill  a colour of the areas
 * @property {number[]} dash
 * @property {boolean} grows  wider with the zoom
 * @property {number[][]} lines  each: longitude and latitude of the first point, then steps to the next ones
 * @property {number[][][]} areas  each with its rings
 */

(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const L = global.L;
  const PANE = "dm-ground";
  const ZOOM_OF_WIDTHS = 12.5;

  /** @param {any} map @param {any} scene */
  function drawGround(map, scene) {
    map.createPane(PANE).style.zIndex = "250";
    const renderer = L.canvas({ pane: PANE, padding: 0.3 });
    const { layers, parts_of_a_degree: parts } = scene.ground;
    const growing = [];
    for (const layer of layers) {
      const shape = shapeOf(layer, parts, { ...lookOf(layer, scene.style), renderer }).addTo(map);
      if (layer.grows) growing.push({ shape, width: layer.width });
    }
    keepWidths(map, growing);
  }

  function shapeOf(/** @type {GroundLayer} */ { lines, areas }, /** @type {number} */ parts, look) {
    const placed = (/** @type {number[]} */ line) => latLngs(line, parts);
    return areas.length > 0
      ? L.polygon(
          areas.map((rings) => rings.map(placed)),
          look,
        )
      : L.polyline(lines.map(placed), look);
  }

  function latLngs(/** @type {number[]} */ steps, /** @type {number} */ parts) {
    const points = new Array(steps.length / 2);
    let [x, y] = [0, 0];
    for (let i = 0; i < points.length; i += 1) {
      x += steps[2 * i];
      y += steps[2 * i + 1];
      points[i] = L.latLng(y / parts, x / parts);
    }
    return points;
  }

  function lookOf(/** @type {GroundLayer} */ layer, /** @type {Record<string, string>} */ colours) {
    return {
      pane: PANE,
      interactive: false,
      stroke: layer.width > 0,
      color: colours[layer.line],
      weight: layer.width,
      dashArray: layer.dash.join(" ") || null,
      opacity: 1,
      fill: layer.fill !== null,
      fillColor: colours[layer.fill],
      fillOpacity: 1,
    };
  }

  /** Roads grow with the zoom, more slowly than the ground does. */
  function keepWidths(map, /** @type {{shape: any, width: number}[]} */ growing) {
    function setWidths() {
      const growth = 1.35 ** (map.getZoom() - ZOOM_OF_WIDTHS);
      growing.forEach(({ shape, width }) => shape.setStyle({ weight: width * growth }));
    }
    map.on("zoomend", setWidths);
    setWidths();
  }

  DM.drawGround = drawGround;
})(window);
