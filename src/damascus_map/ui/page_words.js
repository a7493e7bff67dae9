// @ts-check
/**
 * Page words: puts what Streamlit says in English into the language of the page, and shows its tables
 * from where reading begins.
 * Only texts that are known to be Streamlit's are looked at, where it writes them; what the page and
 * the data say has its language already.
 */
(function (/** @type {any} */ global) {
  "use strict";
  if (global.damascusPage) return;

  const ATTRIBUTES = ["aria-label", "title", "placeholder"];
  /** Where Streamlit writes; elsewhere a text that reads the same may be one of the data. */
  const PLACES = [
    ...["stElementToolbar", "stTooltipContent", "stStatusWidget", "stDataFrameColumnMenu"].map(
      (name) => `[data-testid="${name}"]`,
    ),
    ...["stFileUploader", "stTooltipErrorContent", "stConnectionStatus", "stSkipToContent"].map(
      (name) => `[data-testid="${name}"]`,
    ),
    ".gdg-search-status",
    '[role="listbox"]',
    '[data-testid="stMultiSelect"]',
    '[data-testid="stSelectbox"]',
    '[role="dialog"] > [slot="title"]',
  ].join();
  /** Where nothing is Streamlit's. */
  const OWN = '[data-testid="stHtml"], iframe';

  /** What turns a text of any language into that of another: null where it is none of Streamlit's. */
  function translatorOf(/** @type {string[]} */ languages, /** @type {Record<string, string[]>} */ texts) {
    const rows = Object.values(texts);
    const known = new Map(rows.flatMap((row) => row.map((text) => [text, row])));
    const filled = rows.filter(([text]) => text.includes("{"));
    return (/** @type {string} */ text, /** @type {string} */ lang) => {
      const place = Math.max(languages.indexOf(lang), 0);
      const row = known.get(text);
      if (row) return row[place];
      for (const forms of filled) {
        const name = nameIn(text, forms);
        if (name !== null) return forms[place].replace(/\{\w+\}/, () => name);
      }
      return null;
    };
  }

  /** What the map has put on the page was made in its own window, and is no instance of this one's Element. */
  function isElement(/** @type {Node} */ node) {
    return node.nodeType === Node.ELEMENT_NODE;
  }

  /** What stands in place of the braces, if a text is one of some forms. */
  function nameIn(/** @type {string} */ text, /** @type {string[]} */ forms) {
    for (const form of forms) {
      const [start, end] = form.split(/\{\w+\}/);
      const isForm = text.length > start.length + end.length && text.startsWith(start) && text.endsWith(end);
      if (isForm) return text.slice(start.length, text.length - end.length);
    }
    return null;
  }

  function translate(/** @type {[string[], Record<string, string[]>]} */ [languages, texts]) {
    const { document } = global;
    const translated = translatorOf(languages, texts);
    const inPageLanguage = (/** @type {string} */ text) => translated(text, document.documentElement.lang);

    function sayAttributes(/** @type {Element} */ node) {
      for (const name of ATTRIBUTES) {
        const said = node.getAttribute(name);
        const wanted = said && inPageLanguage(said);
        if (wanted && wanted !== said) node.setAttribute(name, wanted);
      }
    }

    function sayText(/** @type {Node} */ node) {
      const said = (node.nodeValue || "").trim();
      if (!said || !node.parentElement || !node.parentElement.closest(PLACES)) return;
      const wanted = inPageLanguage(said);
      if (wanted && wanted !== said) node.nodeValue = wanted;
    }

    function sayAll(/** @type {Node} */ root) {
      if (root.nodeType === Node.TEXT_NODE) return sayText(root);
      if (!isElement(root) || root.closest(OWN)) return;
      root.querySelectorAll(".dvn-scroller").forEach(showTableStart);
      sayAttributes(root);
      const nodes = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
      while (nodes.nextNode()) {
        if (isElement(nodes.currentNode)) sayAttributes(nodes.currentNode);
        else sayText(nodes.currentNode);
      }
    }

    const watchedTables = new WeakSet();

    /** A table that is wider than its place is shown from where reading begins, until it is moved. */
    function showTableStart(/** @type {HTMLElement} */ scroller) {
      if (watchedTables.has(scroller)) return;
      watchedTables.add(scroller);
      const follow = new ResizeObserver(() => {
        if (document.documentElement.dir === "rtl") scroller.scrollLeft = scroller.scrollWidth;
      });
      for (const node of [scroller, ...scroller.children]) follow.observe(node);
      for (const hand of ["pointerdown", "wheel", "keydown"])
        scroller.parentElement.addEventListener(hand, () => follow.disconnect(), {
          capture: true,
          once: true,
        });
    }

    new MutationObserver((changes) => {
      for (const { type, target, addedNodes } of changes) {
        if (type === "childList") addedNodes.forEach(sayAll);
        else if (type === "characterData") sayText(target);
        else sayAttributes(/** @type {Element} */ (target));
      }
    }).observe(document.body, {
      childList: true,
      subtree: true,
      characterData: true,
      attributes: true,
      attributeFilter: ATTRIBUTES,
    });
    // The page's language may change while all else stays.
    new MutationObserver(() => sayAll(document.body)).observe(document.documentElement, {
      attributes: true,
      attributeFilter: ["lang"],
    });
    sayAll(document.body);
  }

  global.damascusPage = { translate };
})(window);
