"""The data of readers' sessions: who knows the token may fetch it, for as long as the session is.

Only the session itself holds on to its data; what it lets go of is gone from here too.
"""

from __future__ import annotations

from typing import Final
from weakref import WeakValueDictionary

from damascus_map.render.publication import Publication

_SHARED: Final[WeakValueDictionary[str, Publication]] = WeakValueDictionary()


def share(own: Publication) -> None:
    """Let the browser fetch the assets of a reader's own data by their token.

    Raises
    ------
    ValueError
        If it has no token: everybody could fetch it.
    """
    if not own.token:
        raise ValueError("A reader's own data needs a token that nobody can guess.")
    _SHARED[own.token] = own


def shared(token: str) -> Publication | None:
    """Return the data that a token stands for; None once its session has let it go."""
    return _SHARED.get(token)
