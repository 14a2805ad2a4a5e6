"""POST /api/v1/events: kept once, whatever is sent how often; never mail text."""

from uuid import uuid4

import pytest

from rutinlots.store import StoreError

EVENTS = "/api/v1/events"


@pytest.fixture
def app(make_app):
    return make_app(TESTING=True)


@pytest.fixture
def own_client(app):
    return app.test_client()


def event(kind="shown", **fields):
    return {"id": str(uuid4()), "at": "2026-03-10T09:15:00Z", "kind": kind, **fields}


def test_new_events_are_accepted_and_known_ones_are_counted(own_client):
    batch = [event(ticket=90103, check="auto-salutation"), event("inserted", snippet="e-faktura")]
    assert own_client.post(EVENTS, json={"events": batch}).json == {"accepted": 2, "known": 0}
    again = [*batch, event("dismissed", check="auto-salutation")]
    assert own_client.post(EVENTS, json={"events": again}).json == {"accepted": 1, "known": 2}


def test_the_same_event_twice_in_one_batch_is_kept_once(own_client):
    one = event()
    assert own_client.post(EVENTS, json={"events": [one, one]}).json == {"accepted": 1, "known": 1}


def test_an_id_in_capitals_is_the_same_id(own_client):
    one = event()
    own_client.post(EVENTS, json={"events": [one]})
    one["id"] = one["id"].upper()
    assert own_client.post(EVENTS, json={"events": [one]}).json == {"accepted": 0, "known": 1}


def test_an_empty_batch_is_fine(own_client):
    assert own_client.post(EVENTS, json={"events": []}).json == {"accepted": 0, "known": 0}


def test_500_events_are_taken_and_501_refused(own_client):
    batch = [event(ticket=n + 1) for n in range(501)]
    assert own_client.post(EVENTS, json={"events": batch[:500]}).json["accepted"] == 500
    assert own_client.post(EVENTS, json={"events": batch}).json["error"]["fields"].keys() == {"events"}


@pytest.mark.parametrize(
    "kind", ["fixed", "overridden", "logged", "appended", "wrong-alarm", "sent", "sent-unlogged", "slipped", "suggested"]
)
def test_every_kind_is_taken(own_client, kind):
    assert own_client.post(EVENTS, json={"events": [event(kind)]}).status_code == 200


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", "Hej Anna"),
        ("mail", "Hej Anna"),
        ("id", "1"),
        ("at", "now"),
        ("kind", "opened"),
        ("ticket", "90103"),
        ("ticket", 2**63),
        ("check", "Hej Anna, tack för ditt mejl"),
        ("check", "auto-salutation\n"),
        ("snippet", "x" * 81),
        ("guide", ""),
        ("reason", "x" * 201),
    ],
)
def test_what_is_no_id_or_outcome_is_refused_and_nothing_is_kept(own_client, field, value):
    good, bad = event(), event()
    bad[field] = value
    response = own_client.post(EVENTS, json={"events": [good, bad]})
    assert response.status_code == 422
    assert list(response.json["error"]["fields"]) == [f"events.1.{field}"]
    assert own_client.post(EVENTS, json={"events": [good]}).json == {"accepted": 1, "known": 0}


def test_empty_fields_may_be_null(own_client):
    nothing = dict.fromkeys(("ticket", "check", "snippet", "guide", "reason"))
    assert own_client.post(EVENTS, json={"events": [event(**nothing)]}).status_code == 200


def test_events_that_cannot_be_kept_are_a_503_that_asks_to_come_back(app, own_client, monkeypatch):
    def full(batch, received_at, author):
        raise StoreError("The database has no room: the disk is full. Make room on the disk.")

    monkeypatch.setattr(app.extensions["rutinlots"].store.ledger, "record", full)
    response = own_client.post(EVENTS, json={"events": [event()]})
    assert response.status_code == 503
    assert response.json["error"]["code"] == "store-unavailable"
    assert "Make room" in response.json["error"]["message"]
    assert response.headers["Retry-After"] == "5"
