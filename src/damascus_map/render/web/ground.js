// @ts-check
/** Ground: the city, its neighbourhood lines, roads and water, quiet beneath the districts. */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const L = global.L;
  const PANE = "dm-ground";
  const ZOOM_OF_WIDTHS = 12.5;

  /** @param {any} map @param {any} scene */
  function drawGround(map, scene) {
    map.createPane(PANE).style.zIndex = "250";
    const draw = layerMaker(scene.style, L.canvas({ pane: PANE, padding: 0.3 }));
    const { surroundings, neighbourhoods, water, roads } = scene.context;
    const city = withProperty(surroundings, "kind", "city");
    draw(withProperty(surroundings, "kind", "subdistrict"), {
      color: "line",
      weight: 0.7,
      opacity: 0.7,
      dashArray: "2 4",
    }).addTo(map);
    draw(city, { fillColor: "city", stroke: false }).addTo(map);
    draw(neighbourhoods, { color: "line", weight: 0.6, opacity: 0.9 }).addTo(map);
    draw(water, { fillColor: "water", color: "water", weight: 0.8 }).addTo(map);
    const minor = draw(withProperty(roads, "class", "major"), { color: "road_minor", opacity: 0.9 }).addTo(
      map,
    );
    const major = draw(withProperty(roads, "class", "highway"), { color: "road" }).addTo(map);
    draw(city, { color: "line", weight: 1.4 }).addTo(map);
    keepRoadWidths(map, minor, major);
  }

  /** A function that makes a layer without interaction, with colours by their names in the style. */
  function layerMaker(/** @type {Record<string, string>} */ colours, renderer) {
    return (features, style) => {
      const { color, fillColor, ...rest } = style;
      return L.geoJSON(joined(features), {
        pane: PANE,
        renderer,
        interactive: false,
        style: {
          ...rest,
          color: colours[color],
          fill: Boolean(fillColor),
          fillColor: colours[fillColor],
          fillOpacity: 1,
        },
      });
    };
  }

  /** Features of one look as one: to each of its own, Leaflet would give a layer. */
  function joined({ features }) {
    const partsOf = ({ type, coordinates }) => (type.startsWith("Multi") ? coordinates : [coordinates]);
    const shapes = features.map(({ geometry }) => geometry);
    const kinds = [...new Set(shapes.map(({ type }) => `Multi${type.replace("Multi", "")}`))];
    return kinds.map((type) => ({
      type,
      coordinates: shapes.filter((shape) => type.endsWith(shape.type.replace("Multi", ""))).flatMap(partsOf),
    }));
  }

  function withProperty(collection, /** @type {string} */ key, /** @type {string} */ value) {
    const features = collection.features.filter((feature) => feature.properties[key] === value);
    return { type: "FeatureCollection", features };
  }

  /** Roads grow with the zoom, more slowly than the ground does. */
  function keepRoadWidths(map, minor, major) {
    function setWidths() {
      const growth = 1.35 ** (map.getZoom() - ZOOM_OF_WIDTHS);
      minor.setStyle({ weight: 1.1 * growth });
      major.setStyle({ weight: 2.6 * growth });
    }
    map.on("zoomend", setWidths);
    setWidths();
  }

  DM.drawGround = drawGround;
})(window);
