"""Sessions of those who have logged in to the pages, as hashes of the cookie's secret."""

import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import ColumnElement, Connection, and_, delete, exists, func, or_, select, update

from rutinlots.store.access.tokens import hashed
from rutinlots.store.sql.causes import StoreError
from rutinlots.store.sql.database import Database
from rutinlots.store.sql.tables import leads, sessions

SESSION = timedelta(hours=12)  # a working day
IDLE = timedelta(hours=1)  # without a page being opened
FIRST = timedelta(days=7)  # how long a password that an administrator has set opens anything
AHEAD = timedelta(minutes=5)  # how far the clocks of servers on one database may differ
_SEEN = timedelta(minutes=1)  # how exactly that is kept
_ID = 16  # characters of the hash that name a session to its owner

# ``listed`` and ``claimed``: the company's login, for a lead in the list or by what the company says of the person.
Method = Literal["password", "listed", "claimed"]


@dataclass(frozen=True, kw_only=True)
class Session:
    """``first``: the password was set by an administrator and must be changed before anything else."""

    id: str
    lead: str
    method: Method
    began_at: datetime
    seen_at: datetime
    first: bool = False


class Sessions:
    """The open sessions."""

    def __init__(self, database: Database):
        self._database = database

    def begin(self, name: str, method: Method, now: datetime) -> str | None:
        """Start a session of the company's login. Returns its secret, or None if it is ``listed`` and the list lacks the person."""
        secret = secrets.token_urlsafe(32)

        def start(connection: Connection) -> bool:
            if method == "listed" and not connection.execute(select(_listed(name))).scalar_one():
                return False
            add_session(connection, name, secret, now, method)
            return True

        return secret if self._database.writing(start) else None

    def of(self, secret: str, now: datetime) -> Session | None:
        """The session, or None if it has ended: after a day, an hour's rest, or with the login itself."""
        query = select(sessions, leads.c.first).outerjoin(leads, leads.c.name == sessions.c.lead)
        known = query.where((sessions.c.hash == hashed(secret)) & _alive(now))
        row = self._database.reading(lambda connection: connection.execute(known).one_or_none())
        if row is None:
            return None
        if now - row.seen_at > _SEEN:
            seen = update(sessions).where(sessions.c.hash == row.hash).values(seen_at=now)
            with suppress(StoreError):  # pages are read also while nothing can be written
                self._database.writing(lambda connection: connection.execute(seen))
        first = row.method == "password" and bool(row.first)
        return Session(id=row.hash[:_ID], lead=row.lead, method=row.method, began_at=row.began_at, seen_at=row.seen_at, first=first)

    def all(self, name: str | None, now: datetime) -> list[Session]:
        """The open sessions of a person, or of everyone, the newest first."""
        query = select(sessions).outerjoin(leads, leads.c.name == sessions.c.lead).where(_alive(now))
        if name is not None:
            query = query.where(sessions.c.lead == name)
        rows = self._database.reading(lambda connection: connection.execute(query.order_by(sessions.c.began_at.desc())).all())
        return [
            Session(id=row.hash[:_ID], lead=row.lead, method=row.method, began_at=row.began_at, seen_at=row.seen_at) for row in rows
        ]

    def end(self, name: str, which: str | None = None) -> int:
        """End a person's session with that id, or all of them; how many there were."""
        ended = delete(sessions).where(sessions.c.lead == name)
        if which is not None:
            ended = ended.where(func.substr(sessions.c.hash, 1, _ID) == which)
        return self._database.writing(lambda connection: connection.execute(ended).rowcount)

    def log_out(self, secret: str) -> None:
        """End a session."""
        ended = delete(sessions).where(sessions.c.hash == hashed(secret))
        self._database.writing(lambda connection: connection.execute(ended))


def add_session(connection: Connection, name: str, secret: str, now: datetime, method: Method = "password") -> None:
    """Start a session within a transaction, and forget those that are over."""
    connection.execute(delete(sessions).where(sessions.c.expires_at < now))
    # A login that was changed while the clock was ahead ended its sessions then, and is not to end those of today.
    connection.execute(update(leads).where((leads.c.name == name) & (leads.c.changed_at > now)).values(changed_at=now))
    times = {"began_at": now, "seen_at": now, "expires_at": now + SESSION}
    connection.execute(sessions.insert().values(hash=hashed(secret), lead=name, method=method, **times))


def _listed(name: str) -> ColumnElement[bool]:
    return exists().where((leads.c.name == name) & (leads.c.hash == ""))


def _alive(now: datetime) -> ColumnElement[bool]:
    """Whether a session, joined with its lead if there is one, is open."""
    unchanged = leads.c.changed_at <= sessions.c.began_at
    owned = or_(
        and_(sessions.c.method == "password", leads.c.hash != "", unchanged),
        and_(sessions.c.method == "listed", leads.c.hash == "", unchanged),
        sessions.c.method == "claimed",
    )
    # One that was begun while the clock was ahead would last until the clock is there again.
    in_its_day = and_(sessions.c.expires_at > now, sessions.c.expires_at <= now + SESSION + AHEAD)
    return and_(in_its_day, sessions.c.seen_at > now - IDLE, owned)
