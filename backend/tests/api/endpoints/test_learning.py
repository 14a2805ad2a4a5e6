"""What agents choose through the API makes a difference, and a team leader can take it back."""

import re
import threading
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from rutinlots.core.snippets.texts.reply import canned
from rutinlots.meaning import Meanings

from .test_suggestions import NOW, SUGGESTIONS, WELSH, DirectDebit

EVENTS = "/api/v1/events"
TITLES = ("Starta autogiro", "Svar 17 B", "Byte av mätare")


@pytest.fixture
def app(make_app: Callable[..., Flask], request: pytest.FixtureRequest) -> Flask:
    """An app with an encoder and three replies of the company's."""
    app = make_app(TESTING=True, LEARN=getattr(request, "param", True), CLOCK=lambda: NOW)
    state = app.extensions["rutinlots"]
    state.store.replies.take([canned(n, "Betalning", title, f"<p>{title}.</p>") for n, title in enumerate(TITLES, 1)], NOW)
    state.store.replies.switch_starter(True)
    state.live_rules.look_at_replies()
    learning = state.meanings.learning
    state.meanings = Meanings(
        "auto", lambda: state.live_rules.in_force.rules.index, state.store.vectors, lambda _: DirectDebit(), learning=learning
    )
    state.meanings.start()
    waiting = threading.Event()
    while state.meanings.state.state != "ready":
        waiting.wait(0.02)
    return app


@pytest.fixture
def asked(situation: dict[str, Any]) -> dict[str, Any]:
    """A ticket that is opened, in Finnish."""
    del situation["draft"]
    situation["moment"] = "open"
    situation["ticket"]["subject"] = ""
    situation["ticket"]["conversation"][0]["text"] = WELSH
    return situation


def suggested(app: Flask, asked: dict[str, Any], ticket: int = 1) -> list[str]:
    asked["ticket"]["id"] = ticket
    answer = app.test_client().post(SUGGESTIONS, json=asked)
    return [each["snippet"] for each in answer.json["suggestions"]]


def choose(app: Flask, asked: dict[str, Any], reply: str, tickets: int = 5) -> None:
    """Answer so many tickets with that reply."""
    for ticket in range(1, tickets + 1):
        suggested(app, asked, ticket)
        for about in ({"kind": "inserted", "snippet": reply}, {"kind": "sent"}):
            event = {"id": str(uuid4()), "at": NOW.isoformat(), "ticket": ticket, **about}
            assert app.test_client().post(EVENTS, json={"events": [event]}).status_code == 200


def test_the_reply_that_agents_choose_comes_first_next_time(app: Flask, asked: dict[str, Any]):
    before = suggested(app, asked)
    choose(app, asked, "freshdesk-2")

    assert before[0] == "freshdesk-1"
    assert suggested(app, asked, 9)[0] == "freshdesk-2"


def test_a_team_leader_sees_how_many_choices_count_and_has_them_forgotten(app: Flask, asked: dict[str, Any]):
    choose(app, asked, "freshdesk-2")
    client = app.test_client()
    page = client.get("/svar").text
    token = re.search(r'name="form_token" value="(\w+)"', page)[1]

    answer = client.post("/svar/glom/freshdesk-2", data={"form_token": token})

    assert "hänsyn till 5 val" in page
    assert answer.headers["Location"] == "/svar#freshdesk-2"
    assert "hänsyn till" not in client.get("/svar").text
    assert suggested(app, asked, 9)[0] == "freshdesk-1"
    assert client.post("/svar/glom/freshdesk-2", data={"form_token": token}).status_code == 404


@pytest.mark.parametrize("app", [False], indirect=True)
def test_switched_off_choices_make_no_difference_and_the_page_on_privacy_doesnt_speak_of_them(app: Flask, asked: dict[str, Any]):
    choose(app, asked, "freshdesk-2")

    assert suggested(app, asked, 9)[0] == "freshdesk-1"
    assert "minst fem ärenden" not in app.test_client().get("/dataskydd").text


def test_the_page_on_privacy_says_what_is_learned(app: Flask):
    assert "minst fem ärenden" in app.test_client().get("/dataskydd").text


def test_without_words_the_most_used_come_first_folder_by_folder(app: Flask, asked: dict[str, Any]):
    choose(app, asked, "freshdesk-3", 2)
    choose(app, asked, "freshdesk-2", 1)
    found = app.test_client().get("/api/v1/snippets").json["snippets"]

    assert [each["id"] for each in found] == ["freshdesk-3", "freshdesk-2", "freshdesk-1"]


def test_a_reply_that_is_not_in_the_library_is_not_learned(app: Flask, asked: dict[str, Any]):
    choose(app, asked, "pahittat-svar")
    choose(app, asked, "freshdesk-2")

    learning = app.extensions["rutinlots"].meanings.learning
    assert list(learning.sums) == ["freshdesk-2"]
    assert all("pahittat-svar" not in replies for replies in learning._inserted.values())


def test_tickets_of_two_accounts_with_the_same_number_are_two(app: Flask, asked: dict[str, Any]):
    suggested(app, {**asked, "tenant": "one.freshdesk.com"})
    for about in ({"kind": "inserted", "snippet": "freshdesk-2"}, {"kind": "sent"}):
        event = {"id": str(uuid4()), "at": NOW.isoformat(), "ticket": 1, "tenant": "two.freshdesk.com", **about}
        assert app.test_client().post(EVENTS, json={"events": [event]}).status_code == 200

    assert app.extensions["rutinlots"].meanings.learning.sums == {}
