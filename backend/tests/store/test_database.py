"""Opening a database: made, migrated, durable; and a clear sentence for everything that can be wrong with it."""

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from click.testing import CliRunner
from sqlalchemy import Connection, text
from sqlalchemy.exc import DataError, InterfaceError, OperationalError, ProgrammingError, TimeoutError

from rutinlots.cli import main
from rutinlots.core.situation import LogHistory
from rutinlots.store import Event, Store, StoreError, published_at
from rutinlots.store.sql import database, engines
from rutinlots.store.sql.tables import metadata

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
LOGGED = Event(id="4be0643f-1d98-573b-97cd-ca98a65347dd", at=NOON, kind="logged", ticket=90103)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "data" / "rutinlots.db"


def opened(file):
    return Store(f"sqlite:///{file}")


def refusal(address):
    with pytest.raises(StoreError) as caught:
        Store(address)
    return str(caught.value)


def test_the_migrations_make_just_the_tables_that_the_queries_know(store):
    with store._database.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_a_missing_folder_is_made_and_what_was_kept_is_there_next_time(file):
    store = opened(file)
    store.ledger.record([LOGGED], NOON)
    store.close()
    store = opened(file)
    assert store.ledger.history(90103) == LogHistory(logged=True)
    store.close()


def test_sqlite_keeps_every_commit_whatever_happens_to_the_machine(file):
    store = opened(file)
    with store._database.read() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
    store.close()


def test_what_was_recorded_survives_being_killed(file):
    program = f"""
import os, signal
from datetime import UTC, datetime
from typing import Any
from rutinlots.store import Event, Store
store = Store("sqlite:///{file.as_posix()}")
for ticket in range(1, 21):
    now = datetime.now(UTC)
    store.ledger.record([Event(id=f"{{ticket:036}}", at=now, kind="logged", ticket=ticket)], now)
    print(ticket, flush=True)
os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
"""
    killed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert killed.returncode, killed.stderr
    told = [int(line) for line in killed.stdout.split()]
    assert len(told) == 20
    store = opened(file)
    assert all(store.ledger.history(ticket).logged for ticket in told)
    store.close()


def test_two_servers_can_start_on_the_same_new_file(file):
    program = f"from rutinlots.store import Store; Store('sqlite:///{file.as_posix()}').close()"
    servers = [subprocess.Popen([sys.executable, "-c", program], stderr=subprocess.PIPE) for _ in range(3)]
    assert [server.communicate()[1] for server in servers] == [b""] * 3


def test_a_file_that_is_no_database_is_named(file):
    file.parent.mkdir()
    file.write_bytes(b"this is no database" * 1000)
    told = refusal(f"sqlite:///{file}")
    assert str(file) in told
    assert "damaged" in told
    assert "backup" in told


def test_a_damaged_database_is_named(file):
    store = opened(file)
    store.ledger.record([Event(id=f"{n:036}", at=NOON, kind="shown", ticket=n) for n in range(1, 400)], NOON)
    store.close()
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    pages = bytearray(file.read_bytes())
    pages[4096 * 3 :] = b"\x55" * (len(pages) - 4096 * 3)
    file.write_bytes(pages)
    told = refusal(f"sqlite:///{file}")
    assert "damaged" in told


def test_a_database_of_a_newer_version_is_left_alone(file):
    opened(file).close()
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    told = refusal(f"sqlite:///{file}")
    assert "newer version" in told
    assert "restore --force" in told


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    told = refusal(f"sqlite:///{tmp_path / 'file' / 'data' / 'rutinlots.db'}")
    assert "can't be created" in told
    assert "--data" in told


@pytest.mark.parametrize("address", ["nonsense", "://", "mysql://root@localhost/x", "http://example.com", "sqlite:/x"])
def test_an_address_that_leads_nowhere_shows_what_one_looks_like(address):
    assert "postgresql://" in refusal(address)


def test_a_postgresql_that_does_not_answer_is_told_without_its_password(tmp_path):
    told = refusal(f"postgresql://me:hemligt@/x?host={tmp_path}")
    assert "hemligt" not in told
    assert "RUTINLOTS_DATABASE_URL" in told


