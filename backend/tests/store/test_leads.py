"""Who may log in: a name that cannot be is nobody's, and costs nobody the database."""

from datetime import UTC, datetime
from unittest.mock import Mock

import pytest

from rutinlots.store import Store, leads

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
PASSWORD = "många små gröna äpplen"


@pytest.mark.parametrize("name", ["a\x00", "\x00", "a\nb", "a" * 81, "", "Ingen"])
def test_a_name_that_cannot_be_is_answered_like_one_that_is_not_there(store: Store, monkeypatch: pytest.MonkeyPatch, name: str):
    store.leads.add("Maria", PASSWORD, NOON)
    hasher = Mock(wraps=leads._HASHER)
    monkeypatch.setattr(leads, "_HASHER", hasher)

    assert store.leads.log_in(name, PASSWORD, NOON) is None
    hasher.verify.assert_called_once()
    assert [lead.name for lead in store.leads.all()] == ["Maria"]
    assert store.leads.log_in("Maria", PASSWORD, NOON)
