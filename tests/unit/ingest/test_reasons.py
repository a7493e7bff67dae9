"""Reasons against rows: each is used, each says what to do."""

import re
from pathlib import Path

import pytest

import damascus_map.ingest
from damascus_map.ingest.reasons import REASONS, reason
from damascus_map.language import language

OF_READERS = {"cell-count", "not-a-point"}
MODULES = Path(damascus_map.ingest.__file__).parent.glob("*.py")


def test_each_reason_is_used_by_a_step():
    code = "".join(path.read_text(encoding="utf-8") for path in MODULES if path.stem != "reasons")
    unused = {slug for slug in REASONS if not re.search(rf'"{slug}"', code)}
    assert unused <= OF_READERS


@pytest.mark.parametrize("slug", REASONS)
def test_a_reason_is_a_phrase_and_an_advice_in_each_language(slug):
    found = reason(slug)
    assert found.message[0].islower()
    assert not found.message.endswith(".")
    assert found.advice.endswith(".")
    for code in ("fr", "ar"):
        words = language(code)
        assert words.text(found.message) != found.message
        assert words.text(found.advice) != found.advice


def test_a_reason_that_is_not_there_is_a_fault_of_the_code():
    with pytest.raises(KeyError):
        reason("bad-luck")
