"""Tokens: random 256-bit secrets of which only the SHA-256 is kept."""

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from sqlalchemy import select, update

from rutinlots.store.database import Database
from rutinlots.store.tables import tokens

Role = Literal["agent", "lead"]
ROLES: tuple[str, ...] = get_args(Role)
NAME = re.compile(r"[^\x00-\x1f\x7f]{1,80}")


@dataclass(frozen=True)
class Token:
    """A token as the store knows it; the secret itself is shown once, when it is made."""

    id: int
    name: str
    role: str
    hash: str
    created_at: datetime
    revoked_at: datetime | None


class Tokens:
    """Who may ask."""

    def __init__(self, database: Database):
        self._database = database

    def create(self, name: str, role: Role, now: datetime) -> str:
        """Make a token and answer its secret. Raises :class:`ValueError` for a name or role that can't be."""
        if not NAME.fullmatch(name):
            raise ValueError("A token's name is 1 to 80 characters on one line.")
        if role not in ROLES:
            raise ValueError(f"A token's role is one of {', '.join(ROLES)}.")
        secret = secrets.token_urlsafe(32)
        row = {"name": name, "role": role, "hash": hashed(secret), "created_at": now}
        self._database.writing(lambda connection: connection.execute(tokens.insert().values(row)))
        return secret

    def all(self) -> list[Token]:
        """Every token ever made, oldest first."""
        rows = self._database.reading(lambda connection: connection.execute(select(tokens).order_by(tokens.c.id)).all())
        return [Token(**row._mapping) for row in rows]

    def revoke(self, id: int, now: datetime) -> bool:
        """Make a token worthless; false if there is none with that id, or it is worthless already."""
        valid = (tokens.c.id == id) & tokens.c.revoked_at.is_(None)
        change = update(tokens).where(valid).values(revoked_at=now)
        return bool(self._database.writing(lambda connection: connection.execute(change).rowcount))


def hashed(secret: str) -> str:
    """What the store keeps of a secret. It is random and long, so a plain fast hash can't be guessed back."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
