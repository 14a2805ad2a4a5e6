"""Brings a database's schema up to date. Alembic is loaded only where there is something to change: it takes a tenth of a start."""

import logging
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DatabaseError, OperationalError

from rutinlots.store.sql.patience import Helpers, TooLate
from rutinlots.store.sql.tables import library, metadata

log = logging.getLogger(__name__)

MIGRATIONS = Path(__file__).with_name("migrations")
_LOCK = 7_202_603  # any number, the same for every server on one PostgreSQL
_PATIENCE_S = 10.0  # how long a database that is being opened may take to answer


class TooNewError(Exception):
    """A newer version of Rutinlots has made the schema."""


def newest() -> str:
    """The newest revision: each file of a migration begins with its own, and they are numbered."""
    return max(file.name[:4] for file in MIGRATIONS.joinpath("versions").glob("[0-9][0-9][0-9][0-9]_*.py"))


def migrate(engine: Engine) -> None:
    """Create or change the schema as needed. :raises TooNewError: and SQLAlchemy's errors."""
    helpers = Helpers(1)
    try:
        if helpers.run(lambda: _is_up_to_date(engine), _PATIENCE_S):
            return
    except TooLate as error:
        raise OperationalError(None, None, OSError("timeout")) from error
    finally:
        helpers.close()
    _change(engine)


def _change(engine: Engine) -> None:
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            # Migrating a large table takes time, and so does waiting for another server that migrates.
            connection.execute(text("SET LOCAL statement_timeout = 0"))
            connection.execute(text("SET LOCAL lock_timeout = '60s'"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        if engine.dialect.name == "sqlite" and not inspect(connection).get_table_names():
            _create(connection)
        else:
            before = _revision(connection)
            upgrade(connection)
            if before not in (None, newest()):
                # Commands migrate too: the one who gives it may have a server of the older version running.
                what = "The database's tables were brought from %s to %s. An older version of Rutinlots can't use it any more."
                log.warning(what, before, newest())


def _create(connection: Connection) -> None:
    """All of today's tables at once, as the migrations would have left them."""
    metadata.create_all(connection, checkfirst=False)
    connection.execute(library.insert().values(id=1, version=0, starter_off=False))
    connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
                            "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"))  # fmt: skip
    connection.execute(text("INSERT INTO alembic_version VALUES (:newest)"), {"newest": newest()})


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Make the migrations that are missing. :raises TooNewError:"""
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, revision)
    except CommandError as error:
        raise TooNewError from error


def _is_up_to_date(engine: Engine) -> bool:
    """Reads only, so that a read-only database can still serve checks."""
    with engine.connect().execution_options(reading=True) as connection:
        if engine.dialect.name == "sqlite" and (found := connection.execute(text("PRAGMA quick_check(1)")).scalar_one()) != "ok":
            raise DatabaseError(None, None, OSError(f"malformed: {found}"))
        return _revision(connection) == newest()


def _revision(connection: Connection) -> str | None:
    """The schema's revision; None where there is none yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    return found
