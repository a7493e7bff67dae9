// @ts-check
/** Elements: every node is built here, from values, so that no data is ever read as markup. */

/**
 * @typedef {object} Kind  of event, in paths for a box of 24 by 24
 * @property {string} id
 * @property {string} colour  of its badge
 * @property {string} glyph
 * @property {{outline: string, glyph_scale: number, middle: number, edge: number}} badge
 * @property {Record<string, string>} names
 */

(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const WEB = /^https?:/i;
  const SVG = "http://www.w3.org/2000/svg";
  const CROSS = "M6.4 5 12 10.6 17.6 5 19 6.4 13.4 12 19 17.6 17.6 19 12 13.4 6.4 19 5 17.6 10.6 12 5 6.4z";

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
   */
  function tree(/** @type {Tree} */ values) {
    return built(values, html);
  }

  /** What stands in a drawing is a part of it. @returns {any} */
  function built(/** @type {Tree} */ values, /** @type {typeof html} */ create) {
    if (typeof values === "string") return values;
    const [tag, ...rest] = values;
    const hasAttributes = typeof rest[0] === "object" && !Array.isArray(rest[0]);
    const [attributes, ...children] = hasAttributes ? rest : [{}, ...rest];
    const make = tag === "svg" ? svg : create;
    return make(tag, attributes, ...children.map((child) => built(child, make)));
  }

  /** A link to a document, or its bare name where the address is no web address; the other site is not told from where. */
  function link(/** @type {string} */ text, /** @type {string} */ url) {
    if (!WEB.test(url)) return html("span", {}, text);
    return html("a", { href: url, target: "_blank", rel: "noreferrer" }, text);
  }

  /** A button that closes a card; what it is called is said by who puts it there. */
  function closeButton(/** @type {() => void} */ act) {
    const button = html("button", { class: "dm-close", type: "button" }, icon(CROSS, 16));
    button.addEventListener("click", act);
    return button;
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
   * The symbol of a kind of event: the shape and the colour of its badge, and its glyph in white. The glyph
   * is made smaller around the middle of its box, and then moved to the middle of the badge.
   * @param {Kind} kind
   */
  function badge({ colour, glyph, badge: shape }, size = 20) {
    const { outline, edge, glyph_scale: scale, middle } = shape;
    return svg(
      "svg",
      { class: "dm-badge", viewBox: "-1.5 -1.5 27 27", width: size, height: size, "aria-hidden": "true" },
      svg("path", { class: "dm-badge-shape", d: outline, fill: colour, "stroke-width": edge }),
      svg("path", {
        d: glyph,
        fill: "#fff",
        "fill-rule": "evenodd",
        transform: `translate(12 ${middle}) scale(${scale}) translate(-12 -12)`,
      }),
    );
  }

  /** Lets the styles know the colours of the scene. */
  function setColours(/** @type {HTMLElement} */ root, /** @type {Record<string, string>} */ style) {
    for (const [name, colour] of Object.entries(style)) {
      root.style.setProperty(`--dm-${name.replace("_", "-")}`, colour);
    }
  }

  DM.elements = { setColours, html, svg, tree, link, icon, badge, closeButton, setAttributes };
})(window);
