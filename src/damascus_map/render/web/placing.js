// @ts-check
/** Placing: where can a label stand so that it covers no other and stays in its own district? */

/**
 * @typedef {{x: number, y: number, w: number, h: number}} Box  in pixels, from its upper left corner
 * @typedef {{x: number, y: number}} Point
 * @typedef {{own: number, candidates: Box[], below: number}} Item  candidates in the order of
 *   preference; `below` is the room that it would like to keep under itself
 */

(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});

  const COST = { overlap: 1000, crowding: 20, outside: 20, inAnother: 40, rank: 0.5 };
  const ROUNDS = 2;

  /** The area that two boxes share, as a part of the first. */
  function overlapOf(/** @type {Box} */ a, /** @type {Box} */ b) {
    const w = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);
    const h = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y);
    return w > 0 && h > 0 ? (w * h) / (a.w * a.h) : 0;
  }

  function boxAround(/** @type {Point} */ middle, /** @type {{w: number, h: number}} */ size) {
    return { x: middle.x - size.w / 2, y: middle.y - size.h / 2, w: size.w, h: size.h };
  }

  function middleOf(/** @type {Box} */ box) {
    return { x: box.x + box.w / 2, y: box.y + box.h / 2 };
  }

  function grown(/** @type {Box} */ box, /** @type {number} */ by) {
    return { x: box.x - by, y: box.y - by, w: box.w + 2 * by, h: box.h + 2 * by };
  }

  /**
   * Chooses for each item its cheapest candidate, given what the others have taken.
   * @param {Item[]} items
   * @param {{taken: Box[], terrain: ReturnType<typeof createTerrain>}} around
   * @returns {Box[]}
   */
  function placeBoxes(items, around) {
    const placed = items.map(() => null);
    for (let round = 0; round < ROUNDS; round += 1) {
      items.forEach((item, i) => {
        const others = placed.filter((box, k) => box && k !== i);
        placed[i] = cheapest(item, { ...around, taken: [...around.taken, ...others] });
      });
    }
    return placed;
  }

  function cheapest(/** @type {Item} */ item, around) {
    let [best, least] = [item.candidates[0], Infinity];
    item.candidates.forEach((box, rank) => {
      const cost = rank * COST.rank + costOf(box, item, around);
      if (cost < least) [best, least] = [box, cost];
    });
    return best;
  }

  function costOf(/** @type {Box} */ box, /** @type {Item} */ { own, below }, { taken, terrain }) {
    const roomy = { ...box, h: box.h + below };
    const total = (wanted) => taken.reduce((sum, other) => sum + overlapOf(wanted, other), 0);
    const stray = terrain.strayOf(roomy, own);
    return (
      COST.overlap * total(box) +
      COST.crowding * total(roomy) +
      COST.outside * stray.outside +
      COST.inAnother * stray.inAnother
    );
  }

  /**
   * Knows which ground belongs to which district.
   * @param {Point[][][]} districts  for each district its rings, in pixels
   */
  function createTerrain(districts) {
    const bounds = districts.map((rings) => boundsOf(rings.flat()));

    function ownerOf(/** @type {Point} */ point) {
      return districts.findIndex(
        (rings, i) => overlapOf({ ...point, w: 1, h: 1 }, bounds[i]) > 0 && isInside(point, rings),
      );
    }

    return {
      bounds,
      ownerOf,
      /** The parts of a box that lie outside all districts, and in another than its own. */
      strayOf(/** @type {Box} */ box, /** @type {number} */ own) {
        const owners = samplesOf(box).map(ownerOf);
        const part = (test) => owners.filter(test).length / owners.length;
        return {
          outside: part((owner) => owner === -1),
          inAnother: part((owner) => owner !== -1 && owner !== own),
        };
      },
    };
  }

  /** Nine points that stand for a box. */
  function samplesOf(/** @type {Box} */ box) {
    const steps = [0.08, 0.5, 0.92];
    return steps.flatMap((v) => steps.map((u) => ({ x: box.x + u * box.w, y: box.y + v * box.h })));
  }

  function boundsOf(/** @type {Point[]} */ points) {
    const [xs, ys] = [points.map((p) => p.x), points.map((p) => p.y)];
    const [x, y] = [Math.min(...xs), Math.min(...ys)];
    return { x, y, w: Math.max(...xs) - x, h: Math.max(...ys) - y };
  }

  /** Even-odd rule over all rings, so that holes are outside. */
  function isInside(/** @type {Point} */ { x, y }, /** @type {Point[][]} */ rings) {
    let inside = false;
    for (const ring of rings) {
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
        const [a, b] = [ring[i], ring[j]];
        if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
      }
    }
    return inside;
  }

  DM.placing = { placeBoxes, createTerrain, overlapOf, boxAround, middleOf, grown };
})(window);
