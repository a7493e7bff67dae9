"""What the browser is sent is named by its content, and compressed once."""

import gzip
from datetime import date

from damascus_map.render.publication import asset_of, plugin_assets, publication, published_assets

LAST_DAY = date(2020, 12, 31)


def test_an_asset_is_named_by_its_content_and_compressed_beside_it():
    asset = asset_of("note", b"abc" * 99, "css")
    assert asset.name == f"note-{asset.hash}.css"
    assert gzip.decompress(asset.compressed) == asset.content == b"abc" * 99
    assert asset == asset_of("note", b"abc" * 99, "css")
    assert asset.hash != asset_of("note", b"abc", "css").hash


def test_a_large_asset_is_compressed_quickly():
    small, large = (bytes(range(256)) * times for times in (4, 8192))
    for content, level in ((small, 6), (large, 1)):
        assert asset_of("note", content, "bin").compressed == gzip.compress(content, level, mtime=0)


def test_the_plugin_is_two_assets():
    script, styles = plugin_assets()
    assert (script.media_type, styles.media_type) == ("text/javascript", "text/css")
    assert b"damascusMap" in script.content


def test_the_events_are_bytes_whose_name_follows_every_text_of_the_dataset(draft):
    before = publication(draft.path, LAST_DAY)
    assert published_assets(before)[before.events.name] is before.events
    assert before.events.media_type == "application/octet-stream"
    draft.cell("data/events.csv", 3, "title_fr", "Une autre attaque")  # in no column
    after = publication(draft.path, LAST_DAY)
    assert after.events.hash != before.events.hash
    assert after.scene.hash != before.scene.hash
