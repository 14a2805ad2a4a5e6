"""Backups: one moment's state, tried before they are trusted; nothing is lost by putting one back."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from rutinlots.store import Event, Store, StoreError
from rutinlots.store import backup as copying
from rutinlots.store.backup import backup, restore
from rutinlots.store.sql import engines

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


def logged(ticket: int) -> Event:
    return Event(id=f"00000000-0000-4000-8000-{ticket:012}", at=NOON, kind="logged", ticket=ticket)


@pytest.fixture
def address(tmp_path: Path) -> str:
    """A database in which ticket 1 is logged."""
    made = f"sqlite:///{tmp_path / 'data' / 'rutinlots.db'}"
    record(made, 1)
    return made


def record(address: str, ticket: int) -> None:
    store = Store(address)
    store.ledger.record([logged(ticket)], NOON)
    store.close()


def has(address: str, ticket: int) -> bool:
    store = Store(address)
    try:
        return store.ledger.history(ticket).logged
    finally:
        store.close()


def refusal(action, *arguments, **options) -> str:
    with pytest.raises(StoreError) as caught:
        action(*arguments, **options)
    return str(caught.value)


def damage(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[4096:] = b"\xa5" * (len(data) - 4096)
    file.write_bytes(data)


def test_a_backup_put_back_elsewhere_holds_what_was_kept(address: str, tmp_path: Path):
    copy = tmp_path / "copy.db"
    assert backup(address, copy) == copy.stat().st_size
    assert restore(f"sqlite:///{tmp_path / 'new' / 'rutinlots.db'}", copy).kept is None
    assert has(f"sqlite:///{tmp_path / 'new' / 'rutinlots.db'}", 1)
    assert [path.name for path in tmp_path.iterdir() if "part" in path.name] == []


def test_a_backup_is_taken_and_put_back_while_a_server_has_the_database_open(address: str, tmp_path: Path):
    store = Store(address)
    backup(address, tmp_path / "copy.db")
    store.ledger.record([logged(2)], NOON)
    kept = restore(address, tmp_path / "copy.db", force=True).kept
    assert (store.ledger.history(1).logged, store.ledger.history(2).logged) == (True, False)
    store.ledger.record([logged(3)], NOON)
    store.close()
    assert has(address, 3)
    assert has(f"sqlite:///{kept}", 2)


def test_neither_writes_over_a_file_unless_told_to(address: str, tmp_path: Path):
    copy = tmp_path / "copy.db"
    copy.write_bytes(b"mine")
    assert "--force" in refusal(backup, address, copy)
    assert copy.read_bytes() == b"mine"
    backup(address, copy, force=True)
    record(address, 2)
    assert "There is a database already" in refusal(restore, address, copy)
    assert has(address, 2)


def test_a_damaged_database_gives_no_backup_and_leaves_the_old_one_alone(address: str, tmp_path: Path):
    copy = tmp_path / "copy.db"
    backup(address, copy)
    before = copy.read_bytes()
    damage(tmp_path / "data" / "rutinlots.db")
    told = refusal(backup, address, copy, force=True)
    assert "damaged" in told
    assert ".part" not in told
    assert copy.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"no database", None])
def test_a_backup_that_is_none_is_refused_and_the_database_is_as_it_was(address: str, tmp_path: Path, content: bytes | None):
    copy = tmp_path / "copy.db"
    if content is None:
        backup(address, copy)
        damage(copy)
    elif content:
        copy.write_bytes(content)
    else:
        sqlite3.connect(copy).execute("CREATE TABLE alembic_version (version_num)").connection.close()
    told = refusal(restore, address, copy, force=True)
    assert str(copy) in told
    assert "Choose another backup" in told or "not one of Rutinlots" in told
    assert "Move it away" not in told
    assert has(address, 1)


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE tokens ADD COLUMN extra",
        "ALTER TABLE leads RENAME COLUMN hash TO other",
        "DROP TABLE audit",
        "CREATE TRIGGER t AFTER UPDATE ON tokens BEGIN UPDATE tokens SET revoked_at = NULL; END",
        "CREATE VIEW v AS SELECT 1",
    ],
)
def test_a_backup_of_another_shape_is_refused_and_the_database_is_as_it_was(address: str, tmp_path: Path, change: str):
    backup(address, tmp_path / "copy.db")
    with sqlite3.connect(tmp_path / "copy.db") as connection:
        connection.execute(change)
    connection.close()
    record(address, 2)
    assert "no backup of Rutinlots" in refusal(restore, address, tmp_path / "copy.db", force=True)
    assert has(address, 2)


def test_a_backup_takes_a_damaged_databases_place_and_the_damaged_one_is_kept(address: str, tmp_path: Path):
    backup(address, tmp_path / "copy.db")
    file = tmp_path / "data" / "rutinlots.db"
    damage(file)
    broken = file.read_bytes()
    kept = restore(address, tmp_path / "copy.db", force=True).kept
    assert has(address, 1)
    assert kept.read_bytes()[4096:] == broken[4096:]


def test_going_back_to_an_older_version_puts_its_backup_in_a_newer_databases_place_and_says_what_it_can_not_carry_over(
    address: str, tmp_path: Path
):
    backup(address, tmp_path / "copy.db")
    record(address, 2)
    with sqlite3.connect(tmp_path / "data" / "rutinlots.db") as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
    newer.close()
    restored = restore(address, tmp_path / "copy.db", force=True)
    assert (has(address, 1), has(address, 2)) == (True, False)
    assert restored.kept.is_file()
    assert "What was revoked since the backup is valid again" in restored.changes[0]


def test_a_backup_of_a_newer_version_is_refused(address: str, tmp_path: Path):
    backup(address, tmp_path / "copy.db")
    with sqlite3.connect(tmp_path / "copy.db") as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
    newer.close()
    assert "newer version" in refusal(restore, address, tmp_path / "copy.db", force=True)
    assert has(address, 1)


def test_postgresql_is_left_to_its_own_programs(tmp_path: Path):
    assert "pg_dump" in refusal(backup, "postgresql://x@localhost/x", tmp_path / "copy")
    assert "pg_restore" in refusal(restore, "postgresql://x@localhost/x", tmp_path / "copy")


def test_a_database_or_a_backup_that_is_not_there_is_named(tmp_path: Path):
    assert "no.db" in refusal(backup, f"sqlite:///{tmp_path / 'no.db'}", tmp_path / "copy.db")
    assert "no.copy" in refusal(restore, f"sqlite:///{tmp_path / 'x.db'}", tmp_path / "no.copy")


def test_a_database_is_not_copied_onto_itself(address: str, tmp_path: Path):
    assert "itself" in refusal(backup, address, tmp_path / "data" / "rutinlots.db", force=True)


def test_a_place_that_may_not_be_written_is_named(address: str, tmp_path: Path):
    assert "nowhere" in refusal(backup, address, tmp_path / "nowhere" / "copy.db")


def connections(monkeypatch: pytest.MonkeyPatch, changed: Any) -> None:
    """Let ``changed`` see each connection that copying opens, and say which is used."""
    opened = copying._opened
    monkeypatch.setattr(copying, "_opened", lambda file, mode: changed(file, opened(file, mode)))


def test_a_backup_ends_though_others_write_all_the_time(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    file = tmp_path / "data" / "rutinlots.db"
    with sqlite3.connect(file) as writer:
        writer.execute("CREATE TABLE large (content)")
        writer.execute("INSERT INTO large VALUES (zeroblob(9000000))")
    steps = 0

    class Watched:
        """SQLite's copying, in whose every pause somebody writes."""

        def __init__(self, connection: sqlite3.Connection):
            self.connection = connection

        def __getattr__(self, name: str) -> Any:
            return getattr(self.connection, name)

        def backup(self, target: Any, progress: Any, **how: Any) -> None:
            def paused(*told: int) -> None:
                nonlocal steps
                steps += 1
                assert steps < 20, "begun anew again and again"
                writer.execute("INSERT INTO large VALUES (1)")
                writer.commit()
                progress(*told)

            self.connection.backup(getattr(target, "connection", target), progress=paused, **how)

    connections(monkeypatch, lambda _file, connection: Watched(connection))
    backup(address, tmp_path / "copy.db")
    writer.close()
    assert steps > 0
    assert has(f"sqlite:///{tmp_path / 'copy.db'}", 1)


