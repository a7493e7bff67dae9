"""The page as a test sees it: its parts, when it rests, what passes between it and its server."""

from typing import Any

from playwright.sync_api import Frame, Locator, Page, WebSocket

ADDRESS_MS = 10_000
"""The address follows what is done on the page."""

IDLE = "[data-testid='stApp'][data-test-script-state='notRunning']"
_COUNT_RUNS = """() => {
    window.runsOfTheTest = 0;
    const app = document.querySelector('[data-testid=stApp]');
    new MutationObserver(() => {
        if (app.dataset.testScriptState === 'running') window.runsOfTheTest += 1;
    }).observe(app, { attributes: true, attributeFilter: ['data-test-script-state'] });
}"""


def panel_of(page: Page) -> Locator:
    """The panel beside the map."""
    return page.get_by_test_id("dm-panel")


def date_field(page: Page) -> Locator:
    """The field in which the map's date is written."""
    return page.get_by_test_id("dm-date-field")


def state_of(frame: Frame) -> dict[str, Any]:
    """What the map shows."""
    return frame.evaluate("() => window.damascusMap.state()")


class Traffic:
    """All that passes between a page and its server; made before the page is opened.

    Attributes
    ----------
    passed
        Contents of the page's sockets and addresses of its requests, since `watch`.
    """

    def __init__(self, page: Page) -> None:
        self.passed: list[str | bytes] = []
        self._page = page
        self._sockets: list[WebSocket] = []
        page.on("websocket", lambda socket: self._sockets.extend([socket]))

    def watch(self) -> None:
        """Note everything from now on; the page has come to rest first."""
        self._page.wait_for_selector(IDLE)
        for socket in self._sockets:
            socket.on("framesent", self._note)
            socket.on("framereceived", self._note)
        # At another address the browser shows the page's icon anew, which it has kept.
        self._page.on("request", lambda it: "favicon" in it.url or self._note(it.url))
        self._page.evaluate(_COUNT_RUNS)

    def runs(self) -> int:
        """Return how often the page's script began to run since `watch`."""
        return self._page.evaluate("() => window.runsOfTheTest")

    def _note(self, content: str | bytes) -> None:
        self.passed.append(content)
