"""Take the pictures of the documentation from the running page.

``python -m tools.screenshots`` writes `docs/images`; each picture is one view of the page, and
its address in the page is all that describes it.
"""

import argparse
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from tools import live_page

FOLDER = live_page.REPOSITORY / "docs" / "images"
DESKTOP: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}


@dataclass(frozen=True)
class Picture:
    """One picture of the page.

    Parameters
    ----------
    name : str
        Its file's name, without ``.png``.
    query : str
        What follows the question mark in the page's address.
    viewport : ViewportSize
        Width and height of the window, in CSS pixels.
    """

    name: str
    query: str
    viewport: ViewportSize


PICTURES = (
    Picture("desktop-en", "date=2017-05-07&district=qaboun&lang=en", DESKTOP),
    Picture("phone-en", "date=2017-05-07&district=jobar&lang=en", PHONE),
)


def take(browser: Browser, server: live_page.Server, picture: Picture, folder: Path) -> Path:
    """Take one picture, once map and panel are there and Streamlit has come to rest.

    Parameters
    ----------
    browser : Browser
        A started browser.
    server : Server
        The running page.
    picture : Picture
        What to show.
    folder : Path
        Where the file goes.

    Returns
    -------
    Path
        The file.
    """
    page = browser.new_page(viewport=picture.viewport)
    live_page.open_map(page, server, picture.query)
    # On a phone it lies in a sheet that is closed.
    page.wait_for_selector('[data-testid="dm-panel"] h3', state="attached")
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    page.evaluate("() => document.fonts.ready.then(() => true)")
    path = folder / f"{picture.name}.png"
    page.screenshot(path=path)
    page.close()
    return path


def main() -> None:
    """Take all pictures, or those that are named."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*", help="only these, such as desktop-en")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the files go")
    wanted = parser.parse_args()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as scratch,
        live_page.running_server(Path(scratch) / "server.txt") as server,
        sync_playwright() as playwright,
        live_page.launch_chromium(playwright) as browser,
    ):
        for picture in PICTURES:
            if not wanted.names or picture.name in wanted.names:
                print(take(browser, server, picture, wanted.folder))


if __name__ == "__main__":
    main()
