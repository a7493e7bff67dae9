// @ts-check
/**
 * Tree: what a page beside the map shows of its own, as elements built from values.
 * Its links are real ones, so that they can be copied and opened elsewhere. A plain click on one that leads
 * to another page of the site is a step in the browser's history, which Streamlit follows as it follows
 * going back: the session stays, and with it the reader's own data.
 */
const { html, tree } = /** @type {any} */ (window).DM.elements;
const COPIED_MS = 2000;

/** Shows another address of the site without loading the site again. */
function goTo(/** @type {string} */ address) {
  const url = new URL(address, document.baseURI);
  if (url.origin !== location.origin) return;
  history.pushState({}, "", url);
  dispatchEvent(new PopStateEvent("popstate", { state: {} }));
}

function isPlain(/** @type {MouseEvent} */ { button, metaKey, ctrlKey, shiftKey, altKey }) {
  return button === 0 && !(metaKey || ctrlKey || shiftKey || altKey);
}

/** The address may be written with what a form or a choice adds to it. */
function addressOf(/** @type {HTMLFormElement} */ form) {
  const url = new URL(form.action, document.baseURI);
  for (const [name, text] of new FormData(form)) {
    if (text) url.searchParams.set(name, String(text));
    else url.searchParams.delete(name);
  }
  return url.href;
}

/** Without leave to write into the clipboard the address bar shows what is to be copied. */
async function copy(/** @type {HTMLElement} */ button) {
  const address = /** @type {string} */ (button.dataset.dmCopy);
  try {
    await navigator.clipboard.writeText(new URL(address, document.baseURI).href);
  } catch {
    goTo(address);
    return;
  }
  const name = button.textContent;
  button.textContent = button.dataset.dmCopied || name;
  setTimeout(() => (button.textContent = name), COPIED_MS);
}

function onClick(/** @type {MouseEvent} */ event) {
  const target = /** @type {Element} */ (event.target);
  const button = /** @type {HTMLElement | null} */ (target.closest("[data-dm-copy]"));
  if (button) copy(button);
  const way = /** @type {HTMLElement | null} */ (target.closest("[data-dm-to]"));
  if (!way || !isPlain(event)) return;
  event.preventDefault();
  goTo(way.getAttribute("href") || way.dataset.dmTo || "");
}

function onSubmit(/** @type {SubmitEvent} */ event) {
  event.preventDefault();
  goTo(addressOf(/** @type {HTMLFormElement} */ (event.target)));
}

/** A choice counts at once; a text when it is sent. */
function onChange(/** @type {Event} */ event) {
  const field = /** @type {HTMLSelectElement} */ (event.target);
  if (field.form && field.tagName === "SELECT") goTo(addressOf(field.form));
}

/** Where the keyboard was, by the id of the element: all of them are new. */
function keepFocus(/** @type {HTMLElement} */ root, /** @type {() => void} */ change) {
  const active = document.activeElement;
  const id = active && root.contains(active) ? active.id : "";
  change();
  if (id) document.getElementById(id)?.focus({ preventScroll: true });
}

/** Brings what the address marks into sight, once. */
function show(/** @type {HTMLElement} */ root, /** @type {string | null} */ marked) {
  if (root.dataset.dmMarked === (marked || "")) return;
  root.dataset.dmMarked = marked || "";
  const node = marked ? document.getElementById(marked) : null;
  if (!node) return;
  const fits = node.offsetHeight < 0.8 * innerHeight;
  node.scrollIntoView({ block: fits ? "center" : "start" });
  node.focus({ preventScroll: true });
}

/** @type {WeakMap<HTMLElement, string>} */
const written = new WeakMap();

/** @param {{data: {tree: any, marked: string | null}, parentElement: HTMLElement}} component */
export default function ({ data, parentElement: root }) {
  const text = JSON.stringify(data.tree);
  if (written.get(root) !== text) {
    if (!written.has(root)) {
      root.addEventListener("click", onClick);
      root.addEventListener("submit", onSubmit);
      root.addEventListener("change", onChange);
    }
    written.set(root, text);
    keepFocus(root, () => root.replaceChildren(html("div", {}, tree(data.tree))));
  }
  show(root, data.marked);
}
