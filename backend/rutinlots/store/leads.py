"""Logins to the pages: passwords as argon2 hashes, sessions as hashes of the cookie's secret."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, delete, select

from rutinlots.store.database import Database
from rutinlots.store.tables import leads, sessions
from rutinlots.store.tokens import NAME, hashed

SESSION = timedelta(hours=12)  # a working day
SHORTEST = 10
_LONGEST = 500
_HASHER = PasswordHasher()
_UNKNOWN = _HASHER.hash(secrets.token_urlsafe())  # verified for unknown names, so that timing reveals nothing


@dataclass(frozen=True)
class Lead:
    """A person who may log in."""

    name: str
    created_at: datetime


class Leads:
    """The people who may log in to the pages, and their sessions."""

    def __init__(self, database: Database):
        self._database = database

    def add(self, name: str, password: str, now: datetime) -> None:
        """Add a login. Raises :class:`ValueError` for an unusable name or password."""
        if not NAME.fullmatch(name):
            raise ValueError("A name is 1 to 80 characters on one line.")
        if not SHORTEST <= len(password) <= _LONGEST:
            raise ValueError(f"A password is at least {SHORTEST} characters; a few words are easy to remember.")
        if name in {lead.name for lead in self.all()}:
            raise ValueError(f"{name} already exists. For a new password: rutinlots lead remove, then add again.")
        added = leads.insert().values(name=name, hash=_HASHER.hash(password), created_at=now)
        self._database.writing(lambda connection: connection.execute(added))

    def all(self) -> list[Lead]:
        """All logins, by name."""
        known = select(leads.c.name, leads.c.created_at).order_by(leads.c.name)
        return [Lead(*row) for row in self._database.reading(lambda connection: connection.execute(known).all())]

    def remove(self, name: str) -> bool:
        """Remove a login and end its sessions; false if the name is unknown."""

        def forget(connection: Connection) -> int:
            connection.execute(delete(sessions).where(sessions.c.lead == name))
            return connection.execute(delete(leads).where(leads.c.name == name)).rowcount

        return bool(self._database.writing(forget))

    def log_in(self, name: str, password: str, now: datetime) -> str | None:
        """Start a session. Returns its secret, or None if name and password don't match."""
        kept = self._hash(name) if NAME.fullmatch(name) else None  # PostgreSQL accepts no NUL, not even in a query
        try:
            _HASHER.verify(kept or _UNKNOWN, password[:_LONGEST].encode("utf-8", "surrogatepass"))
        except (VerificationError, InvalidHashError):
            return None
        if kept is None:
            return None
        secret = secrets.token_urlsafe(32)

        def begin(connection: Connection) -> None:
            connection.execute(delete(sessions).where(sessions.c.expires_at < now))
            connection.execute(sessions.insert().values(hash=hashed(secret), lead=name, expires_at=now + SESSION))

        self._database.writing(begin)
        return secret

    def _hash(self, name: str) -> str | None:
        kept = select(leads.c.hash).where(leads.c.name == name)
        return self._database.reading(lambda connection: connection.execute(kept).scalar_one_or_none())

    def who(self, secret: str, now: datetime) -> str | None:
        """The name that a session belongs to, or None if it has ended."""
        fits = (sessions.c.hash == hashed(secret)) & (sessions.c.expires_at > now)
        known = select(sessions.c.lead).where(fits)
        return self._database.reading(lambda connection: connection.execute(known).scalar_one_or_none())

    def log_out(self, secret: str) -> None:
        """End a session."""
        ended = delete(sessions).where(sessions.c.hash == hashed(secret))
        self._database.writing(lambda connection: connection.execute(ended))
