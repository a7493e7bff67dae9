"""Say which files of the repository are not clean text, or hold what only one machine has.

Every rule is a small function of one file that gives its findings; a file is read once.
"""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
BINARY = {".gif", ".ico", ".jpg", ".mo", ".parquet", ".pdf", ".png", ".webp", ".woff2"}
LARGEST_FILE_KB = 1500
LONGEST_MODULE = 400

# The brackets keep these patterns from finding themselves.
OWN_MACHINE = re.compile(r"(?<![\w.\]])[/](?:home|opt|root|tmp|Users|work)/[\w.-]+")
PACKAGE_HOST = re.compile(r"--(?:extra-)?index[-]url|files[.]pythonhosted|\"resolved\"[:] *\"http")
MERGE_MARK = re.compile(r"^(?:<{7}|>{7}|\|{7}) ", re.MULTILINE)
SKIPPED_TEST = re.compile(r"pytest[.]skip|import[o]rskip|mark[.](?:skip|xfail)")


@dataclass(frozen=True)
class Source:
    """A file of the repository.

    Parameters
    ----------
    path : str
        Its path from the repository's root, with slashes.
    content : bytes
        What it holds.
    """

    path: str
    content: bytes

    @property
    def text(self) -> str:
        """What it holds, as text; what is not UTF-8 is replaced."""
        return self.content.decode("utf-8", errors="replace")

    def lines_with(self, pattern: re.Pattern[str]) -> Iterator[str]:
        """Give each line, with its number, in which a pattern is found."""
        for number, line in enumerate(self.text.splitlines(), start=1):
            if pattern.search(line):
                yield f"{self.path}:{number}: {line.strip()[:120]}"


Rule = Callable[[Source], Iterator[str]]


def tracked_files() -> Iterator[Path]:
    """Give the files that the repository holds, or would hold with the next commit."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=REPOSITORY,
        check=True,
        capture_output=True,
    )
    for name in sorted(set(listed.stdout.decode().split("\0")) - {""}):
        path = REPOSITORY / name
        if path.is_file():
            yield path


def is_utf8(source: Source) -> Iterator[str]:
    """Text is UTF-8 without a byte order mark."""
    try:
        source.content.decode("utf-8")
    except UnicodeDecodeError as error:
        yield f"{source.path}: not UTF-8: {error}"
    if source.content.startswith(b"\xef\xbb\xbf"):
        yield f"{source.path}: starts with a byte order mark"


def has_unix_lines(source: Source) -> Iterator[str]:
    """Lines end with LF, the last one too, and with no blank before it."""
    if b"\r" in source.content:
        yield f"{source.path}: holds a carriage return"
    if source.content and not source.content.endswith(b"\n"):
        yield f"{source.path}: its last line does not end"
    if not source.path.endswith((".md", ".csv")):
        yield from source.lines_with(re.compile(r"[ \t]+$"))


def has_no_merge_mark(source: Source) -> Iterator[str]:
    """No conflict of a merge is left."""
    yield from source.lines_with(MERGE_MARK)


def names_no_machine(source: Source) -> Iterator[str]:
    """No path of one machine and no host of packages stands in a file."""
    yield from source.lines_with(OWN_MACHINE)
    yield from source.lines_with(PACKAGE_HOST)


def skips_no_test(source: Source) -> Iterator[str]:
    """A test that cannot run fails."""
    if source.path.startswith("tests/"):
        yield from source.lines_with(SKIPPED_TEST)


def is_no_giant(source: Source) -> Iterator[str]:
    """A module is read in one sitting, and a clone is quick."""
    is_code = source.path.startswith("src/") and source.path.endswith((".py", ".js"))
    lines = source.content.count(b"\n")
    if is_code and lines > LONGEST_MODULE:
        yield f"{source.path}: {lines} lines; above {LONGEST_MODULE} it is two modules"
    if len(source.content) > LARGEST_FILE_KB * 1024:
        yield f"{source.path}: {len(source.content) // 1024} kB; at most {LARGEST_FILE_KB}"


RULES: tuple[Rule, ...] = (
    is_utf8,
    has_unix_lines,
    has_no_merge_mark,
    names_no_machine,
    skips_no_test,
    is_no_giant,
)


def main() -> int:
    """Check every file; give the status to exit with."""
    files = list(tracked_files())
    sources = [
        Source(path.relative_to(REPOSITORY).as_posix(), path.read_bytes())
        for path in files
        if path.suffix not in BINARY
    ]
    findings = [finding for source in sources for rule in RULES for finding in rule(source)]
    for finding in findings:
        print(finding, file=sys.stderr)
    print(f"{len(sources)} files of text, {len(findings)} findings")
    return bool(findings)


if __name__ == "__main__":
    sys.exit(main())
