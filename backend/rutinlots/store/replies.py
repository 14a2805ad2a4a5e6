"""The company's own replies as last pulled, what team leaders say about them, and whether the starter library is on."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select, update

from rutinlots.core.snippets.texts.reply import Canned, Reply, Said
from rutinlots.store.sql.database import Database
from rutinlots.store.sql.tables import library, replies, reply_notes

MOST_WORDS = 60


@dataclass(frozen=True, kw_only=True)
class Pulled:
    """What a pull changed, by title, and how many responses are as they were."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    same: int


@dataclass(frozen=True, kw_only=True)
class Library:
    """The replies that are in Freshdesk now, by folder and title; ``version`` grows with every change."""

    version: int = 0
    starter_off: bool = False
    pulled_at: datetime | None = None
    replies: tuple[Reply, ...] = ()


class Replies:
    """The company's own replies. Every method raises :class:`StoreError` when the database can't be used."""

    def __init__(self, database: Database):
        self._database = database

    def version(self) -> int:
        """The library's version: cheap, to see whether it must be read again."""
        known = select(library.c.version)
        return self._database.reading(lambda connection: int(connection.execute(known).scalar_one()))

    def all(self) -> Library:
        """The whole library as it is now."""

        def read(connection: Connection) -> Library:
            state = connection.execute(select(library)).one()
            there = (
                select(replies, reply_notes)
                .outerjoin(reply_notes, reply_notes.c.reply == replies.c.id)
                .where(replies.c.gone_at.is_(None))
                .order_by(replies.c.folder, replies.c.title, replies.c.id)
            )
            found = tuple(_reply(row) for row in connection.execute(there))
            return Library(version=state.version, starter_off=state.starter_off, pulled_at=state.pulled_at, replies=found)

        return self._database.reading(read)

    def take(self, pulled: Sequence[Canned], now: datetime) -> Pulled:
        """Make ``pulled`` the replies that there are: all of them or, if that fails, none."""

        def keep(connection: Connection) -> Pulled:
            _changed(connection, pulled_at=now)  # locks the library first, so that two pulls wait for each other
            known = {row.id: row for row in connection.execute(select(replies))}
            there = {each.id: each for each in pulled}
            fresh = [each for each in there.values() if each.id not in known or known[each.id].gone_at is not None]
            changed = [each for each in there.values() if each not in fresh and known[each.id].hash != each.hash]
            gone = [row for row in known.values() if row.id not in there and row.gone_at is None]
            if written := [each.id for each in (*fresh, *changed) if each.id in known]:
                connection.execute(delete(replies).where(replies.c.id.in_(written)))
            if rows := [_row(each, now) for each in (*fresh, *changed)]:
                connection.execute(replies.insert(), rows)
            if gone:
                connection.execute(update(replies).where(replies.c.id.in_([row.id for row in gone])).values(gone_at=now))
            titles = (tuple(sorted(each.title for each in group)) for group in (fresh, changed, gone))
            return Pulled(**dict(zip(("new", "changed", "gone"), titles, strict=True)), same=len(there) - len(fresh) - len(changed))

        return self._database.writing(keep)

    def say(self, reply: int, said: Said) -> bool:
        """Keep what a team leader says about a reply; false when there is no such reply."""
        words = tuple(dict.fromkeys(" ".join(word.split())[:80] for word in said.words if word.strip()))[:MOST_WORDS]
        note = {"off": said.off, "words": "\n".join(words), "answers": said.answers, "instead_of": said.instead_of}

        def keep(connection: Connection) -> bool:
            _changed(connection)
            if connection.execute(select(replies.c.id).where(replies.c.id == reply)).one_or_none() is None:
                return False
            insert = self._database.insert(reply_notes).values(reply=reply, **note)
            connection.execute(insert.on_conflict_do_update(index_elements=[reply_notes.c.reply], set_=note))
            return True

        return self._database.writing(keep)

    def switch_starter(self, off: bool) -> None:
        """Switch the starter library off or on as a whole."""
        self._database.writing(lambda connection: _changed(connection, starter_off=off))


def _changed(connection: Connection, **values: Any) -> None:
    connection.execute(update(library).values(version=library.c.version + 1, **values))


def _row(each: Canned, now: datetime) -> dict[str, Any]:
    return {
        "id": each.id,
        "folder": each.folder,
        "title": each.title,
        "html": each.html,
        "text": each.text,
        "attachments": json.dumps(each.attachments, ensure_ascii=False),
        "hash": each.hash,
        "changed_at": now,
    }


def _reply(row: Any) -> Reply:
    canned = Canned(
        id=row.id,
        folder=row.folder,
        title=row.title,
        html=row.html,
        text=row.text,
        attachments=tuple(json.loads(row.attachments)),
    )
    said = Said()
    if row.reply is not None:
        said = Said(off=row.off, words=tuple(row.words.splitlines()), answers=row.answers, instead_of=row.instead_of)
    return Reply(canned=canned, said=said, changed_at=row.changed_at)
