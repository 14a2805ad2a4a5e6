"""Opens a database, migrates its schema, and gives connections to read and write."""

import logging
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine, make_url, text
from sqlalchemy.exc import ArgumentError, InterfaceError, OperationalError, SQLAlchemyError, TimeoutError

from rutinlots.store.sql import engines
from rutinlots.store.sql.causes import NewerDatabase, StoreError, explain
from rutinlots.store.sql.encrypted import encrypted
from rutinlots.store.sql.migrate import TooNewError, migrate
from rutinlots.store.sql.patience import Helpers, Room, TooLate
from rutinlots.store.sql.private_files import make_private, make_private_folder

T = TypeVar("T")
log = logging.getLogger(__name__)

IN_MEMORY = "sqlite://"
_READ_PATIENCE_S = 0.4  # how long a check waits for a database server, frozen or not
_WRITE_PATIENCE_S = 3.0
_ROOM_WAIT_S = 0.5  # how long a write waits for a free place
_SQLITE = b"SQLite format 3\0"  # how its files begin
_LEAST_ROOM = 16 * 1024 * 1024  # bytes of free disk
_READ_ONLY = ("readonly", "read-only")  # a connection that was opened so stays so
_REST_S = 5.0  # how long reads fail at once after a failure
# Other faults may be of a single query, and must not affect the others.
_AWAY = (OperationalError, InterfaceError, TimeoutError, sqlite3.OperationalError, sqlite3.InterfaceError)


