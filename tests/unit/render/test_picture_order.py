"""How an ordered picture is named: by an address, a command and a file; how it is read again."""

import shlex
from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from damascus_map.errors import UnknownChoiceError
from damascus_map.model.view import View
from damascus_map.model.vocabulary import Confidence, EventType
from damascus_map.render.picture_order import (
    PICTURE_TYPES,
    PictureOrder,
    address_of_order,
    command_of,
    file_name,
    highest_scale,
)
from damascus_map.render.picture_request import order_from
from damascus_map.render.static.layouts import LAYOUTS
from damascus_map.render.static.writers import WRITERS

LAST_DAY = date(2020, 12, 31)
DISTRICTS = ("hill", "mill")


def subsets(values, least):
    chosen = st.sets(st.sampled_from(values), min_size=least)
    return st.none() | chosen.map(lambda some: tuple(one for one in values if one in some))


ORDERS = st.builds(
    PictureOrder,
    view=st.builds(
        View,
        on=st.dates(date(2020, 1, 1), LAST_DAY),
        window=st.none() | st.integers(1, 99_999),
        districts=subsets(DISTRICTS, 1),
        types=subsets(list(EventType), 0),
        confidence=st.sampled_from(Confidence),
        lang=st.sampled_from(["en", "fr", "ar"]),
        reported=st.none() | st.dates(date(2020, 1, 1), LAST_DAY),
    ),
    form=st.just("png"),
    layout=st.sampled_from(list(LAYOUTS)),
    scale=st.sampled_from([0.25, 0.5, 1, 1.25]),
)


def asked(tables, query, form="png"):
    return order_from(parse_qsl(query, keep_blank_values=True), form, tables, LAST_DAY)


def faults(tables, query, form="png"):
    with pytest.raises(UnknownChoiceError) as caught:
        asked(tables, query, form)
    return str(caught.value).split("\n")


@given(ORDERS)
def test_an_address_leads_back_to_its_order(small, order):
    address = urlsplit(address_of_order(order, small.tables))
    assert address.path == "snapshot.png"
    assert asked(small.tables, address.query) == order


def test_the_forms_are_those_that_can_be_written():
    assert list(PICTURE_TYPES) == list(WRITERS)


def test_nothing_asked_is_the_opening_view(small):
    assert asked(small.tables, "") == PictureOrder(View(date(2020, 3, 10)))


def test_the_day_always_stands_in_an_address(small):
    opening = PictureOrder(View(date(2020, 3, 10)))
    assert address_of_order(opening, small.tables) == "snapshot.png?date=2020-03-10"


@pytest.mark.parametrize(
    "query",
    [
        "district=hill",
        "districts=hill",
        "district=hill&districts=mill,hill",
        "districts=hill&view=36.3,33.5,12&span=2020-01-01,2020-05-01",
    ],
)
def test_a_district_named_in_any_way_stands_alone(small, query):
    assert asked(small.tables, query) == PictureOrder(View(date(2020, 3, 10), districts=("hill",)))


@pytest.mark.parametrize("query", ["district=mill&district=hill", "district=hill,mill"])
def test_districts_may_be_repeated_or_listed(small, query):
    assert asked(small.tables, query).view.districts == DISTRICTS


def test_a_scale_is_for_pixels_only(small):
    assert asked(small.tables, "scale=2").scale == 2
    assert asked(small.tables, "scale=2", "svg") == asked(small.tables, "", "svg")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("date=yesterday", "date=yesterday cannot be used: expected a day from 2020-01-01 to"),
        ("date=2019-12-31", "date=2019-12-31 cannot"),
        ("date=2021-01-01", "from 2020-01-01 to 2020-12-31, written YYYY-MM-DD."),
        ("district=hull", "district=hull cannot be used: expected one or more of hill, mill,"),
        ("district=", "district= cannot"),
        ("districts=", "districts= cannot"),
        ("district=hill&district=hull", "district=hill,hull cannot"),
        ("types=party", "types=party cannot be used: expected one or more of protest,"),
        ("window=0", "window=0 cannot be used: expected a number of days from 1 to 99999, or all"),
        ("confidence=sure", "expected one of low, medium, high"),
        ("lang=de", "lang=de cannot be used: expected one of en, fr, ar."),
        ("layout=poster", "expected one of landscape, square, page"),
        ("scale=0.1", "scale=0.1 cannot be used: expected a number from 0.25 to 4."),
        ("scale=5", "from 0.25 to 4."),
        ("scale=nan", "scale=nan cannot"),
        ("scale=1e400", "scale=1e400 cannot"),
        ("scale=4&layout=page", "from 0.25 to 1.6."),
        ("view=here", "expected longitude,latitude,zoom"),
        ("span=a", "expected two days, separated by a comma"),
        ("size=9", "There is no parameter size. Known: lang, date, districts,"),
        ("date=2020-02-01&date=2020-02-02", "date is given more than once"),
        ("date=2019-01-01&lang=fr", "date=2019-01-01 ne peut pas être utilisé"),
    ],
)
def test_each_value_is_checked_and_named_with_what_is_expected(small, query, said):
    (fault,) = faults(small.tables, query)
    assert said in fault


def test_all_faults_are_named_at_once_and_none_is_long_or_hidden(small):
    found = faults(small.tables, f"a\u202eb=1&lang={'x' * 500}&scale=\n")
    assert len(found) == 3
    assert "a<U+202E>b" in found[0]
    assert max(map(len, found)) < 200


@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_picture_of_a_server_has_too_many_pixels(layout):
    sheet, scale = LAYOUTS[layout], highest_scale(layout)
    assert scale > 1
    assert sheet.width * sheet.height * (sheet.dots_per_unit * scale) ** 2 <= 24_000_000


@given(ORDERS.filter(lambda order: order.view.types != ()))
def test_the_command_makes_the_same_picture(small, order):
    from typer.main import get_command

    from damascus_map.cli import app

    words = shlex.split(command_of(order))
    assert words[:2] == ["damascus-map", "snapshot"]
    command = get_command(app).commands["snapshot"]
    given_ = command.make_context("snapshot", words[2:], resilient_parsing=True).params
    view = order.view
    assert given_["date"] == view.on.isoformat()
    assert tuple(given_["district"] or ()) == (view.districts or ())
    assert tuple(given_["kind"] or ()) == (view.types or ())
    assert (given_["confidence"], given_["lang"]) == (view.confidence, view.lang)
    assert given_["window"] == ("all" if view.window is None else str(view.window))
    assert (given_["layout"], given_["scale"]) == (order.layout, order.scale)
    assert given_["out"].name == file_name(order)


def test_a_command_names_another_dataset_by_a_word():
    assert "--dataset FOLDER" in command_of(PictureOrder(View(LAST_DAY)), dataset="FOLDER")


@pytest.mark.parametrize(
    ("districts", "name"),
    [
        (None, "damascus-map-2020-12-31-fr.pdf"),
        (("hill",), "damascus-map-2020-12-31-hill-fr.pdf"),
        (("hill", "mill"), "damascus-map-2020-12-31-fr.pdf"),
    ],
)
def test_a_file_is_named_by_day_district_and_language(districts, name):
    view = View(LAST_DAY, districts=districts, lang="fr")
    assert file_name(PictureOrder(view, "pdf")) == name
