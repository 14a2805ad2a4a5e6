"""Logins to the pages: passwords as argon2 hashes, sessions as hashes of the cookie's secret."""

import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, Select, delete, select, update

from rutinlots.store.database import Database, StoreError
from rutinlots.store.passwords import LONGEST, require_good
from rutinlots.store.revocations import revoke
from rutinlots.store.tables import leads, sessions
from rutinlots.store.tokens import NAME, hashed

SESSION = timedelta(hours=12)  # a working day
IDLE = timedelta(hours=1)  # without a page being opened
_SEEN = timedelta(minutes=1)  # how exactly that is kept
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
        require_good(password, name)
        if name in {lead.name for lead in self.all()}:
            raise ValueError(f"{name} already exists. For a new password: rutinlots lead password {name}")
        added = leads.insert().values(name=name, hash=_HASHER.hash(password), created_at=now, changed_at=now)
        self._database.writing(lambda connection: connection.execute(added))

    def all(self) -> list[Lead]:
        """All logins, by name."""
        known = select(leads.c.name, leads.c.created_at).order_by(leads.c.name)
        return [Lead(*row) for row in self._database.reading(lambda connection: connection.execute(known).all())]

    def reset(self, name: str, password: str, now: datetime) -> bool:
        """Set a new password and end the lead's sessions; false if the name is unknown. Raises :class:`WeakPassword`."""
        require_good(password, name)
        return bool(self._database.writing(partial(self._replace, name=name, hash=_HASHER.hash(password), now=now)))

    def change(self, name: str, current: str, new: str, now: datetime) -> str | None:
        """Replace a password and end the lead's sessions; returns the secret of a new one, or None if ``current`` is wrong.

        Raises :class:`WeakPassword`.
        """
        require_good(new, name)
        kept = self._verified(name, current)
        if kept is None:
            return None
        secret, hash = secrets.token_urlsafe(32), _HASHER.hash(new)

        def replace(connection: Connection) -> bool:
            if connection.execute(_hash_of(name).with_for_update()).scalar_one_or_none() != kept:
                return False
            self._replace(connection, name=name, hash=hash, now=now)
            _begin(connection, name, secret, now)
            return True

        return secret if self._database.writing(replace) else None

    def _replace(self, connection: Connection, *, name: str, hash: str, now: datetime) -> int:
        connection.execute(delete(sessions).where(sessions.c.lead == name))
        changed = connection.execute(update(leads).where(leads.c.name == name).values(hash=hash, changed_at=now)).rowcount
        if changed:
            revoke(self._database, connection, "lead", name, now)
        return changed

    def remove(self, name: str, now: datetime) -> bool:
        """Remove a login and end its sessions; false if the name is unknown."""

        def forget(connection: Connection) -> int:
            connection.execute(delete(sessions).where(sessions.c.lead == name))
            removed = connection.execute(delete(leads).where(leads.c.name == name)).rowcount
            if removed:
                revoke(self._database, connection, "lead", name, now)
            return removed

        return bool(self._database.writing(forget))

    def log_in(self, name: str, password: str, now: datetime) -> str | None:
        """Start a session. Returns its secret, or None if name and password don't match."""
        kept = self._verified(name, password)
        if kept is None:
            return None
        secret = secrets.token_urlsafe(32)

        def begin(connection: Connection) -> bool:
            connection.execute(delete(sessions).where(sessions.c.expires_at < now))
            # Verifying takes a while, in which the lead may have been removed or given another password.
            if connection.execute(_hash_of(name).with_for_update()).scalar_one_or_none() != kept:
                return False
            _begin(connection, name, secret, now)
            return True

        return secret if self._database.writing(begin) else None

    def _verified(self, name: str, password: str) -> str | None:
        """The stored hash if the password is the lead's. Takes as long for an unknown name."""
        kept: str | None = None
        if NAME.fullmatch(name) and len(password) <= LONGEST:  # PostgreSQL accepts no NUL, not even in a query
            kept = self._database.reading(lambda connection: connection.execute(_hash_of(name)).scalar_one_or_none())
        try:
            _HASHER.verify(kept or _UNKNOWN, password[:LONGEST].encode("utf-8", "surrogatepass"))
        except (VerificationError, InvalidHashError):
            return None
        return kept

    def who(self, secret: str, now: datetime) -> str | None:
        """The name that a session belongs to, or None if it has ended: after a day, an hour's rest, or with the login itself."""
        alive = (sessions.c.expires_at > now) & (sessions.c.seen_at > now - IDLE)
        owned = (leads.c.name == sessions.c.lead) & (leads.c.changed_at <= sessions.c.began_at)
        known = select(sessions.c.lead, sessions.c.seen_at).where((sessions.c.hash == hashed(secret)) & alive & owned)
        row = self._database.reading(lambda connection: connection.execute(known).one_or_none())
        if row is None:
            return None
        if now - row.seen_at > _SEEN:
            seen = update(sessions).where(sessions.c.hash == hashed(secret)).values(seen_at=now)
            with suppress(StoreError):  # pages are read also while nothing can be written
                self._database.writing(lambda connection: connection.execute(seen))
        return str(row.lead)

    def log_out(self, secret: str) -> None:
        """End a session."""
        ended = delete(sessions).where(sessions.c.hash == hashed(secret))
        self._database.writing(lambda connection: connection.execute(ended))


def _hash_of(name: str) -> Select[Any]:
    return select(leads.c.hash).where(leads.c.name == name)


def _begin(connection: Connection, name: str, secret: str, now: datetime) -> None:
    row = {"hash": hashed(secret), "lead": name, "began_at": now, "seen_at": now, "expires_at": now + SESSION}
    connection.execute(sessions.insert().values(row))
