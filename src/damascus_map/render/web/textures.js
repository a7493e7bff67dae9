// @ts-check
/**
 * Textures: fine lines on the colours of parties, by which they are told where colour is not seen.
 * They stand upright inside the slanting stripes, and run on from one row of these to the next.
 */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const { svg } = DM.elements;
  const SLANT = 45;

  /** @typedef {{lines: [number, number, number, number][], colour: string}} Texture  in parts of a tile */

  /** @returns {Texture | null} */
  function textureOf(/** @type {string | null} */ party, scene) {
    const found = scene.parties.find(({ id }) => id === party);
    return found ? found.texture : null;
  }

  function idOf(/** @type {string} */ party, /** @type {number} */ map) {
    return `dm-texture-${map}-${party}`;
  }

  /** What fills the lines of a party on a map, or null where it has none. */
  function fillOf(/** @type {string | null} */ party, scene, /** @type {number} */ map) {
    return party !== null && textureOf(party, scene) ? `url(#${idOf(party, map)})` : null;
  }

  /** The tile of each party that has a texture, for the stripes of one map. */
  function patterns(scene, /** @type {number} */ map) {
    const { side } = scene.texture;
    return scene.parties
      .filter(({ texture }) => texture)
      .map(({ id, texture }) =>
        svg(
          "pattern",
          {
            id: idOf(id, map),
            width: side,
            height: side,
            patternUnits: "userSpaceOnUse",
            patternTransform: `rotate(${-SLANT})`,
          },
          lines(texture, scene, 0, 0),
        ),
      );
  }

  /** The lines of a party on a patch of the legend. */
  function marks(
    /** @type {string} */ party,
    scene,
    /** @type {number} */ width,
    /** @type {number} */ height,
  ) {
    const texture = textureOf(party, scene);
    if (!texture) return [];
    const { side } = scene.texture;
    const found = [];
    for (let x = 0; x < width; x += side)
      for (let y = 0; y < height; y += side) found.push(lines(texture, scene, x, y));
    return found;
  }

  function lines(/** @type {Texture} */ texture, scene, /** @type {number} */ x, /** @type {number} */ y) {
    const { side, strength } = scene.texture;
    const ends = texture.lines.map(
      ([x0, y0, x1, y1]) => `M${x + x0 * side} ${y + y0 * side}L${x + x1 * side} ${y + y1 * side}`,
    );
    return svg("path", {
      d: ends.join(""),
      stroke: texture.colour,
      "stroke-opacity": strength,
      fill: "none",
    });
  }

  DM.textures = { textureOf, fillOf, patterns, marks };
})(window);
