"""What tools/offline_streamlit.py lets through, and what it refuses."""

import pytest

from tools.offline_streamlit import REFUSED_MARK, is_this_machine, refuse_outside


@pytest.mark.parametrize("host", ["localhost", b"localhost", "127.0.0.1", "::1", "", None])
def test_this_machine(host: object) -> None:
    assert is_this_machine(host)


@pytest.mark.parametrize("host", ["example.org", b"example.org", "192.0.2.1", "2001:db8::1"])
def test_another_machine(host: object) -> None:
    assert not is_this_machine(host)


@pytest.mark.parametrize(
    ("event", "args"),
    [
        ("socket.connect", (None, ("192.0.2.1", 443))),
        ("socket.sendto", (None, ("192.0.2.1", 53))),
        ("socket.getaddrinfo", ("example.org", 443, 0, 0, 0)),
    ],
)
def test_call_to_another_machine_is_refused_and_named(
    event: str, args: tuple[object, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(ConnectionRefusedError, match=REFUSED_MARK):
        refuse_outside(event, args)
    assert capsys.readouterr().err.startswith(f"{REFUSED_MARK} {event}")


@pytest.mark.parametrize(
    ("event", "args"),
    [
        ("socket.connect", (None, ("127.0.0.1", 8501))),
        ("socket.connect", (None, "a.socket")),
        ("open", ("example.org", "r", 0)),
    ],
)
def test_other_calls_pass(
    event: str, args: tuple[object, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    refuse_outside(event, args)
    assert capsys.readouterr().err == ""
