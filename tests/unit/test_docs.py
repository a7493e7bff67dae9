"""What the documents promise is there: rules, columns, commands, targets, terms, figures, files."""

import csv
import json
import re
import shlex
from pathlib import Path

import click
import pytest
import typer

from damascus_map.cli import app
from damascus_map.data import schema
from damascus_map.data.rulebook import RULEBOOK
from damascus_map.model.vocabulary import (
    Confidence,
    EventType,
    Extent,
    Meaning,
    PlacePrecision,
    Situation,
    SourceKind,
    Verified,
)

REPOSITORY = Path(__file__).parents[2]
README = REPOSITORY / "README.md"
GLOSSARY = REPOSITORY / "docs" / "glossary.md"
DATA = REPOSITORY / "docs" / "data.md"
DOCUMENTS = sorted([*REPOSITORY.glob("*.md"), *REPOSITORY.glob("docs/**/*.md")])
LARGEST_PICTURE_KB = 400


def text_of(document):
    return document.read_text(encoding="utf-8")


def fenced(document, language):
    """Give the blocks of one language, each as text."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text_of(document), re.MULTILINE | re.DOTALL)


def commands(document, program):
    """Give each call of a program in the document's `sh` blocks, as a list of words."""
    lines = "\n".join(fenced(document, "sh")).splitlines()
    calls = [shlex.split(part) for line in lines for part in line.split("&&")]
    return [call[1:] for call in calls if call and call[0] == program]


def in_code(document):
    """Give every word that stands between backticks."""
    return set(re.findall(r"`([^`\n]+)`", text_of(document)))


def rows_of(file):
    if file.suffix == ".csv":
        with file.open(encoding="utf-8", newline="") as lines:
            return len(list(csv.DictReader(lines)))
    return len(json.loads(text_of(file))["features"])


CALLS = [(document, call) for document in DOCUMENTS for call in commands(document, "damascus-map")]
TARGETS = [(document, call) for document in DOCUMENTS for call in commands(document, "make")]


def test_readme_shows_every_command():
    known = set(typer.main.get_command(app).commands)
    assert {call[0] for document, call in CALLS if document == README} == known


@pytest.mark.parametrize("call", [call for _, call in CALLS], ids=" ".join)
def test_each_command_exists_with_its_options(call):
    command, options = typer.main.get_command(app), list(call)
    while isinstance(command, click.Group):
        command = command.commands[options.pop(0)]
    assert command.make_context(command.name, options).params


def test_a_command_that_does_not_exist_is_found():
    command = typer.main.get_command(app).commands["status"]
    with pytest.raises(Exception, match="--day"):
        command.make_context("status", ["--day", "2017-05-07"])


@pytest.mark.parametrize("call", [call for _, call in TARGETS], ids=" ".join)
def test_each_target_exists(call):
    makefile = text_of(REPOSITORY / "Makefile")
    targets = re.findall(r"^([a-z]+):", makefile, re.MULTILINE)
    assert [word for word in call if "=" not in word and word not in targets] == []


def test_each_target_named_in_a_sentence_exists():
    named = {word for document in DOCUMENTS for word in in_code(document)}
    targets = [word.split()[1] for word in named if word.startswith("make ")]
    makefile = text_of(REPOSITORY / "Makefile")
    assert targets
    assert [target for target in targets if f"\n{target}:" not in makefile] == []


@pytest.mark.parametrize("block", fenced(README, "python"))
def test_the_python_of_the_readme_runs(block):
    names = {}
    exec(compile(block, str(README), "exec"), names)  # noqa: S102 - our own document
    assert names["day"].loc["qaboun", "opposition"] == "most"
    assert names["day"].loc["barze", "status"] == "unclear"


def test_each_rule_stands_in_the_table_with_its_severity():
    listed = dict(
        re.findall(r"^\| `([a-z0-9-]+)` \| (error|warning) \|", text_of(DATA), re.MULTILINE)
    )
    assert listed == {rule: entry.severity for rule, entry in RULEBOOK.items()}


@pytest.mark.parametrize(
    "table",
    [
        *(schema.PARTIES, schema.SOURCES, schema.CLAIMS, schema.EVENTS, schema.GAZETTEER),
        schema.STORY,
        schema.control_table([]),
    ],
    ids=lambda table: table.name,
)
def test_each_column_is_described_under_its_file(table):
    section = text_of(DATA).split(f"\n## {table.path}\n")[1].split("\n## ")[0]
    listed = {
        name: row.split("|")[2].strip() == "yes"
        for row in re.findall(r"^\| `.*$", section, re.MULTILINE)
        for name in re.findall(r"`(\w+)`", row.split("|")[1])
    }
    assert listed == {column.name: column.required for column in table.columns}


@pytest.mark.parametrize("file", [schema.DISTRICTS_PATH, *schema.CONTEXT_PATHS.values()])
def test_each_layer_is_named(file):
    assert file in text_of(DATA)


@pytest.mark.parametrize(
    "terms", [SourceKind, Confidence, PlacePrecision, Verified, Extent, Situation, Meaning]
)
def test_each_value_is_named_in_the_contract(terms):
    assert set(terms) <= in_code(DATA)


@pytest.mark.parametrize(
    ("heading", "terms"),
    [("Parties and extents", Extent), ("Situations", Situation), ("Events", EventType)],
)
def test_each_term_has_its_row_in_the_glossary(heading, terms):
    section = text_of(GLOSSARY).split(f"\n## {heading}\n")[1].split("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) == list(terms)


def test_readme_counts_what_is_in_the_files():
    listed = dict(re.findall(r"^\| `([\w./]+)` \| (\d+) \|", text_of(README), re.MULTILINE))
    files = [*REPOSITORY.glob("data/*.csv"), *REPOSITORY.glob("geo/*.geojson")]
    names = {file: file.relative_to(REPOSITORY).as_posix() for file in files}
    assert listed == {name: str(rows_of(file)) for file, name in names.items()}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_each_link_leads_somewhere(document):
    targets = re.findall(r"\]\(([^)\s]+)\)", text_of(document))
    local = [target.partition("#") for target in targets if not re.match(r"https?:", target)]
    for path, _, heading in local:
        linked = document.parent / path if path else document
        assert linked.exists(), path
        if heading:
            titles = re.findall(r"^#+ (.+)$", text_of(linked), re.MULTILINE)
            assert heading in [re.sub(r"[^\w -]", "", t).lower().replace(" ", "-") for t in titles]


def test_the_pictures_are_those_that_readme_shows_and_small():
    pictures = sorted((REPOSITORY / "docs" / "images").iterdir())
    shown = re.findall(r"\((docs/images/[\w.-]+)\)", text_of(README))
    assert [f"docs/images/{picture.name}" for picture in pictures] == sorted(shown)
    assert [p.name for p in pictures if p.stat().st_size > LARGEST_PICTURE_KB * 1000] == []
