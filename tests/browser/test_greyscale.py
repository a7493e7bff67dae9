"""A screenshot turned grey still tells who holds a district: by stripes, textures and outlines."""

import io
from itertools import combinations

import numpy as np
from PIL import Image
from playwright.sync_api import Frame, Page, expect

from tools.live_page import Server, open_map

LEAST = 2.0
SIDE = 37
BARE = """() => {
    for (const node of document.querySelectorAll(
        ".leaflet-dm-labels-pane, .leaflet-marker-pane, .dm-legend, .dm-counter, .dm-outline"))
        node.style.visibility = "hidden";
}"""
MIDDLE = """([id, side]) => {
    const path = document.querySelector(`[data-testid="dm-district-${id}"]`);
    const { left, top, width, height } = path.getBoundingClientRect();
    const toPath = path.getScreenCTM().inverse();
    const isInside = (x, y) => path.isPointInFill(new DOMPoint(x, y).matrixTransform(toPath));
    for (let y = top; y < top + height; y += 4)
        for (let x = left; x < left + width; x += 4) {
            const corners = [[0, 0], [side, 0], [0, side], [side, side], [side / 2, side / 2]];
            if (corners.every(([dx, dy]) => isInside(x + dx, y + dy))) return [x, y];
        }
    return null;
}"""


def grey_ground(page: Page, frame: Frame, district: str) -> np.ndarray:
    """Return a square of a district's ground in greys, without the lightness of its colours."""
    place = frame.evaluate(MIDDLE, [district, SIDE])
    assert place is not None, f"no square of {SIDE} pixels in {district}"
    box = page.locator("iframe").first.bounding_box()
    assert box is not None
    clip = {"x": round(box["x"] + place[0]), "y": round(box["y"] + place[1])}
    picture = page.screenshot(clip={**clip, "width": SIDE, "height": SIDE})
    grey = np.asarray(Image.open(io.BytesIO(picture)).convert("L"), dtype=float)
    return grey - grey.mean()


def spectrum(ground: np.ndarray) -> np.ndarray:
    """Return which lines there are, wherever they begin."""
    return np.abs(np.fft.fft2(ground)) / ground.size


def test_grounds_differ_without_colour(page: Page, server: Server) -> None:
    cases = {
        "government": ("2020-01-01", "qaboun"),
        "transitional": ("2025-06-01", "qaboun"),
        "opposition and government": ("2015-06-01", "qaboun"),
        "not known, opposition present": ("2015-06-01", "techrine"),
    }
    seen = {}
    for name, (day, district) in cases.items():
        frame = open_map(page, server, f"date={day}&view=36.335,33.545,14")
        frame.evaluate(BARE)
        seen[name] = spectrum(grey_ground(page, frame, district))
    for one, other in combinations(seen, 2):
        difference = float(np.linalg.norm(seen[one] - seen[other]))
        print(f"{one} and {other}: {difference:.1f}")  # noqa: T201 - `pytest -s` shows the figures
        assert difference > LEAST, (one, other)


def test_the_legend_shows_each_texture_without_colour(page: Page, server: Server) -> None:
    patches = {}
    for day in ("2015-06-01", "2025-06-01"):
        frame = open_map(page, server, f"date={day}")
        expect(frame.get_by_test_id("dm-legend")).to_be_visible()
        rows = frame.locator(".dm-legend-body > div:first-child .dm-legend-row")
        for row in rows.all():
            if row.locator(".dm-swatch > path").count() or day == "2015-06-01":
                picture = Image.open(io.BytesIO(row.locator(".dm-swatch").screenshot()))
                grey = np.asarray(picture.convert("L").resize((22, 14)), dtype=float)
                patches[row.inner_text()] = spectrum(grey - grey.mean())
    told = ["Syrian government", "Opposition groups", "Islamic State", "Transitional authorities"]
    assert set(told) <= set(patches)
    for one, other in combinations(told, 2):
        assert float(np.linalg.norm(patches[one] - patches[other])) > LEAST, (one, other)
