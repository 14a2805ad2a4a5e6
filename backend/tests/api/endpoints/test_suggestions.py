"""Suggestions by meaning: after the findings, and the company's own before the starter library's."""

import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import numpy as np
import pytest
from flask import Flask

from rutinlots.core.calendar import STOCKHOLM
from rutinlots.core.snippets.texts.reply import Said, canned
from rutinlots.meaning import Meanings
from rutinlots.meaning.encoder import FLOATS

NOW = datetime(2026, 3, 10, 12, tzinfo=STOCKHOLM)
CHECKS, SUGGESTIONS = "/api/v1/checks", "/api/v1/suggestions"
WELSH = "Helo! A ellwch chi gymryd yr arian yn awtomatig?"  # no word of it is in the library


class DirectDebit:
    """An encoder that knows one thing: what is about direct debit."""

    name = "direct-debit-1"

    def encode(self, texts: Sequence[str], *, asked: bool) -> Any:
        """One direction for it, another for all else."""
        vectors = np.zeros((len(texts), FLOATS), np.float32)
        for place, text in enumerate(texts):
            vectors[place, int(not any(word in text.casefold() for word in ("autogiro", "awtomatig")))] = 1
        return vectors


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    return make_app(TESTING=True)


@pytest.fixture
def asked(situation: dict[str, Any]) -> dict[str, Any]:
    """A ticket that is opened, in Welsh."""
    del situation["draft"]
    situation["moment"] = "open"
    situation["ticket"]["subject"] = ""
    situation["ticket"]["conversation"][0]["text"] = WELSH
    return situation


def with_meaning(app: Flask) -> None:
    """Give the app an encoder, and wait until the library is encoded."""
    state = app.extensions["rutinlots"]
    state.meanings = Meanings("auto", lambda: state.live_rules.in_force.rules.index, state.store.vectors, lambda _: DirectDebit())
    state.meanings.start()
    waiting = threading.Event()
    while state.meanings.state.state != "ready":
        waiting.wait(0.02)


def take(app: Flask, *titles: str, **said: Any) -> None:
    """Replies of the company's own; what is said is about the first."""
    state = app.extensions["rutinlots"]
    state.store.replies.take([canned(n, "Betalning", title, f"<p>{title}.</p>") for n, title in enumerate(titles, 1)], NOW)
    state.store.replies.say(1, Said(**said))
    state.live_rules.look_at_replies()


def found(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.json
    return [each["snippet"] for each in answer.json["suggestions"]]


def test_findings_come_at_once_and_say_that_better_suggestions_follow(app: Flask, asked: dict[str, Any]):
    with_meaning(app)
    client = app.test_client()

    first = client.post(CHECKS, json=asked)
    later = client.post(SUGGESTIONS, json=asked)
    again = client.post(CHECKS, json=asked)

    assert first.json["suggestions_pending"]
    assert found(first) == []
    assert found(later)[0] == found(again)[0] == "autogiro"
    assert "suggestions_pending" not in again.json


def test_while_the_agent_writes_nothing_is_pending(app: Flask, asked: dict[str, Any], situation: dict[str, Any]):
    with_meaning(app)
    asked |= {"moment": "write", "draft": {"kind": "reply", "text": "Hei", "to": ["a@example.com"]}}

    assert "suggestions_pending" not in app.test_client().post(CHECKS, json=asked).json


def test_without_an_encoder_words_answer_and_readyz_says_so(app: Flask, asked: dict[str, Any]):
    asked["ticket"]["conversation"][0]["text"] = "Jag vill börja med autogiro."
    client = app.test_client()

    assert found(client.post(SUGGESTIONS, json=asked))[0] == "autogiro"
    assert client.get("/readyz").json["encoder"]["state"] == "off"


def test_a_reply_of_the_companys_own_comes_with_its_html(app: Flask, asked: dict[str, Any]):
    asked["ticket"]["conversation"][0]["text"] = "Jag vill börja med autogiro."
    take(app, "Starta dragning via autogiro", "Så läser du din räkning", "Byte av mätare")

    [first, *_] = app.test_client().post(CHECKS, json=asked).json["suggestions"]

    assert (first["snippet"], first["html"]) == ("freshdesk-1", "<p>Starta dragning via autogiro.</p>")


def test_what_is_used_instead_of_a_starter_snippet_inherits_its_words_and_takes_its_place(app: Flask, asked: dict[str, Any]):
    asked["ticket"]["conversation"][0]["text"] = "Jag vill att pengarna dras automatiskt från mitt konto varje månad."
    take(app, "Svar 17 B", "Så läser du din räkning", instead_of="autogiro")

    ids = found(app.test_client().post(CHECKS, json=asked))

    assert ids[0] == "freshdesk-1"
    assert "autogiro" not in ids


def test_one_that_is_off_is_nowhere_and_the_starter_snippet_is_back(app: Flask, asked: dict[str, Any]):
    asked["ticket"]["conversation"][0]["text"] = "Jag vill börja med autogiro."
    take(app, "Starta autogiro", "Så läser du din räkning", instead_of="autogiro", off=True)
    client = app.test_client()

    ids = found(client.post(CHECKS, json=asked))

    assert ids[0] == "autogiro"
    assert "freshdesk-1" not in ids
    assert "freshdesk-1" not in [each["id"] for each in client.get("/api/v1/pack").json["snippets"]]


def test_the_starter_library_can_be_off_as_a_whole(app: Flask, asked: dict[str, Any]):
    asked["ticket"]["conversation"][0]["text"] = "Jag vill börja med autogiro."
    take(app, "Anmälan om dragning", "Så läser du din räkning")
    state = app.extensions["rutinlots"]
    state.store.replies.switch_starter(True)
    state.live_rules.look_at_replies()
    client = app.test_client()

    assert found(client.post(CHECKS, json=asked))[0] == "freshdesk-1"
    assert {each["id"] for each in client.get("/api/v1/snippets").json["snippets"]} == {"freshdesk-1", "freshdesk-2"}
    assert client.get("/api/v1/pack").json["snippets"][0]["own"]


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Hänvisning till krav", {}),
        ("Det här sköter kravgruppen", {"instead_of": "hanvisning-till-krav"}),
    ],
)
def test_a_check_that_suggests_a_snippet_finds_the_companys_own(
    app: Flask, asked: dict[str, Any], title: str, said: dict[str, Any]
):
    rules = app.extensions["rutinlots"].rules
    check = next(check for check in rules.checks if check.suggest == "hanvisning-till-krav")
    take(app, title, "Så läser du din räkning", **said)

    called = app.extensions["rutinlots"].live_rules.in_force.rules.called_for(check)

    assert [each.id for each in called] == ["freshdesk-1"]


