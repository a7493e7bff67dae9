"""What is handed out is whole: the wheel carries the page, its settings and the dataset."""

import http.client
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

import pytest

from tools.live_page import running_server
from tools.offline_streamlit import REFUSED_MARK

DATASET = "damascus_map/dataset"


@pytest.fixture(scope="module")
def wheel(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = ["-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(repository)]
    done = subprocess.run([sys.executable, *build], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def files_under(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_wheel_holds_each_file_of_the_package_unchanged(repository: Path, unpacked: Path) -> None:
    package = files_under(repository / "src" / "damascus_map")
    packed = files_under(unpacked / "damascus_map")
    assert {"py.typed", "cli/__init__.py", "server/__init__.py", "ui/page.py"} <= package.keys()
    assert {name for name in package if packed.get(name) != package[name]} == set()


@pytest.mark.parametrize("part", ["data", "geo"])
def test_wheel_holds_each_file_of_the_dataset_unchanged(
    repository: Path, unpacked: Path, part: str
) -> None:
    ours = files_under(repository / part)
    assert ours
    assert files_under(unpacked / DATASET / part) == ours


def test_wheel_holds_what_datapackage_describes(unpacked: Path) -> None:
    described = json.loads((unpacked / DATASET / "datapackage.json").read_text(encoding="utf-8"))
    paths = [resource["path"] for resource in described["resources"]]
    assert paths
    assert [path for path in paths if not (unpacked / DATASET / path).is_file()] == []


@pytest.mark.parametrize("name", ["app.py", ".streamlit/config.toml"])
def test_wheel_holds_the_app_and_its_settings(repository: Path, unpacked: Path, name: str) -> None:
    assert (unpacked / "damascus_map" / name).read_bytes() == (repository / name).read_bytes()


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_wheel_holds_compiled_messages(unpacked: Path, language: str) -> None:
    folder = unpacked / "damascus_map" / "locales" / language / "LC_MESSAGES"
    assert (folder / "damascus_map.mo").stat().st_size > 1000


def test_wheel_holds_the_map_plugin(unpacked: Path) -> None:
    kinds = {path.suffix for path in (unpacked / "damascus_map" / "render" / "web").iterdir()}
    assert {".js", ".css"} <= kinds


def test_wheel_holds_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = [PurePosixPath(name) for name in archive.namelist()]
    tops = {name.parts[0].partition("-")[0] for name in names}
    assert tops == {"damascus_map"}
    assert [name for name in names if {"tests", "tools", "__pycache__"} & set(name.parts)] == []


def test_package_of_the_wheel_opens_its_own_dataset(unpacked: Path, tmp_path: Path) -> None:
    program = (
        "import damascus_map, pathlib; damascus_map.open_dataset();"
        "print(pathlib.Path(damascus_map.__file__).parent)"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(unpacked)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert Path(done.stdout.strip()) == unpacked / "damascus_map"


def test_app_of_the_wheel_serves_and_asks_no_other_machine(
    unpacked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(unpacked))
    log = tmp_path / "output.txt"
    with running_server(log, app=unpacked / "damascus_map" / "app.py") as server:
        connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=10)
        connection.request("GET", "/assets/leaflet/leaflet.js")
        response = connection.getresponse()
        leaflet = response.read()
        connection.close()
    assert (response.status, b"Leaflet" in leaflet) == (200, True)
    output = log.read_text(encoding="utf-8")
    assert "URL: http://localhost:" in output
    assert REFUSED_MARK not in output
