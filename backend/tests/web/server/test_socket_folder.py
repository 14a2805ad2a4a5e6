"""The folder between a server's processes goes with the server, also with one that was killed."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

if os.name != "posix":
    pytest.skip("several processes need Linux or macOS", allow_module_level=True)

from rutinlots.web.server.socket_folder import socket_folder

KILLED = """
import os, signal
from rutinlots.web.server.socket_folder import socket_folder

with socket_folder() as folder:
    (folder / "0").touch()
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files are put."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


@pytest.fixture
def left(place: Path) -> Path:
    """The folder of a server that was killed."""
    ended = subprocess.run([sys.executable, "-c", KILLED], timeout=60)
    assert ended.returncode == -signal.SIGKILL
    (folder,) = place.iterdir()
    return folder


def test_the_folder_is_closed_to_others_and_goes_with_its_server(place: Path):
    with socket_folder() as folder:
        assert (folder.parent, folder.stat().st_mode & 0o777) == (place, 0o700)
    assert not list(place.iterdir())


def test_what_a_killed_server_left_is_removed_by_the_next(left: Path, place: Path):
    with socket_folder() as folder:
        assert list(place.iterdir()) == [folder]


def test_the_folder_of_a_server_that_runs_is_left_alone(place: Path):
    with socket_folder() as running:
        (running / "0").touch()
        with socket_folder():
            assert (running / "0").exists()


def test_a_server_that_is_starting_and_has_no_lock_yet_keeps_its_folder(left: Path):
    (left / "0").unlink()
    with socket_folder():
        assert left.exists()


def test_what_another_user_left_is_not_touched(left: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(os, "geteuid", lambda: left.stat().st_uid + 1)
    with socket_folder():
        assert left.exists()


def test_a_link_to_a_folder_of_ours_is_not_followed(place: Path, tmp_path_factory: pytest.TempPathFactory):
    elsewhere = tmp_path_factory.mktemp("ours")
    (elsewhere / "kept").touch()
    (place / "rutinlots-serve-link").symlink_to(elsewhere)
    with socket_folder():
        assert (elsewhere / "kept").exists()
