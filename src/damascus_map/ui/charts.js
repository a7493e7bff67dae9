// @ts-check
/** A chart: built from plain values; what is under the pointer or the cursor; the day asked for. */

const DAY_MS = 86_400_000;
const STEPS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 5, PageDown: -5 };

/** The marks of the drawing of a chart that is seen. */
function marksOf(/** @type {Element} */ box) {
  const drawings = [...box.querySelectorAll(".dm-drawing")];
  const seen = drawings.find((one) => one.getClientRects().length) ?? drawings[0];
  return [...(seen?.querySelectorAll(".dm-mark") ?? [])];
}

/** What the map is told: the day of a mark; inside a longer time, the day under the pointer. */
function askedBy(/** @type {Element} */ mark, /** @type {number | undefined} */ x) {
  const { dmDay, dmUntil, dmWindow, dmEvent, dmDistrict } = /** @type {SVGElement} */ (mark).dataset;
  let date = dmDay;
  if (dmUntil && x !== undefined) {
    const { left, width } = mark.getBoundingClientRect();
    const first = Date.parse(`${dmDay}T00:00Z`);
    const days = (Date.parse(`${dmUntil}T00:00Z`) - first) / DAY_MS + 1;
    const day = Math.min(Math.max(Math.floor(((x - left) / width) * days), 0), days - 1);
    date = new Date(first + day * DAY_MS).toISOString().slice(0, 10);
  }
  return { date, window: dmWindow ?? "", event: dmEvent ?? "", district: dmDistrict ?? "" };
}

/** Mark one place of a chart, and say below what is there; null takes the mark away. */
function point(/** @type {Element} */ box, /** @type {Element | null} */ mark) {
  for (const one of box.querySelectorAll(".dm-on")) one.classList.remove("dm-on");
  mark?.classList.add("dm-on");
  const chart = box.closest(".dm-chart");
  const readout = chart?.querySelector(".dm-readout");
  if (readout) readout.textContent = mark?.querySelector("title")?.textContent ?? "";
}

/** Move the cursor of a chart to a place, for eyes and for a screen reader. */
function move(/** @type {Element} */ cursor, /** @type {number} */ place) {
  const box = /** @type {Element} */ (cursor.closest(".dm-chart-box"));
  const marks = marksOf(box);
  const number = Math.min(Math.max(place, 1), marks.length);
  const mark = marks[number - 1];
  cursor.setAttribute("aria-valuenow", String(number));
  cursor.setAttribute("aria-valuetext", mark?.querySelector("title")?.textContent ?? "");
  point(box, mark ?? null);
}

/** A tree of plain values, `[tag, attributes, child…]`, as elements; texts stay texts. */
function built(/** @type {any[]} */ [tag, ...parts], /** @type {string | null} */ above = null) {
  const space = tag === "svg" ? "http://www.w3.org/2000/svg" : above;
  const node = space ? document.createElementNS(space, tag) : document.createElement(tag);
  for (const part of parts) {
    if (typeof part === "string") node.append(part);
    else if (Array.isArray(part)) node.append(built(part, space));
    else for (const [name, value] of Object.entries(part)) node.setAttribute(name, value);
  }
  return node;
}

export default function (/** @type {any} */ { data, parentElement, setTriggerValue }) {
  const page = built(data);
  parentElement.replaceChildren(page);
  const stop = new AbortController();
  const listen = (/** @type {string} */ name, /** @type {(event: any) => void} */ heard) =>
    page.addEventListener(name, heard, { signal: stop.signal });

  listen("click", (event) => {
    const mark = event.target.closest?.(".dm-mark");
    if (mark) setTriggerValue("day", askedBy(mark, event.clientX));
  });
  listen("pointerover", (event) => {
    const box = event.target.closest?.(".dm-chart-box");
    if (box) point(box, event.target.closest(".dm-mark"));
  });
  listen("focusin", (event) => {
    const cursor = event.target.closest?.(".dm-cursor");
    if (cursor?.matches(":focus-visible")) move(cursor, Number(cursor.getAttribute("aria-valuenow")));
  });
  listen("focusout", (event) => {
    const box = event.target.closest?.(".dm-cursor")?.closest(".dm-chart-box");
    if (box) point(box, null);
  });
  listen("keydown", (event) => {
    const cursor = event.target.closest?.(".dm-cursor");
    if (!cursor || event.altKey || event.ctrlKey || event.metaKey) return;
    const marks = marksOf(cursor.closest(".dm-chart-box"));
    const now = Number(cursor.getAttribute("aria-valuenow"));
    const ends = { Home: 1, End: marks.length };
    if (event.key === "Enter") setTriggerValue("day", askedBy(marks[now - 1], undefined));
    else if (event.key in STEPS) move(cursor, now + STEPS[event.key]);
    else if (event.key in ends) move(cursor, ends[event.key]);
    else return;
    event.preventDefault();
  });
  return () => stop.abort();
}
