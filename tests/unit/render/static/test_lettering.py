"""How wide a text is does not depend on when it is measured."""

import matplotlib as mpl
import pytest

from damascus_map.render.static.lettering import _word_width


@pytest.mark.parametrize("word", ["Damascus", "الموقع"])
def test_a_reader_s_settings_do_not_change_the_width_of_a_word(word):
    measure = _word_width.__wrapped__  # what it has kept must not answer
    widths = set()
    for hinting in ("none", "default", "force_autohint"):
        with mpl.rc_context({"text.hinting": hinting}):
            widths.add(measure(word, "bold"))
            assert mpl.rcParams["text.hinting"] == hinting
    assert len(widths) == 1
