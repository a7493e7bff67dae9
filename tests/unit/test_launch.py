"""How the page's server is started and ended."""

import os
import signal
import sys

import pytest

from damascus_map import launch
from damascus_map.errors import UnknownChoiceError


def test_the_app_lies_at_the_root_of_a_checkout(repository):
    assert launch.app_path() == repository / "app.py"
    assert (launch.app_path().parent / ".streamlit" / "config.toml").is_file()


def test_the_app_lies_in_the_package_of_a_wheel(monkeypatch, tmp_path):
    packed = tmp_path / "app.py"
    packed.touch()
    monkeypatch.setattr(launch, "_PACKAGED", packed)
    assert launch.app_path() == packed


@pytest.mark.parametrize(
    ("address", "hosts", "named"),
    [
        ("127.0.0.1", {"localhost", "127.0.0.1", "::1"}, False),
        ("localhost", {"localhost", "127.0.0.1", "::1"}, False),
        ("127.0.0.5", {"localhost", "127.0.0.1", "::1", "127.0.0.5"}, False),
        ("192.168.1.7", {"localhost", "127.0.0.1", "::1", "192.168.1.7"}, True),
        ("0.0.0.0", {"*"}, False),  # noqa: S104 - never bound to
        ("::", {"*"}, False),
    ],
)
def test_only_the_names_of_the_address_lead_to_the_page(address, hosts, named):
    command = launch.server_command(address, 8501)
    flag = "--server.allowedHosts="
    assert {part.removeprefix(flag) for part in command if part.startswith(flag)} == hosts
    assert f"--server.address={address}" in command
    assert (f"--browser.serverAddress={address}" in command) == named


@pytest.mark.parametrize(
    ("address", "lang", "url"),
    [
        ("127.0.0.1", "en", "http://127.0.0.1:8501/"),
        ("0.0.0.0", "fr", "http://localhost:8501/?lang=fr"),  # noqa: S104 - never bound to
        ("::1", "en", "http://[::1]:8501/"),
    ],
)
def test_url_of_the_page(address, lang, url):
    assert launch.page_url(address, 8501, lang) == url


@pytest.mark.parametrize(
    ("program", "status"),
    [
        ("pass", 0),
        ("raise SystemExit(7)", 7),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", 137),
        ("import os; raise SystemExit(os.environ['ANSWER'] != 'yes')", 0),
    ],
)
def test_exit_status_of_the_server_is_passed_on(program, status):
    environment = {**os.environ, "ANSWER": "yes"}
    assert launch.run_server([sys.executable, "-c", program], environment) == status


def test_signal_handlers_are_put_back():
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    launch.run_server([sys.executable, "-c", "pass"], dict(os.environ))
    assert (signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)) == before


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("https://example.org", "https://example.org"),
        ("HTTPS://Example.org/", "https://example.org"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("https://*.example.org:8443", "https://*.example.org:8443"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_an_origin_that_may_embed_the_map(text, origin):
    assert launch.embedding_origin(text) == origin


@pytest.mark.parametrize(
    "text",
    [
        *("", "example.org", "*", "https://", "https://example.org/page", "https://a b", "'none'"),
        *(
            "https://example.org; script-src *",
            "javascript:x",
            "https://exa_mple.org",
            "https://-a.org",
        ),
        "https://example.org\nX: y",
    ],
)
def test_what_is_no_origin_is_refused(text):
    with pytest.raises(UnknownChoiceError, match=r"https://example\.org"):
        launch.embedding_origin(text)
