"""The key that seals cookies, and who may read what lies in the data folder."""

import errno
import os
from pathlib import Path

import pytest

from rutinlots.store import Store, StoreError
from rutinlots.store.backup import backup
from rutinlots.web.config import ConfigError
from rutinlots.web.keys.identity import identity
from rutinlots.web.keys.server_key import server_key

posix = pytest.mark.skipif(os.name != "posix", reason="no such permissions on Windows")


def mode(path: Path) -> str:
    return oct(path.stat().st_mode & 0o777)


def test_the_key_stays_the_same_and_no_two_servers_have_the_same(tmp_path: Path):
    assert len(server_key(tmp_path / "a")) == 32
    assert server_key(tmp_path / "a") == server_key(tmp_path / "a") != server_key(tmp_path / "b")


@pytest.mark.parametrize("content", ["", "kort", "åäö"])
def test_a_file_that_is_no_key_is_named_and_not_used(tmp_path: Path, content: str, caplog: pytest.LogCaptureFixture):
    (tmp_path / "server.key").write_text(content, "utf-8")
    assert len(server_key(tmp_path)) == 32
    assert server_key(tmp_path) != server_key(tmp_path)
    assert "server.key is no key of 64 hexadecimal digits; remove it" in caplog.text


def test_where_the_disk_is_full_no_part_of_a_key_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def full(_number: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert server_key(tmp_path) != server_key(tmp_path)
    with pytest.raises(ConfigError, match="No space left"):
        identity(tmp_path / "identity.pem")
    assert not list(tmp_path.iterdir())


@posix
def test_folder_key_database_and_backup_are_for_one_user_only(tmp_path: Path):
    data = tmp_path / "data"
    server_key(data)
    store = Store(f"sqlite:///{data / 'rutinlots.db'}")
    store.tokens.all()
    backup(f"sqlite:///{data / 'rutinlots.db'}", tmp_path / "copy.db")
    assert mode(data) == "0o700"
    written = {file.name: mode(file) for file in (*data.iterdir(), tmp_path / "copy.db")}
    names = ("server.key", "rutinlots.db", "rutinlots.db-wal", "rutinlots.db-shm", "copy.db")
    assert written == dict.fromkeys(names, "0o600")
    store.close()


@posix
def test_what_an_earlier_version_left_open_is_closed(tmp_path: Path):
    data = tmp_path / "data"
    Store(f"sqlite:///{data / 'rutinlots.db'}").close()
    data.chmod(0o755)
    (data / "rutinlots.db").chmod(0o644)
    Store(f"sqlite:///{data / 'rutinlots.db'}").close()
    assert (mode(data), mode(data / "rutinlots.db")) == ("0o700", "0o600")


@posix
def test_a_folder_with_others_files_in_it_is_left_as_it_is(tmp_path: Path):
    tmp_path.chmod(0o755)
    (tmp_path / "theirs").write_text("")
    Store(f"sqlite:///{tmp_path / 'rutinlots.db'}").close()
    assert mode(tmp_path) == "0o755"


@posix
@pytest.mark.parametrize("theirs", ["file", "folder"])
def test_what_is_named_by_mistake_keeps_its_permissions(tmp_path: Path, theirs: str):
    named = tmp_path / "theirs"
    named.mkdir() if theirs == "folder" else named.write_text("root:x:0:0")
    named.chmod(0o755)
    with pytest.raises(ConfigError):
        identity(named)
    with pytest.raises(StoreError):
        Store(f"sqlite:///{named}")
    assert mode(named) == "0o755"
