"""What is too old is forgotten, what is young is kept, and all about one ticket can be shown and deleted."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text

from rutinlots.core.situation import LogHistory
from rutinlots.store import Author, Event, Store, retention
from rutinlots.store.retention import Days

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
DAYS = Days(events=90, reasons=30, ledger=365, audit=200)
SANDRA = Author("Sandra (token 1)", "192.0.2.1")


def happened(store: Store, days_ago: float, ticket: int = 1, kind: str = "shown", reason: str | None = None) -> None:
    at = NOON - timedelta(days=days_ago)
    store.ledger.record([Event(id=str(uuid4()), at=at, kind=kind, ticket=ticket, reason=reason)], at, SANDRA)


def count(store: Store, table: str) -> int:
    with store._database.read() as connection:
        return connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()


def test_events_are_forgotten_by_when_they_arrived(store: Store):
    for days in (91, 90.1, 89.9, 0):
        happened(store, days)
    assert store.retention.forget(DAYS, NOON)["events"] == 2
    assert count(store, "events") == 2


def test_what_an_agent_wrote_is_forgotten_before_the_event(store: Store):
    happened(store, 31, kind="overridden", reason="gammalt skäl")
    happened(store, 29, kind="overridden", reason="nytt skäl")
    assert store.retention.forget(DAYS, NOON)["reasons"] == 1
    with store._database.read() as connection:
        kept = connection.execute(text("SELECT reason FROM events ORDER BY at")).scalars().all()
    assert kept == [None, "nytt skäl"]


def test_a_ticket_is_known_as_long_as_its_latest_log_is_young(store: Store):
    happened(store, 400, 1, "logged")
    happened(store, 400, 2, "logged")
    happened(store, 10, 2, "sent-unlogged")
    assert store.retention.forget(DAYS, NOON)["ledger"] == 1
    assert store.ledger.history(1) == LogHistory()
    assert store.ledger.history(2) == LogHistory(logged=True, sent_unlogged=True)


def test_the_audit_trail_is_forgotten_too(store: Store):
    store.audit.note("login", SANDRA, "", NOON - timedelta(days=201))
    store.audit.note("login", SANDRA, "", NOON - timedelta(days=199))
    assert store.retention.forget(DAYS, NOON)["audit"] == 1
    assert count(store, "audit") == 1


def test_more_than_fits_a_transaction_is_forgotten_as_well(store: Store, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(retention, "_AT_ONCE", 3)
    for _ in range(10):
        happened(store, 100)
    assert store.retention.forget(DAYS, NOON)["events"] == 10


def test_nothing_is_left_about_a_ticket_that_is_deleted_and_others_are_untouched(store: Store):
    for ticket in (1, 11):
        happened(store, 1, ticket, "logged")
        happened(store, 1, ticket, "overridden", "ett skäl")
        store.trial_hits.count([store.trial_hits.key("a", ticket, NOON)])
    shown = store.retention.about(1)
    assert {name: len(rows) for name, rows in shown.items()} == {"events": 2, "ledger": 1, "trial_hits": 1, "audit": 1}
    assert "ett skäl" in [row["reason"] for row in shown["events"]]
    assert store.retention.delete_ticket(1) == 5
    assert store.retention.about(1) == {"events": [], "ledger": [], "trial_hits": [], "audit": []}
    others = store.retention.about(11)
    assert {name: len(rows) for name, rows in others.items()} == {"events": 2, "ledger": 1, "trial_hits": 1, "audit": 1}


def test_what_is_deleted_is_not_left_in_the_file(tmp_path):
    file = tmp_path / "rutinlots.db"
    store = Store(f"sqlite:///{file}")
    happened(store, 1, 1, "overridden", "hemligt-skäl")
    store.retention.delete_ticket(1)
    store.close()
    assert "hemligt-skäl".encode() not in file.read_bytes()
