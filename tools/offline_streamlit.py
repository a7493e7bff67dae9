"""Run Streamlit so that nothing on the way can reach another machine.

Every attempt is refused and named on standard error, after the word `REFUSED_MARK`, so that a test
can see that the page asks nobody for anything. The arguments are those of `streamlit`.
"""

import ipaddress
import runpy
import sys
from typing import Any

REFUSED_MARK = "outside connection refused:"
THIS_MACHINE = {"", "localhost", "0.0.0.0", "::"}  # noqa: S104  # compared with, not bound to
WATCHED = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"}


def is_this_machine(host: object) -> bool:
    """Say whether a host is this machine: its name, a loopback address, or none at all.

    Parameters
    ----------
    host : object
        A host's name or address as the socket module was given it.

    Returns
    -------
    bool
        True when nothing leaves this machine.
    """
    name = host.decode() if isinstance(host, bytes) else host
    if not isinstance(name, str) or name in THIS_MACHINE:
        return True
    try:
        return ipaddress.ip_address(name.partition("%")[0]).is_loopback
    except ValueError:
        return False


def asked_host(event: str, args: tuple[Any, ...]) -> object:
    """Give the host that a socket call is about to reach, or None for a socket file."""
    if event in {"socket.connect", "socket.sendto"}:
        address = args[1]
        return address[0] if isinstance(address, tuple) else None
    return args[0]


def refuse_outside(event: str, args: tuple[Any, ...]) -> None:
    """Refuse a socket call to another machine; an audit hook."""
    if event not in WATCHED:
        return
    host = asked_host(event, args)
    if not is_this_machine(host):
        print(REFUSED_MARK, event, host, file=sys.stderr, flush=True)
        raise ConnectionRefusedError(f"{REFUSED_MARK} {host!r}")


def main() -> None:
    """Run `streamlit` with this program's arguments."""
    sys.addaudithook(refuse_outside)
    sys.argv[0] = "streamlit"
    runpy.run_module("streamlit", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
