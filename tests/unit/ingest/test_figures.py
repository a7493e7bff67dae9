"""Numbers in cells of text."""

import pandas as pd
import pytest

from damascus_map.ingest.figures import counts, degrees, is_exact

ARABIC_12 = "\u0661\u0662"
ARABIC_33_51 = "\u0663\u0663\u066b\u0665\u0661"
READ_COUNTS = [
    ("12", 12),
    (" 12 ", 12),
    ("12.0", 12),
    ("1,200", 1200),
    ("1\u202f200", 1200),
    ("1.200.000", 1200000),
    (ARABIC_12, 12),
    ("0", 0),
    ("999999999", 999999999),
]
READ_DEGREES = [
    ("33.513364", 33.513364),
    ("-0.5", -0.5),
    ("36", 36.0),
    ("33,51", 33.51),
    (ARABIC_33_51, 33.51),
    ("33.51°", 33.51),
    ("+33.5", 33.5),
    ("3.35e1", 33.5),
]


def column(*texts):
    return pd.Series(texts, dtype="str")


@pytest.mark.parametrize(("text", "number"), READ_COUNTS)
def test_a_count_is_read(text, number):
    values, wrong = counts(column(text))
    assert (values.tolist(), wrong.tolist()) == ([number], [False])


@pytest.mark.parametrize("text", ["-1", "1.5", "12 dead", "1,20", "1000000000", "1e3", "²", "ten"])
def test_what_is_no_count_is_said_to_be_none(text):
    values, wrong = counts(column(text))
    assert values.isna().all()
    assert wrong.tolist() == [True]


@pytest.mark.parametrize("text", ["", " ", "NA", "null", "-", "unknown"])
def test_a_count_that_is_not_known_is_no_fault(text):
    values, wrong = counts(column(text))
    assert values.isna().all()
    assert not wrong.any()


@pytest.mark.parametrize(("text", "number"), READ_DEGREES)
def test_degrees_are_read(text, number):
    values, wrong = degrees(column(text))
    assert values.tolist() == [pytest.approx(number)]
    assert not wrong.any()


@pytest.mark.parametrize("text", ["33°30'48\"N", "north", "33.5.1", "33,513,364", "inf", "0x21"])
def test_what_is_no_degree_is_said_to_be_none(text):
    values, wrong = degrees(column(text))
    assert values.isna().all()
    assert wrong.tolist() == [True]


def test_columns_that_repeat_and_columns_that_do_not_are_read_alike():
    texts = [str(number) for number in range(2000)]
    many = [*texts, "x", "", "1,000"]
    values, wrong = counts(column(*many))
    again, wrong_again = counts(column(*(many[:3] * 2000)))
    assert values.tolist()[:2000] == list(range(2000))
    assert values.tolist()[-1] == 1000
    assert wrong.to_numpy().nonzero()[0].tolist() == [2000]
    assert again.tolist() == [0, 1, 2] * 2000
    assert not wrong_again.any()


def test_four_decimals_are_exact():
    assert is_exact(
        column("33.5133", "33.51", "33,5133", "36", ARABIC_33_51 + ARABIC_12)
    ).tolist() == [
        *(True, False, True, False, True),
    ]
