"""Whatever is wrong with the database: one clear sentence for events, and checks are answered all the same."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import takewhile
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from rutinlots import create_app, rule_loader
from rutinlots.core.rules import Rules
from rutinlots.store import StoreError
from rutinlots.store.sql import database, engines

SITUATION = {
    "moment": "send",
    "now": "2026-03-10T10:15:00+01:00",
    "ticket": {"id": 5, "conversation": [{"direction": "in", "text": "Hej! Varför är fakturan så hög?"}]},
    "draft": {"kind": "reply", "to": ["anna.berg@example.com"], "text": "Hej Anna,\n\nTack."},
}
NOBODY = 65534


@pytest.fixture(autouse=True)
def short_waits(rules: Rules, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules are read once; whoever waits for a lock gives up soon; nobody is spared for a while."""
    monkeypatch.setattr(rule_loader, "load", lambda folder: rules)
    monkeypatch.setattr(engines, "WRITE_WAIT_MS", 50)
    monkeypatch.setattr(database, "_REST_S", 0.0)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "rutinlots.db"


def served(file: Path) -> Flask:
    return create_app({"DATA": file.parent, "DATABASE_URL": None, "HOST": "127.0.0.1", "HOSTS": ()})


@pytest.fixture
def app(file: Path) -> Iterator[Flask]:
    """A server that has kept a few events, so that the tables have pages of their own."""
    app = served(file)
    assert record(app, 400) == (200, "")
    yield app
    app.extensions["rutinlots"].close()


def record(app: Flask, count: int = 1) -> tuple[int, str]:
    """Send events; the status, and what is said when they are not kept."""
    batch = [{"id": str(uuid4()), "at": "2026-03-10T09:15:00Z", "kind": "logged", "ticket": n + 1} for n in range(count)]
    response = app.test_client().post("/api/v1/events", json={"events": batch})
    return response.status_code, response.json.get("error", {}).get("message", "")


def check(app: Flask) -> int:
    response = app.test_client().post("/api/v1/checks", json=SITUATION)
    return response.status_code if response.json.get("gate") else 0


def ready(app: Flask) -> int:
    return app.test_client().get("/readyz").status_code


def engine(app: Flask) -> Any:
    return app.extensions["rutinlots"].store._database._engine


