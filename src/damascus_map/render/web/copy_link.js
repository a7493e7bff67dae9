// @ts-check
/** Copy link: copies the address of what is seen, or shows it where the browser does not let it be copied. */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const { html, icon } = DM.elements;
  const CHAIN =
    "M3.9 12a3.1 3.1 0 0 1 3.1-3.1h4V7H7a5 5 0 0 0 0 10h4v-1.9H7A3.1 3.1 0 0 1 3.9 12zM8 13h8v-2H8zm9-6h-4v1.9h4a3.1 3.1 0 0 1 0 6.2h-4V17h4a5 5 0 0 0 0-10z";

  class CopyLink {
    /**
     * @param {() => string} addressOf
     * @param {string} key  of the text on the button
     * @param {string} [style]  its class
     */
    constructor(addressOf, key, style = "dm-action") {
      this.addressOf = addressOf;
      this.key = key;
      this.name = html("span");
      this.button = html(
        "button",
        { class: `${style} dm-link-button`, type: "button", "data-testid": `dm-${key.replaceAll("_", "-")}` },
        icon(CHAIN, 17),
        this.name,
      );
      this.said = html("span", { class: "dm-link-said", role: "status" });
      this.input = html("input", { class: "dm-input", readonly: true, hidden: true, dir: "ltr" });
      this.node = html("span", { class: "dm-link" }, this.button, this.said, this.input);
      this.nodes = [this.node];
      this.copied = "";
      this.words = null;
      this.button.addEventListener("click", () => this.copy());
      this.node.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || !this.copied) return;
        event.stopPropagation();
        this.clear();
        this.button.focus();
      });
    }

    async copy() {
      const address = this.addressOf();
      const isCopied = await copied(this.node.ownerDocument.defaultView, address);
      this.copied = address;
      this.said.textContent = this.words.text(isCopied ? "link_copied" : "link_by_hand");
      this.input.hidden = isCopied;
      if (isCopied) return;
      this.input.value = address;
      this.input.focus();
      this.input.select();
    }

    clear() {
      this.copied = "";
      this.said.textContent = "";
      this.input.hidden = true;
    }

    /** What is said of a link goes when another view is seen. */
    update(/** @type {Frame} */ { words }) {
      if (this.copied && (words !== this.words || this.copied !== this.addressOf())) this.clear();
      if (words === this.words) return;
      this.words = words;
      this.name.textContent = words.text(this.key);
      this.button.title = words.text("link_copy");
      this.input.setAttribute("aria-label", words.text("link_address"));
    }
  }

  /** Whether the browser let it be copied. */
  async function copied(/** @type {any} */ window, /** @type {string} */ text) {
    try {
      await window.navigator.clipboard.writeText(text);
      return true;
    } catch {
      return false;
    }
  }

  DM.CopyLink = CopyLink;
})(window);
