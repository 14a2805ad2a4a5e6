"""The history of the rule files, and the files that are published to the database instead of the folder."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, inspect, select, update

from rutinlots.store.audit import Author
from rutinlots.store.sql.database import Database, open_database
from rutinlots.store.sql.tables import rule_changes, rule_texts

_LONGEST_REASON = 500


class Overtaken(Exception):
    """The file in the database is no longer as it was when it was opened."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """One change of a file: who made it, when and why, and the whole text before and after (empty: there was, or is, none)."""

    id: int
    at: datetime
    who: str
    file: str
    before: str
    after: str
    reason: str


@dataclass(frozen=True)
class Published:
    """A file in the database: its text, and a hash of the folder's text that it took the place of."""

    text: str
    base: str


def hash_of(text: str) -> str:
    """A hash of a file's text."""
    return hashlib.sha256(text.encode()).hexdigest()


class RuleChanges:
    """The changes, and the published files."""

    def __init__(self, database: Database):
        self._database = database

    def last(self) -> int:
        """The number of the latest change; 0 before the first: cheap, to see whether anything is new."""
        newest = select(func.coalesce(func.max(rule_changes.c.id), 0))
        return self._database.reading(lambda connection: int(connection.execute(newest).scalar_one()))

    def published(self) -> Mapping[str, Published]:
        """The files that are in the database."""
        rows = self._database.reading(lambda connection: connection.execute(select(rule_texts)).all())
        return {row.file: Published(row.text, row.base) for row in rows}

    def note(self, author: Author, file: str, before: str, after: str, reason: str, now: datetime) -> None:
        """Add a change that has been made to the folder; once, though several servers see it. Raises :class:`StoreError`."""

        def keep(connection: Connection) -> None:
            latest = select(rule_changes.c.after).where(rule_changes.c.file == file).order_by(rule_changes.c.id.desc()).limit(1)
            if connection.execute(latest).scalar_one_or_none() != after:
                connection.execute(rule_changes.insert(), _row(author, file, before, after, reason, now))

        self._database.writing(keep)

    def publish(self, author: Author, file: str, before: str, after: str, reason: str, now: datetime, *, folder: str) -> None:
        """Put a file in the database; ``before`` is its text as it was opened, ``folder`` the text that the folder has.

        :raises Overtaken: when it is another by now; nothing is changed then.
        """

        def keep(connection: Connection) -> None:
            mine = rule_texts.c.file == file
            there = connection.execute(select(rule_texts.c.text).where(mine).with_for_update()).scalar()
            if before != (folder if there is None else there):
                raise Overtaken
            row = {"text": after, "base": hash_of(folder)}
            if after == folder:
                connection.execute(delete(rule_texts).where(mine))
            elif there is not None:  # the row stays the same, so that one who waits for it sees what became of it
                connection.execute(update(rule_texts).where(mine).values(row))
            else:
                new = self._database.insert(rule_texts).values(file=file, **row).on_conflict_do_nothing()
                if connection.execute(new.returning(rule_texts.c.file)).scalar() is None:
                    raise Overtaken
            connection.execute(rule_changes.insert(), _row(author, file, before, after, reason, now))

        self._database.writing(keep)

    def latest(self, count: int, file: str | None = None) -> list[Change]:
        """The latest changes, of one file or of all, newest first."""
        wanted = select(rule_changes).order_by(rule_changes.c.id.desc()).limit(count)
        if file is not None:
            wanted = wanted.where(rule_changes.c.file == file)
        rows = self._database.reading(lambda connection: connection.execute(wanted).all())
        return [Change(**row._mapping) for row in rows]

    def one(self, number: int) -> Change | None:
        """The change with a number."""
        wanted = select(rule_changes).where(rule_changes.c.id == number)
        row = self._database.reading(lambda connection: connection.execute(wanted).one_or_none())
        return Change(**row._mapping) if row else None


def published_at(address: str) -> Mapping[str, Published]:
    """The files that are in a database, which stays as it is: it may be one that an older version's server is at work on.

    Raises :class:`StoreError`.
    """
    database = open_database(address, as_it_is=True, patient=True)
    try:
        is_there = database.reading(lambda connection: inspect(connection).has_table(rule_texts.name))
        return RuleChanges(database).published() if is_there else {}
    finally:
        database.close()


def _row(author: Author, file: str, before: str, after: str, reason: str, now: datetime) -> dict[str, object]:
    why = " ".join(reason.split())[:_LONGEST_REASON]
    return {"at": now, "who": author.who[:120], "file": file, "before": before, "after": after, "reason": why}
