// @ts-check
/** Names: the districts' and the other places' names as elements, with the room they take, and in a list. */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const { html } = DM.elements;

  /** The name in the reader's language, and in Arabic, if that is another; for readers of Arabic, in English. */
  class DistrictName {
    /** @param {any} district @param {number} own  its position among the districts */
    constructor(district, own) {
      this.district = district;
      this.own = own;
      this.main = html("div", { class: "dm-name-main" });
      this.second = html("div", { class: "dm-name-second" });
      const attributes = { class: "dm-name", "data-district": district.id, "aria-hidden": "true" };
      this.node = html("div", attributes, this.main, this.second);
      this.size = { w: 0, h: 0 };
      /** @type {Box | null} where it stands; null: not shown */
      this.box = null;
    }

    setWords(words, /** @type {boolean} */ shown) {
      const { names } = this.district;
      this.main.textContent = words.name(names);
      const second = words.lang === "ar" ? names.en : names.ar || "";
      this.second.textContent = second === this.main.textContent ? "" : second;
      this.node.hidden = !shown;
    }
  }

  /** A town or a quarter around the districts, for orientation. */
  class PlaceName {
    /** @param {any} place  with its names, where it is, and its rank: 1 for the most important */
    constructor(place) {
      this.names = place.names;
      this.rank = place.rank;
      this.lonLat = place.lon_lat;
      this.node = html("div", { class: "dm-place" });
      this.point = { x: 0, y: 0 };
      this.size = { w: 0, h: 0 };
    }

    setWords(words) {
      this.node.textContent = words.name(this.names);
    }
  }

  /** Reads the room that names take: after all of them are written, or the browser lays them out one by one. */
  function measure(/** @type {(DistrictName | PlaceName)[]} */ names) {
    for (const name of names) name.size = { w: name.node.offsetWidth, h: name.node.offsetHeight };
  }

  /** The districts that some events concern, in words; the region's name for what concerns none. */
  function placesOf(/** @type {Uint32Array} */ rows, /** @type {Frame} */ { index, words }) {
    const { districts } = index.scene;
    const mask = rows.reduce((all, row) => all | index.districts[row], 0);
    const names = districts.filter((_, i) => (mask >>> i) & 1).map((district) => words.name(district.names));
    if (rows.some((row) => index.districts[row] === 0)) names.push(words.text("region_title"));
    return new Intl.ListFormat(words.lang, { type: "unit" }).format(names);
  }

  function moveTo(/** @type {HTMLElement} */ node, /** @type {Box} */ box) {
    node.style.transform = `translate(${Math.round(box.x)}px, ${Math.round(box.y)}px)`;
  }

  DM.names = { DistrictName, PlaceName, measure, placesOf, moveTo };
})(window);
