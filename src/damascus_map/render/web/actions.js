// @ts-check
/** Actions: what the page offers beside the map and is done in the browser: the tour, links to the view. */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const { html, icon } = DM.elements;
  const FLAG = "M6 3h2v1h10l-2.2 4L18 12H8v9H6z";

  class Actions {
    constructor(/** @type {any} */ view) {
      this.link = new DM.CopyLink(() => view.datedAddress(), "link_view");
      this.name = html("span");
      this.tour = html(
        "button",
        { class: "dm-action dm-link-button", type: "button", "data-testid": "dm-tour-start" },
        icon(FLAG, 17),
        this.name,
      );
      this.tour.hidden = view.scene.story.length === 0;
      this.tour.addEventListener("click", () => view.tour.start(this.tour));
      this.nodes = [this.tour, this.link.node];
    }

    update(/** @type {Frame} */ frame) {
      this.link.update(frame);
      this.name.textContent = frame.words.text("tour");
      this.tour.setAttribute("aria-pressed", String(frame.state.tour !== null));
    }
  }

  /** The way from a map in a frame of another site to the whole page. */
  class FullPage {
    constructor(/** @type {any} */ view) {
      this.view = view;
      this.link = html("a", { target: "_blank", rel: "noopener", "data-testid": "dm-full" });
      this.nodes = [this.link];
    }

    update(/** @type {Frame} */ { words }) {
      this.link.textContent = words.text("full_page");
      this.link.href = this.view.datedAddress();
    }
  }

  DM.Actions = Actions;
  DM.FullPage = FullPage;
})(window);
