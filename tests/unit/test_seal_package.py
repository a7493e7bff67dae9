"""The seal of a data package: sizes and hashes of its files."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tools.seal_package import faults_of, seal_of, sealed

PROGRAM = Path(__file__).resolve().parents[2] / "tools" / "seal_package.py"
EMPTY = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.fixture
def package(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"id\nx\n")
    path = tmp_path / "datapackage.json"
    path.write_text(json.dumps({"resources": [{"path": "a.csv", "title": "Été"}]}), "utf-8")
    return path


def seal(path, *options):
    command = [sys.executable, str(PROGRAM), str(path), *options]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_seal_is_the_size_and_the_sha256():
    assert seal_of(b"") == {"bytes": 0, "hash": EMPTY}


def test_the_seal_stands_after_the_encoding_wherever_it_stood():
    resource = {"hash": "old", "path": "a", "encoding": "utf-8", "bytes": 1, "title": "A"}
    assert list(sealed(resource, b"")) == ["path", "encoding", "bytes", "hash", "title"]
    assert resource["bytes"] == 1


def test_a_sealed_resource_has_no_fault_and_a_changed_one_names_both_values():
    resource = sealed({"path": "a"}, b"")
    assert faults_of(resource, b"") == []
    assert faults_of(resource, b"x")[0] == "a: bytes is 0, the file has 1"
    assert faults_of(resource, None) == ["a: the file is missing"]


def test_sealing_twice_writes_the_same_bytes(package):
    assert seal(package).returncode == 0
    first = package.read_bytes()
    assert seal(package).returncode == 0
    assert package.read_bytes() == first
    assert "Été" in first.decode()
    assert first.endswith(b"}\n")


def test_check_lists_what_is_stale_and_changes_nothing(package):
    assert seal(package, "--check").returncode == 1
    seal(package)
    assert seal(package, "--check").returncode == 0
    (package.parent / "a.csv").write_bytes(b"id\n")
    before = package.read_bytes()
    result = seal(package, "--check")
    assert result.returncode == 1
    assert "a.csv: bytes is 5, the file has 3" in result.stdout
    assert package.read_bytes() == before


def test_a_folder_of_parquet_files_is_sealed_as_its_parts_one_after_the_other(package):
    parts = package.parent / "events.parquet"
    parts.mkdir()
    for name, content in (("b.parquet", b"2"), ("a.parquet", b"1")):
        (parts / name).write_bytes(content)
    package.write_text(json.dumps({"resources": [{"path": "events.parquet"}]}), "utf-8")
    assert seal(package).returncode == 0
    (described,) = json.loads(package.read_text("utf-8"))["resources"]
    assert described == {"path": "events.parquet", **seal_of(b"12")}
    (parts / "a.parquet").write_bytes(b"3")
    assert seal(package, "--check").returncode == 1
