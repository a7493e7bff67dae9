// @ts-check
/** Names: the districts' and the other places' names as elements, with the room they take. */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const { html } = DM.elements;

  /** The name in the reader's language, and in Arabic; for readers of Arabic, in English. */
  class DistrictName {
    /** @param {any} district @param {number} own  its position among the districts */
    constructor(district, own) {
      this.district = district;
      this.own = own;
      this.main = html("div", { class: "dm-name-main" });
      this.second = html("div", { class: "dm-name-second" });
      this.node = html("div", { class: "dm-name", "aria-hidden": "true" }, this.main, this.second);
      this.size = { w: 0, h: 0 };
      /** @type {Box | null} where it stands; null: not shown */
      this.box = null;
    }

    setWords(words, /** @type {boolean} */ shown) {
      const { names } = this.district;
      this.main.textContent = words.name(names);
      this.second.textContent = words.lang === "ar" ? names.en : names.ar || "";
      this.node.hidden = !shown;
      this.size = sizeOf(this.node);
    }
  }

  /** A town or a quarter around the districts, for orientation. */
  class PlaceName {
    /** @param {any} feature  of GeoJSON, with its names and its rank: 1 for the most important */
    constructor(feature) {
      this.names = feature.properties;
      this.rank = feature.properties.rank;
      this.lonLat = feature.geometry.coordinates;
      this.node = html("div", { class: "dm-place" });
      this.point = { x: 0, y: 0 };
      this.size = { w: 0, h: 0 };
    }

    setWords(words) {
      this.node.textContent = this.names[`name_${words.lang}`] || this.names.name_en;
      this.size = sizeOf(this.node);
    }
  }

  function sizeOf(/** @type {HTMLElement} */ node) {
    return { w: node.offsetWidth, h: node.offsetHeight };
  }

  DM.names = { DistrictName, PlaceName };
})(window);
