"""Pools of connections to SQLite and PostgreSQL, with the waiting that each allows."""

from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import NoSuchModuleError
from sqlalchemy.pool import QueuePool

from rutinlots.store.sql.causes import StoreError

WRITE_WAIT_MS = 10_000
READ_WAIT_MS = 200  # a check must be answered even if the whole database is locked
COMMAND_PATIENCE_S = 300.0  # how long a command waits, behind which there is a person and no mail
_POSTGRESQL = {
    "connect_timeout": 3,
    "keepalives": 1,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 8000,
}
_STATEMENT_MS = _LOCK_MS = 2000  # when PostgreSQL itself gives up a statement, and waiting for a lock


def sqlite(url: URL, connections: int) -> Engine:
    """A pool of connections to a file, or one to a database in memory; a transaction begins as ``reading`` and ``trying`` ask."""
    # Each in-memory connection is a database of its own, so there can be only one.
    pool = {"pool_size": connections, "max_overflow": 2} if url.database else {"pool_size": 1, "max_overflow": 0}
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_timeout=WRITE_WAIT_MS / 1000,
        connect_args={"check_same_thread": False},
        hide_parameters=True,
        **pool,
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # transactions begin explicitly, below
        connection.execute(f"PRAGMA busy_timeout={WRITE_WAIT_MS}")
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA secure_delete=ON")  # what is deleted is overwritten

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        reading = options.get("reading", False)
        waits_little = reading or options.get("trying", False)
        connection.exec_driver_sql(f"PRAGMA busy_timeout={READ_WAIT_MS if waits_little else WRITE_WAIT_MS}")
        # A writer takes its lock at once: upgrading a read lock later fails instead of waiting.
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


def postgresql(url: URL, connections: int, patient: bool = False) -> Engine:
    """A pool of connections to a server; ``patient`` as for :func:`open_database`. Raises :class:`StoreError`."""
    try:
        engine = create_engine(
            url,
            pool_size=connections,
            max_overflow=2,
            pool_timeout=2,
            pool_pre_ping=True,
            connect_args=_POSTGRESQL,
            hide_parameters=True,
        )
    except (ImportError, NoSuchModuleError) as error:
        raise StoreError("PostgreSQL needs the driver psycopg. Install it with: pip install 'rutinlots[postgresql]'.") from error

    @event.listens_for(engine, "connect")
    def limit(connection: Any, _record: Any) -> None:
        connection.autocommit = True
        connection.execute(f"SET statement_timeout = {int(COMMAND_PATIENCE_S * 1000) if patient else _STATEMENT_MS}")
        connection.execute(f"SET lock_timeout = {_LOCK_MS}")
        connection.autocommit = False

    return engine
