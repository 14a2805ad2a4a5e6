"""The audit trail: who did what to tokens, logins, rules and the ledger, from where; no mail text, no secrets.

Each entry is also a line of the logger ``rutinlots.audit``, which can be collected where the server's users can't change it.
"""

import logging
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, func, select

from rutinlots.store.sql.database import Database
from rutinlots.store.sql.tables import audit

log = logging.getLogger("rutinlots.audit")

What = Literal[
    "started", "rules-changed", "rules-refused", "token-created", "token-revoked", "lead-added", "lead-removed",
    "password-changed", "login", "login-failed", "logout", "session-ended", "logged", "restored", "ticket-exported",
    "ticket-deleted", "retention", "reply-changed", "replies-pulled", "course-begun", "course-closed", "course-deleted",
]  # fmt: skip
_LENGTHS = {"who": 120, "source": 64, "about": 120}


@dataclass(frozen=True)
class Author:
    """Who does something, and from which address; ``command line`` for the machine itself."""

    who: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One entry; ``about`` is the name, number or version that it is about."""

    at: datetime
    what: str
    who: str
    source: str
    about: str


class Trail:
    """The audit trail."""

    def __init__(self, database: Database):
        self._database = database

    def note(self, what: What, author: Author, about: str, now: datetime) -> None:
        """Add an entry. Raises :class:`StoreError`."""
        entries = [entry(what, author, about, now)]
        self._database.writing(lambda connection: add(connection, entries))
        tell(entries)

    def since(self, moment: datetime) -> list[Entry]:
        """The entries from then on, oldest first."""
        wanted = select(audit).where(audit.c.at >= moment).order_by(audit.c.at, audit.c.id)
        rows = self._database.reading(lambda connection: connection.execute(wanted).all())
        return [Entry(**{name: value for name, value in row._mapping.items() if name != "id"}) for row in rows]


def entry(what: What, author: Author, about: str, now: datetime) -> Entry:
    """Make an entry, cut to what the table holds and on one line."""
    texts = {"who": author.who, "source": author.source, "about": about}
    return Entry(at=now, what=what, **{name: _printable(text)[: _LENGTHS[name]] for name, text in texts.items()})


def _printable(text: str) -> str:
    return "".join(each if each.isprintable() else "\ufffd" for each in text)


def add(connection: Connection, entries: Iterable[Entry]) -> None:
    """Add entries within a transaction."""
    if rows := [asdict(each) for each in entries]:
        connection.execute(audit.insert(), rows)


def tell(entries: Iterable[Entry]) -> None:
    """Write entries to the log, once they are committed."""
    for each in entries:
        fields = {"what": each.what, "who": each.who, "source": each.source, "about": each.about}
        log.info("%(what)s by %(who)s from %(source)s: %(about)s", fields, extra=fields)


def carry_entries(source: Connection, target: Connection) -> None:
    """Add the entries that a restored backup is too old to have."""
    last = target.execute(select(func.max(audit.c.at))).scalar_one()
    newer = select(audit).order_by(audit.c.id)
    rows = source.execute(newer if last is None else newer.where(audit.c.at > last)).all()
    add(target, (Entry(**{name: value for name, value in row._mapping.items() if name != "id"}) for row in rows))
