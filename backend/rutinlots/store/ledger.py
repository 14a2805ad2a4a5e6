"""Events from the agents' browsers, and the log ledger derived from them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, case

from rutinlots.core.situation import LogHistory
from rutinlots.store.audit import Author, Entry, add, entry, tell
from rutinlots.store.sql.database import Database
from rutinlots.store.sql.tables import events, ledger

LOGGED = "logged"
SENT_UNLOGGED = "sent-unlogged"
UNKNOWN = Author("", "")
_HISTORY = "SELECT max(logged_at), max(unlogged_at) FROM ledger WHERE ticket = ? AND tenant IN (?, ?)"
_LONGEST_QUEUE = timedelta(days=31)  # how long an extension may have been without the server


@dataclass(frozen=True, kw_only=True)
class Event:
    """One event: ids and an outcome, never mail text.

    ``id`` is a UUID, ``at`` the sender's clock, ``tenant`` the host name of the Freshdesk account, empty if it is not known.
    """

    id: str
    at: datetime
    kind: str
    tenant: str = ""
    ticket: int | None = None
    check: str | None = None
    snippet: str | None = None
    guide: str | None = None
    reason: str | None = None


class Ledger:
    """Events, and per ticket whether it has been logged in CAB."""

    def __init__(self, database: Database):
        self._database = database

    def record(self, batch: Sequence[Event], received_at: datetime, author: Author = UNKNOWN) -> list[Event]:
        """Store a batch of the author's, all or nothing; returns the events that were new (by their id).

        They are committed when this returns. Raises :class:`StoreError` if they couldn't be stored.
        """
        if not batch:
            return []
        rows = [_row(happened, received_at, author) for happened in batch]
        insert = self._database.insert(events).on_conflict_do_nothing().returning(events.c.id)

        def keep(connection: Connection) -> list[Event]:
            fresh = {row.id for row in connection.execute(insert.values(rows))}
            unique = {happened.id: happened for happened in reversed(batch)}  # of two with one id, the first
            accepted = [happened for happened in reversed(unique.values()) if happened.id in fresh]
            if moments := _moments(accepted, received_at, author):
                connection.execute(self._advance(moments))
            noted[:] = [entry("logged", author, _about(each), received_at) for each in accepted if each.kind == LOGGED]
            add(connection, noted)
            return accepted

        noted: list[Entry] = []
        accepted = self._database.writing(keep)
        tell(noted)
        return accepted

    def history(self, ticket: int, tenants: Sequence[str] = ("",)) -> LogHistory:
        """The log history of a ticket in an account with one or two names. Raises :class:`StoreError`."""
        [(logged, unlogged)] = self._database.rows(_HISTORY, (ticket, tenants[0], tenants[-1]))
        return LogHistory(
            logged=logged is not None,
            sent_unlogged=unlogged is not None and (logged is None or unlogged > logged),
        )

    def _advance(self, moments: list[dict[str, Any]]) -> Any:
        """Upsert the ledger: the latest time wins, whatever order events arrive in."""
        insert = self._database.insert(ledger).values(moments)
        return insert.on_conflict_do_update(
            index_elements=[ledger.c.tenant, ledger.c.ticket],
            set_={
                f"{kind}_{part}": _later(ledger.c[f"{kind}_at"], insert.excluded[f"{kind}_at"], *_both(insert, f"{kind}_{part}"))
                for kind in ("logged", "unlogged")
                for part in ("at", "by")
            },
        )


def _row(happened: Event, received_at: datetime, author: Author) -> dict[str, Any]:
    return {
        "id": happened.id,
        "at": _plausible(happened.at, received_at),
        "received_at": received_at,
        "kind": happened.kind,
        "tenant": happened.tenant,
        "ticket": happened.ticket,
        "check_id": happened.check,
        "snippet_id": happened.snippet,
        "guide_id": happened.guide,
        "reason": happened.reason,
        "author": author.who,
    }


def _moments(accepted: Iterable[Event], received_at: datetime, author: Author) -> list[dict[str, Any]]:
    """Per ticket, the latest logging and the latest unlogged mail; in ticket order, to prevent deadlocks."""
    latest: dict[tuple[str, int, str], datetime] = {}
    for happened in accepted:
        if happened.ticket is not None and happened.kind in (LOGGED, SENT_UNLOGGED):
            key = happened.tenant, happened.ticket, happened.kind
            moment = _plausible(happened.at, received_at)
            latest[key] = max(latest.get(key, moment), moment)
    return [
        {
            "tenant": tenant,
            "ticket": ticket,
            "logged_at": latest.get((tenant, ticket, LOGGED)),
            "unlogged_at": latest.get((tenant, ticket, SENT_UNLOGGED)),
            "logged_by": author.who if (tenant, ticket, LOGGED) in latest else None,
            "unlogged_by": author.who if (tenant, ticket, SENT_UNLOGGED) in latest else None,
        }
        for tenant, ticket in sorted({(tenant, ticket) for tenant, ticket, _kind in latest})
    ]


def _about(happened: Event) -> str:
    return f"ticket {happened.ticket}" + (f" at {happened.tenant}" if happened.tenant else "")


def _both(insert: Any, name: str) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    return ledger.c[name], insert.excluded[name]


def _plausible(at: datetime, received_at: datetime) -> datetime:
    """When it happened; when it arrived, if the sender's clock is wrong.

    A clock that runs ahead would override later events, and one that is years behind would have the log forgotten at once.
    """
    return at if received_at - _LONGEST_QUEUE <= at <= received_at else received_at


def _later(known: Any, new: Any, if_known: ColumnElement[Any], if_new: ColumnElement[Any]) -> ColumnElement[Any]:
    """Which of two values belongs to the later time."""
    return case((new.is_(None), if_known), (known.is_(None), if_new), (new > known, if_new), else_=if_known)
