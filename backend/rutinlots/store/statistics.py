"""Counts of events for the whole team: never by agent, and never of a single ticket."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, func, select

from rutinlots.store.sql.database import Database
from rutinlots.store.sql.tables import events

SENT = ("sent", "sent-unlogged")
_OPEN = timedelta(weeks=1)  # how long before its answer a ticket may have been opened


@dataclass(frozen=True, kw_only=True)
class Counts:
    """What happened in a time: events by kind and check, by kind, reasons by kind, check and words, replies by id.

    ``answered`` are the tickets in which a mail was sent, ``asked`` those of them in which one was sent in spite of a question.
    ``suggested`` are those of them for which replies were suggested, ``unfitted`` those of these in which none was inserted.
    """

    checks: Mapping[tuple[str, str], int] = field(default_factory=dict)
    kinds: Mapping[str, int] = field(default_factory=dict)
    reasons: Mapping[tuple[str, str, str], int] = field(default_factory=dict)
    replies: Mapping[str, int] = field(default_factory=dict)
    answered: int = 0
    asked: int = 0
    suggested: int = 0
    unfitted: int = 0


class Statistics:
    """Counts events."""

    def __init__(self, database: Database):
        self._database = database

    def inserted(self, since: datetime) -> dict[str, int]:
        """How often each reply has been inserted since a time, by its id. Raises :class:`StoreError`."""
        reply = events.c.snippet_id
        counted = select(reply, func.count()).where(events.c.at >= since, events.c.kind == "inserted", reply.is_not(None))
        rows = self._database.reading(lambda connection: connection.execute(counted.group_by(reply)).all())
        return {row[0]: row[1] for row in rows}

    def between(self, start: datetime, end: datetime) -> Counts:
        """The counts from a time until another. Ask for a week at a time: checks wait for reads. Raises :class:`StoreError`."""
        kind, check, reason, reply, ticket = (events.c[name] for name in ("kind", "check_id", "reason", "snippet_id", "ticket"))
        then = (events.c.at >= start) & (events.c.at < end)
        lately = (events.c.at >= start - _OPEN) & (events.c.at < end) & ticket.is_not(None)
        count = func.count()

        def read(connection: Connection) -> Counts:
            by_check = select(kind, check, count).where(then, check.is_not(None)).group_by(kind, check)
            by_reason = select(kind, check, reason, count).where(then, reason.is_not(None), check.is_not(None))
            by_reply = select(reply, count).where(then, kind == "inserted", reply.is_not(None)).group_by(reply)
            answered = select(ticket).where(then, kind.in_(SENT), ticket.is_not(None))
            asked = select(ticket).where(then, kind == "overridden", ticket.in_(answered))
            suggested = select(ticket).where(lately, kind == "suggested", ticket.in_(answered))
            inserted = select(ticket).where(lately, kind == "inserted")
            unfitted = suggested.where(ticket.not_in(inserted))

            def tickets(found: Select[Any]) -> int:
                return connection.execute(select(count).select_from(found.distinct().subquery())).scalar_one()

            return Counts(
                checks={(row[0], row[1]): row[2] for row in connection.execute(by_check)},
                kinds={row[0]: row[1] for row in connection.execute(select(kind, count).where(then).group_by(kind))},
                reasons={(row[0], row[1], row[2]): row[3] for row in connection.execute(by_reason.group_by(kind, check, reason))},
                replies={row[0]: row[1] for row in connection.execute(by_reply)},
                answered=tickets(answered),
                asked=tickets(asked),
                suggested=tickets(suggested),
                unfitted=tickets(unfitted),
            )

        return self._database.reading(read)
