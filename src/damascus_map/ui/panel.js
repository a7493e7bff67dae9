// @ts-check
/**
 * Panel: shows what the server writes for a view, fetched by the view's address.
 * What stands there stays until the answer has come, so that nothing flashes; of several answers
 * only the last asked for is shown.
 */

/** What each panel waits for, or shows. @type {WeakMap<HTMLElement, {address: string, wait: AbortController}>} */
const asked = new WeakMap();

/**
 * @param {{data: {address: string, failed: string, again: string}, parentElement: HTMLElement}} given
 *   the address is relative to the page
 */
export default function show({ data, parentElement }) {
  const before = asked.get(parentElement);
  if (before && before.address === data.address) return;
  if (before) before.wait.abort();
  load(data, parentElement);
}

function load(data, place) {
  const wait = new AbortController();
  asked.set(place, { address: data.address, wait });
  fetch(new URL(data.address, document.baseURI), { signal: wait.signal })
    .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status)))
    .then((written) => {
      if (!wait.signal.aborted) place.innerHTML = written; // by our server; texts of data are escaped
    })
    .catch(() => {
      if (!wait.signal.aborted) place.replaceChildren(failure(data, () => load(data, place)));
    });
}

function failure(data, again) {
  const notice = document.createElement("p");
  notice.className = "dm-notice";
  notice.setAttribute("role", "alert");
  const button = document.createElement("button");
  button.textContent = data.again;
  button.addEventListener("click", again);
  notice.append(data.failed, " ", button);
  return notice;
}
