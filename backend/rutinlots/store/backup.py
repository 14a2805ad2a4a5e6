"""Backup and restore of a SQLite database while the server runs; every copy is verified."""

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from rutinlots.store.access.revocations import carry_over
from rutinlots.store.sql.causes import DAMAGED, NewerDatabase, StoreError, explain
from rutinlots.store.sql.database import open_database
from rutinlots.store.sql.private_files import make_private, make_private_folder
from rutinlots.store.sql.tables import metadata

_WAIT_S = 10
_ALL = -1  # copy all pages in one step: in WAL mode that blocks no one, and between steps a write would restart the copy
_BESIDE = ("-wal", "-shm")
_ANOTHER = "Choose another backup."
_NOTHING_KNOWN = "What was revoked since the backup is valid again: see rutinlots token list and rutinlots lead list."
_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def backup(address: str, target: Path, *, force: bool = False) -> int:
    """Copy the database at ``address`` to the file ``target``; returns the copy's size in bytes.

    The copy is a consistent snapshot, also while a server writes. Raises :class:`StoreError`; ``target`` is then unchanged.
    """
    source = _file(address, f"pg_dump --format=custom --file={target} postgresql://…")
    if not source.is_file():
        raise StoreError(f"There is no database file {source}. Give its folder with --data.")
    if not target.parent.is_dir():
        raise StoreError(f"There is no folder {target.parent} for the backup. Create it, or choose another.")
    _not_onto_itself(target, source)
    if target.exists() and not force:
        raise StoreError(f"{target} already exists. Choose another name, or replace it with --force.")
    aside = target.with_name(target.name + ".part")
    try:
        _copy(source, aside)
        _settle(aside, f"The database file {source}")
        _try(aside, f"The database file {source}")
        _sync(aside)
        os.replace(aside, target)
    except OSError as error:
        raise StoreError(f"The backup {target} can't be written ({error.strerror}). Choose another folder.") from error
    finally:
        aside.unlink(missing_ok=True)
    return target.stat().st_size


@dataclass(frozen=True)
class Restored:
    """``kept`` is the file with the old database, ``changes`` what the backup said otherwise, in sentences."""

    kept: Path | None
    changes: tuple[str, ...]


def restore(address: str, source: Path, *, force: bool = False) -> Restored:
    """Replace the database at ``address`` by the backup file ``source``.

    The backup is verified and migrated before anything is touched. A server that has the database open continues with the
    new content, unless the old file is so damaged that it has to be moved. What was revoked since the backup stays revoked,
    and the pages' sessions end. Raises :class:`StoreError`; the database is then unchanged.
    """
    target = _file(address, f"pg_restore --no-owner --exit-on-error --dbname=postgresql://… {source} (into a new, empty one)")
    if not source.is_file():
        raise StoreError(f"There is no backup file {source}.")
    _not_onto_itself(target, source)
    if target.exists() and not force:
        raise StoreError(f"There is a database already: {target}. Replace it with --force; it is kept under another name.")
    aside = target.with_name(target.name + ".part")
    try:
        make_private_folder(target.parent)
        _copy(source, aside, f"The backup {source}", if_damaged=_ANOTHER)
        _try(aside, f"The backup {source}", if_damaged=_ANOTHER)
        open_database(_address(aside)).close()
        _require_shape(aside, f"The backup {source}")
        _end_sessions(aside)
        changes = _revocations(target, aside) if target.exists() else [_NOTHING_KNOWN]
        _settle(aside, f"The backup {source}")
        _sync(aside)
        if not target.exists():
            os.replace(aside, target)
            return Restored(None, tuple(changes))
        kept = _replace(target, aside)
        changes += _revocations(kept, target)  # made while the backup was put back
        return Restored(kept, tuple(dict.fromkeys(changes)))
    except OSError as error:
        raise StoreError(f"The database file {target} can't be written ({error.strerror}). Check its permissions.") from error
    finally:
        for name in ("", *_BESIDE):
            aside.with_name(aside.name + name).unlink(missing_ok=True)


def _revocations(old: Path, new: Path) -> list[str]:
    """Carry the revocations over from a copy, since the old database may have to be migrated for it."""
    copy = new.with_name(new.name + ".old")
    try:
        _copy(old, copy)
        return carry_over(_address(copy), _address(new))
    except StoreError as error:
        if not isinstance(error, NewerDatabase) and "is damaged" not in str(error):
            raise
        return [f"The old database can't be read. {_NOTHING_KNOWN}"]
    finally:
        for name in ("", *_BESIDE):
            copy.with_name(copy.name + name).unlink(missing_ok=True)


def _end_sessions(file: Path) -> None:
    try:
        with closing(_opened(file, "rw")) as connection, connection:
            connection.execute("DELETE FROM sessions")
    except sqlite3.Error as error:
        raise StoreError(explain(error, f"The database file {file}")) from error


