"""What checks on trial would have shown is counted once for each ticket and half hour."""

from datetime import UTC, datetime, timedelta

from rutinlots.store import Store, Tally
from rutinlots.store.retention import Days

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


def hit(store: Store, check: str, ticket: int | None, minutes: int) -> None:
    store.trial_hits.count([store.trial_hits.key(check, ticket, NOON + timedelta(minutes=minutes))])


def test_times_and_tickets_are_counted_for_each_check(store: Store):
    for check, ticket, minutes in (("a", 1, 0), ("a", 1, 40), ("a", 2, 0), ("b", 1, 0)):
        hit(store, check, ticket, minutes)
    assert store.trial_hits.tally(NOON) == {"a": Tally(times=3, tickets=2), "b": Tally(times=1, tickets=1)}


def test_the_same_half_hour_counts_once(store: Store):
    for minutes in (0, 1, 29):
        hit(store, "a", 1, minutes)
    assert store.trial_hits.tally(NOON)["a"].times == 1
    hit(store, "a", 1, 30)
    assert store.trial_hits.tally(NOON)["a"].times == 2


def test_only_what_is_young_enough_is_counted(store: Store):
    hit(store, "a", 1, -60)
    hit(store, "b", 1, 60)
    assert list(store.trial_hits.tally(NOON)) == ["b"]


def test_new_mails_without_a_ticket_are_counted_together(store: Store):
    hit(store, "a", None, 0)
    hit(store, "a", None, 5)
    assert store.trial_hits.tally(NOON) == {"a": Tally(times=1, tickets=1)}


def test_what_is_old_is_forgotten_and_the_same_checks_young_hits_are_kept(store: Store):
    hit(store, "a", 1, -60 * 24 * 91)
    hit(store, "a", 1, 0)
    assert store.retention.forget(Days(events=90, reasons=30, ledger=365, audit=365), NOON)["trials"] == 1
    assert store.trial_hits.tally(NOON - timedelta(days=200)) == {"a": Tally(times=1, tickets=1)}


def test_a_deleted_ticket_takes_its_hits_along(store: Store):
    hit(store, "a", 1, 0)
    hit(store, "a", 2, 0)
    assert len(store.retention.about(1)["trial_hits"]) == 1
    assert store.retention.delete_ticket(1) == 1
    assert store.trial_hits.tally(NOON) == {"a": Tally(times=1, tickets=1)}


def test_tickets_of_two_accounts_with_the_same_number_are_two(store: Store):
    store.trial_hits.count([store.trial_hits.key("a", 1, NOON, tenant) for tenant in ("one.example", "two.example")])
    assert store.trial_hits.tally(NOON) == {"a": Tally(times=2, tickets=2)}
