"""The tables that a reader has given in this session: what is known and chosen of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from damascus_map.data.tables import Tables
from damascus_map.ingest.fields import Field
from damascus_map.ingest.pipeline import Progress
from damascus_map.ingest.readers import Limits, Source
from damascus_map.ui.own_import import Choice, Look, Outcome, Placings, looks, tried


@dataclass(slots=True, eq=False)
class OwnTables:
    """Uploads of one session, read once for each choice.

    Parameters
    ----------
    sources
        The uploads.
    choice
        What the reader says of them.
    is_stopped
        Whether the reader has stopped the reading of the rows.
    """

    sources: tuple[Source, ...]
    choice: Choice = field(default_factory=Choice)
    is_stopped: bool = False
    _looks: tuple[Look, ...] | None = None
    _outcome: Outcome | None = None

    @property
    def size(self) -> int:
        """Bytes of all uploads together."""
        return sum(source.size for source in self.sources)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the uploads."""
        return tuple(source.name for source in self.sources)

    def looks(self, limits: Limits) -> tuple[Look, ...]:
        """Return what the tables look like.

        Raises
        ------
        ImportFileError
            If a file cannot be read.
        """
        if self._looks is None:
            self._looks = looks(self.sources, limits)
        return self._looks

    def known_outcome(self) -> Outcome | None:
        """Return what became of the rows, if they were read for the present choice."""
        outcome = self._outcome
        return outcome if outcome is not None and outcome.choice == self.choice else None

    def outcome(self, tables: Tables, limits: Limits, progress: Progress) -> Outcome:
        """Return what becomes of the rows; they are read again only for another choice.

        Raises
        ------
        ImportFileError, QueryError
            As `own_import.tried`.
        """
        known = self.known_outcome()
        if known is None:
            known = tried(tables, self.sources, self.choice, limits, progress)
            self._outcome = known
        return known

    def stop(self) -> None:
        """Read no rows until `go_on`; what is being read ends with the run of the page."""
        self.is_stopped = True

    def go_on(self) -> None:
        """Read the rows after all."""
        self.is_stopped = False

    def say_columns(
        self, meanings: Mapping[Field, tuple[str, ...]], *, day_first: bool | None
    ) -> None:
        """Take what the reader says about columns and dates."""
        self.choice = replace(self.choice, meanings=dict(meanings), day_first=day_first)

    def say_merge(self, *, merge: bool) -> None:
        """Take whether rows that say the same become one event."""
        self.choice = replace(self.choice, merge_duplicates=merge)

    def place(self, placings: Placings) -> None:
        """Take the districts that the reader gives to rows, beside those given before."""
        self.choice = replace(self.choice, placings={**self.choice.placings, **placings})

    def place_as_read(self) -> None:
        """Take back all districts that the reader has given."""
        self.choice = replace(self.choice, placings={})