def _address(file: Path) -> str:
    return f"sqlite:///{file}"


def _file(address: str, instead: str) -> Path:
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        raise StoreError("The database address is malformed. See --database-url.") from error
    if url.get_backend_name() != "sqlite":
        raise StoreError(f"This command copies SQLite files only. For PostgreSQL use: {instead}")
    return Path(url.database or "")


def _not_onto_itself(target: Path, source: Path) -> None:
    if target.exists() and source.exists() and target.samefile(source):
        raise StoreError(f"{source} can't be copied onto itself. Choose another file.")


def _copy(source: Path, target: Path, what: str = "", *, if_damaged: str = DAMAGED) -> None:
    make_private(target, create=True)
    try:
        with closing(_opened(source, "ro")) as old, closing(_opened(target, "rwc")) as new:
            old.backup(new, pages=_ALL, progress=_refuse_to_wait)
    except sqlite3.Error as error:
        raise StoreError(explain(error, what or f"The database file {source}", if_damaged=if_damaged)) from error


def _refuse_to_wait(status: int, _remaining: int, _total: int) -> None:
    """The connection has waited already; Python would retry for ever."""
    if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        raise sqlite3.OperationalError("database is locked")


def _opened(file: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode={mode}", uri=True, timeout=_WAIT_S)


def _settle(file: Path, what: str) -> None:
    """Make the copy a single file, without a WAL file beside it; ``what`` it is a copy of."""
    try:
        with closing(_opened(file, "rw")) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        raise StoreError(explain(error, what)) from error


def _try(file: Path, what: str, *, if_damaged: str = DAMAGED) -> None:
    """Raise unless the file is an intact database of Rutinlots; ``what`` it is a copy of."""
    try:
        with closing(_opened(file, "ro")) as connection:
            found = [row[0] for row in connection.execute("PRAGMA integrity_check(5)")]
            ours = connection.execute("SELECT count(*) FROM sqlite_master WHERE name IN ('events', 'ledger')").fetchone()[0]
    except sqlite3.Error as error:
        raise StoreError(explain(error, what, if_damaged=if_damaged)) from error
    if found != ["ok"]:
        raise StoreError(f"{what} is damaged ({found[0]}). Restore an older backup.")
    if ours != 2:
        raise StoreError(f"{what} is a database, but not one of Rutinlots.")


def _require_shape(file: Path, what: str) -> None:
    """Raise unless a migrated copy has our tables and columns, and nothing that would run by itself."""
    with closing(_opened(file, "ro")) as connection:
        kinds = {row[0] for row in connection.execute("SELECT type FROM sqlite_master")}
        columns = {name: {row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')} for name in metadata.tables}
    wrong = [name for name, table in metadata.tables.items() if columns[name] != set(table.columns.keys())]
    if wrong or kinds - {"table", "index"}:
        why = f"its table {wrong[0]} is of another shape" if wrong else "it has triggers or views"
        raise StoreError(f"{what} is no backup of Rutinlots: {why}. The database is unchanged.")


def _replace(target: Path, new: Path) -> Path:
    """Copy the new file's content into the target under SQLite's locks; returns the file with the old content."""
    number = 1
    while (kept := target.with_name(f"{target.name}.before-restore-{number}")).exists():
        number += 1
    try:
        _copy_over(target, new, kept)
    except (sqlite3.Error, StoreError) as error:
        kept.unlink(missing_ok=True)
        if not _is_damage(error):
            cause = str(error) if isinstance(error, StoreError) else explain(error, f"The database file {target}")
            raise StoreError(f"The database is unchanged; {kept} was not written. {cause}") from error
        for name in ("", *_BESIDE):
            if (old := target.with_name(target.name + name)).exists():
                os.replace(old, kept.with_name(kept.name + name))
        os.replace(new, target)
    return kept


def _copy_over(target: Path, new: Path, kept: Path) -> None:
    """Copy the old content once writers are locked out, so that every acknowledged event is in the old or the new file."""

    def keep(*progress: int) -> None:
        _refuse_to_wait(*progress)
        if not kept.exists():
            _copy(target, kept)

    with closing(_opened(new, "ro")) as source, closing(_opened(target, "rw")) as locked:
        locked.execute("PRAGMA journal_mode=WAL")  # so that it can be read while it is locked
        source.backup(locked, pages=1, progress=keep)  # the first page takes the lock, the last one releases it


def _is_damage(error: Exception) -> bool:
    """Whether the file can't be read as a database. A full disk or a lock is not damage."""
    code = getattr(error if isinstance(error, sqlite3.Error) else error.__cause__, "sqlite_errorcode", 0)
    return code & 0xFF in _DAMAGE


def _sync(file: Path) -> None:
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())
