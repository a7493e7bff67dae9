"""What the page tells the map: addresses once, then the filters."""

import json
import re
from datetime import date

import folium
import pytest

from damascus_map.render.interactive import constant_map, message_group
from damascus_map.render.publication import publication

LAST_DAY = date(2020, 12, 31)


@pytest.fixture
def shown(draft):
    return publication(draft.path, LAST_DAY)


def test_a_message_reaches_the_plugin_as_json_that_ends_no_script():
    message = {"lang": "en", "districts": ["</script><b>"], "resets": 0}
    paper = folium.Map()
    group = message_group(message).add_to(paper)
    script = next(iter(group._children.values()))._template.module.script(
        next(iter(group._children.values())), {}
    )
    assert "</script>" not in script
    (told,) = re.findall(r"window\.damascusMap\.show\((.*)\);", script)
    assert json.loads(told) == message


def test_the_map_holds_addresses_of_this_server_and_no_data(shown):
    page = constant_map(shown).get_root().render()
    assert f'"../../assets/events/{shown.events.hash}/details.json"' in page
    assert f'"../../assets/{shown.events.name}"' in page
    assert f'"../../assets/{shown.scene.name}"' in page
    for lang in ("en", "fr"):
        assert f'"../../assets/{shown.evidence[lang].name}"' in page
    assert not re.search(r"""(src|href)=["'](https?:)?//""", page)
    assert "A raid on the hill" not in page