def test_a_check_finds_the_reply_that_a_team_leader_says_answers_it(app: Flask):
    rules = app.extensions["rutinlots"].rules
    check = rules.checks[0]
    take(app, "Något helt annat", answers=check.id)

    called = app.extensions["rutinlots"].live_rules.in_force.rules.called_for(check)

    assert [each.id for each in called] == ["freshdesk-1"]


def reply(app: Flask, html: str) -> None:
    """A single reply about direct debit."""
    state = app.extensions["rutinlots"]
    state.store.replies.take([canned(1, "Betalning", "Starta autogiro", html), canned(2, "Övrigt", "Annat", "<p>x</p>")], NOW)
    state.live_rules.look_at_replies()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Anna Berg", "Anna, ditt ärende är 90103.\n\nSandra Ek svarar."),
        ("Sparkcykel123", "[förnamn], ditt ärende är 90103.\n\nSandra Ek svarar."),
    ],
)
def test_placeholders_are_filled_with_what_the_ticket_shows_and_never_with_a_user_name(
    app: Flask, asked: dict[str, Any], name: str, text: str
):
    asked["ticket"]["requester"] = {"name": name, "email": "kontakt@example.com"}
    asked["ticket"]["conversation"][0] |= {"text": "Jag vill börja med autogiro.", "from": asked["ticket"]["requester"]}
    reply(
        app,
        "<p>Hej {{ticket.requester.firstname}},</p><p>{{ticket.requester.firstname}}, ditt ärende är {{ticket.id}}.</p>"
        "<p>{{ticket.agent.name}} svarar.</p><p>Vänliga hälsningar<br>{{ticket.agent.name}}</p>",
    )

    first = app.test_client().post(CHECKS, json=asked).json["suggestions"][0]

    assert (first["snippet"], first["text"]) == ("freshdesk-1", text)


def test_in_the_search_box_placeholders_are_blanks(app: Flask):
    reply(app, "<p>Ditt ärende är {{ticket.id}}.</p>")

    [first, *_] = app.test_client().post("/api/v1/snippets", json={"q": "starta autogiro"}).json["snippets"]

    assert (first["text"], first["html"]) == ("Ditt ärende är [ärendenummer].", "<p>Ditt ärende är [ärendenummer].</p>")


@pytest.mark.parametrize(
    ("said", "text", "filled"),
    [
        ("Kundnummer 4410283, det gäller mars.", "Kund 4410283 och mars, [adress].", {"kundnummer": "4410283", "månad": "mars"}),
        ("Kundnummer 4410283, det gäller mars och april.", "Kund 4410283 och [månad], [adress].", {"kundnummer": "4410283"}),
        ("Kundnummer 4410283 eller kundnummer 4410284.", "Kund [kundnummer] och [månad], [adress].", {}),
    ],
)
def test_a_blank_that_the_mail_answers_in_one_way_only_is_filled_and_shown(
    app: Flask, asked: dict[str, Any], said: str, text: str, filled: dict[str, str]
):
    asked["ticket"]["conversation"][0]["text"] = f"Jag vill börja med autogiro. {said}"
    reply(app, "<p>Kund [kundnummer] och [månad], [adress].</p>")

    first = app.test_client().post(CHECKS, json=asked).json["suggestions"][0]

    assert (first["text"], first["html"]) == (text, f"<p>{text}</p>")
    assert {each["name"]: each["value"] for each in first.get("found", ())} == filled
