"""``damascus-map page``: the whole map as a file, and clear errors where there is none."""

import os
import shutil
import subprocess
import sys
from functools import partial

import pytest

from tests.integration.command_line import run

page = partial(run, "page")


def test_it_opens_with_the_first_language_and_the_opening_day(tmp_path):
    out = tmp_path / "map.html"
    result = page("--out", out, "--lang", "fr", "--lang", "ar")
    assert result.exit_code == 0, result.output
    assert str(out) in result.stderr
    assert "Mo" in result.stderr
    text = out.read_text(encoding="utf-8")
    assert text.startswith('<!doctype html>\n<html lang="fr" dir="ltr">')
    assert "<title>Damas : qui tenait quel quartier, Dimanche 7 mai 2017</title>" in text
    assert "Mostly held by" not in text
    assert [one.name for one in tmp_path.iterdir()] == [out.name]


def test_another_process_folder_and_hash_seed_give_the_same_bytes(repository, tmp_path):
    copy = tmp_path / "another place"
    for name in ("data", "geo"):
        shutil.copytree(repository / name, copy / name)
    shutil.copy(repository / "datapackage.json", copy)
    files = []
    for seed, folder in (("1", repository), ("2", copy)):
        out = tmp_path / f"{seed}.html"
        command = [sys.executable, "-m", "damascus_map.cli", "page", "--out", str(out)]
        command += [
            "--dataset",
            str(folder),
            "--window",
            "30",
            "--lang",
            "en",
            "--until",
            "2025-12-31",
        ]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run(command, check=True, cwd=tmp_path, env=environment, capture_output=True)
        files.append(out.read_bytes())
    assert files[0] == files[1]
    assert str(tmp_path).encode() not in files[1]


def test_a_file_is_replaced_only_with_force(tmp_path):
    out = tmp_path / "a.html"
    out.write_text("mine")
    refused = page("--out", out, "--lang", "en")
    assert (refused.exit_code, out.read_text()) == (2, "mine")
    assert "--force" in refused.stderr
    assert page("--out", out, "--lang", "en", "--force").exit_code == 0
    assert out.read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--out", "a.pdf"), ".html"),
        (("--out", "missing/a.html"), "There is no folder"),
        (("--out", "a.html", "--date", "2000-01-01"), "first day of the dataset"),
        (("--out", "a.html", "--date", "2190-01-01"), "has not come yet"),
        (("--out", "a.html", "--until", "2190-01-01"), "has not come yet"),
        (("--out", "a.html", "--until", "2017-01-01"), "expected 2017-05-07 or later"),
        (("--out", "a.html", "--district", "joobar"), "Did you mean jobar?"),
        (("--out", "a.html", "--window", "0"), "number of days"),
        (("--out", "a.html", "--lang", "de"), "en"),
    ],
)
def test_a_wrong_call_is_a_clear_error_and_writes_nothing(tmp_path, monkeypatch, arguments, said):
    monkeypatch.chdir(tmp_path)
    result = page(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert list(tmp_path.iterdir()) == []
