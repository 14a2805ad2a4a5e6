"""Tokens: the secret is shown once and never kept."""

from datetime import UTC, datetime

import pytest

from rutinlots.store.access.tokens import hashed

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


def test_a_token_is_kept_as_a_hash_only(store):
    secret = store.tokens.create("Sandra", "agent", NOON)
    (kept,) = store.tokens.all()
    assert kept.hash == hashed(secret)
    assert secret not in repr(kept)
    assert (kept.name, kept.role, kept.created_at, kept.revoked_at) == ("Sandra", "agent", NOON, None)


def test_no_two_secrets_are_alike_and_each_has_256_bits(store):
    secrets = {store.tokens.create("Sandra", "agent", NOON) for _ in range(5)}
    assert len(secrets) == 5
    assert all(len(secret) >= 43 for secret in secrets)


def test_a_token_is_revoked_once(store):
    store.tokens.create("Sandra", "lead", NOON)
    id = store.tokens.all()[0].id
    assert store.tokens.revoke(id, NOON)
    assert not store.tokens.revoke(id, NOON)
    assert not store.tokens.revoke(id + 1000, NOON)
    assert store.tokens.all()[0].revoked_at == NOON


@pytest.mark.parametrize("name", ["", "x" * 81, "två\nrader"])
def test_a_name_that_cannot_be_is_refused(store, name):
    with pytest.raises(ValueError, match="name is"):
        store.tokens.create(name, "agent", NOON)


def test_a_role_that_is_not_there_is_refused(store):
    with pytest.raises(ValueError, match="agent, lead"):
        store.tokens.create("Sandra", "boss", NOON)


def test_a_token_may_be_for_some_accounts(store):
    store.tokens.create("Sandra", "agent", NOON, ("one.freshdesk.com", "two.freshdesk.com"))
    store.tokens.create("Maria", "agent", NOON)
    assert [token.tenants for token in store.tokens.all()] == [("one.freshdesk.com", "two.freshdesk.com"), ()]


@pytest.mark.parametrize("tenant", ["https://one.freshdesk.com", "one", "One.freshdesk.com", "", "a.b,c.d", "a.se\n", 200 * "a.se"])
def test_an_account_that_is_no_host_name_is_refused(store, tenant):
    with pytest.raises(ValueError, match="host names"):
        store.tokens.create("Sandra", "agent", NOON, (tenant,))
