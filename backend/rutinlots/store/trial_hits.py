"""What checks on trial would have shown: check, ticket and time, and nothing of the mail."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import String, cast, func, select

from rutinlots.store.sql.database import Database
from rutinlots.store.sql.tables import trial_hits

_STEP = 30  # minutes within which a check counts once in a ticket: a draft is judged again at every pause in the typing
NO_TICKET = 0  # new mails, which have none yet

Key = tuple[str, str, int, datetime]  # Freshdesk account, check, ticket, beginning of the half hour


@dataclass(frozen=True)
class Tally:
    """How often a check on trial would have been shown, and in how many tickets."""

    times: int
    tickets: int


class TrialHits:
    """Counts what checks on trial find."""

    def __init__(self, database: Database):
        self._database = database

    @staticmethod
    def key(check: str, ticket: int | None, at: datetime, tenant: str = "") -> Key:
        """What a hit is counted as: once for each check, ticket and half hour."""
        start = at.astimezone(UTC).replace(second=0, microsecond=0)
        return tenant, check, ticket or NO_TICKET, start.replace(minute=start.minute - start.minute % _STEP)

    def count(self, keys: Iterable[Key]) -> None:
        """Count hits; those counted already stay counted once. Raises :class:`StoreError`."""
        rows = [{"tenant": tenant, "check_id": check, "ticket": ticket, "at": at} for tenant, check, ticket, at in keys]
        insert = self._database.insert(trial_hits).values(rows).on_conflict_do_nothing()
        self._database.writing(lambda connection: connection.execute(insert))

    def tally(self, since: datetime) -> dict[str, Tally]:
        """Of each check with hits since a time, how many there are, by id. Raises :class:`StoreError`."""
        ticket = trial_hits.c.tenant + " " + cast(trial_hits.c.ticket, String)
        counted = (
            select(trial_hits.c.check_id, func.count(), func.count(ticket.distinct()))
            .where(trial_hits.c.at >= since)
            .group_by(trial_hits.c.check_id)
        )
        rows = self._database.reading(lambda connection: connection.execute(counted).all())
        return {check: Tally(times, tickets) for check, times, tickets in rows}
