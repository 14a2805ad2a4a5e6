"""From every schema there ever was to today's: what was kept is there, and a migration that fails changes nothing."""

import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text

from backend.tests.store.conftest import postgresql_programs
from rutinlots.core.situation import LogHistory
from rutinlots.store import Published, Store, StoreError, published_at
from rutinlots.store.backup import backup, restore
from rutinlots.store.sql import engines, migrate

CONFIG = Config()
CONFIG.set_main_option("script_location", str(migrate.MIGRATIONS))
REVISIONS = [script.revision for script in ScriptDirectory.from_config(CONFIG).walk_revisions()]
HEAD, *EARLIER = REVISIONS
FIRST = EARLIER[-1]
KEPT = (
    "INSERT INTO ledger (ticket, logged_at) VALUES (90103, '2026-03-10 12:00:00')",
    "INSERT INTO tokens (id, name, role, hash, created_at) VALUES (1, 'Sandra', 'agent', 'x', '2026-03-10 12:00:00')",
    "INSERT INTO events (id, at, received_at, kind, ticket) "
    "VALUES ('4be0643f-1d98-573b-97cd-ca98a65347dd', '2026-03-10 12:00:00', '2026-03-10 12:00:00', 'logged', 90103)",
)


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where there is nothing yet."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'rutinlots.db'}"
    return request.getfixturevalue("new_postgresql")()


def made_at(address: str, revision: str) -> None:
    """A database as the version with that revision left it, with a logging and a token in it."""
    engine = create_engine(address)
    with engine.begin() as connection:
        CONFIG.attributes["connection"] = connection
        command.upgrade(CONFIG, revision)
        for row in KEPT:
            connection.execute(text(row))
    engine.dispose()


def test_a_new_database_in_a_file_is_as_all_migrations_would_have_left_it(tmp_path: Path):
    new, migrated = (f"sqlite:///{tmp_path / name}.db" for name in ("new", "migrated"))
    Store(new).close()
    engine = create_engine(migrated)
    with engine.begin() as connection:
        migrate.upgrade(connection)
    engine.dispose()
    assert contents(new) == contents(migrated)


def contents(address: str) -> dict[str, list[str]]:
    """The tables with all that is known of their columns, keys and indexes, and their rows."""
    engine = create_engine(address)
    looked = inspect(engine)
    constraints = (looked.get_unique_constraints, looked.get_check_constraints, looked.get_foreign_keys, looked.get_indexes)
    found = {
        table: [
            str(looked.get_pk_constraint(table)),
            *sorted(str(each) for way in (looked.get_columns, *constraints) for each in way(table)),
        ]
        for table in looked.get_table_names()
    }
    with engine.connect() as connection:
        for table, known in found.items():
            known += [str(row._mapping) for row in connection.execute(text(f"SELECT * FROM {table}"))]
    engine.dispose()
    return found


def test_the_newest_revision_is_known_without_alembic():
    assert migrate.newest() == HEAD


def revision_of(address: str) -> str:
    engine = create_engine(address)
    with engine.connect() as connection:
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    engine.dispose()
    return found


@pytest.mark.parametrize("revision", REVISIONS)
def test_what_an_earlier_version_kept_is_there_in_todays_tables_and_columns(
    address: str, revision: str, todays: dict[str, list[str]]
):
    made_at(address, revision)
    store = Store(address)
    assert revision_of(address) == HEAD
    assert store.ledger.history(90103) == LogHistory(logged=True)
    assert [token.name for token in store.tokens.all()] == ["Sandra"]
    store.close()
    assert shape(address) == todays


def test_a_migration_is_logged_once_since_there_is_no_way_back(address: str, caplog: pytest.LogCaptureFixture):
    made_at(address, FIRST)
    Store(address).close()
    Store(address).close()
    [said] = [record.getMessage() for record in caplog.records if record.levelname == "WARNING"]
    assert f"from {FIRST} to {HEAD}" in said
    assert "older version" in said


@pytest.mark.parametrize("revision", [FIRST, "0013"])
def test_what_is_published_is_read_out_of_an_earlier_versions_database_that_stays_as_it_is(address: str, revision: str):
    made_at(address, revision)
    if revision == FIRST:  # where nothing could be published yet
        assert published_at(address) == {}
    else:
        engine = create_engine(address)
        with engine.begin() as connection:
            connection.execute(text("INSERT INTO rule_texts (file, text, base) VALUES ('settings.yaml', 'a: b', 'x')"))
        engine.dispose()
        assert published_at(address) == {"settings.yaml": Published("a: b", "x")}
    assert revision_of(address) == revision


