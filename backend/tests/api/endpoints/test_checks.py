"""POST /api/v1/checks: what goes in and what comes out."""

from datetime import UTC, datetime

import pytest

from rutinlots.core.situation import LogHistory
from rutinlots.store import Event, StoreError

CHECKS = "/api/v1/checks"
ONE = "4be0643f-1d98-573b-97cd-ca98a65347dd"


def judged(client, situation):
    response = client.post(CHECKS, json=situation)
    assert response.status_code == 200, response.text
    return response.json


def asked(monkeypatch):
    """The situations that reach the engine from now on."""
    from rutinlots.api.endpoints import checks

    seen = []
    engine = checks.evaluate

    def remember(situation, rules, meaning):
        seen.append(situation)
        return engine(situation, rules, meaning)

    monkeypatch.setattr(checks, "evaluate", remember)
    return seen


def test_the_answer_has_every_part(client, situation):
    answer = judged(client, situation)
    assert set(answer) == {"rules", "findings", "marks", "guides", "suggestions", "gate"}


def test_a_finding_says_what_why_and_what_can_be_done(client, situation):
    situation["ticket"]["properties"]["Typ"] = None
    finding = next(f for f in judged(client, situation)["findings"] if "KM-14" in f["covers"])
    assert finding["level"] == "block"
    assert finding["title"]
    assert "Typ" in finding["message"]
    assert finding["why"]["url"] == f"/handbok/{finding['why']['routine']}#{finding['id']}"
    assert {"kind": "go-to-field", "label": "Gå till Typ", "field": "Typ"} in finding["actions"]


def test_what_may_be_missing_may_be_missing(client, situation):
    del situation["now"], situation["agent"], situation["draft"], situation["ticket"]["required"]
    message = situation["ticket"]["conversation"][0]
    for name in ("to", "cc", "attachments", "sent_at"):
        del message[name]
    judged(client, situation)


def test_a_draft_needs_only_its_kind_and_text(client, situation):
    situation["draft"] = {"kind": "reply", "text": "Hej Anna,"}
    judged(client, situation)


def test_a_new_mail_needs_no_ticket(client, situation):
    del situation["ticket"]
    situation["draft"]["kind"] = "new"
    judged(client, situation)


def test_the_list_of_tickets_is_asked_about_by_its_filters(client):
    judged(client, {"moment": "list", "list": {"filters": {"Handläggare": ["Jag"], "Status": ["Öppen"]}}})


def test_attachments_are_names_or_objects(client, situation, monkeypatch):
    seen = asked(monkeypatch)
    situation["draft"]["attachments"] = ["a.pdf", {"name": "b.pdf", "size": 12, "type": "application/pdf"}]
    judged(client, situation)
    assert [(a.name, a.size, a.type) for a in seen[0].draft.attachments] == [
        ("a.pdf", None, None),
        ("b.pdf", 12, "application/pdf"),
    ]


def test_a_time_without_zone_is_swedish(client, situation, monkeypatch):
    seen = asked(monkeypatch)
    situation["now"] = "2026-07-01T12:00:00"
    judged(client, situation)
    assert seen[0].now.isoformat() == "2026-07-01T12:00:00+02:00"


def test_the_engine_gets_swedish_time_whatever_zone_was_sent(client, situation, monkeypatch):
    seen = asked(monkeypatch)
    situation["ticket"]["conversation"][0]["sent_at"] = "2026-03-09T23:30:00Z"
    judged(client, situation)
    assert seen[0].ticket.conversation[0].sent_at.isoformat() == "2026-03-10T00:30:00+01:00"


def test_without_now_the_clock_is_asked(make_app, situation, monkeypatch):
    seen = asked(monkeypatch)
    noon = datetime(2026, 3, 10, 12, tzinfo=UTC)
    del situation["now"]
    judged(make_app(TESTING=True, CLOCK=lambda: noon).test_client(), situation)
    assert seen[0].now == noon


def test_addresses_lose_the_name_that_mail_systems_put_before_them(client, situation, monkeypatch):
    seen = asked(monkeypatch)
    situation["draft"]["to"] = ["Anna Berg <anna.berg@example.com>", "bo@example.com", "Bo <"]
    judged(client, situation)
    assert seen[0].draft.to == ("anna.berg@example.com", "bo@example.com", "Bo <")


def test_the_engine_reads_clean_text(client, situation, monkeypatch):
    seen = asked(monkeypatch)
    situation["draft"]["text"] = "Hej\u00a0Anna,\r\nTack\u200b!"
    situation["ticket"]["requester"]["name"] = "A\u030asa\u00a0Ek "
    judged(client, situation)
    assert seen[0].draft.text == "Hej Anna,\nTack!"
    assert seen[0].ticket.requester.name == "Åsa Ek"


def test_half_a_surrogate_pair_does_no_harm(client, situation):
    situation["draft"]["text"] = "Hej \ud83d Anna, \udc00"
    situation["ticket"]["subject"] = "\ud83d"
    situation["ticket"]["conversation"][0]["html"] = "<p>\udfff</p>"
    judged(client, situation)


def test_the_ledger_tells_the_engine_what_was_logged(make_app, situation, monkeypatch):
    situation["moment"] = "send"
    seen = asked(monkeypatch)
    client = make_app(TESTING=True).test_client()
    judged(client, situation)
    event = {"id": ONE, "at": "2026-03-10T10:00:00Z", "kind": "logged", "ticket": 90103}
    assert client.post("/api/v1/events", json={"events": [event]}).status_code == 200
    judged(client, situation)
    assert [s.history for s in seen] == [LogHistory(), LogHistory(logged=True)]


def test_checks_are_answered_while_the_database_is_away(make_app, situation, monkeypatch):
    seen = asked(monkeypatch)
    app = make_app(TESTING=True)
    ledger = app.extensions["rutinlots"].store.ledger
    ledger.record([Event(id=ONE, at=datetime.now(UTC), kind="logged", ticket=90103)], datetime.now(UTC))

    def away(*_):
        raise StoreError("The database is away.")

    monkeypatch.setattr(ledger, "history", away)
    judged(app.test_client(), situation | {"moment": "send"})
    assert seen[0].history == LogHistory()


def test_the_ledger_is_asked_for_nothing_before_a_mail_leaves(make_app, situation, monkeypatch):
    app = make_app(TESTING=True)
    asked_for = []
    monkeypatch.setattr(app.extensions["rutinlots"].store.ledger, "history", lambda *ticket: asked_for.append(ticket))
    for moment in ("open", "write", "note"):
        judged(app.test_client(), situation | {"moment": moment})
    assert asked_for == []


@pytest.mark.parametrize("text", ["", " ", "\n", "Hej", "🙂" * 1000, "a" * 1_048_576, "\0"])
def test_any_text_can_be_judged(client, situation, text):
    situation["draft"]["text"] = text
    judged(client, situation)
