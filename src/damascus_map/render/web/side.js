// @ts-check
/** Side: one of two maps that are compared: who holds what on its day, and its day in words. */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const { html } = DM.elements;
  const NARROW_PX = 500;
  const SAME_DEGREES = 1e-7;
  /** Nothing but the day in words lies over such a map. */
  const MARGINS = {
    wide: { start: 30, end: 30, top: 46, bottom: 30 },
    narrow: { start: 14, end: 14, top: 36, bottom: 14 },
  };

  class Side {
    /**
     * @param {any} map  a Leaflet map without layers
     * @param {any} scene
     * @param {HTMLElement} node  holds the map
     * @param {(id: string | null) => void} pick  called with the district that a hand or a key chooses
     */
    constructor(map, scene, node, pick) {
      this.map = map;
      this.node = node;
      this.caption = html("p", { class: "dm-side-day dm-card" });
      node.append(this.caption);
      this.camera = new DM.Camera(map, scene.opening_view.bounds_wsen, MARGINS);
      const tip = DM.tip.createTip(map.getContainer());
      DM.drawGround(map, scene);
      const districts = new DM.districts.Districts(map, scene, tip, pick);
      // Events are told in the table below: their lists never open here.
      const labels = new DM.Labels(map, scene, null);
      const places = new DM.places.Places(map, scene, labels, () => [this.caption.getBoundingClientRect()]);
      this.drawers = [districts, labels, places];
      this.mapMoved = true;
      map.on("click", (event) => {
        const district = event.originalEvent.target.closest("[data-district]");
        pick(district ? district.dataset.district : null);
      });
    }

    update(/** @type {Frame} */ frame) {
      const { words, state } = frame;
      const isNarrow = this.node.clientWidth < NARROW_PX;
      const date = words.capitalised(words.date(state.date, isNarrow ? "day_short" : "day"));
      this.caption.textContent = date;
      const name = words.text("name_and_date", { name: words.text("map"), date });
      DM.elements.setAttributes(this.map.getContainer(), { role: "region", "aria-label": name });
      this.drawers.forEach((drawer) => drawer.update(frame, this.mapMoved));
      this.mapMoved = false;
    }
  }

  /** Lets each of two maps follow the other while a hand moves it; returns what to do when the hand rests. */
  function linkCameras(/** @type {Side} */ one, /** @type {Side} */ other) {
    let isFollowing = false;
    const follow = (/** @type {Side} */ leader, /** @type {Side} */ follower) => () => {
      if (isFollowing || leader.camera.movedByProgram) return;
      isFollowing = true;
      follower.camera.quietly(() => showAs(leader.map, follower.map));
      follower.camera.atOpening = false;
      isFollowing = false;
    };
    one.map.on("move zoom", follow(one, other));
    other.map.on("move zoom", follow(other, one));
    return (/** @type {Side} */ leader) => settle(leader.map, leader === one ? other : one);
  }

  /** When the hand rests, both show the same to a part of a pixel: they may come to lie over each other. */
  function settle(leader, /** @type {Side} */ { map, camera }) {
    const isSame = map.getCenter().equals(leader.getCenter(), SAME_DEGREES);
    // Without a reset Leaflet would shift by whole pixels alone.
    if (!isSame) camera.quietly(() => map.setView(leader.getCenter(), leader.getZoom(), { reset: true }));
  }

  /** A shift by pixels leaves all that is drawn as it is; only another zoom draws it anew. */
  function showAs(leader, follower) {
    if (leader.getZoom() !== follower.getZoom())
      follower.setView(leader.getCenter(), leader.getZoom(), { animate: false });
    else {
      const place = follower.latLngToContainerPoint(leader.getCenter());
      follower.panBy(place.subtract(follower.getSize().divideBy(2)), { animate: false });
    }
  }

  DM.sides = { Side, linkCameras };
})(window);
