// @ts-check
/**
 * Clusters: which events stand together in one symbol?
 * Events of different districts never do, so that no symbol speaks for both sides of a line.
 */

/**
 * @typedef {object} Cluster
 * @property {number} mask  of the districts of all its events
 * @property {number[]} rows
 * @property {number} x  in pixels of the zoom, on one of its events
 * @property {number} y
 * @property {number} radius
 */

(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const { overlapOf, boxAround } = DM.placing;
  /** The room of a number, which no name may cover. */
  const NUMBER_PX = 14;
  /** What is covered joins no symbol that is farther off. */
  const FARTHEST_HOST_PX = 80;
  const SYMBOL_RADIUS_PX = 10;
  /** Cells of this size, fastened to the world, hold what is too near to be told apart. */
  const NEAR_PX = 16;
  /** How much of their radii two symbols may share before they are joined. */
  const TOUCHING = 0.9;
  /** The radius of a cluster by the number of digits that it shows. */
  const RADII = [0, 12, 13.5, 16, 19];

  /**
   * @param {Iterable<number>} rows
   * @param {{x: ArrayLike<number>, y: ArrayLike<number>}} points  of the world
   * @param {ArrayLike<number>} districts  of each row
   * @param {number} zoom
   * @param {Box[]} names  in pixels of the zoom; what stands under one cannot be read
   * @returns {Cluster[]} the largest last, so that none is drawn under a smaller one
   */
  function clustersOf(rows, points, districts, zoom, names) {
    const scale = 2 ** (zoom - DM.sight.WORLD_ZOOM);
    const near = groupsOf(rows, points, districts, zoom);
    const clusters = near.map((group) => clusterOf(group, points, districts, scale));
    clusters.sort((a, b) => b.rows.length - a.rows.length || a.y - b.y || a.x - b.x);
    return arranged(clusters, names).reverse();
  }

  /** Rows of the same districts in the same cell. */
  function groupsOf(rows, { x, y }, districts, zoom) {
    const shift = Math.round(Math.log2(NEAR_PX) + DM.sight.WORLD_ZOOM - zoom);
    /** @type {Map<string, number[]>} */
    const groups = new Map();
    for (const row of rows) {
      const key = `${districts[row]} ${x[row] >> shift} ${y[row] >> shift}`;
      const group = groups.get(key);
      if (group) group.push(row);
      else groups.set(key, [row]);
    }
    return [...groups.values()];
  }

  /** A cluster stands on the one of its events that is nearest to their middle: never beyond a line. */
  function clusterOf(/** @type {number[]} */ rows, { x, y }, districts, /** @type {number} */ scale) {
    const mean = (values) => rows.reduce((sum, row) => sum + values[row], 0) / rows.length;
    const [middleX, middleY] = [mean(x), mean(y)];
    const farOff = (row) => (x[row] - middleX) ** 2 + (y[row] - middleY) ** 2;
    const at = rows.reduce((best, row) => (farOff(row) < farOff(best) ? row : best));
    return {
      mask: districts[rows[0]],
      rows,
      x: x[at] * scale,
      y: y[at] * scale,
      radius: radiusOf(rows.length),
    };
  }

  function radiusOf(/** @type {number} */ count) {
    return count === 1 ? SYMBOL_RADIUS_PX : RADII[Math.min(String(count).length, RADII.length - 1)];
  }

  /** One that would cover another, or lie under a name, joins the nearest of its own districts. */
  function arranged(/** @type {Cluster[]} */ clusters, /** @type {Box[]} */ names) {
    const isUnder = (cluster) => {
      const number = boxAround(cluster, { w: NUMBER_PX, h: NUMBER_PX });
      return names.some((box) => overlapOf(number, box) > 0);
    };
    /** @type {Cluster[]} */
    const kept = [];
    const take = (cluster, mustJoin) => {
      const covers = mustJoin || kept.some((other) => touches(other, cluster));
      const host = covers ? nearestOwn(cluster, kept) : null;
      if (host) join(host, cluster);
      else kept.push(cluster);
    };
    // What is written over comes last, when there are others that it can join.
    clusters.filter((cluster) => !isUnder(cluster)).forEach((cluster) => take(cluster, false));
    clusters.filter(isUnder).forEach((cluster) => take(cluster, true));
    return kept;
  }

  /** @returns {Cluster | null} */
  function nearestOwn(/** @type {Cluster} */ cluster, /** @type {Cluster[]} */ others) {
    let [nearest, least] = [null, FARTHEST_HOST_PX ** 2];
    for (const other of others) {
      const apart = other.mask === cluster.mask ? squareApart(other, cluster) : Infinity;
      if (apart < least) [nearest, least] = [other, apart];
    }
    return nearest;
  }

  function touches(/** @type {Cluster} */ a, /** @type {Cluster} */ b) {
    return squareApart(a, b) < ((a.radius + b.radius) * TOUCHING) ** 2;
  }

  function squareApart(/** @type {Point} */ a, /** @type {Point} */ b) {
    return (a.x - b.x) ** 2 + (a.y - b.y) ** 2;
  }

  function join(/** @type {Cluster} */ host, /** @type {Cluster} */ guest) {
    host.rows.push(...guest.rows);
    host.radius = radiusOf(host.rows.length);
  }

  DM.clusters = { clustersOf };
})(window);
