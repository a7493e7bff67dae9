"""What the page tells the browser of its language, and what Streamlit says in it."""

import re

import pandas as pd
import pytest

from damascus_map.language import LANGUAGES, language
from damascus_map.ui.assets import page_script
from damascus_map.ui.grids import in_reading_order
from damascus_map.ui.streamlit_texts import STREAMLIT_TEXTS
from tests.ui.test_page import html_of, opened


@pytest.mark.parametrize(("code", "direction"), [("en", "ltr"), ("fr", "ltr"), ("ar", "rtl")])
def test_the_root_of_the_page_has_language_and_direction(code: str, direction: str) -> None:
    test = opened(lang=code)
    assert not test.exception
    assert f"lang = '{code}'" in html_of(test)
    assert f"dir = '{direction}'" in html_of(test)
    # In English Streamlit speaks already: nothing is loaded for it.
    assert (page_script().name in html_of(test)) == (code != LANGUAGES[0])


def test_the_script_has_each_text_in_all_languages() -> None:
    script = page_script().content.decode()
    for text in STREAMLIT_TEXTS:
        for code in LANGUAGES:
            assert f'"{language(code).text(text)}"' in script
    assert re.search(r"damascusPage\.translate\(\[\[.*\]\);\s*$", script, re.DOTALL)


def test_a_table_begins_where_reading_begins() -> None:
    table = pd.DataFrame({"when": [1], "what": [2], "where": [3]})
    assert list(in_reading_order(table, language("fr"))) == ["when", "what", "where"]
    assert list(in_reading_order(table, language("ar"))) == ["where", "what", "when"]
