// @ts-check
/** Tip: a few lines about what is under the pointer. */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const { html } = DM.elements;
  const GAP_PX = 10;

  /** @param {HTMLElement} container  the tip never leaves it */
  function createTip(container) {
    const tip = html("div", { class: "dm-tip", role: "tooltip", hidden: true });
    container.append(tip);
    return {
      show(/** @type {DOMRect} */ target, /** @type {Node[]} */ ...lines) {
        tip.replaceChildren(...lines);
        tip.hidden = false;
        placeBeside(tip, target, container);
      },
      hide() {
        tip.hidden = true;
      },
    };
  }

  /** Above what is meant, below it where there is no room, and always inside the container. */
  function placeBeside(
    /** @type {HTMLElement} */ node,
    /** @type {DOMRect} */ target,
    /** @type {HTMLElement} */ container,
  ) {
    const frame = container.getBoundingClientRect();
    const [w, h] = [node.offsetWidth, node.offsetHeight];
    const left = target.left + target.width / 2 - frame.left - w / 2;
    const above = target.top - frame.top - h - GAP_PX;
    const below = Math.min(target.bottom - frame.top + GAP_PX, frame.height - h - GAP_PX);
    const x = Math.max(GAP_PX, Math.min(left, frame.width - w - GAP_PX));
    const y = above >= GAP_PX ? above : Math.max(GAP_PX, below);
    node.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
  }

  DM.tip = { createTip, placeBeside };
})(window);
