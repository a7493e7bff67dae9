"""The server of the page."""

from __future__ import annotations

import ipaddress
import os
from typing import Annotated, Final

import typer

from damascus_map.cli.options import DatasetOption, Lang, LangOption
from damascus_map.errors import DatasetNotFoundError
from damascus_map.language import N_, language
from damascus_map.terminal import reported

DATASET_VARIABLE: Final = "DAMASCUS_MAP_DATASET"
EMBEDDING_VARIABLE: Final = "DAMASCUS_MAP_ALLOW_EMBEDDING"


def serve(
    *,
    port: Annotated[int, typer.Option(min=1, max=65535, help="TCP port.")] = 8501,
    address: Annotated[
        str, typer.Option(help="IP address to listen on; 127.0.0.1 is this machine alone.")
    ] = "127.0.0.1",
    dataset: DatasetOption = None,
    allow_embedding: Annotated[
        list[str] | None,
        typer.Option(metavar="ORIGIN", help="Site that may embed the map; may be repeated."),
    ] = None,
    lang: LangOption = Lang.EN,
) -> None:
    """Serve the map to browsers until Ctrl-C."""
    from damascus_map.launch import embedding_origin, page_url, run_server, server_command

    environment = dict(os.environ)
    with reported(lang):
        _check_address(address, lang)
        if dataset is not None:
            if not os.path.isdir(dataset):  # noqa: PTH112 - it has an answer for any text
                raise DatasetNotFoundError(f"There is no dataset folder at {dataset}.")
            environment[DATASET_VARIABLE] = str(dataset.absolute())
        if allow_embedding:
            environment[EMBEDDING_VARIABLE] = " ".join(map(embedding_origin, allow_embedding))
    words = language(lang)
    url = page_url(address, port, lang)
    typer.echo(words.text(N_("The map is at {url} (Ctrl-C ends it)."), url=url), err=True)
    raise typer.Exit(run_server(server_command(address, port), environment))


def _check_address(address: str, lang: str) -> None:
    """Refuse an address that is neither an IP address nor this machine's name."""
    try:
        if address != "localhost":
            ipaddress.ip_address(address)
    except ValueError as error:
        message = N_("{address} is not an IP address, such as 127.0.0.1.")
        raise typer.BadParameter(language(lang).text(message, address=repr(address))) from error
