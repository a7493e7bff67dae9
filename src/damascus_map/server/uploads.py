"""Uploads stay in memory: the form they come in is never spooled to a file."""

from __future__ import annotations

import sys

from starlette.formparsers import MultiPartParser


def keep_uploads_in_memory() -> None:
    """Keep what readers upload off the disk, however large; Streamlit limits the size."""
    MultiPartParser.spool_max_size = sys.maxsize
