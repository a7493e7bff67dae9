"""``damascus-map snapshot``: a picture from a shell, and clear errors where there is none."""

import subprocess
import sys
from functools import partial

import pytest

from tests.integration.command_line import run

SIGNATURES = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}
DAY = ("--date", "2017-05-07")
snapshot = partial(run, "snapshot")


@pytest.mark.parametrize("form", SIGNATURES)
def test_the_format_follows_the_ending(tmp_path, form):
    out = tmp_path / f"picture.{form}"
    result = snapshot(*DAY, "--out", out)
    assert result.exit_code == 0, result.output
    assert str(out) in result.stderr
    assert out.read_bytes().startswith(SIGNATURES[form])
    assert [one.name for one in tmp_path.iterdir()] == [out.name]


def test_every_option_reaches_the_picture(tmp_path):
    out = tmp_path / "a.svg"
    options = ("--district", "jobar", "--window", "all", "--layout", "square", "--lang", "fr")
    assert snapshot(*DAY, "--out", out, *options).exit_code == 0
    text = out.read_text(encoding="utf-8")
    assert "Dimanche 7 mai 2017" in text
    assert "?date=2017-05-07&amp;districts=jobar&amp;window=all&amp;lang=fr" in text
    assert ">Qaboun<" not in text


def test_a_file_is_replaced_only_with_force(tmp_path):
    out = tmp_path / "a.svg"
    out.write_text("mine")
    refused = snapshot(*DAY, "--out", out)
    assert (refused.exit_code, out.read_text()) == (2, "mine")
    assert "--force" in refused.stderr
    assert snapshot(*DAY, "--out", out, "--force").exit_code == 0
    assert out.read_text(encoding="utf-8").startswith("<?xml")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((*DAY, "--out", "a.gif"), ".png, .svg, .pdf"),
        ((*DAY, "--out", "missing/a.png"), "There is no folder"),
        (("--date", "2000-01-01", "--out", "a.png"), "first day of the dataset"),
        (("--date", "2190-01-01", "--out", "a.png"), "has not come yet"),
        (("--date", "May", "--out", "a.png"), "YYYY-MM-DD"),
        ((*DAY, "--out", "a.png", "--district", "joobar"), "Did you mean jobar?"),
        ((*DAY, "--out", "a.png", "--district", ""), "no district ''"),
        ((*DAY, "--out", "a.png", "--window", "0"), "number of days"),
        ((*DAY, "--out", "a.png", "--scale", "50"), "scale"),
        ((*DAY, "--out", "a.png", "--layout", "poster"), "landscape"),
    ],
)
def test_a_wrong_call_is_a_clear_error_and_writes_nothing(tmp_path, monkeypatch, arguments, said):
    monkeypatch.chdir(tmp_path)
    result = snapshot(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_other_commands_start_without_the_drawing_library():
    code = (
        "import sys; from typer.testing import CliRunner; from damascus_map import cli;"
        "CliRunner().invoke(cli.app, ['status', '--date', '2017-05-07']);"
        "print(sorted({name.split('.')[0] for name in sys.modules} & {'matplotlib', 'PIL'}))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert found.stdout.strip() == "[]"