def test_a_full_disk_is_told_and_nothing_of_the_batch_is_kept(file):
    store = opened(file)
    with store._database.write() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    batch = [Event(id=f"{n:036}", at=NOON, kind="logged", ticket=n, reason="x" * 200) for n in range(1, 500)]

    with pytest.raises(StoreError, match="disk is full"), _limited_to(store, pages + 2):
        store.ledger.record(batch, NOON)
    assert store.ledger.record(batch[:1], NOON) == batch[:1]
    store.close()


class _limited_to:
    """While this holds, the database file can't grow beyond some pages."""

    def __init__(self, store, pages):
        self.engine, self.pages = store._database._engine, pages

    def _limit(self, pages):
        self.engine.dispose()
        from sqlalchemy import event

        self.listener = lambda connection, _record: connection.execute(f"PRAGMA max_page_count={pages}")
        event.listen(self.engine, "connect", self.listener)

    def __enter__(self):
        self._limit(self.pages)

    def __exit__(self, *_):
        from sqlalchemy import event

        event.remove(self.engine, "connect", self.listener)
        self.engine.dispose()


def test_while_somebody_else_writes_checks_read_on_and_events_are_refused_in_the_end(file, monkeypatch):
    store = opened(file)
    monkeypatch.setattr(engines, "WRITE_WAIT_MS", 50)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert store.ledger.history(90103) == LogHistory()
    with pytest.raises(StoreError, match="locked by another program"):
        store.ledger.record([LOGGED], NOON)
    other.execute("ROLLBACK")
    other.close()
    assert store.ledger.record([LOGGED], NOON) == [LOGGED]
    store.close()


def test_after_a_failure_the_database_is_spared_for_a_while(file, monkeypatch):
    store = opened(file)
    with pytest.raises(StoreError), store._database.read() as connection:
        connection.exec_driver_sql("SELECT * FROM nothing")
    with pytest.raises(StoreError, match="a moment ago"):
        store.ledger.history(90103)
    monkeypatch.setattr(store._database, "_rest_until", 0.0)
    assert store.ledger.history(90103) == LogHistory()
    store.close()


@pytest.mark.parametrize(
    ("fault", "rests"),
    [
        (DataError("", None, ValueError("NUL")), False),
        (ProgrammingError("", None, ValueError("no such operator")), False),
        (OperationalError("", None, ValueError("gone")), True),
        (InterfaceError("", None, ValueError("closed")), True),
        (TimeoutError("none of the pool's connections is free"), True),
    ],
    ids=lambda given: type(given).__name__,
)
def test_a_database_that_fails_is_spared_for_a_while_and_one_that_was_only_asked_amiss_is_not(store, fault, rests):
    with pytest.raises(StoreError), store._database.read():
        raise fault
    if rests:
        with pytest.raises(StoreError, match="a moment ago"):
            store.ledger.history(90103)
    else:
        assert store.ledger.history(90103) == LogHistory()


def test_a_command_waits_longer_for_postgresql_than_a_check_may(postgresql: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(database, "_READ_PATIENCE_S", 0.0)
    slow = text("SELECT pg_sleep(0.05)")
    hurried, patient = Store(postgresql), Store(postgresql, patient=True)
    with pytest.raises(StoreError, match="in time"):
        hurried._database.reading(lambda connection: connection.execute(slow).all())
    assert patient._database.reading(lambda connection: connection.execute(slow).all())
    limit = text("SHOW statement_timeout")
    assert patient._database.reading(lambda connection: connection.execute(limit).scalar_one()) == "5min"
    hurried.close()
    patient.close()
    assert CliRunner().invoke(main, ["audit", "--database-url", postgresql]).exit_code == 0
    assert isinstance(published_at(postgresql), Mapping)


def test_a_connection_that_a_late_answer_gives_back_after_the_close_is_closed(postgresql: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(database, "_READ_PATIENCE_S", 0.0)
    store, has_one, may_end = Store(postgresql), threading.Event(), threading.Event()
    had: list[Any] = []

    def slow(connection: Connection) -> None:
        had.append(connection.connection.dbapi_connection)
        has_one.set()
        may_end.wait(60)

    with pytest.raises(StoreError, match="in time"):
        store._database.reading(slow)
    assert has_one.wait(60)
    store.close()
    assert not had[0].closed
    may_end.set()
    for helper in store._database._readers._started:
        helper.join(60)
    assert had[0].closed
