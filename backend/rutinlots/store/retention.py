"""What is forgotten, and when; and all that is kept about one ticket."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, Tuple, delete, or_, select, tuple_, update

from rutinlots.store.courses import RESULTS_DAYS, Courses
from rutinlots.store.sql.database import Database
from rutinlots.store.sql.tables import audit, events, ledger, rule_changes, trial_hits

_AT_ONCE = 2000  # rows in a transaction, so that no check and no event waits long


@dataclass(frozen=True, kw_only=True)
class Days:
    """How many days each kind is kept: events, the reasons in them, the log ledger, the audit trail."""

    events: int
    reasons: int
    ledger: int
    audit: int

    @property
    def trials(self) -> int:
        """What checks on trial would have shown is kept as long as events."""
        return self.events

    @property
    def rule_changes(self) -> int:
        """Changes of the rules are kept as long as the trail that names them."""
        return self.audit

    @property
    def courses(self) -> int:
        """Results of courses, without nicknames, after the course has ended."""
        return RESULTS_DAYS


class Retention:
    """Deletes what is too old, and what is kept about a ticket."""

    def __init__(self, database: Database):
        self._database = database

    def forget(self, days: Days, now: datetime) -> dict[str, int]:
        """Delete what is older; returns how many of each kind. Raises :class:`StoreError`, perhaps with some deleted already."""

        def before(limit: int) -> datetime:
            return now - timedelta(days=limit)

        unused = _older(ledger.c.logged_at, before(days.ledger)) & _older(ledger.c.unlogged_at, before(days.ledger))
        return {
            "events": self._delete(events, events.c.id, events.c.received_at < before(days.events)),
            "trials": self._delete(trial_hits, trial_hits.c.at, trial_hits.c.at < before(days.events)),
            "reasons": self._without_reasons(before(days.reasons)),
            "ledger": self._delete(ledger, tuple_(ledger.c.tenant, ledger.c.ticket), unused),
            "rule_changes": self._delete(rule_changes, rule_changes.c.id, rule_changes.c.at < before(days.audit)),
            "audit": self._delete(audit, audit.c.id, audit.c.at < before(days.audit)),
            "courses": Courses(self._database).forget(now),
        }

    def _delete(self, table: Table, key: Any, old: ColumnElement[bool]) -> int:
        columns = key.clauses if isinstance(key, Tuple) else [key]
        some = delete(table).where(key.in_(select(*columns).where(old).limit(_AT_ONCE)))
        deleted = 0
        while found := self._database.writing(lambda connection: connection.execute(some).rowcount):
            deleted += found
        return deleted

    def _without_reasons(self, before: datetime) -> int:
        old = (events.c.received_at < before) & events.c.reason.is_not(None)
        some = update(events).where(events.c.id.in_(select(events.c.id).where(old).limit(_AT_ONCE))).values(reason=None)
        deleted = 0
        while found := self._database.writing(lambda connection: connection.execute(some).rowcount):
            deleted += found
        return deleted

    def about(self, ticket: int) -> dict[str, list[dict[str, Any]]]:
        """Every row about a ticket of that number, by table; each says of which Freshdesk account."""

        def read(connection: Connection) -> dict[str, list[dict[str, Any]]]:
            found = {table.name: connection.execute(select(table).where(of)).mappings().all() for table, of in _of(ticket)}
            return {name: [dict(row) for row in rows] for name, rows in found.items()}

        return self._database.reading(read)

    def delete_ticket(self, ticket: int) -> int:
        """Delete every row about a ticket of that number, in any Freshdesk account; returns how many."""
        return self._database.writing(
            lambda connection: sum(connection.execute(delete(table).where(of)).rowcount for table, of in _of(ticket))
        )


def _of(ticket: int) -> list[tuple[Table, ColumnElement[bool]]]:
    about = f"ticket {ticket}"
    logged = (audit.c.what == "logged") & or_(audit.c.about == about, audit.c.about.startswith(f"{about} at "))
    return [*((table, table.c.ticket == ticket) for table in (events, ledger, trial_hits)), (audit, logged)]


def _older(column: ColumnElement[Any], before: datetime) -> ColumnElement[bool]:
    return or_(column.is_(None), column < before)
