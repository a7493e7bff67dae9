"""Start the page as a reader does and open its map in a real browser.

The browser tests, the benchmarks and the pictures of the documentation share this.
"""

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Frame, Page, Playwright

REPOSITORY = Path(__file__).resolve().parent.parent
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    # The last word on the network: no other name or address can be reached.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)
MAP_FRAME = 'iframe[title="streamlit_folium.st_folium"]'
START_DEADLINE_S = 90
MAP_DEADLINE_MS = 60_000


class ServerDidNotStartError(RuntimeError):
    """The page's server ended, or did not answer in time; the message carries its output."""


class ChromiumMissingError(FileNotFoundError):
    """No Chromium was found on this machine."""


@dataclass(frozen=True)
class Server:
    """A running page.

    Parameters
    ----------
    url : str
        Its address, without a slash at the end.
    log : Path
        The file that its output goes to.
    process : int
        The number of its process.
    """

    url: str
    log: Path
    process: int


def chromium_path(playwright: Playwright) -> str:
    """Give the Chromium to drive: ``$CHROMIUM``, the system's, or the one Playwright installed.

    Parameters
    ----------
    playwright : Playwright
        A started Playwright.

    Returns
    -------
    str
        The path of the program.

    Raises
    ------
    ChromiumMissingError
        If there is none.
    """
    named = os.environ.get("CHROMIUM")
    found = named or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    path = found or playwright.chromium.executable_path
    if shutil.which(path) is None:
        raise ChromiumMissingError(
            f"no Chromium at {path!r} nor under the names {', '.join(CHROMIUM_NAMES)}: "
            "run scripts/ensure_chromium.sh, or name one in the variable CHROMIUM"
        )
    return path


def launch_chromium(playwright: Playwright, *arguments: str) -> Browser:
    """Start Chromium so that it can reach this machine only.

    Parameters
    ----------
    playwright : Playwright
        A started Playwright.
    arguments : str
        More arguments for the browser's command line.

    Returns
    -------
    Browser
        The browser; the caller closes it.
    """
    path = chromium_path(playwright)
    return playwright.chromium.launch(executable_path=path, args=[*CHROMIUM_ARGUMENTS, *arguments])


@contextmanager
def running_server(
    log: Path,
    *,
    app: Path = REPOSITORY / "app.py",
    options: tuple[str, ...] = (),
    environment: Mapping[str, str] | None = None,
) -> Iterator[Server]:
    """Serve the page on a free port of this machine for as long as the context lasts.

    Parameters
    ----------
    log : Path
        Where the server's output goes.
    app : Path
        The app to serve; the server runs in its folder.
    options : tuple of str
        More options for ``streamlit run``.
    environment : mapping of str to str, optional
        Variables that the server has beside those of this program.

    Yields
    ------
    Server
        The server, which answers.

    Raises
    ------
    ServerDidNotStartError
        If it ends or does not answer in time.
    """
    port = _free_port()
    runner = str(REPOSITORY / "tools" / "offline_streamlit.py")
    own_options = (f"--server.port={port}", "--logger.enableRich=false")
    command = [sys.executable, runner, "run", app.name, *own_options, *options]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=app.parent,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_until_healthy(process, port, log)
        yield Server(f"http://127.0.0.1:{port}", log, process.pid)
    finally:
        _end(process)


def open_map(page: Page, server: str | Server, query: str = "") -> Frame:
    """Go to the page and wait until its map shows a date.

    Parameters
    ----------
    page : Page
        The browser's page.
    server : str or Server
        The server, or its address.
    query : str
        What follows the question mark, such as ``date=2017-05-07&district=qaboun``.

    Returns
    -------
    Frame
        The map's frame, in which ``window.damascusMap`` is ready.
    """
    url = server.url if isinstance(server, Server) else server
    page.goto(f"{url}/?{query}" if query else f"{url}/")
    element = page.wait_for_selector(MAP_FRAME, timeout=MAP_DEADLINE_MS)
    frame = element.content_frame() if element else None
    if frame is None:
        raise LookupError(f"the element {MAP_FRAME} at {page.url} holds no frame")
    frame.wait_for_function("() => window.damascusMap", timeout=MAP_DEADLINE_MS)
    frame.evaluate("() => window.damascusMap.ready.then(() => true)")
    frame.wait_for_function("() => window.damascusMap.state().date", timeout=MAP_DEADLINE_MS)
    return frame


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_healthy(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + START_DEADLINE_S
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise ServerDidNotStartError(
                f"the server ended with status {process.returncode}; its output:\n{_text(log)}"
            )
        if _is_healthy(port):
            return
        time.sleep(0.1)
    raise ServerDidNotStartError(
        f"the server did not answer within {START_DEADLINE_S} s; its output:\n{_text(log)}"
    )


def _is_healthy(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/_stcore/health")
        return connection.getresponse().status == http.client.OK
    except OSError:
        return False
    finally:
        connection.close()


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _text(log: Path) -> str:
    return log.read_text(encoding="utf-8", errors="replace")
