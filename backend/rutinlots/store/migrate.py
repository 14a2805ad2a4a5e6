"""Brings a database's schema up to date. Alembic is loaded only where there is something to do: it takes a fifth of a start."""

from pathlib import Path

from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DatabaseError, OperationalError

from rutinlots.store.patience import Helpers, TooLate

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
    _upgrade(engine)


def _upgrade(engine: Engine) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            # Migrating a large table takes time, and so does waiting for another server that migrates.
            connection.execute(text("SET LOCAL statement_timeout = 0"))
            connection.execute(text("SET LOCAL lock_timeout = '60s'"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise TooNewError from error


def _is_up_to_date(engine: Engine) -> bool:
    """Reads only, so that a read-only database can still serve checks."""
    with engine.connect().execution_options(reading=True) as connection:
        if engine.dialect.name == "sqlite" and (found := connection.execute(text("PRAGMA quick_check(1)")).scalar_one()) != "ok":
            raise DatabaseError(None, None, OSError(f"malformed: {found}"))
        if not inspect(connection).has_table("alembic_version"):
            return False
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all() == [newest()]
