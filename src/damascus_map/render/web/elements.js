// @ts-check
/** Elements: every node is built here, from values, so that no data is ever read as markup. */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const WEB = /^https?:/i;
  const SVG = "http://www.w3.org/2000/svg";

  /** The outline of each badge, in a box of 24 by 24. */
  const BADGES = {
    circle: "M12 1a11 11 0 1 1 0 22a11 11 0 1 1 0-22z",
    square: "M5 2h14a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3h-14a3 3 0 0 1-3-3v-14a3 3 0 0 1 3-3z",
    diamond: "M10.4 1.2q1.6-1.4 3.2 0l9.2 9.2q1.4 1.6 0 3.2l-9.2 9.2q-1.6 1.4-3.2 0l-9.2-9.2q-1.4-1.6 0-3.2z",
    triangle: "M10.3 2.2q1.7-2.4 3.4 0l9.4 16.8q1 2.6-1.7 3h-18.8q-2.7-.4-1.7-3z",
    hexagon:
      "M8 1.5h8q1.2 0 1.9 1.1l4.8 8.3q.6 1.1 0 2.2l-4.8 8.3q-.7 1.1-1.9 1.1h-8q-1.2 0-1.9-1.1l-4.8-8.3q-.6-1.1 0-2.2l4.8-8.3q.7-1.1 1.9-1.1z",
  };
  const GLYPH_SCALE = { circle: 0.66, square: 0.68, diamond: 0.54, triangle: 0.5, hexagon: 0.62 };

  /**
   * @param {Element} node
   * @param {Record<string, any>} attributes  null, undefined and false leave an attribute out
   */
  function setAttributes(node, attributes) {
    for (const [key, value] of Object.entries(attributes)) {
      if (value === null || value === undefined || value === false) node.removeAttribute(key);
      // A page may forbid styles that are written as an attribute.
      else if (key === "style") /** @type {HTMLElement} */ (node).style.cssText = value;
      else node.setAttribute(key, value === true ? "" : String(value));
    }
    return node;
  }

  /** @returns {any} */
  function html(
    /** @type {string} */ tag,
    /** @type {Record<string, any>} */ attributes = {},
    /** @type {(Node | string)[]} */ ...children
  ) {
    const node = document.createElement(tag);
    setAttributes(node, attributes).append(...children);
    return node;
  }

  /** @returns {any} */
  function svg(
    /** @type {string} */ tag,
    /** @type {Record<string, any>} */ attributes = {},
    /** @type {Node[]} */ ...children
  ) {
    const node = document.createElementNS(SVG, tag);
    setAttributes(node, attributes).append(...children);
    return node;
  }

  /**
   * A tree of elements from plain values: a text, or a tag, its attributes where it has any, and children.
   * @typedef {string | [string, ...any[]]} Tree
   * @returns {any}
   */
  function tree(/** @type {Tree} */ values) {
    if (typeof values === "string") return values;
    const [tag, ...rest] = values;
    const hasAttributes = typeof rest[0] === "object" && !Array.isArray(rest[0]);
    const [attributes, ...children] = hasAttributes ? rest : [{}, ...rest];
    return html(tag, attributes, ...children.map(tree));
  }

  /** A link to a document, or its bare name where the address is no web address; the other site is not told from where. */
  function link(/** @type {string} */ text, /** @type {string} */ url) {
    if (!WEB.test(url)) return html("span", {}, text);
    return html("a", { href: url, target: "_blank", rel: "noreferrer" }, text);
  }

  /** A small drawing from one path in a box of 24 by 24. */
  function icon(/** @type {string} */ path, size = 20) {
    return svg(
      "svg",
      { viewBox: "0 0 24 24", width: size, height: size, "aria-hidden": "true" },
      svg("path", { d: path, fill: "currentColor" }),
    );
  }

  /**
   * The symbol of a kind of event as paths in a box of 24 by 24: its badge, and its glyph, which
   * is made smaller by `scale` around the middle of the box and then moved to `middle`.
   * @param {{path: string, badge: keyof typeof BADGES}} kind
   */
  function badgeParts({ path, badge: shape }) {
    // A triangle has its weight below the middle of its box.
    const middle = [12, shape === "triangle" ? 14.4 : 12];
    return { shape: BADGES[shape], glyph: path, scale: GLYPH_SCALE[shape], middle };
  }

  /**
   * The symbol of a kind of event: the shape and the colour of its badge, and its glyph in white.
   * @param {{colour: string, path: string, badge: keyof typeof BADGES}} kind
   */
  function badge(kind, size = 20) {
    const { shape, glyph, scale, middle } = badgeParts(kind);
    return svg(
      "svg",
      { class: "dm-badge", viewBox: "-1.5 -1.5 27 27", width: size, height: size, "aria-hidden": "true" },
      svg("path", { class: "dm-badge-shape", d: shape, fill: kind.colour }),
      svg("path", {
        d: glyph,
        fill: "#fff",
        "fill-rule": "evenodd",
        transform: `translate(${middle.join(" ")}) scale(${scale}) translate(-12 -12)`,
      }),
    );
  }

  DM.elements = { html, svg, tree, link, icon, badge, badgeParts, setAttributes };
})(window);
