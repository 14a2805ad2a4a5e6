"""What agents have chosen each reply for: a sum of many mails' vectors, never one mail's."""

import json
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select

from rutinlots.store.sql.database import Database
from rutinlots.store.sql.tables import choices

HALF_LIFE_DAYS = 180.0
_DAY_S = 86_400.0


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """The sum of mails' vectors at a time: ``weight`` is how many, ``agents`` how many of each agent, by a keyed hash."""

    total: Sequence[float]
    weight: float
    agents: Mapping[str, float] = field(default_factory=dict)
    at: datetime

    def later(self, now: datetime) -> "Chosen":
        """The same at a later time: it halves in :data:`HALF_LIFE_DAYS`."""
        left = 0.5 ** (max(0.0, (now - self.at).total_seconds()) / _DAY_S / HALF_LIFE_DAYS)
        agents = {who: weight * left for who, weight in self.agents.items()}
        return Chosen(total=[left * value for value in self.total], weight=left * self.weight, agents=agents, at=now)

    def plus(self, other: "Chosen") -> "Chosen":
        """Both together, at the other's time."""
        old = self.later(other.at)
        agents = {who: old.agents.get(who, 0.0) + other.agents.get(who, 0.0) for who in {**old.agents, **other.agents}}
        total = [a + b for a, b in zip(old.total, other.total, strict=True)]
        return Chosen(total=total, weight=old.weight + other.weight, agents=agents, at=other.at)


class Choices:
    """Sums by reply and encoder. Every method raises :class:`StoreError` when the database can't be used."""

    def __init__(self, database: Database):
        self._database = database

    def all(self, encoder: str) -> dict[str, Chosen]:
        """Every reply's sum by that encoder, by the reply's id."""
        rows = self._database.reading(
            lambda connection: connection.execute(select(choices).where(choices.c.encoder == encoder)).all()
        )
        return {row.reply: _chosen(row) for row in rows}

    def add(self, reply: str, encoder: str, more: Chosen) -> Chosen:
        """Add to a reply's sum; returns what it is now. A sum of another encoder is replaced."""

        def keep(connection: Connection) -> Chosen:
            row = connection.execute(select(choices).where(choices.c.reply == reply).with_for_update()).one_or_none()
            now = _chosen(row).plus(more) if row is not None and row.encoder == encoder else more
            values = {
                "encoder": encoder,
                "total": array("f", now.total).tobytes(),
                "weight": now.weight,
                "agents": json.dumps(now.agents),
                "at": now.at,
            }
            insert = self._database.insert(choices).values(reply=reply, **values)
            connection.execute(insert.on_conflict_do_update(index_elements=[choices.c.reply], set_=values))
            return now

        return self._database.writing(keep)

    def forget(self, reply: str) -> None:
        """Delete a reply's sum."""
        self._database.writing(lambda connection: connection.execute(delete(choices).where(choices.c.reply == reply)))


def _chosen(row: Any) -> Chosen:
    total = array("f")
    total.frombytes(bytes(row.total))
    return Chosen(total=total.tolist(), weight=row.weight, agents=json.loads(row.agents), at=row.at)
