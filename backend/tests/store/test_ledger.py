"""Events are kept once, and the ledger says what they mean for each ticket."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import permutations
from uuid import uuid4

import pytest
from sqlalchemy import select

from rutinlots.core.situation import LogHistory
from rutinlots.store import Event
from rutinlots.store.sql import database
from rutinlots.store.sql.tables import events, ledger

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
EVENING = NOON + timedelta(hours=8)


def happened(kind="shown", ticket=None, at=NOON, **fields):
    return Event(id=str(uuid4()), at=at, kind=kind, ticket=ticket, **fields)


def test_an_event_is_new_once(store):
    one, two = happened(), happened("fixed", check="auto-salutation", reason="kunden heter så")
    assert store.ledger.record([one, two], NOON) == [one, two]
    assert store.ledger.record([two, one], LATER) == []


def test_a_batch_says_which_of_it_was_new(store):
    known, new = happened(), happened()
    store.ledger.record([known], NOON)
    assert store.ledger.record([known, new, new], NOON) == [new]


def test_a_ticket_that_nothing_is_known_of_has_no_history(store):
    assert store.ledger.history(90103) == LogHistory(logged=False, sent_unlogged=False)


def test_a_logged_ticket_is_logged(store):
    store.ledger.record([happened("logged", 90103)], EVENING)
    assert store.ledger.history(90103) == LogHistory(logged=True)
    assert store.ledger.history(90104) == LogHistory()


def test_a_mail_that_left_unlogged_is_remembered(store):
    store.ledger.record([happened("sent-unlogged", 90103)], EVENING)
    assert store.ledger.history(90103) == LogHistory(sent_unlogged=True)


def test_logging_afterwards_settles_what_left_unlogged(store):
    store.ledger.record([happened("sent-unlogged", 90103)], EVENING)
    store.ledger.record([happened("logged", 90103, LATER)], EVENING)
    assert store.ledger.history(90103) == LogHistory(logged=True)


def test_events_mean_the_same_in_whatever_order_and_batches_they_arrive(store):
    stream = [("logged", NOON), ("sent-unlogged", LATER), ("shown", EVENING)]
    for ticket, order in enumerate(permutations(stream), start=1):
        for kind, at in order:
            store.ledger.record([happened(kind, ticket, at)], EVENING)
        assert store.ledger.history(ticket) == LogHistory(logged=True, sent_unlogged=True)
    store.ledger.record([happened(kind, 99, at) for kind, at in stream], EVENING)
    assert store.ledger.history(99) == LogHistory(logged=True, sent_unlogged=True)


def test_a_clock_that_runs_ahead_does_not_outvote_what_comes_later(store):
    store.ledger.record([happened("logged", 90103, EVENING)], NOON)
    store.ledger.record([happened("sent-unlogged", 90103, LATER)], LATER)
    assert store.ledger.history(90103).sent_unlogged


@pytest.mark.parametrize("years", [-2025, -3, -0.2, 0.1, 5])
def test_a_wrong_clock_counts_as_the_time_of_arrival(store, years):
    wrong = datetime(1, 1, 1, tzinfo=UTC) if years < -100 else NOON + timedelta(days=365 * years)
    store.ledger.record([happened("sent-unlogged", 90103, NOON - timedelta(hours=1))], NOON)
    store.ledger.record([happened("logged", 90103, wrong)], NOON)
    assert store.ledger.history(90103) == LogHistory(logged=True)
    with store._database.read() as connection:
        kept = connection.execute(select(ledger.c.logged_at)).scalar_one()
        times = connection.execute(select(events.c.at)).scalars().all()
    assert kept == NOON
    assert max(times) == NOON
    assert min(times) == NOON - timedelta(hours=1)


def test_what_an_extension_kept_for_weeks_keeps_its_time(store):
    store.ledger.record([happened("logged", 90103, NOON - timedelta(days=30))], NOON)
    store.ledger.record([happened("sent-unlogged", 90103, NOON - timedelta(days=29))], NOON)
    assert store.ledger.history(90103).sent_unlogged


def test_an_event_that_arrives_again_changes_no_history(store):
    logged = happened("logged", 90103, NOON)
    store.ledger.record([logged], NOON)
    store.ledger.record([happened("sent-unlogged", 90103, LATER)], LATER)
    store.ledger.record([Event(id=logged.id, at=EVENING, kind="logged", ticket=90103)], EVENING)
    assert store.ledger.history(90103).sent_unlogged


@pytest.mark.parametrize("ticket", [1, 2**31, 2**63 - 1])
def test_tickets_have_numbers_of_64_bits(store, ticket):
    store.ledger.record([happened("logged", ticket)], NOON)
    assert store.ledger.history(ticket).logged


def test_many_write_at_the_same_time_and_nothing_is_lost_or_double(store, monkeypatch):
    monkeypatch.setattr(database, "_ROOM_WAIT_S", 60)  # a busy machine is no stuck database
    batches = [[happened("logged", ticket) for ticket in range(1, 21)] for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        first = list(pool.map(lambda batch: len(store.ledger.record(batch, NOON)), batches * 2))
    assert sum(first) == 160
    assert all(store.ledger.history(ticket).logged for ticket in range(1, 21))
