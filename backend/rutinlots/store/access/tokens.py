"""API tokens: random 256-bit secrets, stored as SHA-256 hashes."""

import hashlib
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from sqlalchemy import Connection, select, update

from rutinlots.store.access.revocations import revoke
from rutinlots.store.sql.database import Database
from rutinlots.store.sql.tables import tokens

Role = Literal["agent", "lead", "operator"]
ROLES: tuple[Role, ...] = get_args(Role)
NAME = re.compile(r"[^\x00-\x1f\x7f]{1,80}")
_TENANT = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
_LONGEST = 500  # characters of all tenants of a token


@dataclass(frozen=True, kw_only=True)
class Token:
    """A stored token; its secret is shown once, when it is created.

    ``tenants`` are host names of the Freshdesk accounts that it is for; without any it is for all.
    """

    id: int
    name: str
    role: Role
    hash: str
    created_at: datetime
    revoked_at: datetime | None
    tenants: tuple[str, ...] = ()


class Tokens:
    """The API tokens."""

    def __init__(self, database: Database):
        self._database = database

    def create(self, name: str, role: Role, now: datetime, tenants: Sequence[str] = ()) -> str:
        """Create a token; returns its secret. Raises :class:`ValueError` for an unusable name, role or host name of an account."""
        if not NAME.fullmatch(name):
            raise ValueError("A token's name is 1 to 80 characters on one line.")
        if role not in ROLES:
            raise ValueError(f"A token's role is one of {', '.join(ROLES)}.")
        if not all(map(_TENANT.fullmatch, tenants)) or len(",".join(tenants)) > _LONGEST:
            raise ValueError("A token's tenants are host names such as company.freshdesk.com, of 500 characters in all.")
        secret = secrets.token_urlsafe(32)
        row = {"name": name, "role": role, "hash": hashed(secret), "created_at": now, "tenants": ",".join(tenants)}
        self._database.writing(lambda connection: connection.execute(tokens.insert().values(row)))
        return secret

    def all(self) -> list[Token]:
        """Every token ever created, oldest first."""
        rows = self._database.reading(lambda connection: connection.execute(select(tokens).order_by(tokens.c.id)).all())
        return [Token(**{**row._mapping, "tenants": tuple(filter(None, row.tenants.split(",")))}) for row in rows]

    def revoke(self, id: int, now: datetime) -> bool:
        """Revoke a token; false if there is no valid token with that id."""
        valid = (tokens.c.id == id) & tokens.c.revoked_at.is_(None)
        change = update(tokens).where(valid).values(revoked_at=now).returning(tokens.c.hash)

        def end(connection: Connection) -> bool:
            revoked = connection.execute(change).scalar_one_or_none()
            if revoked is not None:
                revoke(self._database, connection, "token", revoked, now)
            return revoked is not None

        return self._database.writing(end)


def hashed(secret: str) -> str:
    """The stored hash of a secret. A fast hash is enough, since secrets are long and random."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
