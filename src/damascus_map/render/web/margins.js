// @ts-check
/** Margins: the scale, the sources, the buttons for the zoom, and notices. */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const L = global.L;
  const { html } = DM.elements;

  /** A metric scale whose unit is written in the reader's language. */
  function createScale(map) {
    let words = null;
    const Scale = L.Control.Scale.extend({
      _updateMetric(/** @type {number} */ maxMetres) {
        const metres = this._getRoundNum(maxMetres);
        const [key, n] = metres < 1000 ? ["scale_m", metres] : ["scale_km", metres / 1000];
        this._mScale.style.width = `${Math.round((this.options.maxWidth * metres) / maxMetres)}px`;
        this._mScale.textContent = words ? words.text(key, { n }) : "";
      },
    });
    const scale = new Scale({ position: "bottomleft", imperial: false, maxWidth: 90 }).addTo(map);
    return {
      node: scale.getContainer(),
      update(frame) {
        if (words === frame.words) return;
        words = frame.words;
        scale._update();
      },
    };
  }

  /** Leaflet's own attribution reads markup; this one is text. */
  function createAttribution(map, scene) {
    if (map.attributionControl) map.attributionControl.remove();
    const lines = scene.attribution.map((text) => html("span", { dir: "ltr" }, text));
    const node = html("div", { class: "dm-attribution" }, ...lines);
    DM.legend.addControl(map, node, "bottomright");
    return node;
  }

  /**
   * Calm notices over the map: what is being loaded, and what has failed, with a way on.
   * @param {HTMLElement} container
   * @param {(key: string) => string} firstTextOf  until a frame brings the reader's language
   */
  function createNotice(container, firstTextOf) {
    let textOf = firstTextOf;
    let shown = "";
    const text = html("p");
    const again = html("button", { class: "dm-button", type: "button" });
    const box = html("div", { class: "dm-notice dm-card", role: "status", hidden: true }, text, again);
    L.DomEvent.disableClickPropagation(box);
    container.append(box);

    function write() {
      text.textContent = textOf(shown);
      again.textContent = textOf("try_again");
    }

    return {
      /** @param {string} key @param {(() => void) | null} [act]  what the button does; none: no button */
      show(key, act = null) {
        shown = key;
        again.hidden = act === null;
        again.onclick = act;
        write();
        box.hidden = false;
      },
      hide() {
        box.hidden = true;
      },
      update({ words }) {
        if (textOf === words.text) return;
        textOf = words.text;
        if (!box.hidden) write();
      },
    };
  }

  /** Leaflet's own buttons, at the side that the legend leaves free, with names in the reader's language. */
  function zoomButtons(map) {
    map.zoomControl.setPosition("topright");
    const [zoomIn, zoomOut] = map.zoomControl.getContainer().querySelectorAll("a");
    return {
      update(/** @type {Frame} */ { words }) {
        DM.elements.setAttributes(map.getContainer(), { role: "region", "aria-label": words.text("map") });
        zoomIn.title = words.text("zoom_in");
        zoomOut.title = words.text("zoom_out");
        [zoomIn, zoomOut].forEach((button) => button.setAttribute("aria-label", button.title));
      },
    };
  }

  DM.margins = { createScale, createAttribution, createNotice, zoomButtons };
})(window);
