"""Who may log in: a name that cannot be is nobody's, and costs nobody the database."""

from datetime import UTC, datetime, timedelta
from unittest.mock import Mock

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.exceptions import VerifyMismatchError

from rutinlots.store import Store
from rutinlots.store.access import leads

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
PASSWORD = "många små gröna äpplen"
OTHER = "några få blå päron"


@pytest.mark.parametrize("name", ["a\x00", "\x00", "a\nb", "a" * 81, "", "Ingen"])
def test_a_name_that_cannot_be_is_answered_like_one_that_is_not_there(store: Store, monkeypatch: pytest.MonkeyPatch, name: str):
    store.leads.add("Maria", PASSWORD, NOON)
    hasher = Mock(wraps=leads._HASHER)
    monkeypatch.setattr(leads, "_HASHER", hasher)

    assert store.leads.log_in(name, PASSWORD, NOON) is None
    hasher.verify.assert_called_once()
    assert [lead.name for lead in store.leads.all()] == ["Maria"]
    assert store.leads.log_in("Maria", PASSWORD, NOON)


def test_an_unknown_name_costs_as_much_hashing_as_a_known_one_and_no_password_fits(product_hasher: PasswordHasher):
    kept = leads.no_password(product_hasher)
    assert extract_parameters(kept) == extract_parameters(product_hasher.hash(PASSWORD))
    with pytest.raises(VerifyMismatchError):
        product_hasher.verify(kept, PASSWORD)
    assert leads.no_password(product_hasher) != kept


@pytest.mark.parametrize("change", ["remove", "reset"])
def test_a_lead_who_is_removed_while_logging_in_does_not_get_in(store: Store, monkeypatch: pytest.MonkeyPatch, change: str):
    """Verifying takes a tenth of a second; a session begun after it outlived the removal by twelve hours."""
    store.leads.add("Maria", PASSWORD, NOON)
    verify = leads._HASHER.verify

    def slowly(*arguments):
        found = verify(*arguments)
        if change == "remove":
            store.leads.remove("Maria", NOON)
        else:
            store.leads.reset("Maria", OTHER, NOON)
        return found

    monkeypatch.setattr(leads, "_HASHER", Mock(wraps=leads._HASHER, verify=slowly))
    assert store.leads.log_in("Maria", PASSWORD, NOON) is None


def test_a_session_belongs_to_a_login_and_not_to_a_name(store: Store):
    store.leads.add("Maria", PASSWORD, NOON)
    secret = store.leads.log_in("Maria", PASSWORD, NOON)
    with store._database.write() as connection:  # as if it had been written after the removal
        connection.exec_driver_sql("DELETE FROM leads")
    assert store.sessions.of(secret, NOON) is None
    store.leads.add("Maria", OTHER, NOON + timedelta(minutes=1))
    assert store.sessions.of(secret, NOON + timedelta(minutes=2)) is None


def test_a_session_that_is_not_used_for_an_hour_ends(store: Store):
    store.leads.add("Maria", PASSWORD, NOON)
    secret = store.leads.log_in("Maria", PASSWORD, NOON)
    for minutes in range(0, 240, 50):
        assert store.sessions.of(secret, NOON + timedelta(minutes=minutes)).lead == "Maria"
    assert store.sessions.of(secret, NOON + timedelta(minutes=200 + 61)) is None


def test_a_session_that_was_begun_while_the_clock_was_ahead_ends_when_it_is_put_right(store: Store):
    store.leads.add("Maria", PASSWORD, NOON)
    ahead = NOON + timedelta(days=400)
    secret = store.leads.log_in("Maria", PASSWORD, ahead)
    assert store.sessions.of(secret, ahead).lead == "Maria"
    assert store.sessions.of(secret, NOON) is None
    assert store.sessions.all(None, NOON) == []


def test_one_whose_password_was_set_while_the_clock_was_ahead_can_log_in_when_it_is_put_right(store: Store):
    store.leads.add("Maria", PASSWORD, NOON + timedelta(days=400))
    secret = store.leads.log_in("Maria", PASSWORD, NOON)
    assert store.sessions.of(secret, NOON).lead == "Maria"


def test_a_changed_password_ends_the_other_sessions(store: Store):
    store.leads.add("Maria", PASSWORD, NOON)
    elsewhere = store.leads.log_in("Maria", PASSWORD, NOON)
    later = NOON + timedelta(minutes=1)
    assert store.leads.change("Maria", "fel lösenord helt", OTHER, later) is None
    here = store.leads.change("Maria", PASSWORD, OTHER, later)
    assert store.sessions.of(elsewhere, later) is None
    assert store.sessions.of(here, later).lead == "Maria"
    assert store.leads.log_in("Maria", PASSWORD, later) is None
    assert store.leads.log_in("Maria", OTHER, later)


def test_a_password_is_taken_as_it_is_and_never_cut(store: Store):
    longest = " ".join(f"många ord nummer {number}" for number in range(40))[:500]
    store.leads.add("Maria", longest, NOON)
    assert store.leads.log_in("Maria", longest, NOON)
    for other in (longest + "x", longest.upper(), longest + " ", longest[:-1]):
        assert store.leads.log_in("Maria", other, NOON) is None
