"""How the page's server is started: which file, with which settings, and how it ends."""

from __future__ import annotations

import ipaddress
import re
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import FrameType
from typing import Final

from damascus_map.errors import UnknownChoiceError
from damascus_map.language import LANGUAGES

_PACKAGED: Final = Path(__file__).parent / "app.py"
_CHECKOUT: Final = Path(__file__).parents[2] / "app.py"
_LOCAL_NAMES: Final = ("localhost", "127.0.0.1", "::1")
_SIGNALLED: Final = 128
_LABEL: Final = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
_ORIGIN: Final = re.compile(
    rf"https?://(?:\*\.)?(?:{_LABEL}(?:\.{_LABEL})*|\[[0-9a-f:.]+\])(?::\d{{1,5}})?/?",
    re.ASCII | re.IGNORECASE,
)


def app_path() -> Path:
    """Return the app that Streamlit runs: beside the code in a wheel, else the checkout's.

    Its settings lie beside it, in ``.streamlit/config.toml``, where Streamlit looks for them
    whatever the folder it is started in.
    """
    return _PACKAGED if _PACKAGED.is_file() else _CHECKOUT


def server_command(address: str, port: int) -> list[str]:
    """Return the command that serves the page.

    Parameters
    ----------
    address
        IP address to listen on, or ``localhost``.
    port
        TCP port.
    """
    return [
        *(sys.executable, "-m", "streamlit", "run", str(app_path())),
        f"--server.address={address}",
        f"--server.port={port}",
        *(f"--server.allowedHosts={host}" for host in _allowed_hosts(address)),
        *([] if is_local(address) or _is_any(address) else [f"--browser.serverAddress={address}"]),
    ]


def embedding_origin(text: str) -> str:
    """Return the origin of a site that may show the map in a frame, as browsers write it.

    Parameters
    ----------
    text
        Such as ``https://example.org`` or ``https://example.org:8443``.

    Raises
    ------
    UnknownChoiceError
        If it is no origin: a scheme and a host, with a port or without, and nothing else.
    """
    match = _ORIGIN.fullmatch(text.strip())
    if match is None:
        raise UnknownChoiceError(
            f"{text!r} is no site that may embed the map: write its scheme and its name alone, "
            "such as https://example.org"
        )
    return match[0].lower().removesuffix("/")


def is_local(address: str) -> bool:
    """Tell whether only this machine can reach an address."""
    return address == "localhost" or ipaddress.ip_address(address).is_loopback


def page_url(address: str, port: int, lang: str) -> str:
    """Return where a browser on this machine finds the page, in a language that it has."""
    host = "localhost" if _is_any(address) else address
    named = f"[{host}]" if ":" in host else host
    return f"http://{named}:{port}/" + (f"?lang={lang}" if lang in LANGUAGES[1:] else "")


def _is_any(address: str) -> bool:
    return address != "localhost" and ipaddress.ip_address(address).is_unspecified


def _allowed_hosts(address: str) -> tuple[str, ...]:
    """Return the names under which browsers may ask; whoever listens everywhere allows any."""
    return ("*",) if _is_any(address) else tuple(dict.fromkeys((*_LOCAL_NAMES, address)))


def run_server(command: list[str], environment: Mapping[str, str]) -> int:
    """Run a server until it ends or this program is told to end; return its exit status.

    An interrupt from the keyboard (Ctrl-C) reaches the server as well and is no failure.
    """
    asked_to_end: list[int] = []
    with subprocess.Popen(command, env=environment) as server:  # noqa: S603 - our own command

        def end(number: int, _frame: FrameType | None) -> None:
            asked_to_end.append(number)
            server.terminate()

        before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            status = server.wait()
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
    if asked_to_end:
        return 0
    return _SIGNALLED - status if status < 0 else status
