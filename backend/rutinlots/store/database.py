"""Opens a database, migrates its schema, and gives connections to read and write."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    InterfaceError,
    NoSuchModuleError,
    OperationalError,
    SQLAlchemyError,
    TimeoutError,
)
from sqlalchemy.pool import QueuePool

log = logging.getLogger(__name__)

IN_MEMORY = "sqlite://"
_MIGRATIONS = Path(__file__).with_name("migrations")
_MIGRATION_LOCK = 7_202_603  # any number, the same for every server on one PostgreSQL
_WRITE_WAIT_MS = 10_000
_READ_WAIT_MS = 200  # a check must be answered even if the whole database is locked
_REST_S = 5.0  # how long reads fail at once after a failure
_AWAY = (OperationalError, InterfaceError, TimeoutError)  # other faults may be of a single query, and must not affect the others


class StoreError(Exception):
    """The database can't be used. The message says which, why and what to do; it contains no data."""


class Database:
    """An open database whose schema is up to date."""

    def __init__(self, engine: Engine, name: str):
        self._engine = engine
        self._name = name
        self._rest_until = 0.0
        self.insert = postgresql.insert if engine.dialect.name == "postgresql" else sqlite.insert

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection for reading; raises :class:`StoreError` at once for some seconds after a failure."""
        if time.monotonic() < self._rest_until:
            raise StoreError(f"{self._name} failed a moment ago. It is tried again in a few seconds.")
        try:
            with self._engine.connect().execution_options(reading=True) as connection:
                yield connection
        except SQLAlchemyError as error:
            if isinstance(error, _AWAY):
                self._rest_until = time.monotonic() + _REST_S
            raise StoreError(explain(error, self._name)) from error

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection for writing; commits durably when the block ends without error."""
        try:
            with self._engine.begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise StoreError(explain(error, self._name)) from error

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()


def open_database(address: str, *, connections: int = 8) -> Database:
    """Open the database at an SQLAlchemy ``address``, creating a missing SQLite file, and migrate it.

    Raises :class:`StoreError`.
    """
    url = _url(address)
    name = "The database in memory" if address == IN_MEMORY else f"The database {url.render_as_string()}"
    if url.get_backend_name() == "sqlite":
        if url.database:
            name = f"The database file {url.database}"
            _prepare_folder(Path(url.database).parent)
        engine = _sqlite_engine(url, connections)
    else:
        engine = _postgresql_engine(url, connections)
    try:
        _migrate(engine)
    except SQLAlchemyError as error:
        engine.dispose()
        raise StoreError(explain(error, name)) from error
    except CommandError as error:
        engine.dispose()
        raise StoreError(
            f"{name} was created by a newer version of Rutinlots. Upgrade Rutinlots, or choose another "
            "data folder."
        ) from error
    return Database(engine, name)


def _url(address: str) -> URL:
    hint = "It should look like sqlite:////folder/file.db or postgresql://user:password@host/name."
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        raise StoreError(f"The database address is malformed. {hint}") from error
    if url.drivername in ("postgres", "postgresql"):
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername not in ("sqlite", "postgresql+psycopg"):
        raise StoreError(f"The database address begins with {url.drivername!r}, which is not supported. {hint}")
    return url


def _prepare_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"The data folder {folder} can't be created ({error.strerror}). Choose one that you may write to, "
            "with --data or RUTINLOTS_DATA."
        ) from error


def _sqlite_engine(url: URL, connections: int) -> Engine:
    # Each in-memory connection is a database of its own, so there can be only one.
    pool = {"pool_size": connections, "max_overflow": 2} if url.database else {"pool_size": 1, "max_overflow": 0}
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_timeout=_WRITE_WAIT_MS / 1000,
        connect_args={"check_same_thread": False},
        hide_parameters=True,
        **pool,
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # transactions begin explicitly, below
        connection.execute(f"PRAGMA busy_timeout={_WRITE_WAIT_MS}")
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        reading = connection.get_execution_options().get("reading", False)
        connection.exec_driver_sql(f"PRAGMA busy_timeout={_READ_WAIT_MS if reading else _WRITE_WAIT_MS}")
        # A writer takes its lock at once: upgrading a read lock later fails instead of waiting.
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


def _postgresql_engine(url: URL, connections: int) -> Engine:
    try:
        return create_engine(
            url,
            pool_size=connections,
            max_overflow=2,
            pool_timeout=2,
            pool_pre_ping=True,
            connect_args={"connect_timeout": 3},
            hide_parameters=True,
        )
    except (ImportError, NoSuchModuleError) as error:
        raise StoreError(
            "PostgreSQL needs the driver psycopg. Install it with: pip install 'rutinlots[postgresql]'."
        ) from error


def _migrate(engine: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    if _is_up_to_date(engine, config):
        return
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _is_up_to_date(engine: Engine, config: Config) -> bool:
    """Reads only, so that a read-only database can still serve checks."""
    with engine.connect().execution_options(reading=True) as connection:
        if engine.dialect.name == "sqlite" and (found := connection.execute(text("PRAGMA quick_check(1)")).scalar_one()) != "ok":
            raise DatabaseError(None, None, OSError(f"malformed: {found}"))
        current = MigrationContext.configure(connection).get_current_revision()
    return current == ScriptDirectory.from_config(config).get_current_head()


_LET_WRITE = "Let the user that runs Rutinlots write there, or choose another folder with --data."
_CAUSES = (
    # part of the driver's message, what it means, what to do
    ("not a database", "is damaged or not an SQLite file", "Move it away and restore a backup."),
    ("malformed", "is damaged", "Move it away and restore a backup."),
    ("readonly", "is read-only", _LET_WRITE),
    ("read-only", "is read-only", _LET_WRITE),
    ("unable to open", "can't be opened", "Check that the folder exists and is writable, or choose another with --data."),
    ("permission denied", "refuses this user", _LET_WRITE),
    ("is locked", "is locked by another program", "Close the program that holds it and try again."),
    ("is full", "has no room: the disk is full", "Free some space on the disk."),
    ("no such table", "has lost a table since it was opened", "Restore it or a backup, and restart Rutinlots."),
    ("i/o error", "can't be read or written: the disk fails", "Check the disk, then restore a backup."),
    ("is the server running", "doesn't respond", "Start it, or correct its address in RUTINLOTS_DATABASE_URL."),
    ("refused", "doesn't respond", "Start it, or correct its address in RUTINLOTS_DATABASE_URL."),
    ("timeout", "doesn't respond in time", "Check that it runs and can be reached."),
    ("password", "refuses the user name or password", "Correct its address in RUTINLOTS_DATABASE_URL."),
    ("resolve", "can't be found under that host name", "Correct its address in RUTINLOTS_DATABASE_URL."),
    ("does not exist", "doesn't exist", "Create it, or correct its address in RUTINLOTS_DATABASE_URL."),
)


def explain(error: Exception, name: str) -> str:
    """What is wrong with the database ``name``, and what to do, without any data."""
    message = str(getattr(error, "orig", None) or error).lower()
    for part, meaning, remedy in _CAUSES:
        if part in message:
            return f"{name} {meaning}. {remedy}"
    return f"{name} failed ({type(error).__name__}). Check that it runs, and that it can be read and written."
