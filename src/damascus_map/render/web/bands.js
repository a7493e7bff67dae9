// @ts-check
/** Bands: the whole time at one look, each district in the colours of those who held it. */

(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const STRIPE_PERIOD_PX = 9;
  const SOFT_SLICES = 10;
  const NAME_GAP_PX = 8;
  const TICK_BASE_PX = 12;
  const TICK_END_PX = 23;
  /** A tick so near the end has no room for its words. */
  const LAST_TICK_PX = 8;
  const MARK_DASH_PX = [2, 3];
  const MARK_STRENGTH = 0.65;
  const DIMMED = 0.22;
  const LINE = 1.15;

  /** Draws the bands, the ticks and the names on one canvas. */
  class BandPainter {
    constructor(/** @type {HTMLCanvasElement} */ canvas, /** @type {Plot} */ plot, scene) {
      this.context = DM.axis.contextOf(canvas, plot);
      this.plot = plot;
      this.scene = scene;
    }

    draw(/** @type {Frame} */ { words, shown, history }) {
      DM.axis.ticksOf(this.plot, words).forEach((tick) => this.drawTick(tick));
      this.scene.source_changes.forEach(({ day }) => this.drawMark(day));
      this.drawGutter(words);
      history.forEach((periods, i) => {
        periods.forEach((period, k) => {
          if (!this.isSeen(period)) return;
          this.drawInterval(this.topOf(i), period, periods[k - 1], shown[i] ? 1 : DIMMED);
        });
      });
    }

    topOf(/** @type {number} */ district) {
      return this.plot.bands.top + district * this.plot.bands.pitch;
    }

    isSeen({ from, to }) {
      return from < this.plot.span[1] && (to === null || to > this.plot.span[0]);
    }

    drawTick({ day, text, strong }) {
      const { context, plot, scene } = this;
      const x = Math.round(plot.xOf(day));
      context.fillStyle = scene.style.line;
      context.fillRect(x, plot.histogram.top, 1, plot.height - TICK_END_PX - plot.histogram.top);
      if (x > plot.right - LAST_TICK_PX) return;
      this.setText(plot.fontPx - 1, strong ? scene.style.ink : scene.style.muted, "center");
      context.fillText(text, x, plot.height - TICK_BASE_PX);
    }

    /** The number of sources jumps here: a change on the map may be one of who reports. */
    drawMark(/** @type {number} */ day) {
      const { context, plot, scene } = this;
      if (day < plot.span[0] || day >= plot.span[1]) return;
      const x = Math.round(plot.xOf(day)) + 0.5;
      context.save();
      context.globalAlpha = MARK_STRENGTH;
      context.setLineDash(MARK_DASH_PX);
      context.strokeStyle = scene.style.muted;
      context.beginPath();
      context.moveTo(x, plot.histogram.top);
      context.lineTo(x, plot.bands.top);
      context.stroke();
      context.restore();
    }

    /** What the rows are: the events of a unit of time, then the districts. */
    drawGutter(words) {
      const { plot, scene } = this;
      const middle = plot.histogram.top + plot.histogram.height / 2;
      const lines = [words.text("legend_events"), words.text(`per_${plot.bin}`)];
      lines.forEach((line, k) =>
        this.drawLabel(line, middle + (k - 0.5) * plot.fontPx * LINE, scene.style.muted, words),
      );
      scene.districts.forEach(({ names }, i) =>
        this.drawLabel(
          words.name(names),
          this.topOf(i) + plot.bands.height / 2 + 0.5,
          scene.style.ink,
          words,
        ),
      );
    }

    drawLabel(/** @type {string} */ text, /** @type {number} */ y, /** @type {string} */ colour, words) {
      const { left, right, fontPx } = this.plot;
      const isAtRight = words.direction === "rtl";
      this.setText(fontPx, colour, isAtRight ? "left" : "right");
      this.context.direction = words.direction;
      this.context.textBaseline = "middle";
      this.context.fillText(text, isAtRight ? right + NAME_GAP_PX : left - NAME_GAP_PX, y);
    }

    setText(
      /** @type {number} */ sizePx,
      /** @type {string} */ colour,
      /** @type {CanvasTextAlign} */ align,
    ) {
      this.context.font = `${sizePx}px ${DM.axis.FONT}`;
      this.context.fillStyle = colour;
      this.context.textAlign = align;
      this.context.textBaseline = "alphabetic";
    }

    /** Where the beginning is known to the month or the year only, the former interval fades into this one. */
    drawInterval(/** @type {number} */ y, interval, former, /** @type {number} */ strength) {
      const end = interval.to === null ? this.scene.last_day + 1 : interval.to;
      this.paint(y, interval, [interval.from, end], strength);
      if (!former || interval.from_precision === "day") return;
      const softEnd = Math.min(DM.time.endOfPrecision(interval.from, interval.from_precision), end);
      const step = (softEnd - interval.from) / SOFT_SLICES;
      for (let k = 0; k < SOFT_SLICES; k += 1) {
        const from = interval.from + k * step;
        this.paint(y, former, [from, from + step], strength * (1 - (k + 0.5) / SOFT_SLICES));
      }
    }

    /** The fills of an interval between two days, striped as on the map. */
    paint(/** @type {number} */ y, interval, /** @type {number[]} */ days, /** @type {number} */ strength) {
      const { context } = this;
      const { left, right, xOf } = this.plot;
      const [x1, x2] = days.map((day) => Math.min(Math.max(xOf(day), left), right));
      const h = this.plot.bands.height;
      context.save();
      context.beginPath();
      context.rect(x1, y, x2 - x1, h);
      context.clip();
      context.globalAlpha = strength * this.scene.opacity[interval.confidence];
      const [ground, ...stripes] = stripesOf(interval.fills);
      this.setColour(ground.party);
      context.fillRect(x1, y, x2 - x1, h);
      if (interval.below) DM.dots.paint(context, { x: x1, y, w: x2 - x1, h }, this.scene);
      const firstX = Math.floor((x1 - h) / STRIPE_PERIOD_PX) * STRIPE_PERIOD_PX;
      for (let x = firstX; x < x2 + h; x += STRIPE_PERIOD_PX) {
        stripes.forEach(({ party, start, width }) => {
          this.setColour(party);
          slant(context, { x: x + start, y, w: width, h });
        });
      }
      context.restore();
    }

    setColour(/** @type {string | null} */ party) {
      this.context.fillStyle = DM.districts.colourOf(party, this.scene);
    }
  }

  function stripesOf(/** @type {{party: string | null, share: number}[]} */ fills) {
    let start = 0;
    return fills.map(({ party, share }) => {
      const stripe = { party, start, width: share * STRIPE_PERIOD_PX };
      start += stripe.width;
      return stripe;
    });
  }

  /** A stripe that leans to the right by as much as it is high. */
  function slant(/** @type {CanvasRenderingContext2D} */ context, /** @type {Box} */ { x, y, w, h }) {
    context.beginPath();
    context.moveTo(x, y + h);
    context.lineTo(x + h, y);
    context.lineTo(x + h + w, y);
    context.lineTo(x + w, y + h);
    context.fill();
  }

  DM.bands = { BandPainter };
})(window);
