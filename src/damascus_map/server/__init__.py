"""The routes beside the page: what the map fetches, and pictures; all from this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from damascus_map.server.assets import ASSETS
from damascus_map.server.guards import AllowEmbedding, AnnounceAssets, RefuseForeignSockets
from damascus_map.server.own_data import share
from damascus_map.server.pictures import PICTURES
from damascus_map.server.shown import dataset_path, open_before_serving, shown_publication
from damascus_map.server.uploads import keep_uploads_in_memory

__all__ = [
    "MIDDLEWARE",
    "PAGE",
    "ROUTES",
    "dataset_path",
    "open_before_serving",
    "share",
    "shown_publication",
]

PAGE: Final = Path(__file__).parents[1] / "page.py"
MIDDLEWARE: Final = [
    Middleware(RefuseForeignSockets),
    Middleware(AllowEmbedding),
    Middleware(AnnounceAssets),
]
ROUTES: Final[list[BaseRoute]] = [ASSETS, PICTURES]

keep_uploads_in_memory()
