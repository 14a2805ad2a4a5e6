"""A ticket that comes again with each pause in the typing is read once, and the answers are as if it were read each time."""

from copy import deepcopy
from typing import Any

from flask.testing import FlaskClient

from rutinlots.api.wire.situation import build
from rutinlots.app_state import now
from rutinlots.core import context
from rutinlots.core.kept import Kept
from rutinlots.schemas.question import QuestionSchema

ODD = "<p>Hej\u00a0igen, kundnummer 1234567.\u200b Varför är fakturan så hög?</p><blockquote>Hej Anna</blockquote>"


def ask(client: FlaskClient, situation: dict[str, Any]) -> dict[str, Any]:
    answer: dict[str, Any] = client.post("/api/v1/checks", json=situation).get_json()
    return answer


def test_a_ticket_that_is_known_is_built_once(situation):
    schema = QuestionSchema()
    first, _ = build(schema.load(deepcopy(situation)), now())
    again = deepcopy(situation)
    again["draft"]["text"] = "Hej Anna,\n\nEn annan text."
    second, _ = build(schema.load(again), now())

    assert second.ticket is first.ticket
    assert second.draft != first.draft


def test_a_message_that_is_known_is_built_once_when_another_comes(situation):
    schema = QuestionSchema()
    first, _ = build(schema.load(deepcopy(situation)), now())
    situation["ticket"]["conversation"].append({"direction": "out", "text": "Hej Anna, vi återkommer."})
    second, _ = build(schema.load(situation), now())

    assert second.ticket.conversation[0] is first.ticket.conversation[0]
    assert second.ticket.conversation[1].text == "Hej Anna, vi återkommer."


def test_answers_about_a_known_ticket_are_those_about_a_new_one(client, situation, monkeypatch):
    situation["ticket"]["conversation"][0] |= {"html": ODD, "text": "Hej\u00a0igen, kundnummer 1234567.\u200b Varför så hög?"}
    variants = []
    for subject in ("Faktura", "Flytt"):
        for text in ("Hej Anna,\n\nTack.", "Hej Sparkcykel,\n\nVad är ditt kundnummer?\n\n[belopp]"):
            for moment in ("open", "write", "send"):
                variants.append(deepcopy(situation) | {"moment": moment})
                variants[-1]["ticket"]["subject"] = subject
                variants[-1]["draft"]["text"] = text
    known = [[ask(client, each) for each in variants] for _ in range(2)]

    monkeypatch.setattr(Kept, "get", lambda self, key: None)
    assert known == [[ask(client, each) for each in variants]] * 2


def test_a_ticket_that_is_wrong_is_told_each_time(client, situation):
    situation["ticket"]["conversation"][0]["text"] = 5

    assert [client.post("/api/v1/checks", json=situation).status_code for _ in range(2)] == [422, 422]


def test_what_is_kept_of_many_short_mails_is_counted_for_what_it_takes(client, situation, monkeypatch):
    monkeypatch.setattr(context, "_threads", threads := Kept(60_000))
    kept: list[int] = []
    put = Kept.put
    monkeypatch.setattr(Kept, "put", lambda self, key, value, size: (kept.append(size), put(self, key, value, size)))
    for number in range(12):
        situation["ticket"]["conversation"] = [{"direction": "in", "text": f"Hej {number}"}]
        ask(client, situation)

    assert min(kept) > 4_000
    assert len(threads) == 11
