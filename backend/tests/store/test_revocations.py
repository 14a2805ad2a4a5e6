"""Restoring a backup revives nothing that was revoked since it was made, and says what it changed."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rutinlots.store import Store
from rutinlots.store.backup import backup, restore

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
PASSWORD = "många små gröna äpplen"
OTHER = "några få blå päron"


@pytest.fixture
def address(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'data' / 'rutinlots.db'}"


@pytest.fixture
def store(address: str):
    opened = Store(address)
    yield opened
    opened.close()


def test_a_token_that_was_revoked_since_stays_revoked(address: str, store: Store, tmp_path: Path):
    store.tokens.create("Sandra", "agent", NOON)
    backup(address, tmp_path / "copy.db")
    store.tokens.revoke(1, LATER)
    changes = restore(address, tmp_path / "copy.db", force=True).changes
    assert store.tokens.all()[0].revoked_at == LATER
    assert changes == ("Token 1 (Sandra) stays revoked.",)


def test_a_token_that_was_made_and_revoked_since_stays_revoked_in_a_later_backup(address: str, store: Store, tmp_path: Path):
    backup(address, tmp_path / "early.db")
    store.tokens.create("Sandra", "agent", NOON)
    backup(address, tmp_path / "late.db")
    store.tokens.revoke(1, LATER)
    restore(address, tmp_path / "early.db", force=True)
    restore(address, tmp_path / "late.db", force=True)
    assert [token.revoked_at for token in store.tokens.all()] == [LATER]


def test_a_lead_who_was_removed_since_stays_removed(address: str, store: Store, tmp_path: Path):
    store.leads.add("Maria", PASSWORD, NOON)
    backup(address, tmp_path / "copy.db")
    store.leads.remove("Maria", LATER)
    changes = restore(address, tmp_path / "copy.db", force=True).changes
    assert store.leads.log_in("Maria", PASSWORD, LATER) is None
    assert changes == ("Maria stays removed.",)


def test_a_password_that_was_replaced_since_stays_replaced(address: str, store: Store, tmp_path: Path):
    store.leads.add("Maria", PASSWORD, NOON)
    backup(address, tmp_path / "copy.db")
    store.leads.remove("Maria", LATER)
    store.leads.add("Maria", OTHER, LATER)
    changes = restore(address, tmp_path / "copy.db", force=True).changes
    assert store.leads.log_in("Maria", PASSWORD, LATER) is None
    assert store.leads.log_in("Maria", OTHER, LATER)
    assert changes == ("Maria keeps the password that was set since the backup.",)


def test_logins_and_ended_passes_are_not_revived(address: str, store: Store, tmp_path: Path):
    store.leads.add("Maria", PASSWORD, NOON)
    session = store.leads.log_in("Maria", PASSWORD, NOON)
    backup(address, tmp_path / "copy.db")
    store.sessions.log_out(session)
    store.revocations.end_pass("sealed", LATER)
    restore(address, tmp_path / "copy.db", force=True)
    assert store.sessions.of(session, LATER) is None
    assert store.revocations.passes() == {"sealed"}


def test_what_is_lost_is_told(address: str, store: Store, tmp_path: Path):
    backup(address, tmp_path / "copy.db")
    store.tokens.create("Sandra", "agent", NOON)
    store.leads.add("Maria", PASSWORD, NOON)
    told = "\n".join(restore(address, tmp_path / "copy.db", force=True).changes)
    assert "1 token(s) made since" in told
    assert "Maria, added since" in told


def test_where_the_old_database_is_damaged_the_danger_is_told(address: str, store: Store, tmp_path: Path):
    store.tokens.create("Sandra", "agent", NOON)
    backup(address, tmp_path / "copy.db")
    store.tokens.revoke(1, LATER)
    store.close()
    file = tmp_path / "data" / "rutinlots.db"
    file.write_bytes(b"\xa5" * file.stat().st_size)
    assert "valid again" in restore(address, tmp_path / "copy.db", force=True).changes[0]


@pytest.mark.parametrize("before", ["damaged", "gone"])
def test_logins_are_not_revived_where_the_old_database_tells_nothing_of_them(
    address: str, store: Store, tmp_path: Path, before: str
):
    store.leads.add("Maria", PASSWORD, NOON)
    session = store.leads.log_in("Maria", PASSWORD, NOON)
    backup(address, tmp_path / "copy.db")
    store.close()
    file = tmp_path / "data" / "rutinlots.db"
    if before == "damaged":
        file.write_bytes(b"\xa5" * file.stat().st_size)
    else:
        file.unlink()
    told = restore(address, tmp_path / "copy.db", force=before == "damaged").changes
    assert "valid again" in told[0]
    again = Store(address)
    assert again.sessions.of(session, NOON) is None
    again.close()
