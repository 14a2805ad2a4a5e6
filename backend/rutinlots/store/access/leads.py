"""Logins to the pages: passwords as argon2 hashes. A person who logs in with the company's login has an empty one."""

import secrets
from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import ARGON2_VERSION
from sqlalchemy import Connection, Select, delete, select, update

from rutinlots.store.access.passwords import LONGEST, require_good
from rutinlots.store.access.revocations import revoke
from rutinlots.store.access.sessions import FIRST, add_session
from rutinlots.store.access.tokens import NAME
from rutinlots.store.sql.database import Database
from rutinlots.store.sql.tables import leads, sessions

_HASHER = PasswordHasher()


def no_password(hasher: PasswordHasher) -> str:
    """A hash that no password has, by the hasher's parameters, which costs no hashing to make."""
    salt, hash = (b64encode(secrets.token_bytes(size)).decode().rstrip("=") for size in (hasher.salt_len, hasher.hash_len))
    cost = f"m={hasher.memory_cost},t={hasher.time_cost},p={hasher.parallelism}"
    return f"$argon2{hasher.type.name.lower()}$v={ARGON2_VERSION}${cost}${salt}${hash}"


_UNKNOWN = no_password(_HASHER)  # verified for unknown names, so that timing reveals nothing


@dataclass(frozen=True)
class Lead:
    """A person who may log in; ``company``: with the company's login instead of a password."""

    name: str
    created_at: datetime
    company: bool = False


class Leads:
    """The people who may log in to the pages."""

    def __init__(self, database: Database):
        self._database = database

    def add(self, name: str, password: str | None, now: datetime, *, first: bool = False) -> None:
        """Add a login, or with ``None`` a person who uses the company's; ``first``: the password must soon be changed.

        Raises :class:`ValueError` for an unusable name or password.
        """
        self.require_new(name)
        if password is not None:
            require_good(password, name)
        hash = "" if password is None else _HASHER.hash(password)
        added = leads.insert().values(name=name, hash=hash, created_at=now, changed_at=now, first=first and bool(hash))
        self._database.writing(lambda connection: connection.execute(added))

    def require_new(self, name: str) -> None:
        """Raises :class:`ValueError` for a name that is unusable or known."""
        if not NAME.fullmatch(name):
            raise ValueError("A name is 1 to 80 characters on one line.")
        if known := self.find(name):
            other = "It is the company's login" if known.company else f"For a new password: rutinlots lead password {name}"
            raise ValueError(f"{name} already exists. {other}.")

    def find(self, name: str) -> Lead | None:
        return next((lead for lead in self.all() if lead.name == name), None)

    def all(self) -> list[Lead]:
        """All logins, by name."""
        known = select(leads.c.name, leads.c.created_at, leads.c.hash == "").order_by(leads.c.name)
        return [Lead(*row) for row in self._database.reading(lambda connection: connection.execute(known).all())]

    def reset(self, name: str, password: str, now: datetime, *, first: bool = False) -> bool:
        """Set a new password and end the lead's sessions; false if the name is unknown or has no password.

        ``first``: it must soon be changed. Raises :class:`WeakPassword`.
        """
        require_good(password, name)
        return bool(self._database.writing(partial(self._replace, name=name, hash=_HASHER.hash(password), now=now, first=first)))

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
            add_session(connection, name, secret, now)
            return True

        return secret if self._database.writing(replace) else None

    def _replace(self, connection: Connection, *, name: str, hash: str, now: datetime, first: bool = False) -> int:
        connection.execute(delete(sessions).where(sessions.c.lead == name))
        replaced = update(leads).where((leads.c.name == name) & (leads.c.hash != ""))
        changed = connection.execute(replaced.values(hash=hash, changed_at=now, first=first)).rowcount
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
        """Start a session. Returns its secret, or None if name and password don't match or a first password is too old."""
        kept = self._verified(name, password)
        if kept is None:
            return None
        secret = secrets.token_urlsafe(32)

        def begin(connection: Connection) -> bool:
            # Verifying takes a while, in which the lead may have been removed or given another password.
            row = connection.execute(_lead(name).with_for_update()).one_or_none()
            if row is None or row.hash != kept or (row.first and now > row.changed_at + FIRST):
                return False
            add_session(connection, name, secret, now)
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


def _hash_of(name: str) -> Select[Any]:
    return select(leads.c.hash).where(leads.c.name == name)


def _lead(name: str) -> Select[Any]:
    return select(leads).where(leads.c.name == name)
