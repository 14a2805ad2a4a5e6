"""The audit trail: kept, logged, and no way for a text to look like another entry."""

import logging
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text

from rutinlots.store import Author, Event, Store
from rutinlots.store.audit import Entry
from rutinlots.store.backup import backup, restore

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
SANDRA = Author("Sandra (token 1)", "192.0.2.1")


def logged(ticket: int, at: datetime = NOON, kind: str = "logged") -> Event:
    return Event(id=str(uuid4()), at=at, kind=kind, ticket=ticket)


def ledger(store: Store):
    with store._database.read() as connection:
        return connection.execute(text("SELECT logged_by, unlogged_by FROM ledger")).one()


def test_an_entry_is_kept_and_is_a_line_of_a_log_of_its_own(store: Store, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.INFO)
    store.audit.note("login", SANDRA, "", NOON)
    store.audit.note("logout", SANDRA, "", LATER)
    assert [entry.what for entry in store.audit.since(NOON)] == ["login", "logout"]
    assert [entry.what for entry in store.audit.since(LATER)] == ["logout"]
    [record, _] = [record for record in caplog.records if record.name == "rutinlots.audit"]
    assert (record.what, record.who, record.source) == ("login", "Sandra (token 1)", "192.0.2.1")


def test_a_name_cannot_make_a_line_of_its_own_and_is_cut(store: Store):
    store.audit.note("token-created", Author("a\nb\u202e", "x" * 100), "c" * 500, NOON)
    assert store.audit.since(NOON) == [
        Entry(at=NOON, what="token-created", who="a\ufffdb\ufffd", source="x" * 64, about="c" * 120)
    ]


def test_what_is_logged_has_an_author_in_the_trail_in_the_events_and_in_the_ledger(store: Store):
    store.ledger.record([logged(90103), logged(90103, kind="shown")], NOON, SANDRA)
    [entry] = store.audit.since(NOON)
    assert (entry.what, entry.who, entry.source, entry.about) == ("logged", SANDRA.who, SANDRA.source, "ticket 90103")
    assert ledger(store) == (SANDRA.who, None)
    with store._database.read() as connection:
        assert connection.execute(text("SELECT DISTINCT author FROM events")).scalars().all() == [SANDRA.who]


def test_the_ledgers_author_is_the_one_of_the_latest_time_in_whatever_order(store: Store):
    store.ledger.record([logged(90103, LATER)], LATER, Author("Petra", ""))
    store.ledger.record([logged(90103, NOON), logged(90103, NOON, "sent-unlogged")], LATER, SANDRA)
    assert ledger(store) == ("Petra", SANDRA.who)


def test_an_event_that_arrives_again_is_no_new_entry(store: Store):
    event = logged(90103)
    store.ledger.record([event], NOON, SANDRA)
    store.ledger.record([event], NOON, Author("Petra", ""))
    assert [entry.who for entry in store.audit.since(NOON)] == [SANDRA.who]


def test_a_restored_backup_does_not_wipe_out_what_was_done_since(tmp_path):
    address = f"sqlite:///{tmp_path / 'data' / 'rutinlots.db'}"
    store = Store(address)
    store.audit.note("login", SANDRA, "", NOON)
    backup(address, tmp_path / "copy.db")
    store.audit.note("token-created", SANDRA, "Petra", LATER)
    restore(address, tmp_path / "copy.db", force=True)
    assert [entry.what for entry in store.audit.since(NOON)] == ["login", "token-created"]
    store.close()
