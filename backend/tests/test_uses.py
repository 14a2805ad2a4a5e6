"""How often replies are used: counted now and then, and remembered while the database is away."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from rutinlots.store import Event, Store, StoreError
from rutinlots.uses import DAYS, LOOK, Uses

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


@pytest.fixture
def store() -> Iterator[Store]:
    opened = Store()
    yield opened
    opened.close()


def insert(store: Store, reply: str, at: datetime = NOON) -> None:
    store.ledger.record([Event(id=str(uuid4()), at=at, kind="inserted", ticket=1, snippet=reply)], at)


def test_uses_of_the_last_months_are_counted_and_looked_up_every_ten_minutes(store: Store):
    now = [NOON]
    uses = Uses(store.statistics, lambda: now[0])
    insert(store, "autogiro")
    insert(store, "autogiro", NOON - timedelta(days=DAYS + 1))
    before = uses.known()
    insert(store, "autogiro")
    soon = uses.known()
    now[0] += LOOK

    assert (before, soon, uses.known()) == ({"autogiro": 1}, {"autogiro": 1}, {"autogiro": 2})


def test_while_the_database_is_away_those_last_known_stay(store: Store, monkeypatch: pytest.MonkeyPatch):
    def away(since: datetime) -> dict[str, int]:
        raise StoreError("away")

    now = [NOON]
    uses = Uses(store.statistics, lambda: now[0])
    insert(store, "autogiro")
    uses.known()
    monkeypatch.setattr(store.statistics, "inserted", away)
    now[0] += LOOK

    assert uses.known() == {"autogiro": 1}
