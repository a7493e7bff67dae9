"""Where a row belongs: by point, by text, city only, outside, unplaced; and never guessed."""

import numpy as np
import pandas as pd
import pytest
import shapely

from damascus_map.data.load import load
from damascus_map.ingest.gazetteer import Ground
from damascus_map.ingest.placing import place
from damascus_map.ingest.rows import PLACED_COLUMNS

CITY_POINT = {"lon": 36.291575, "lat": 33.513364, "precision": "point"}
HOMS = {"lon": 36.72, "lat": 34.73}
MIDAN = {"lon": 36.2967, "lat": 33.4959}
DAMASCUS = {"region": "Damascus Governorate"}


@pytest.fixture(scope="module")
def ground():
    return Ground.of(load())


@pytest.fixture(scope="module")
def in_jobar(ground):
    spot = shapely.point_on_surface(ground.outlines[ground.district_ids.index("jobar")])
    return {"lon": spot.x, "lat": spot.y}


def candidates(*rows):
    """Make candidates; what a row does not say is empty."""
    texts = ("precision", "region", "place:where", "place:area", "text:headline", "text:notes")
    empty = {"lon": np.nan, "lat": np.nan, **dict.fromkeys(texts, "")}
    frame = pd.DataFrame([{**empty, **row} for row in rows], index=range(2, 2 + len(rows)))
    return frame.astype(dict.fromkeys(texts, "str"))


def placed(ground, **row):
    row = {name.replace("__", ":"): value for name, value in row.items()}
    return place(candidates(row), ground).iloc[0]


def short(answer):
    return answer["placed_by"], answer["district_ids"], answer["place_precision"], answer["doubt"]


# ------------------------------------------------------------------------------------- by point


@pytest.mark.parametrize(
    ("precision", "keeps"), [("point", True), ("street", True), ("district", False)]
)
def test_a_precise_point_tells_the_district(ground, in_jobar, precision, keeps):
    answer = placed(ground, **in_jobar, precision=precision, text__headline="Fire in Qaboun")
    assert short(answer) == ("point", ("jobar",), precision, "")
    assert answer["placed_from"] == ""
    drawn = [answer["lon"], answer["lat"]]
    assert drawn == list(in_jobar.values()) if keeps else np.isnan(drawn).all()


@pytest.mark.parametrize("precision", ["city", "region", ""])
def test_a_coarse_point_tells_nothing(ground, in_jobar, precision):
    answer = placed(ground, **in_jobar, precision=precision, text__headline="Fire in Qaboun")
    assert short(answer) == ("text", ("qaboun",), "district", "")
    assert np.isnan([answer["lon"], answer["lat"]]).all()


@pytest.mark.parametrize(
    ("row", "placed_by"),
    [
        ({"precision": "city"}, "city"),
        ({"precision": "city", "place__where": "Sector five"}, "city"),
        ({"precision": "region"}, "unplaced"),
        ({"precision": "city", "region": "Rural Damascus"}, "outside"),
        ({"precision": "city", "region": "Aleppo"}, "outside"),
    ],
)
def test_a_coarse_point_in_a_district_is_in_the_city(ground, in_jobar, row, placed_by):
    answer = placed(ground, **in_jobar, **row)
    assert short(answer)[:2] == (placed_by, ())
    assert np.isnan([answer["lon"], answer["lat"]]).all()


def test_the_point_of_the_city_tells_nothing(ground):
    answer = placed(ground, **CITY_POINT, text__headline="Fire in Qaboun")
    assert short(answer) == ("text", ("qaboun",), "district", "")
    assert short(placed(ground, **CITY_POINT)) == ("city", (), "city", "")


def test_a_precise_point_elsewhere_is_outside_whatever_the_text_says(ground):
    answer = placed(ground, **MIDAN, precision="point", text__headline="Fire in Qaboun")
    assert short(answer) == ("outside", (), "city", "")


def test_a_precise_point_elsewhere_leaves_the_name_of_the_place_in_doubt(ground):
    answer = placed(ground, **MIDAN, precision="point", place__where="Qaboun")
    assert short(answer) == ("text", ("qaboun",), "district", "elsewhere")
    far = placed(ground, **HOMS, precision="point", place__where="Jobar")
    assert short(far)[:2] == ("outside", ())


# -------------------------------------------------------------------------------------- by text


def test_the_place_is_read_before_the_text(ground):
    answer = placed(ground, place__where="Barzeh", text__headline="Shelling on Jobar")
    assert short(answer) == ("text", ("barze",), "district", "")
    assert answer["placed_from"] == "where: Barzeh"


def test_it_is_said_which_field_and_which_spelling(ground):
    answer = placed(ground, **DAMASCUS, text__headline="Raid on Jopar", text__notes="In القابون.")
    assert answer["placed_from"] == "headline: Jopar; notes: القابون"
    assert short(answer) == ("text", ("jobar", "qaboun"), "district", "several")


def test_two_fields_that_name_the_same_are_no_doubt(ground):
    answer = placed(ground, text__headline="Raid on Jobar", text__notes="Jobar was hit")
    assert short(answer) == ("text", ("jobar",), "district", "")


