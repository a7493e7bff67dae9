"""Many events on the map: symbols, clusters, a density where there are more, lists of them all."""

import io
import shutil
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pytest
from PIL import Image
from playwright.sync_api import Browser, Frame, Locator, Page, Route, expect

import damascus_map as dm
from tests.browser import made_events
from tests.browser.conftest import DESKTOP, PHONE, Watch, guarded_page
from tests.browser.made_events import DAY, DAY_BEFORE, write_made_events
from tests.browser.opened_page import state_of
from tests.conftest import DATASET_PARTS, REPOSITORY
from tools.live_page import MAP_FRAME, Server, open_map, running_server

POINTS = sum(made_events.BUSY_EVENTS.values()) * len(made_events.BUSY) + sum(
    made_events.PILE.values()
)
ALL = POINTS + made_events.BESIDE
ON_THE_DAY_BEFORE = made_events.BUSY_EVENTS[DAY_BEFORE] * len(made_events.BUSY)
SYMBOL_REACH_PX = 26
CONFIDENCES = ("low", "medium", "high")
AT_THE_MAP = f"date={DAY}&window=7"


class Made(NamedTuple):
    """The page with the made events, and these in the order of the map's columns."""

    server: Server
    events: pd.DataFrame


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    folder = tmp_path_factory.mktemp("made") / "dataset"
    for part in DATASET_PARTS:
        source = REPOSITORY / part
        copy = shutil.copytree if source.is_dir() else shutil.copy
        folder.mkdir(exist_ok=True)
        copy(source, folder / part)
    events = write_made_events(folder)
    log = folder.parent / "server.txt"
    with running_server(log, environment={"DAMASCUS_MAP_DATASET": str(folder)}) as server:
        yield Made(server, events)


@pytest.fixture
def page(chromium: Browser, made: Made, watch: Watch) -> Iterator[Page]:
    with guarded_page(chromium, made.server, watch, DESKTOP) as opened:
        yield opened


@pytest.fixture
def phone(chromium: Browser, made: Made, watch: Watch) -> Iterator[Page]:
    with guarded_page(chromium, made.server, watch, PHONE) as opened:
        yield opened


def open_events(page: Page, made: Made, query: str = AT_THE_MAP) -> Frame:
    frame = open_map(page, made.server, query)
    frame.wait_for_function("() => window.damascusMap.state().eventsInWindow > 0")
    return frame


def symbols_of(frame: Frame) -> list[dict[str, Any]]:
    return frame.evaluate("() => window.damascusMap.symbols()")


def in_page(frame: Frame, x: float, y: float) -> tuple[float, float]:
    """Turn a place in the map's frame into one on the page."""
    box = frame.frame_element().bounding_box()
    return box["x"] + x, box["y"] + y


