"""Bring the catalogues of messages up to date with the code, or say where they are not.

``python -m tools.messages`` collects the texts of the package into the template, merges it into
each language's catalogue and compiles these; with ``--check`` nothing is written and every
catalogue that is behind, incomplete, still English or not compiled is named. The texts' places are
given by file only, so that a line added above a text changes no catalogue.
"""

import argparse
import gettext
import io
import re
import string
import sys
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from damascus_map.language import LANGUAGES

REPOSITORY = Path(__file__).resolve().parent.parent
PACKAGE = REPOSITORY / "src" / "damascus_map"
LOCALES = PACKAGE / "locales"
DOMAIN = "damascus_map"
WIDTH = 100
SOURCE_LANGUAGE = "en"
MOST_FINDINGS_SHOWN = 20

# A catalogue changes when its texts do: its header names no day of its making.
HEADER = {
    "project": "damascus-map",
    "version": "0",
    "copyright_holder": "damascus-map contributors",
    "msgid_bugs_address": "damascus-map",
    "last_translator": "damascus-map contributors",
    "language_team": "damascus-map contributors",
    "header_comment": "# Texts of damascus-map.",
    "creation_date": datetime(2026, 1, 1, tzinfo=UTC),
    "revision_date": datetime(2026, 1, 1, tzinfo=UTC),
    "charset": "utf-8",
    "fuzzy": False,
}

# What is written in French as in English: all else that reads the same was left as it was.
ENGLISH_TOO = {
    "fr": {
        "Attribution",
        "blog",
        "Date",
        "Dates",
        "document",
        "documents",
        "Document",
        "Explosion",
        "Format",
        "Incident",
        "Latitude",
        "Licence",
        "Licences",
        "Longitude",
        "Longitude, latitude",
        "longitude,latitude,zoom",
        "Massacre",
        "N",
        "Note",
        "Option",
        "Parties",
        "Pause",
        "Situation",
        "Situations",
        "Source",
        "Sources",
        "Total",
        "Version",
        "{area} km²",
        "{n} source",
        "{n} sources",
    },
}
SCRIPTS = {"ar": re.compile(r"[\u0600-\u06ff]")}
LETTERS = re.compile(r"[^\W\d_]")
MOST_COUNTED = 200

# Beside gettext's own names, the methods of `damascus_map.language.Language`.
KEYWORDS = {**DEFAULT_KEYWORDS, "NN_": (1, 2)}


def collect() -> Catalog:
    """Collect the texts that the package's code marks for translation.

    Returns
    -------
    Catalog
        The template: every text, with the files that hold it, in the order of these.
    """
    template = new_catalogue(None)
    found = extract_from_dir(
        PACKAGE, keywords=KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=True
    )
    for file, _, text, comments, context in found:
        place = f"src/damascus_map/{Path(file).as_posix()}"
        template.add(text, locations=[(place, None)], auto_comments=comments, context=context)  # type: ignore[list-item]
    return template


def catalogues() -> list[Path]:
    """List the catalogue of each language but that of the code, whether it is there or not."""
    return [
        LOCALES / language / "LC_MESSAGES" / f"{DOMAIN}.po"
        for language in LANGUAGES
        if language != SOURCE_LANGUAGE
    ]


