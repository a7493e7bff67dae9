"""What is made ahead comes in its order, with its errors, from a thread and from a process."""

import os
import signal
from collections.abc import Iterator
from itertools import islice

import pytest

from damascus_map.errors import LostProcessError, QueryError
from damascus_map.ingest.ahead import ahead, ahead_apart


def counted(number: int, *, wrong_at: int = -1) -> Iterator[tuple[int, int]]:
    for one in range(number):
        if one == wrong_at:
            raise QueryError(f"{one} is wrong")
        yield one, os.getpid()


def ended() -> Iterator[int]:
    yield 1
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_thread_makes_the_next_one_of_each() -> None:
    assert [one for one, _ in ahead(counted(5))] == [0, 1, 2, 3, 4]
    assert list(ahead(iter(()))) == []
    with pytest.raises(QueryError, match="2 is wrong"):
        list(ahead(counted(5, wrong_at=2)))


def test_another_process_does_too() -> None:
    made = list(ahead_apart(counted, 5))
    assert [one for one, _ in made] == [0, 1, 2, 3, 4]
    assert {pid for _, pid in made}.isdisjoint({os.getpid()})
    assert list(ahead_apart(counted, 0)) == []


def test_its_errors_are_raised_here_and_nothing_is_lost_before() -> None:
    come = ahead_apart(counted, 5, wrong_at=2)
    assert [one for one, _ in islice(come, 2)] == [0, 1]
    with pytest.raises(QueryError, match="2 is wrong"):
        next(come)


def test_a_process_that_is_ended_is_told() -> None:
    # Its end may be known before what it gave.
    with pytest.raises(LostProcessError, match="want of memory"):
        list(ahead_apart(ended))


def test_who_wants_no_more_ends_it() -> None:
    come = ahead_apart(counted, 5)
    _, pid = next(come)
    come.close()  # type: ignore[attr-defined]
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