def test_a_new_database_says_nothing_of_migrations(address: str, caplog: pytest.LogCaptureFixture):
    Store(address).close()
    assert "older version" not in caplog.text


@pytest.fixture(scope="module")
def todays(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The tables of a new database, with their columns."""
    new = f"sqlite:///{tmp_path_factory.mktemp('new') / 'new.db'}"
    Store(new).close()
    return shape(new)


def shape(address: str) -> dict[str, list[str]]:
    engine = create_engine(address)
    looked = inspect(engine)
    found = {table: sorted(column["name"] for column in looked.get_columns(table)) for table in looked.get_table_names()}
    engine.dispose()
    return found


def test_a_migration_that_fails_is_told_and_leaves_the_database_as_it_was(tmp_path: Path):
    file = tmp_path / "rutinlots.db"
    address = f"sqlite:///{file}"
    made_at(address, FIRST)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE sessions (mine)")  # in the way of the last step of the next one
    before = shape(address)
    with pytest.raises(StoreError) as caught:
        Store(address)
    assert str(file) in str(caught.value)
    assert (shape(address), revision_of(address)) == (before, FIRST)


def test_a_migration_that_may_not_write_is_told(tmp_path: Path):
    file = tmp_path / "rutinlots.db"
    made_at(f"sqlite:///{file}", FIRST)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode=WAL")
        other.execute("BEGIN IMMEDIATE")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(engines, "WRITE_WAIT_MS", 50)
            with pytest.raises(StoreError, match="locked by another program"):
                Store(f"sqlite:///{file}")
    assert revision_of(f"sqlite:///{file}") == FIRST


def told_to_run(action: Callable[..., object], address: str, file: Path) -> list[str]:
    """The command of PostgreSQL's own that is named instead, for that database."""
    with pytest.raises(StoreError) as caught:
        action(address, file)
    command = str(caught.value).partition("use: ")[2].partition(" (")[0]
    program, *arguments = command.replace("postgresql://…", address.replace("+psycopg", "")).split()
    return [str(postgresql_programs() / program), *arguments]


def test_going_back_on_postgresql_by_the_commands_that_are_named_keeps_what_was_kept_and_leaves_the_way_forward_open(
    new_postgresql: Callable[[], str], tmp_path: Path
):
    upgraded, back = new_postgresql(), new_postgresql()
    made_at(upgraded, "0010")
    subprocess.run(told_to_run(backup, upgraded, tmp_path / "before.dump"), check=True)
    Store(upgraded).close()
    subprocess.run(told_to_run(restore, back, tmp_path / "before.dump"), check=True)
    assert (revision_of(upgraded), revision_of(back)) == (HEAD, "0010")
    store = Store(back)
    assert store.ledger.history(90103) == LogHistory(logged=True)
    store.close()
    assert revision_of(back) == HEAD


def test_tables_that_an_older_backup_put_back_over_a_newer_database_left_are_told_with_the_way_out(
    new_postgresql: Callable[[], str],
):
    address = new_postgresql()
    made_at(address, "0010")
    change(address, "CREATE TABLE courses (mine int)")
    with pytest.raises(StoreError, match="new, empty database"):
        Store(address)


def test_a_newer_postgresql_does_not_point_at_a_command_for_sqlite(new_postgresql: Callable[[], str]):
    address = new_postgresql()
    Store(address).close()
    change(address, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="pg_restore"):
        Store(address)


def test_a_user_that_may_make_no_tables_is_told_who_may(new_postgresql: Callable[[], str]):
    address = new_postgresql()
    change(address, "REVOKE CREATE ON SCHEMA public FROM public")
    change(address, "DROP ROLE IF EXISTS stranger")
    change(address, "CREATE ROLE stranger LOGIN")
    with pytest.raises(StoreError, match="owner") as caught:
        Store(address.replace("tester@", "stranger@"))
    assert "--data" not in str(caught.value)


def change(address: str, statement: str) -> None:
    engine = create_engine(address)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()
