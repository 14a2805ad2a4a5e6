"""The ledger tells Freshdesk accounts apart, and what is older than that counts where there is only one."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from rutinlots.core.situation import LogHistory
from rutinlots.store import Event
from rutinlots.store.retention import Days

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
OURS, OTHER = "company.freshdesk.com", "other.freshdesk.com"


def happened(kind, tenant, at=NOON, ticket=90103):
    return Event(id=str(uuid4()), at=at, kind=kind, ticket=ticket, tenant=tenant)


def test_what_another_account_says_of_the_same_number_is_of_another_ticket(store):
    store.ledger.record([happened("logged", OTHER), happened("sent-unlogged", OURS)], LATER)
    assert store.ledger.history(90103, (OURS,)) == LogHistory(sent_unlogged=True)
    assert store.ledger.history(90103, (OTHER,)) == LogHistory(logged=True)
    assert store.ledger.history(90103) == LogHistory()


def test_of_several_names_the_latest_counts(store):
    store.ledger.record([happened("sent-unlogged", "")], LATER)
    assert store.ledger.history(90103, (OURS, "")) == LogHistory(sent_unlogged=True)
    store.ledger.record([happened("logged", OURS, LATER)], LATER)
    assert store.ledger.history(90103, (OURS, "")) == LogHistory(logged=True)


def test_the_trail_says_which_account_and_all_about_a_number_can_be_deleted(store):
    store.ledger.record([happened("logged", OURS), happened("logged", ""), happened("logged", OURS, ticket=901)], LATER)
    written = {entry.about for entry in store.audit.since(NOON)}
    assert written == {f"ticket 90103 at {OURS}", "ticket 90103", f"ticket 901 at {OURS}"}
    found = store.retention.about(90103)
    assert {table: len(rows) for table, rows in found.items()} == {"events": 2, "ledger": 2, "trial_hits": 0, "audit": 2}
    assert {row["tenant"] for row in found["events"]} == {OURS, ""}
    assert store.retention.delete_ticket(90103) == 6
    assert store.ledger.history(901, (OURS,)).logged


def test_old_rows_are_forgotten_in_every_account(store):
    store.ledger.record([happened("logged", OURS), happened("logged", OTHER)], NOON)
    store.ledger.record([happened("logged", OTHER, NOON + timedelta(days=9))], NOON + timedelta(days=9))
    days = Days(events=1000, reasons=1000, ledger=8, audit=1000)
    assert store.retention.forget(days, NOON + timedelta(days=10))["ledger"] == 1
    assert store.ledger.history(90103, (OTHER,)).logged