def test_where_there_is_no_room_to_keep_the_old_one_a_server_goes_on_with_it(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def without_room(file: Path, connection: sqlite3.Connection) -> sqlite3.Connection:
        if "before-restore" in file.name:
            connection.execute("PRAGMA max_page_count=1")
        return connection

    backup(address, tmp_path / "copy.db")
    store = Store(address)
    connections(monkeypatch, without_room)
    told = refusal(restore, address, tmp_path / "copy.db", force=True)
    assert "disk is full" in told
    assert "before-restore-1" in told
    store.ledger.record([logged(2)], NOON)
    store.close()
    assert has(address, 2)
    assert list((tmp_path / "data").glob("*before-restore*")) == []


def test_what_is_acknowledged_while_one_is_put_back_is_in_the_old_one_or_in_the_new(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(engines, "WRITE_WAIT_MS", 50)
    backup(address, tmp_path / "copy.db")
    store = Store(address)
    refused: list[str] = []
    copy = copying._copy

    def copied_while_somebody_writes(source: Path, target: Path, *what: str, **told: str) -> None:
        copy(source, target, *what, **told)
        if "before-restore" in target.name:
            refused.append(refusal(store.ledger.record, [logged(2)], NOON))

    monkeypatch.setattr(copying, "_copy", copied_while_somebody_writes)
    restore(address, tmp_path / "copy.db", force=True)
    store.close()
    assert "locked" in refused[0]


def test_one_that_another_program_keeps_to_itself_is_not_waited_for_without_end(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(copying, "_WAIT_S", 0.05)
    backup(address, tmp_path / "copy.db")
    other = sqlite3.connect(tmp_path / "data" / "rutinlots.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert "is locked" in refusal(restore, address, tmp_path / "copy.db", force=True)
    other.execute("ROLLBACK")
    other.close()
    assert has(address, 1)
    assert list((tmp_path / "data").glob("*before-restore*")) == []
