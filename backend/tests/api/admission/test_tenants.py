"""The server works for the Freshdesk accounts that its settings name; what is of others is neither judged nor kept."""

from uuid import uuid4

import pytest

from rutinlots.app_state import now

OURS, SISTER, OTHER = "company.freshdesk.com", "sister.freshdesk.com", "other.freshdesk.com"


def event(**fields):
    return {"id": str(uuid4()), "at": "2026-03-10T09:15:00Z", "kind": "logged", "ticket": 90103, **fields}



def is_new(client, situation, **fields) -> bool:
    """Whether the log is asked for from its beginning, as for a ticket that nothing is known of."""
    answer = client.post("/api/v1/checks", json={**situation, "moment": "send", **fields})
    assert answer.status_code == 200
    return answer.json["gate"]["situation"] == "new"


def log(client, **fields) -> int:
    return client.post("/api/v1/events", json={"events": [event(**fields)]}).status_code


def test_each_account_has_its_own_tickets(make_app, situation):
    client = make_app(TESTING=True, TENANTS=(OURS, SISTER)).test_client()
    assert log(client, tenant=SISTER) == 200
    assert is_new(client, situation, tenant=OURS)
    assert not is_new(client, situation, tenant=SISTER)


@pytest.mark.parametrize("tenants", [(), (OURS,)])
def test_where_there_is_one_account_what_an_older_extension_logged_counts(make_app, situation, tenants):
    client = make_app(TESTING=True, TENANTS=tenants).test_client()
    assert log(client) == 200
    assert not is_new(client, situation, tenant=OURS)
    assert not is_new(client, situation)


def test_where_there_are_several_it_counts_for_none_of_them(make_app, situation):
    client = make_app(TESTING=True, TENANTS=(OURS, SISTER)).test_client()
    log(client)
    assert is_new(client, situation, tenant=OURS)


def test_another_account_is_refused_by_name_and_nothing_of_its_batch_is_kept(make_app, situation):
    client = make_app(TESTING=True, TENANTS=(OURS,)).test_client()
    for path in ("/api/v1/checks", "/api/v1/suggestions"):
        answer = client.post(path, json={**situation, "tenant": OTHER})
        assert (answer.status_code, answer.json["error"]["code"]) == (422, "tenant-unknown")
    batch = [event(tenant=OURS), event(tenant=OTHER)]
    answer = client.post("/api/v1/events", json={"events": batch})
    assert (answer.status_code, answer.json["error"]["code"]) == (422, "tenant-unknown")
    assert is_new(client, situation, tenant=OURS)


@pytest.mark.parametrize("tenant", ["Company.freshdesk.com", "company", "a b.example", "x.example\n", "a." + "b" * 100, None, 5])
def test_a_tenant_is_a_host_name(make_app, tenant):
    client = make_app(TESTING=True).test_client()
    assert log(client, tenant=tenant) == 422


def test_a_token_may_be_for_one_account_alone(make_app, situation):
    app = make_app(TENANTS=(OURS, SISTER))
    secret = app.extensions["rutinlots"].store.tokens.create("Sandra", "agent", now(), (OURS,))
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {secret}"
    assert is_new(client, situation, tenant=OURS)
    assert log(client, tenant=OURS) == 200
    for tenant in (SISTER, ""):
        events = [event(tenant=OURS), event(tenant=tenant)]
        for path, body in (("checks", {**situation, "tenant": tenant}), ("events", {"events": events})):
            answer = client.post(f"/api/v1/{path}", json=body)
            assert (answer.status_code, answer.json["error"]["code"]) == (422, "tenant-unknown")
    assert app.extensions["rutinlots"].store.retention.about(90103)["events"][1:] == []
