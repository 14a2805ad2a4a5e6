"""The team's counts of events: by check, kind, reason and reply; never by who did it."""

from dataclasses import fields
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from rutinlots.store import Author, Counts, Event, Store

MONDAY = datetime(2026, 3, 9, tzinfo=UTC)
WEEK = timedelta(weeks=1)


def happened(store: Store, kind: str, day: float = 1, **what) -> None:
    at = MONDAY + timedelta(days=day)
    store.ledger.record([Event(id=str(uuid4()), at=at, kind=kind, **what)], at, Author("Sandra (token 1)", "192.0.2.1"))


def counted(store: Store) -> Counts:
    return store.statistics.between(MONDAY, MONDAY + WEEK)


def test_events_are_counted_by_kind_and_check(store: Store):
    for kind in ("shown", "shown", "fixed"):
        happened(store, kind, check="a")
    happened(store, "shown", check="b")
    found = counted(store)
    assert found.checks == {("shown", "a"): 2, ("fixed", "a"): 1, ("shown", "b"): 1}
    assert found.kinds == {"shown": 3, "fixed": 1}


def test_a_week_begins_with_its_first_moment_and_ends_before_the_next(store: Store):
    for day in (-0.001, 0, 6.999, 7):
        happened(store, "shown", day, check="a")
    assert counted(store).checks == {("shown", "a"): 2}


def test_reasons_are_counted_by_their_words(store: Store):
    for words in ("Kunden vet", "Kunden vet", "Annat"):
        happened(store, "overridden", check="a", reason=words)
    assert counted(store).reasons == {("overridden", "a", "Kunden vet"): 2, ("overridden", "a", "Annat"): 1}


def test_replies_are_counted_where_they_were_put_into_a_mail(store: Store):
    happened(store, "inserted", snippet="autogiro")
    happened(store, "shown", snippet="autogiro")
    assert counted(store).replies == {"autogiro": 1}


def test_tickets_with_a_mail_in_spite_of_a_question_are_counted_once(store: Store):
    for ticket in (1, 2, 3):
        happened(store, "sent", ticket=ticket)
    happened(store, "sent-unlogged", ticket=3)
    for ticket in (1, 1, 9):
        happened(store, "overridden", ticket=ticket, check="a")
    found = counted(store)
    assert (found.answered, found.asked) == (3, 1)


def test_tickets_for_which_no_suggestion_fitted_are_those_answered_without_a_reply_of_ours(store: Store):
    for ticket in (1, 2, 3, 4, 5):
        happened(store, "suggested", ticket=ticket)
    happened(store, "suggested", ticket=1)
    happened(store, "inserted", ticket=2, snippet="autogiro")
    happened(store, "inserted", snippet="autogiro")  # of a new mail, which has no ticket
    happened(store, "sent", ticket=6)
    happened(store, "inserted", ticket=6, snippet="autogiro")
    for kind, ticket in (("sent", 1), ("sent", 1), ("sent", 2), ("sent-unlogged", 3), ("shown", 4)):
        happened(store, kind, ticket=ticket)
    found = counted(store)
    assert (found.suggested, found.unfitted) == (3, 2)


def test_a_ticket_counts_in_the_week_of_its_answer_though_it_was_opened_in_the_one_before(store: Store):
    for ticket, day in ((1, -2), (2, -2), (3, -8)):
        happened(store, "suggested", day, ticket=ticket)
    happened(store, "inserted", -1, ticket=2, snippet="autogiro")
    for ticket in (1, 2, 3):
        happened(store, "sent", ticket=ticket)
    found = counted(store)
    assert (found.suggested, found.unfitted) == (2, 1)
    before = store.statistics.between(MONDAY - WEEK, MONDAY)
    assert (before.suggested, before.unfitted) == (0, 0)


def test_without_events_everything_is_empty(store: Store):
    assert counted(store) == Counts()


def test_who_did_it_is_in_no_count(store: Store):
    happened(store, "overridden", ticket=4711, check="a", reason="Kunden vet")
    found = counted(store)
    texts = " ".join(str(getattr(found, each.name)) for each in fields(found))
    assert "Sandra" not in texts
    assert "4711" not in texts
