"""The rules of tools/check_text.py: each with a file that keeps it and one that breaks it."""

import pytest

from tools import check_text
from tools.check_text import Rule, Source

LONG = b"x = 1\n" * (check_text.LONGEST_MODULE + 1)
# In pieces, so that this file keeps the rules that it tests.
OWN_PATH = b"open('/" + b"home/someone/file')\n"
SKIP = b"pytest." + b"skip('no browser')\n"

CASES = [
    (check_text.is_utf8, "a.md", "برزة\n".encode(), "é\n".encode("latin-1")),
    (check_text.is_utf8, "a.csv", b"id\n", b"\xef\xbb\xbfid\n"),
    (check_text.has_unix_lines, "a.py", b"x = 1\n", b"x = 1\r\n"),
    (check_text.has_unix_lines, "a.py", b"x = 1\n", b"x = 1"),
    (check_text.has_unix_lines, "a.py", b"x = 1\n", b"x = 1 \n"),
    (check_text.has_no_merge_mark, "a.py", b"<<<<<<\n", b"<<<<<<" + b"< main\n"),
    (check_text.names_no_machine, "a.py", b"https://example.org/home/a\n", OWN_PATH),
    (check_text.names_no_machine, "a.txt", b"index\n", b"--extra-" + b"index-url x\n"),
    (check_text.skips_no_test, "tests/a.py", b"pytest.fail('no')\n", SKIP),
    (check_text.is_no_giant, "src/a.py", LONG[6:], LONG),
    (check_text.is_no_giant, "data/a.csv", LONG, b"0" * 1_600_000),
]


@pytest.mark.parametrize(("rule", "path", "kept", "broken"), CASES)
def test_rule_finds_what_breaks_it(rule: Rule, path: str, kept: bytes, broken: bytes) -> None:
    assert list(rule(Source(path, kept))) == []
    (finding,) = rule(Source(path, broken))
    assert finding.startswith(path)


def test_every_rule_is_tried() -> None:
    assert {case[0] for case in CASES} == set(check_text.RULES)