@contextmanager
def full(app: Flask, file: Path) -> Iterator[None]:
    """The file can't grow any more."""
    from sqlalchemy import event

    def limit(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA max_page_count=1")  # SQLite makes it the present size

    event.listen(engine(app), "connect", limit)
    engine(app).dispose()
    yield
    event.remove(engine(app), "connect", limit)
    engine(app).dispose()


@contextmanager
def read_only(app: Flask, file: Path, until_opened_again: bool = False) -> Iterator[None]:
    """As SQLite itself says it; the same with real rights is below."""
    from sqlalchemy import event

    def limit(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA query_only=ON")

    event.listen(engine(app), "connect", limit)
    engine(app).dispose()
    yield
    event.remove(engine(app), "connect", limit)
    if not until_opened_again:
        engine(app).dispose()


@contextmanager
def locked(app: Flask, file: Path) -> Iterator[None]:
    """Another program writes and doesn't end."""
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def taken(app: Flask, file: Path) -> Iterator[None]:
    """Another program has the whole file to itself."""
    engine(app).dispose()
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def damaged(app: Flask, file: Path) -> Iterator[None]:
    """Every page but the first is rubbish."""
    engine(app).dispose()
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\xa5" * (len(whole) - 4096))
    yield
    engine(app).dispose()
    for beside in file.parent.glob(f"{file.name}-*"):
        beside.unlink()
    file.write_bytes(whole)


@contextmanager
def no_database(app: Flask, file: Path) -> Iterator[None]:
    """Something else was written over it."""
    engine(app).dispose()
    whole = file.read_bytes()
    file.write_bytes(b"something else entirely" * 1000)
    yield
    engine(app).dispose()
    file.write_bytes(whole)


@contextmanager
def emptied(app: Flask, file: Path) -> Iterator[None]:
    """Somebody moved it away, and SQLite has made a new one in its place."""
    engine(app).dispose()
    away = file.rename(file.with_name("away.db"))
    yield
    engine(app).dispose()
    away.rename(file)


Fault = Callable[[Flask, Path], Any]
FAULTS = [  # the fault, and what is said of it
    (full, "the disk is full"),
    (read_only, "is read-only"),
    (locked, "locked by another program"),
    (taken, "locked by another program"),
    (damaged, "is damaged"),
    (no_database, "is damaged or not an SQLite file"),
    (emptied, "has lost a table"),
]


@pytest.mark.parametrize(("fault", "says"), FAULTS, ids=lambda given: getattr(given, "__name__", None))
def test_checks_are_answered_events_are_refused_with_a_reason_and_all_is_well_again_afterwards(
    app: Flask, file: Path, fault: Fault, says: str
):
    with fault(app, file):
        status, told = record(app, 400)
        assert (status, str(file) in told, says in told) == (503, True, True), told
        assert check(app) == 200
        assert ready(app) == 503
    assert record(app) == (200, "")
    assert (check(app), ready(app)) == (200, 200)


def test_a_server_on_a_full_disk_is_not_ready_before_anything_has_failed(app: Flask, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: SimpleNamespace(free=1_000_000))
    assert ready(app) == 503
    assert "the disk is full" in app.test_client().get("/readyz").json["store"]


def test_a_file_that_may_be_written_again_is_though_it_was_opened_while_it_might_not(app: Flask, file: Path):
    """SQLite opens such a file to read it only, and a connection stays as it was opened."""
    with read_only(app, file, until_opened_again=True):
        assert (record(app)[0], ready(app), check(app)) == (503, 503, 200)
    assert "is read-only" in record(app)[1]
    assert (record(app)[0], ready(app)) == (200, 200)


def test_what_the_database_fails_is_counted(app: Flask, file: Path):
    with locked(app, file):
        record(app)
    assert "rutinlots_store_failures_total 1.0" in app.test_client().get("/metrics").text


# ---- With real rights: root may write everywhere, so these are tried as nobody.


def as_nobody(work: Callable[[], str]) -> str:
    """What ``work`` answers in a process that is nobody's; an exception is told by its name."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setegid(NOBODY)
            os.seteuid(NOBODY)
            told = work()
        except BaseException as error:
            told = f"{type(error).__name__}: {error}"
        os.write(writer, told.encode())
        os._exit(0)
    os.close(writer)
    os.waitpid(child, 0)
    with open(reader, "rb") as answered:
        return answered.read().decode()


def answers(file: Path) -> str:
    """Start a server, check and record."""
    app = served(file)
    return f"check {check(app)}, events {record(app)}"


@pytest.fixture
def others(app: Flask, file: Path) -> Path:
    """A database's folder that everybody reaches, the server that made it gone."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root can be another user")
    if not (Path(database.__file__).with_name("migrations") / "env.py").stat().st_mode & 0o004:
        pytest.skip("other users may not read this checkout")
    app.extensions["rutinlots"].close()
    for folder in takewhile(lambda folder: folder != Path(tempfile.gettempdir()), file.parents):
        folder.chmod(0o755)
    os.chown(file.parent / "identity.pem", NOBODY, NOBODY)  # the server that starts is the one that made it
    return file.parent


def test_a_server_starts_on_a_file_that_it_may_only_read_and_answers_checks(others: Path, file: Path):
    file.chmod(0o444)
    others.chmod(0o777)
    told = as_nobody(lambda: answers(file))
    assert told.startswith("check 200, events (503")
    assert "is read-only" in told
    assert "--data" in told


def test_a_folder_that_may_only_be_read_is_named_at_the_start(others: Path, file: Path):
    others.chmod(0o555)
    file.chmod(0o644)
    told = as_nobody(lambda: answers(file))
    assert told.startswith(f"StoreError: The database file {file} ")
    assert "write there" in told
    assert "--data" in told


def test_a_folder_that_may_not_even_be_read_is_named_at_the_start(others: Path, file: Path):
    others.chmod(0o700)
    told = as_nobody(lambda: answers(file))
    assert told.startswith(f"StoreError: The database file {file} ")


def test_a_server_starts_while_another_program_writes(app: Flask, file: Path):
    with locked(app, file):
        second = served(file)
        assert check(second) == 200
        assert record(second)[0] == 503
        second.extensions["rutinlots"].close()


@pytest.mark.parametrize("fault", [damaged, no_database])
def test_a_damaged_file_is_named_at_the_start(app: Flask, file: Path, fault: Fault):
    """Who may ask stands in it, so that nobody is let in without it."""
    with fault(app, file), pytest.raises(StoreError, match="damaged") as caught:
        served(file)
    assert str(file) in str(caught.value)