class Database:
    """An open database whose schema is up to date."""

    def __init__(self, engine: Engine, name: str, connections: int = 8, *, patient: bool = False):
        self._engine = engine
        self._patient = patient
        self._name = name
        self._rest_until = 0.0
        self._refused_write = False  # whether the last write failed
        # Its own, which knows what to do on a conflict; the other one's is not loaded.
        self.insert: Any = import_module(f"sqlalchemy.dialects.{engine.dialect.name}").insert
        # Half of the worker threads may wait to write; the others go on answering checks.
        writers = max(1, connections // 2)
        self._room_to_write = Room(writers)
        # SQLite needs no helper threads: it is on this machine, and its own timeouts limit the waiting.
        remote = engine.dialect.name == "postgresql"
        self._readers = Helpers(connections) if remote else None
        self._writers = Helpers(writers) if remote else None

    def reading(self, work: Callable[[Connection], T]) -> T:
        """Run ``work`` with a connection for reading. Raises :class:`StoreError`, soon even if the database hangs."""

        def read() -> T:
            with self.read() as connection:
                return work(connection)

        return self._run(self._readers, read, engines.COMMAND_PATIENCE_S if self._patient else _READ_PATIENCE_S)

    def rows(self, query: str, parameters: Sequence[Any]) -> Sequence[Sequence[Any]]:
        """What a query finds, as the driver has it; ``?`` stands for a parameter. Raises :class:`StoreError`.

        For what every check asks: on SQLite the driver is asked directly, in a tenth of the time.
        """
        if self._readers is not None:
            query = query.replace("?", "%s")
            return self.reading(lambda connection: connection.exec_driver_sql(query, tuple(parameters)).all())
        self._require_rested()
        try:
            connection = self._engine.raw_connection()
            try:
                connection.cursor().execute(f"PRAGMA busy_timeout={engines.READ_WAIT_MS}")
                found: list[Any] = connection.cursor().execute(query, parameters).fetchall()
            finally:
                connection.close()
        except (SQLAlchemyError, sqlite3.Error) as error:
            raise self._failed(error) from error
        return found

    def writing(self, work: Callable[[Connection], T]) -> T:
        """Run ``work`` with a connection for writing, and commit. Raises :class:`StoreError`."""

        def write() -> T:
            with self.write() as connection:
                return work(connection)

        try:
            with self._room_to_write.place(_ROOM_WAIT_S):
                return self._run(self._writers, write, engines.COMMAND_PATIENCE_S if self._patient else _WRITE_PATIENCE_S)
        except TooLate as error:
            raise StoreError(f"{self._name} is stuck: too many writes are waiting. Try again in a few seconds.") from error

    def _run(self, helpers: Helpers | None, work: Callable[[], T], seconds: float) -> T:
        if helpers is None:
            return work()
        self._require_rested()
        try:
            return helpers.run(work, seconds)
        except TooLate as error:
            self._rest_until = time.monotonic() + _REST_S
            raise StoreError(f"{self._name} doesn't respond in time. Check that it runs and can be reached.") from error

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection for reading; raises :class:`StoreError` at once for some seconds after a failure."""
        self._require_rested()
        try:
            with self._engine.connect().execution_options(reading=True) as connection:
                yield connection
        except SQLAlchemyError as error:
            raise self._failed(error) from error

    def _require_rested(self) -> None:
        if time.monotonic() < self._rest_until:
            raise StoreError(f"{self._name} failed a moment ago. It is tried again in a few seconds.")

    def _failed(self, error: Exception) -> StoreError:
        if isinstance(error, _AWAY):
            self._rest_until = time.monotonic() + _REST_S
        return StoreError(explain(error, self._name))

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection for writing; commits durably when the block ends without error."""
        try:
            with self._engine.begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise self._refused(error) from error
        self._refused_write = False

    def _refused(self, error: SQLAlchemyError) -> StoreError:
        self._refused_write = True
        if any(said in str(error).lower() for said in _READ_ONLY) and self._engine.url.database:
            self._engine.dispose()  # those opened from now on can write as soon as they may
        return StoreError(explain(error, self._name))

    def require_room(self) -> None:
        """Raise :class:`StoreError` if the database can't be written: its disk is full, or a write that failed fails again."""
        file = self._engine.url.database
        sqlite = self._engine.dialect.name == "sqlite"
        if sqlite and file and shutil.disk_usage(Path(file).parent).free < _LEAST_ROOM:
            raise StoreError(explain(OSError("is full"), self._name))
        if self._refused_write and sqlite:
            self._try_to_write()

    def _try_to_write(self) -> None:
        try:
            with self._engine.connect().execution_options(trying=True) as connection, connection.begin():
                connection.execute(text("CREATE TABLE room AS SELECT zeroblob(65536)"))
                connection.execute(text("DROP TABLE room"))
        except SQLAlchemyError as error:
            raise self._refused(error) from error
        self._refused_write = False

    def disconnect(self) -> None:
        """Close the connections that are not in use, and end the threads that have used them."""
        for helpers in (self._readers, self._writers):
            if helpers:
                helpers.disband()
        self._engine.dispose()

    def close(self) -> None:
        """Close all connections; one that an abandoned helper still has, when it gives it back."""
        pool = self._engine.pool
        for helpers in (self._readers, self._writers):
            if helpers:
                helpers.close(afterwards=pool.dispose)
        self._engine.dispose()


def open_database(address: str, *, connections: int = 8, as_it_is: bool = False, patient: bool = False) -> Database:
    """Open the database at an SQLAlchemy ``address``, creating a missing SQLite file, and migrate it.

    :param as_it_is: neither create nor migrate it.
    :param patient: wait for answers as long as a command may, rather than a check.

    Raises :class:`StoreError`.
    """
    url = _url(address)
    name = "The database in memory" if address == IN_MEMORY else f"The database {url.render_as_string()}"
    if url.get_backend_name() == "sqlite":
        if url.database:
            name = f"The database file {url.database}"
            if as_it_is and not Path(url.database).exists():
                raise StoreError(f"{name} doesn't exist. See --data.")
            _prepare_folder(Path(url.database).parent)
            if not _is_anothers(Path(url.database)):
                make_private(Path(url.database), create=True)
        engine = engines.sqlite(url, connections)
    else:
        engine = engines.postgresql(url, connections, patient)
    try:
        if not as_it_is:
            migrate(engine)
    except SQLAlchemyError as error:
        engine.dispose()
        raise StoreError(explain(error, name)) from error
    except TooNewError as error:
        engine.dispose()
        back = "with: rutinlots restore --force FILE"
        if url.get_backend_name() != "sqlite":
            back = "in a new, empty database with: pg_restore --no-owner --exit-on-error --dbname=postgresql://… FILE"
        raise NewerDatabase(
            f"{name} was made or changed by a newer version of Rutinlots. Start that version, or go back to the backup from before "
            f"the upgrade {back}"
        ) from error
    return Database(engine, name, connections, patient=patient)


def _is_anothers(file: Path) -> bool:
    """Is it a file that SQLite has not written? Its permissions are not ours to change."""
    try:
        with file.open("rb") as opened:
            return opened.read(len(_SQLITE)) not in (b"", _SQLITE)
    except OSError:
        return False


def _url(address: str) -> URL:
    hint = "It should look like sqlite:////folder/file.db or postgresql://user:password@host/name."
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        raise StoreError(f"The database address is malformed. {hint}") from error
    if url.drivername in ("postgres", "postgresql"):
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername == "sqlite" and url.host:  # two slashes instead of three or four
        raise StoreError(f"The database address is malformed. {hint}")
    if url.drivername not in ("sqlite", "postgresql+psycopg"):
        raise StoreError(f"The database address begins with {url.drivername!r}, which is not supported. {hint}")
    try:
        return url if url.drivername == "sqlite" else encrypted(url)
    except ValueError as error:
        raise StoreError(str(error)) from error


def _prepare_folder(folder: Path) -> None:
    try:
        make_private_folder(folder)
    except OSError as error:
        raise StoreError(
            f"The data folder {folder} can't be created ({error.strerror}). Choose one that you may write to, "
            "with --data or RUTINLOTS_DATA."
        ) from error