def test_a_spelling_that_is_only_near_is_doubtful(ground):
    answer = placed(ground, text__headline="Fire in Tademon neighborhood")
    assert short(answer) == ("text", ("tadamon",), "district", "spelling")


def test_a_strange_place_makes_the_text_doubtful(ground):
    answer = placed(ground, place__where="Sector five", text__headline="Fire in Qaboun")
    assert short(answer) == ("text", ("qaboun",), "district", "elsewhere")


# ------------------------------------------------------------------ city, outside, unplaced


@pytest.mark.parametrize(
    ("row", "placed_by", "precision"),
    [
        ({**DAMASCUS}, "city", "city"),
        ({**DAMASCUS, "precision": "region"}, "city", "region"),
        ({"place__where": "Damascus city"}, "city", "city"),
        ({"region": "محافظة دمشق"}, "city", "city"),
        ({**DAMASCUS, "place__where": "Midan", "text__notes": "After Jobar"}, "city", "city"),
        ({"place__where": "Harasta", "text__notes": "Fire from Jobar"}, "outside", "city"),
        ({"place__where": "Harasta", "place__area": "Damascus"}, "city", "city"),
        ({"region": "Aleppo", "place__where": "Tishrin"}, "outside", "city"),
        ({"region": "Aleppo", "text__notes": "Fire in Jobar"}, "outside", "city"),
        ({"region": "Homs", "place__where": "Jobar"}, "outside", "city"),
        ({"place__where": "Jobar", "place__area": "Homs"}, "outside", "city"),
        ({"text__notes": "قصف على المنطقة بالتزامن مع غارات"}, "unplaced", "city"),
        ({"region": "Rif Dimashq", "text__notes": "Fire from Jobar"}, "outside", "city"),
        ({**HOMS, "precision": "city", "text__notes": "Fire in Jobar"}, "outside", "city"),
        ({"text__notes": "Fire in Homs"}, "unplaced", "city"),
        ({"text__notes": "Talks in Damascus"}, "unplaced", "city"),
        ({}, "unplaced", "city"),
    ],
)
def test_a_row_that_names_no_district(ground, row, placed_by, precision):
    assert short(placed(ground, **row)) == (placed_by, (), precision, "")


def test_a_row_of_the_governorate_around_may_name_a_district_as_its_place(ground):
    answer = placed(ground, region="Rural Damascus", place__where="Jobar")
    assert short(answer) == ("text", ("jobar",), "district", "elsewhere")


# --------------------------------------------------------------------------------- whole frames


def test_rows_keep_their_index_and_the_columns_their_order(ground, in_jobar):
    frame = candidates({**in_jobar, "precision": "point"}, {}, {**DAMASCUS})
    answer = place(frame, ground)
    assert list(answer.columns) == list(PLACED_COLUMNS)
    assert answer.index.tolist() == [2, 3, 4]
    assert answer["placed_by"].tolist() == ["point", "unplaced", "city"]
    assert not frame.isna().drop(columns=["lon", "lat"]).any(axis=None)


def test_no_rows_are_no_fault(ground):
    assert place(candidates({}).iloc[:0], ground).empty


def test_rows_without_columns_of_texts(ground):
    frame = candidates({**CITY_POINT})[["lon", "lat", "precision", "region"]]
    assert place(frame, ground)["placed_by"].tolist() == ["city"]


def test_a_row_is_placed_alike_alone_and_among_others(ground):
    texts = ["Fire in Jobar", "", "Calm", "Qaboun and Barzeh shelled", "سد تشرين", "حي تشرين"] * 3
    rows = candidates(*({**DAMASCUS, "text:notes": text} for text in texts))
    together = place(rows, ground)
    alone = pd.concat([place(rows.iloc[[position]], ground) for position in range(len(rows))])
    pd.testing.assert_frame_equal(together, alone)


def test_another_city_has_no_regions(draft):
    ground = Ground.of(load(draft.path))
    answer = placed(ground, region="Any Province", text__headline="Fire in Mill")
    assert short(answer) == ("text", ("mill",), "district", "")


# ------------------------------------------------------------------------------ texts read alike


def test_a_text_is_read_as_another_that_differs_in_words_that_say_nothing(ground):
    """What is kept of one text serves for the next: never across a word that a rule asks for."""
    texts = [
        *("Blossoms fell over Jobar yesterday", "Raindrops fell over Jobar tonight"),
        *("Jobar in Homs was calm", "Jobar near Homs was calm", "Jobar beyond Homs was calm"),
        *("Jobar, Qaboun fell", "Jobar; Qaboun fell", "Jobarr fell", "Jopar fell", "jobar fell"),
        *("Tishrin dam fell", "Tishrin mud fell", "Tishrin 12 fell", "in Tishrin fell"),
        *("the Tishrin fell", "والتضامن هنا", "بالتضامن هنا", "and Tishrin and Jobar"),
    ]
    together = place(candidates(*({"text:headline": text} for text in texts)), ground)
    for text, answer in zip(texts, together.to_dict("records"), strict=True):
        alone = placed(ground, text__headline=text)
        assert short(answer) == short(alone), text
        assert answer["placed_from"] == alone["placed_from"], text