def main() -> int:
    """Run the tool; give the status to exit with."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing, name what is behind")
    check = parser.parse_args().check
    template = collect()
    if not check:
        update(template)
    findings = [*missing_template(template), *incomplete(template)]
    for finding in findings[:MOST_FINDINGS_SHOWN]:
        print(finding, file=sys.stderr)
    if len(findings) > MOST_FINDINGS_SHOWN:
        print(f"and {len(findings) - MOST_FINDINGS_SHOWN} more", file=sys.stderr)
    print(f"{len(template)} texts, {len(catalogues())} catalogues, {len(findings)} findings")
    if findings and check:
        print("run `make messages`, translate what is missing, and run it again", file=sys.stderr)
    return int(check and bool(findings))


def update(template: Catalog) -> None:
    """Write the template, merge it into each catalogue, and compile these."""
    LOCALES.mkdir(parents=True, exist_ok=True)
    (LOCALES / f"{DOMAIN}.pot").write_bytes(po_bytes(template))
    for path in catalogues():
        catalogue = load(path)
        catalogue.update(template, no_fuzzy_matching=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(po_bytes(catalogue))
        path.with_suffix(".mo").write_bytes(mo_bytes(load(path)))


def missing_template(template: Catalog) -> Iterable[str]:
    """Say whether the template in the repository is the one that the code asks for."""
    path = LOCALES / f"{DOMAIN}.pot"
    if not path.exists():
        yield f"{shown(path)}: missing"
    elif keys(load(path)) != keys(template):
        yield f"{shown(path)}: behind the code"


def incomplete(template: Catalog) -> Iterable[str]:
    """Name the texts that a catalogue lacks, has not translated or no longer needs."""
    wanted = keys(template)
    for path in catalogues():
        catalogue = load(path)
        present = keys(catalogue)
        yield from (f"{shown(path)}: lacks {key!r}" for key in sorted(wanted - present, key=str))
        yield from (
            f"{shown(path)}: no longer {key!r}" for key in sorted(present - wanted, key=str)
        )
        for message in catalogue:
            found = faults(message, catalogue)
            yield from (f"{shown(path)}: {message.id!r}: {fault}" for fault in found)
        compiled = path.with_suffix(".mo")
        if not compiled.exists() or compiled.read_bytes() != mo_bytes(catalogue):
            yield f"{shown(compiled)}: not compiled from its catalogue"


def faults(message: Message, catalogue: Catalog) -> Iterable[str]:
    """Say what is wrong with a translation: none, English, other braces, too few forms."""
    originals, texts = forms(message.id), forms(message.string)
    if not any(originals):
        return
    if message.fuzzy or not all(texts):
        yield "not translated"
    elif unknown := braces(texts) - braces(originals):
        yield f"fills {sorted(unknown)}, which the text does not"
    elif not message.pluralizable and (left_out := braces(originals) - braces(texts)):
        yield f"leaves out {sorted(left_out)}"
    else:
        yield from plural_faults(originals, texts, catalogue) if message.pluralizable else ()
        yield from english_left(originals, texts, str(catalogue.locale))


def plural_faults(
    originals: tuple[str, ...], texts: tuple[str, ...], catalogue: Catalog
) -> Iterable[str]:
    """Say whether a counted text has all forms, and names the number where a form has several."""
    if len(texts) != catalogue.num_plurals:
        yield f"has {len(texts)} forms, not {catalogue.num_plurals}"
        return
    form_of = gettext.c2py(catalogue.plural_expr)
    uses = Counter(form_of(count) for count in range(MOST_COUNTED))
    for number, text in enumerate(texts):
        if uses[number] > 2 and "n" in braces(originals[1:]) - braces([text]):  # noqa: PLR2004
            yield f"does not name the number in {text!r}"


def english_left(
    originals: tuple[str, ...], texts: tuple[str, ...], language: str
) -> Iterable[str]:
    """Name the forms that are the English ones, or not in the letters of the language."""
    kept, script = ENGLISH_TOO.get(language, ()), SCRIPTS.get(language)
    for text in texts:
        if LETTERS.search(re.sub(r"\{\w*\}", "", text)) is None:
            continue
        if (text in originals and text not in kept) or (script and not script.search(text)):
            yield f"still English: {text!r}"


def forms(text: object) -> tuple[str, ...]:
    """Give the forms of a message or translation: one, or as many as it has plurals."""
    found = text if isinstance(text, tuple | list) else (text,)
    return tuple(str(form or "") for form in found)


def braces(texts: Iterable[str]) -> set[str]:
    """Give the names in braces that texts are filled with."""
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}


def keys(catalogue: Catalog) -> set[tuple[str | None, object]]:
    """Give the context and text of each message: what makes two catalogues the same."""
    return {(message.context, message.id) for message in catalogue if message.id}


def new_catalogue(language: str | None) -> Catalog:
    """Begin a catalogue of a language, or the template."""
    return Catalog(locale=language, domain=DOMAIN, **HEADER)  # type: ignore[arg-type]


def load(path: Path) -> Catalog:
    """Read a catalogue, or begin it; its language is the folder's name."""
    language = None if path.suffix == ".pot" else path.parent.parent.name
    catalogue = new_catalogue(language)
    if path.exists():
        with path.open("rb") as file:
            for message in read_po(file, locale=language, domain=DOMAIN, abort_invalid=True):
                if message.id:
                    catalogue[message.id] = message
    return catalogue


def po_bytes(catalogue: Catalog) -> bytes:
    """Give the text form of a catalogue, without obsolete messages or line numbers."""
    file = io.BytesIO()
    write_po(file, catalogue, width=WIDTH, ignore_obsolete=True, include_lineno=False)
    return file.getvalue()


def mo_bytes(catalogue: Catalog) -> bytes:
    """Give the compiled form of a catalogue."""
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def shown(path: Path) -> str:
    """Give a path as the reader of a report knows it."""
    return path.relative_to(REPOSITORY).as_posix()


if __name__ == "__main__":
    sys.exit(main())
