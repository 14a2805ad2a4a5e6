"""The same tests on SQLite, and on PostgreSQL where it is installed."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text, update

from rutinlots.store import Store
from rutinlots.store.sql import database
from rutinlots.store.sql.tables import library


def postgresql_programs() -> Path | None:
    """Debian keeps them beside the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    program = found[-1] if found else shutil.which("initdb")
    return Path(program).resolve().parent if program else None


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL of our own, reached by a socket in a folder that goes away."""
    programs = postgresql_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed")
    # pytest's own folders are closed to the user that PostgreSQL runs as when we are root.
    with tempfile.TemporaryDirectory(prefix="rutinlots-pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        user = {}
        if hasattr(os, "geteuid") and os.geteuid() == 0:  # it refuses to run as root
            user = {"user": "postgres", "extra_groups": []}
            shutil.chown(folder, "postgres")
        how = {"check": True, "capture_output": True, "cwd": folder, **user}
        subprocess.run([programs / "initdb", "-D", folder / "data", "-A", "trust", "-U", "tester", "--no-sync"], **how)
        options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
        control = [programs / "pg_ctl", "-D", folder / "data", "-w"]
        subprocess.run([*control, "-l", folder / "log", "-o", options, "start"], **how)
        yield f"postgresql+psycopg://tester@/postgres?host={folder}"
        subprocess.run([*control, "-m", "immediate", "stop"], **how)


@pytest.fixture
def new_postgresql(postgresql: str) -> Callable[[], str]:
    """Makes a database that is empty, and returns its address."""

    def make() -> str:
        name = f"new_{uuid4().hex}"
        engine = create_engine(postgresql, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        return postgresql.replace("/postgres?", f"/{name}?")

    return make


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where to keep things."""
    if request.param == "postgresql":
        return request.getfixturevalue("postgresql")
    return "sqlite://" if request.param == "memory" else f"sqlite:///{tmp_path / 'rutinlots.db'}"


@pytest.fixture
def store(address: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """An open store without anything in it, which waits for its answers however busy the machine is."""
    monkeypatch.setattr(database, "_READ_PATIENCE_S", 60.0)
    monkeypatch.setattr(database, "_WRITE_PATIENCE_S", 60.0)
    opened = Store(address)
    with opened._database.write() as connection:
        emptied = ("events", "ledger", "tokens", "leads", "sessions", "revocations", "login_tries", "audit", "replies",
                   "reply_notes", "vectors", "trial_hits", "rule_changes", "rule_texts",
                   "courses", "course_members", "course_results")  # fmt: skip
        for table in emptied:
            connection.exec_driver_sql(f"DELETE FROM {table}")
        connection.execute(update(library).values(version=0, starter_off=False, pulled_at=None))
    yield opened
    opened.close()
