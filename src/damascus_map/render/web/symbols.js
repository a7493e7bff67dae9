// @ts-check
/** Symbols: a badge for an event that stands alone, and for several a number in a ring of their kinds. */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const BADGE_PX = 20;
  const BADGE_UNITS = 27;
  const RING_PX = 4;
  const HALO_PX = 1.5;
  const FULL_TURN = 2 * Math.PI;
  const FONT = '"Noto Sans", system-ui, sans-serif';

  class Symbols {
    /** @param {any} surface @param {any} scene */
    constructor(surface, scene) {
      this.surface = surface;
      this.scene = scene;
      /** @type {Cluster[]} */
      this.clusters = [];
      this.kinds = new Uint8Array(0);
      this.sprites = { ratio: 0, images: [] };
    }

    update(/** @type {Cluster[]} */ clusters, /** @type {Frame} */ frame) {
      this.clusters = clusters;
      this.kinds = frame.index.kind;
      this.makeSprites(global.devicePixelRatio || 1);
      this.surface.clear();
      clusters.forEach((cluster) => this.draw(cluster, frame.words));
    }

    /** The badges as pictures, drawn once for a screen. */
    makeSprites(/** @type {number} */ ratio) {
      if (ratio === this.sprites.ratio) return;
      this.sprites = { ratio, images: this.scene.kinds.map((kind) => spriteOf(kind, ratio)) };
    }

    draw(/** @type {Cluster} */ cluster, words) {
      const { context, corner } = this.surface;
      const [x, y] = [cluster.x - corner.x, cluster.y - corner.y];
      if (cluster.rows.length > 1) return this.drawCluster(x, y, cluster, words);
      const image = this.sprites.images[this.kinds[cluster.rows[0]]];
      const half = BADGE_PX / 2;
      return context.drawImage(image, Math.round(x - half), Math.round(y - half), BADGE_PX, BADGE_PX);
    }

    drawCluster(/** @type {number} */ x, /** @type {number} */ y, /** @type {Cluster} */ cluster, words) {
      const { context } = this.surface;
      const { rows, radius } = cluster;
      context.beginPath();
      context.arc(x, y, radius + HALO_PX, 0, FULL_TURN);
      context.fillStyle = "#fff";
      context.fill();
      this.drawRing(x, y, cluster);
      context.fillStyle = this.scene.style.ink;
      context.font = `700 ${rows.length < 1000 ? 11 : 10}px ${FONT}`;
      context.textAlign = "center";
      context.textBaseline = "middle";
      context.fillText(words.number(rows.length), x, y + 0.5);
    }

    /** The share of each kind, from the top on and in the order of the scene's kinds. */
    drawRing(/** @type {number} */ x, /** @type {number} */ y, /** @type {Cluster} */ { rows, radius }) {
      const { context } = this.surface;
      let angle = -FULL_TURN / 4;
      context.lineWidth = RING_PX;
      countsByKind(rows, this.kinds, this.scene.kinds.length).forEach((count, kind) => {
        if (count === 0) return;
        const end = angle + (count / rows.length) * FULL_TURN;
        context.beginPath();
        context.arc(x, y, radius - RING_PX / 2, angle, end);
        context.strokeStyle = this.scene.kinds[kind].colour;
        context.stroke();
        angle = end;
      });
    }

    /** What is drawn at a point of the zoom, the uppermost first; a finger may be a little beside it. */
    at(/** @type {Point} */ { x, y }, slackPx = 0) {
      const cluster = this.clusters.findLast(
        (one) => Math.hypot(one.x - x, one.y - y) <= one.radius + slackPx,
      );
      return cluster ? partOf(cluster) : null;
    }

    /** All that is drawn. */
    parts() {
      return this.clusters.map(partOf);
    }
  }

  function partOf(/** @type {Cluster} */ { x, y, radius, rows }) {
    const side = 2 * radius;
    return {
      key: `symbol ${rows}`,
      box: { x: x - radius, y: y - radius, w: side, h: side },
      count: rows.length,
      rowsOf: () => Uint32Array.from(rows).sort().reverse(),
    };
  }

  function countsByKind(
    /** @type {number[]} */ rows,
    /** @type {Uint8Array} */ kinds,
    /** @type {number} */ howMany,
  ) {
    const counts = new Uint32Array(howMany);
    rows.forEach((row) => (counts[kinds[row]] += 1));
    return counts;
  }

  /** A badge as `elements.badge` draws it, in the pixels of a screen. */
  function spriteOf(/** @type {Kind} */ { colour, glyph, badge }, /** @type {number} */ ratio) {
    const canvas = document.createElement("canvas");
    canvas.width = Math.ceil(BADGE_PX * ratio);
    canvas.height = canvas.width;
    const context = canvas.getContext("2d");
    const unit = canvas.width / BADGE_UNITS;
    context.setTransform(unit, 0, 0, unit, 1.5 * unit, 1.5 * unit);
    const outline = new Path2D(badge.outline);
    context.strokeStyle = "#fff";
    context.lineWidth = badge.edge;
    context.stroke(outline);
    context.fillStyle = colour;
    context.fill(outline);
    context.translate(12, badge.middle);
    context.scale(badge.glyph_scale, badge.glyph_scale);
    context.translate(-12, -12);
    context.fillStyle = "#fff";
    context.fill(new Path2D(glyph), "evenodd");
    return canvas;
  }

  DM.Symbols = Symbols;
})(window);
