"""What the tests of the page have in common."""

import sys

import pytest


@pytest.fixture(autouse=True)
def own_main_module(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take back the main module that Streamlit puts in place: new processes would run it."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