def middle_of(frame: Frame, box: dict[str, float]) -> tuple[float, float]:
    return in_page(frame, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def place_of(frame: Frame, lon: float, lat: float) -> tuple[float, float]:
    point = frame.evaluate(
        "([lon, lat]) => window.map.latLngToContainerPoint([lat, lon])", [lon, lat]
    )
    return in_page(frame, point["x"], point["y"])


def biggest_clear_symbol(frame: Frame) -> dict[str, Any]:
    """The symbol of most events whose middle no other symbol covers."""
    symbols = symbols_of(frame)

    def is_clear(one: dict[str, Any]) -> bool:
        middle = np.array([one["box"]["x"], one["box"]["y"]]) + one["box"]["width"] / 2
        others = [other["box"] for other in symbols if other is not one]
        return not any(
            abs(middle[0] - box["x"] - box["width"] / 2) < box["width"] / 2 + 2
            and abs(middle[1] - box["y"] - box["height"] / 2) < box["height"] / 2 + 2
            for box in others
        )

    return max(filter(is_clear, symbols), key=lambda one: len(one["rows"]))


def test_a_cluster_never_holds_events_of_two_districts(page: Page, made: Made) -> None:
    frame = open_events(page, made, f"date={DAY_BEFORE}&window=1")
    assert state_of(frame)["eventsAs"] == "symbols"
    symbols = symbols_of(frame)
    rows = [row for symbol in symbols for row in symbol["rows"]]
    assert len(rows) == len(set(rows)) == ON_THE_DAY_BEFORE
    assert len(symbols) < ON_THE_DAY_BEFORE / 5
    districts = [set(made.events["district_ids"].iloc[one["rows"]]) for one in symbols]
    assert {len(names) for names in districts} == {1}


def test_neighbours_across_a_line_stand_in_two_clusters(page: Page, made: Made) -> None:
    frame = open_events(page, made, f"date={DAY_BEFORE}&window=1")
    shown = made.events[made.events["date"] == DAY_BEFORE]
    sides = [shown[shown["district_ids"] == one] for one in ("qaboun", "jobar")]
    north, south = (side[["lon", "lat"]].to_numpy() for side in sides)
    apart = np.hypot(*(north[:, None] - south[None]).transpose(2, 0, 1))
    a, b = np.unravel_index(apart.argmin(), apart.shape)
    (x1, y1), (x2, y2) = (place_of(frame, *place) for place in (north[a], south[b]))
    assert np.hypot(x1 - x2, y1 - y2) < 8, "these would be one symbol but for the line"
    holders = [
        next(k for k, symbol in enumerate(symbols_of(frame)) if row in symbol["rows"])
        for row in (sides[0].index[a], sides[1].index[b])
    ]
    assert holders[0] != holders[1]


def test_a_cluster_opens_as_the_list_of_its_events(page: Page, made: Made) -> None:
    frame = open_events(page, made, f"date={DAY_BEFORE}&window=1")
    symbol = biggest_clear_symbol(frame)
    assert len(symbol["rows"]) > 1
    page.mouse.click(*middle_of(frame, symbol["box"]))
    card = frame.get_by_role("dialog")
    expect(card.locator(".dm-list-head")).to_contain_text(f"{len(symbol['rows'])} events")
    titles = made.events["title_en"].iloc[sorted(symbol["rows"], reverse=True)]
    expect(card.locator(".dm-event-title")).to_have_text(list(titles[:200]))
    mark = frame.locator(".dm-open-mark").bounding_box()
    assert abs(mark["x"] + mark["width"] / 2 - middle_of(frame, symbol["box"])[0]) < 2
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(frame.locator(".dm-open-mark")).to_be_hidden()
    assert state_of(frame)["district"] is None


def test_a_tap_opens_a_cluster_and_a_single_event(phone: Page, made: Made) -> None:
    frame = open_events(phone, made, f"date={DAY}&window=1")
    symbol = biggest_clear_symbol(frame)
    phone.touchscreen.tap(*middle_of(frame, symbol["box"]))
    card = frame.get_by_role("dialog")
    expect(card.locator(".dm-list-head")).to_contain_text(f"{len(symbol['rows'])} events")
    expect(card.locator(".dm-event-title").first).to_contain_text("Made event")


def test_the_pointer_finds_what_a_symbol_stands_for(page: Page, made: Made) -> None:
    frame = open_events(page, made, f"date={DAY_BEFORE}&window=1")
    symbol = biggest_clear_symbol(frame)
    page.mouse.move(*middle_of(frame, symbol["box"]))
    tip = frame.get_by_role("tooltip").filter(has_text="Made event")
    expect(tip).to_contain_text(f"{len(symbol['rows']) - 3} more events")
    page.mouse.move(*in_page(frame, 5, 5))
    expect(tip).to_be_hidden()


def test_every_event_in_view_is_reached_through_the_list(page: Page, made: Made) -> None:
    frame = open_events(page, made, f"date={DAY}&window=1")
    in_view = state_of(frame)["eventsInView"]
    shown = made.events[made.events["date"] == DAY]
    assert in_view == len(shown)
    frame.get_by_role("button", name="Events in view").focus()
    page.keyboard.press("Enter")
    card = frame.get_by_role("dialog", name="Events in view")
    expect(card.locator(".dm-list-head")).to_contain_text(f"{in_view} events")
    more = card.get_by_role("button", name="Show more events")
    for reached in range(200, in_view, 200):
        expect(card.locator(".dm-event")).to_have_count(reached)
        more.click()
    expect(more).to_have_count(0)
    expect(card.locator(".dm-event-title")).to_have_text(list(shown["title_en"][::-1]))
    page.keyboard.press("Escape")
    expect(frame.get_by_role("button", name="Events in view")).to_be_focused()


def test_many_events_are_a_density_with_exact_counts(page: Page, made: Made) -> None:
    frame = open_events(page, made)
    shown = state_of(frame)
    assert (shown["eventsAs"], shown["eventsInWindow"]) == ("density", ALL)
    cells = symbols_of(frame)
    assert sum(len(cell["rows"]) for cell in cells) == POINTS
    expect(frame.get_by_test_id("dm-legend")).to_contain_text("Events in a cell")
    pile = made.events[made.events["district_ids"] == made_events.PILE_DISTRICT]
    x, y = place_of(frame, *pile[["lon", "lat"]].iloc[0])
    middles = [middle_of(frame, cell["box"]) for cell in cells]
    spot = min(middles, key=lambda middle: np.hypot(middle[0] - x, middle[1] - y))
    page.mouse.move(*spot)
    tip = frame.get_by_role("tooltip").filter(has_text=f"{len(pile)} events")
    expect(tip.locator(".dm-legend-row")).to_have_text(["Protest17", "Clash20", "Tadamon37"])
    page.mouse.click(*spot)
    expect(frame.get_by_role("dialog", name="Tadamon").locator(".dm-event")).to_have_count(37)


def test_the_change_of_form_is_announced(page: Page, made: Made) -> None:
    frame = open_events(page, made)
    said = frame.get_by_role("status").filter(has_text="shown as")
    expect(said).to_have_text("shown as density")
    expect(said).to_have_attribute("aria-live", "polite")
    frame.get_by_test_id("dm-timeline").focus()
    page.keyboard.press("ArrowLeft")
    expect(said).to_have_text("shown as symbols")
    assert state_of(frame)["eventsAs"] == "symbols"
    expect(frame.get_by_test_id("dm-legend")).to_contain_text("Air strike")
    page.keyboard.press("ArrowRight")
    expect(said).to_have_text("shown as density")


def test_the_number_in_view_follows_the_zoom(page: Page, made: Made) -> None:
    frame = open_events(page, made)
    expect(frame.get_by_test_id("dm-in-view")).to_be_hidden()
    frame.evaluate("() => window.damascusMap.show({ view: [36.33, 33.56, 14.5] })")
    frame.wait_for_function("n => window.damascusMap.state().eventsInView < n", arg=ALL)
    west, south, east, north = frame.evaluate(
        "() => window.map.getBounds().toBBoxString().split(',').map(Number)"
    )
    points = made.events.dropna(subset="lon")
    inside = points["lon"].between(west, east) & points["lat"].between(south, north)
    assert 0 < inside.sum() < POINTS
    assert state_of(frame)["eventsInView"] == inside.sum(), "the events beside Jobar are not seen"
    expect(frame.get_by_test_id("dm-in-view")).to_have_text(f"{inside.sum():,} of {ALL:,} in view")


def restyle(route: Route) -> None:
    """Answer with a scene whose style no other has: square badges, thick stripes, dashed lines."""
    scene = route.fetch().json()
    scene["stripe_period"] = 40
    for outline in scene["outlines"].values():
        outline["strokes"] = [
            {"colour": f"#0000{k:02}", "width": 9 - k, "dash": [7, k]} for k in range(4)
        ]
        outline["line"] = outline["strokes"][:2]
    for kind in scene["kinds"]:
        kind["colour"] = "#12AB34"
        kind["badge"] = {"outline": "M0 0h24v24h-24z", "glyph_scale": 0.25, "middle": 9, "edge": 3}
    route.fulfill(json=scene)


STRIPES = ".dm-districts pattern[id^='dm-stripes']"


def attributes_of(nodes: Locator, *names: str) -> set[tuple[str, ...]]:
    script = "(nodes, names) => nodes.map(node => names.map(name => node.getAttribute(name)))"
    return {tuple(row) for row in nodes.evaluate_all(script, list(names))}


def test_badges_stripes_and_outlines_are_drawn_as_the_scene_says(page: Page, made: Made) -> None:
    page.route("**/assets/scene-*.json", restyle)
    frame = open_events(page, made, f"date={DAY_BEFORE}&window=1&view=36.33,33.54,15")
    assert attributes_of(frame.locator(STRIPES), "width", "height") == {("40", "40")}
    stripe = frame.locator(f"{STRIPES} rect:first-child")
    assert attributes_of(stripe, "width", "height") == {("40", "40")}
    look = ("stroke", "stroke-width", "stroke-dasharray")
    outline = frame.locator(".dm-districts .dm-outline")
    assert attributes_of(outline, *look) == {
        (f"#0000{k:02}", str(2 * (9 - k)), f"7 {k}") for k in range(4)
    }
    legend = frame.get_by_test_id("dm-legend")
    assert attributes_of(legend.locator("path[d='M1 7h20']"), *look) == {
        ("#000000", "9", "7 0"),
        ("#000001", "8", "7 1"),
    }
    badges = frame.locator(".dm-badge")
    assert attributes_of(badges.locator(".dm-badge-shape"), "d", "fill", "stroke-width") == {
        ("M0 0h24v24h-24z", "#12AB34", "3")
    }
    glyph = ("translate(12 9) scale(0.25) translate(-12 -12)",)
    assert attributes_of(badges.locator("path:last-child"), "transform") == {glyph}
    singles = [one["box"] for one in symbols_of(frame) if len(one["rows"]) == 1]
    picture = np.asarray(Image.open(io.BytesIO(page.screenshot())).convert("RGB"))
    # A corner that no other badge than a square one fills.
    corners = [np.array(in_page(frame, box["x"] + 4, box["y"] + 4)).round() for box in singles]
    colours = [tuple(picture[int(y), int(x)]) for x, y in corners]
    assert colours.count((0x12, 0xAB, 0x34)) > len(singles) / 2 > 0, colours


def test_events_come_after_the_map(page: Page, made: Made) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/assets/events-*.bin", hold)
    page.goto(f"{made.server.url}/?{AT_THE_MAP}")
    frame = page.wait_for_selector(MAP_FRAME).content_frame()
    expect(frame.get_by_test_id("dm-district-jobar")).to_be_visible()
    expect(frame.get_by_test_id("dm-timeline")).to_be_visible()
    expect(frame.get_by_test_id("dm-events")).to_be_hidden()
    for route in held:
        route.continue_()
    expect(frame.get_by_test_id("dm-events")).to_contain_text(f"{ALL:,} events")


def test_details_that_do_not_load_are_named_and_can_be_asked_for_again(
    page: Page, made: Made, watch: Watch
) -> None:
    frame = open_events(page, made, f"date={DAY_BEFORE}&window=1")
    page.route("**/details.json?*", lambda route: route.fulfill(status=500, body="no"))
    frame.get_by_role("button", name="Events in view").click()
    card = frame.get_by_role("dialog", name="Events in view")
    expect(card.get_by_role("alert")).to_contain_text("could not be loaded")
    expect(card.locator(".dm-event")).to_have_count(200)
    page.unroute("**/details.json?*")
    card.get_by_role("button", name="Try again").click()
    expect(card.locator(".dm-event-title").first).to_contain_text("Made event")
    expect(card.get_by_role("alert")).to_have_count(0)
    assert [fault for fault in watch.faults if "500" in fault]
    watch.faults.clear()


def test_scrubbing_moves_nothing_but_districts_events_and_timeline(page: Page, made: Made) -> None:
    frame = open_events(page, made, f"date={DAY_BEFORE}&window=1")
    names = "() => [...document.querySelectorAll('.dm-name, .dm-place')].map(n => n.style.cssText)"
    slider = frame.get_by_test_id("dm-timeline").bounding_box()
    y = slider["y"] + slider["height"] / 2
    page.mouse.move(slider["x"] + 0.3 * slider["width"], y)
    page.mouse.down()
    page.mouse.move(slider["x"] + 0.4 * slider["width"], y, steps=4)
    before, names_before = moment_of(frame), frame.evaluate(names)
    page.mouse.move(slider["x"] + 0.6 * slider["width"], y, steps=12)
    after, names_after = moment_of(frame), frame.evaluate(names)
    page.mouse.up()
    assert names_before == names_after
    still = ~(before.may_move | after.may_move)
    assert still.mean() > 0.3, "most of the map is left out"
    assert (before.picture != after.picture).any(), "nothing was scrubbed"
    moved = (before.picture != after.picture).any(axis=2) & still
    assert not moved.any(), f"{moved.sum()} pixels of the ground moved"


class Moment(NamedTuple):
    """A picture of the map, and where it shows districts, events or a card that tells of them."""

    picture: np.ndarray
    may_move: np.ndarray


def moment_of(frame: Frame) -> Moment:
    boxes = frame.evaluate(
        """() => [...document.querySelectorAll('.dm-district, .dm-stack, .dm-card')].map(node => {
            const { left, top, right, bottom } = node.getBoundingClientRect();
            return [left, top, right, bottom];
        })"""
    )
    taken = frame.locator(".dm-map").screenshot(animations="disabled")
    picture = np.asarray(Image.open(io.BytesIO(taken)).convert("RGB"))
    may_move = np.zeros(picture.shape[:2], dtype=bool)
    for left, top, right, bottom in np.rint(boxes).astype(int):
        reach = SYMBOL_REACH_PX
        may_move[max(top - reach, 0) : bottom + reach, max(left - reach, 0) : right + reach] |= (
            right > left
        )
    return Moment(picture, may_move)


def test_messages_leave_nothing_behind(page: Page, made: Made) -> None:
    frame = open_events(page, made, f"date={DAY_BEFORE}&window=1")
    frame.get_by_test_id("dm-timeline").focus()
    for day in ("2017-05-05", "2017-05-04", "2017-05-03"):
        page.keyboard.press("ArrowLeft")
        page.wait_for_url(f"**date={day}**")
    frame.wait_for_function("() => window.feature_group.length > 0")
    assert frame.evaluate("() => window.feature_group.length") == 1


def test_a_district_under_a_density_is_chosen_by_its_name(page: Page, made: Made) -> None:
    frame = open_events(page, made)
    frame.locator(".dm-name", has_text="Qaboun").click()
    frame.wait_for_function("() => window.damascusMap.state().district === 'qaboun'")
    expect(frame.get_by_role("dialog")).to_have_count(0)


def test_a_sliding_window_counts_as_a_plain_count_does(page: Page, server: Server) -> None:
    """Back and forth over the default dataset, which has events of a month and of several days."""
    events = dm.open_dataset().tables.events
    frame = open_map(page, server)
    frame.wait_for_function("() => window.damascusMap.state().eventsInWindow > 0")
    random = np.random.default_rng(made_events.SEED)
    for message in (any_message(random) for _ in range(200)):
        shown = frame.evaluate(
            "message => { window.damascusMap.show(message); return window.damascusMap.state(); }",
            message,
        )
        assert shown["eventsInWindow"] == plain_count(events, **message), message


def any_message(random: np.random.Generator) -> dict[str, Any]:
    date = pd.Timestamp("2011-03-15") + pd.Timedelta(days=int(random.integers(5000)))
    days = int(random.integers(500))
    start = None if days > 400 else f"{date - pd.Timedelta(days=days):%Y-%m-%d}"
    return {
        "date": f"{date:%Y-%m-%d}",
        "from": start,
        "confidence": str(random.choice(CONFIDENCES)),
        "districts": [str(one) for one in random.choice(made_events.BUSY, 2)],
    }


def plain_count(events: pd.DataFrame, **message: Any) -> int:
    reaches = events["last"] >= (message["from"] or "1900-01-01")
    sure = events["confidence"].isin(CONFIDENCES[CONFIDENCES.index(message["confidence"]) :])
    asked = set(message["districts"])
    here = events["district_ids"].map(lambda ids: not ids or not asked.isdisjoint(ids))
    return int(((events["first"] <= message["date"]) & reaches & sure & here).sum())
