// @ts-check
/** Dots: the look of ground below the confidence asked for, on the map, in bands and in the legend. */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const { svg } = DM.elements;

  /** The marks of all tiles that touch a box, each with its left end's middle and its size. */
  function marksIn(/** @type {Box} */ { x, y, w, h }, scene) {
    const { tile, width, height, places } = scene.below.dots;
    const from = [x, y].map((start) => Math.floor(start / tile) * tile);
    const marks = [];
    for (let top = from[1]; top < y + h; top += tile)
      for (let left = from[0]; left < x + w; left += tile)
        for (const [dx, dy] of places)
          marks.push({ x: left + dx, y: top + dy - height / 2, w: width, h: height });
    return marks;
  }

  /** Ground and marks as elements of a drawing. */
  function nodesIn(/** @type {Box} */ box, scene) {
    const d = marksIn(box, scene).map(({ x, y, w, h }) => `M${x} ${y}h${w}v${h}h${-w}z`);
    return [
      svg("rect", { x: box.x, y: box.y, width: box.w, height: box.h, fill: scene.below.colour }),
      svg("path", { d: d.join(""), fill: scene.style.muted }),
    ];
  }

  /** A pattern that a shape of the map is filled with. */
  function patternOf(/** @type {string} */ id, scene) {
    const { tile } = scene.below.dots;
    const size = { width: tile, height: tile, patternUnits: "userSpaceOnUse" };
    return svg("pattern", { id, ...size }, ...nodesIn({ x: 0, y: 0, w: tile, h: tile }, scene));
  }

  /** The marks of a box on a canvas, upon a ground that is painted already. */
  function paint(/** @type {CanvasRenderingContext2D} */ context, /** @type {Box} */ box, scene) {
    context.fillStyle = scene.style.muted;
    marksIn(box, scene).forEach(({ x, y, w, h }) => context.fillRect(x, y, w, h));
  }

  /** The background of a small patch: style sheets know no short marks, but round ones. */
  function backgroundOf(scene) {
    const { tile, width, places } = scene.below.dots;
    const layers = places.map(([x, y]) => {
      const at = `${x + width / 2}px ${y}px`;
      const stops = `${scene.style.muted} ${width / 2}px, transparent ${width / 2 + 0.4}px`;
      return `radial-gradient(circle at ${at}, ${stops}) 0 0 / ${tile}px ${tile}px`;
    });
    return [...layers, scene.below.colour].join(", ");
  }

  DM.dots = { nodesIn, patternOf, paint, backgroundOf };
})(window);
