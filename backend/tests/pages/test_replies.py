"""What a team leader says about the company's own replies, on the pages."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from rutinlots import create_app, rule_loader
from rutinlots.core.calendar import STOCKHOLM
from rutinlots.core.rules import Rules
from rutinlots.core.snippets.reply import Said, canned

NOON = datetime(2026, 3, 10, 12, tzinfo=STOCKHOLM)


def with_replies(app: Flask) -> Flask:
    """Take in two replies from Freshdesk."""
    state = app.extensions["rutinlots"]
    responses = [
        canned(7, "Betalning", "Dragning från kontot", "<p>Så gör du, {{ticket.requester.firstname}}.</p>", ["blankett.pdf"]),
        canned(8, "Faktura", "Läs din räkning", "<p>Rad för rad.</p>"),
    ]
    state.store.replies.take(responses, NOON)
    state.live_rules.look_at_replies()
    return app


@pytest.fixture(autouse=True)
def rules_are_read_once(rules: Rules, monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests are not about them."""
    monkeypatch.setattr(rule_loader, "load", lambda folder: rules)


@pytest.fixture
def own() -> Iterator[Flask]:
    """An app with replies, at one's own machine."""
    app = with_replies(create_app({"TESTING": True, "CLOCK": lambda: NOON}))
    yield app
    app.extensions["rutinlots"].close()


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Flask]:
    """The same in team use: there is a team leader who logs in."""
    config = {"DATA": tmp_path, "DATABASE_URL": None, "HOST": "127.0.0.1", "HOSTS": (), "CLOCK": lambda: NOON, "ENCODER": "none"}
    app = with_replies(create_app(config))
    app.extensions["rutinlots"].store.leads.add("Maria", "många små gröna äpplen", NOON)
    yield app
    app.extensions["rutinlots"].close()


@pytest.fixture
def lead(own: Flask) -> FlaskClient:
    return own.test_client()


def post(client: FlaskClient, path: str, **form: str):
    token = re.search(r'name="form_token" value="(\w+)"', client.get("/svar").text)[1]
    return client.post(path, data={"form_token": token, **form})


def said(app: Flask, number: int = 7) -> Said:
    return next(each.said for each in app.extensions["rutinlots"].rules.replies if each.canned.id == number)


def test_replies_are_shown_by_folder_with_blanks_and_attachments(lead: FlaskClient):
    page = lead.get("/svar").text

    assert "Dragning från kontot" in page
    assert "Så gör du, <mark>[förnamn]</mark>." in page
    assert "blankett.pdf" in page
    assert "2 av svaren är era egna" in page


def test_what_is_said_is_in_force_at_once_and_shown_again(own: Flask, lead: FlaskClient):
    form = {"words": "dras från kontot, medgivande\nautomatiskt", "instead_of": "autogiro", "answers": "noreply-answered"}

    answer = post(lead, "/svar/7", **form)

    assert (answer.status_code, answer.headers["Location"]) == (303, "/svar#freshdesk-7")
    words = ("dras från kontot", "medgivande", "automatiskt")
    assert said(own) == Said(words=words, instead_of="autogiro", answers="noreply-answered")
    page = lead.get("/svar/7").text
    assert '<option value="autogiro" selected>' in page
    assert "dras från kontot\nmedgivande" in page
    assert 'id="autogiro"' not in lead.get("/svar").text


def test_one_that_is_switched_off_can_be_found_and_switched_on(own: Flask, lead: FlaskClient):
    post(lead, "/svar/7", off="ja")

    assert said(own).off
    assert 'id="freshdesk-7"' not in lead.get("/svar").text
    assert '<a href="/svar/7">Dragning från kontot</a>' in lead.get("/svar").text
    post(lead, "/svar/7")
    assert not said(own).off


def test_the_starter_library_is_switched_off_and_on(lead: FlaskClient):
    post(lead, "/svar/startbibliotek", off="ja")
    off = lead.get("/svar").text
    post(lead, "/svar/startbibliotek", off="")

    assert 'id="autogiro"' not in off
    assert 'id="freshdesk-7"' in off
    assert 'id="autogiro"' in lead.get("/svar").text


@pytest.mark.parametrize("form", [{"instead_of": "unknown"}, {"answers": "unknown"}])
def test_what_does_not_exist_is_refused(own: Flask, lead: FlaskClient, form: dict[str, str]):
    assert post(lead, "/svar/7", **form).status_code == 400
    assert said(own) == Said()


def test_a_form_from_elsewhere_is_refused(own: Flask, lead: FlaskClient):
    assert lead.post("/svar/7", data={"off": "ja"}).status_code == 400
    assert not said(own).off


def test_a_reply_that_is_not_there_is_not_found(lead: FlaskClient):
    assert lead.get("/svar/99").status_code == 404
    assert post(lead, "/svar/99").status_code == 404


@pytest.mark.parametrize(("role", "status"), [("agent", 302), ("lead", 200)])
def test_agents_see_the_replies_but_not_the_settings(team: Flask, role: str, status: int):
    secret = team.extensions["rutinlots"].store.tokens.create("Sandra", role, NOON)
    client = team.test_client()
    client.post("/api/v1/handbook-sessions", headers={"Authorization": f"Bearer {secret}"})

    page = client.get("/svar")

    assert "Dragning från kontot" in page.text
    assert ("Det du kan ställa in" in page.text) == (role == "lead")
    assert client.get("/svar/7").status_code == status
