"""Logins, passwords, logged tickets and rules leave a trail that says who and from where, and holds no secret."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from flask import Flask

from rutinlots import create_app
from rutinlots.core.calendar import STOCKHOLM
from rutinlots.core.snippets.texts.reply import canned

NOON = datetime(2026, 3, 10, 12, tzinfo=STOCKHOLM)
PASSWORD = "många små gröna äpplen"
OTHER = "några få blå päron"


@pytest.fixture
def app():
    app = create_app({"TESTING": True, "CLOCK": lambda: NOON})
    app.extensions["rutinlots"].store.leads.add("Maria", PASSWORD, NOON)
    yield app
    app.extensions["rutinlots"].close()


def trail(app: Flask) -> list[tuple[str, str, str, str]]:
    entries = app.extensions["rutinlots"].store.audit.since(NOON - timedelta(days=1))
    return [(entry.what, entry.who, entry.source, entry.about) for entry in entries]


def send(client, path: str, **form: str):
    token = client.get("/logga-in").text.split('form_token" value="')[1].split('"')[0]
    return client.post(path, data={**form, "form_token": token}, environ_base={"REMOTE_ADDR": "192.0.2.1"})


def test_logins_right_and_wrong_are_told(app: Flask):
    client = app.test_client()
    send(client, "/logga-in", name="Maria", password="fel")
    send(client, "/logga-in", name=PASSWORD, password="Maria")
    send(client, "/logga-in", name="Maria", password=PASSWORD)
    send(client, "/losenord", current=PASSWORD, new=OTHER, again=OTHER)
    send(client, "/logga-ut")
    assert trail(app) == [
        ("login-failed", "Maria", "192.0.2.1", ""),
        ("login-failed", "unknown name", "192.0.2.1", ""),
        ("login", "Maria", "192.0.2.1", ""),
        ("password-changed", "Maria", "192.0.2.1", "Maria"),
        ("logout", "Maria", "192.0.2.1", ""),
    ]


def test_what_an_extension_logs_is_told(app: Flask):
    event = {"id": str(uuid4()), "at": NOON.isoformat(), "kind": "logged", "ticket": 90103}
    app.test_client().post("/api/v1/events", json={"events": [event]})
    assert trail(app) == [("logged", "without a token", "127.0.0.1", "ticket 90103")]


def test_a_change_of_the_rules_is_told(app: Flask):
    app.extensions["rutinlots"].live_rules.notice("rules-changed", "abc")
    assert trail(app) == [("rules-changed", "the server", "itself", "abc")]


def test_what_a_lead_says_about_replies_is_told_and_not_their_text(app: Flask):
    state = app.extensions["rutinlots"]
    state.store.replies.take([canned(7, "Faktura", "E-faktura", "<p>Hej!</p>")], NOON)
    state.live_rules.look_at_replies()
    client = app.test_client()
    send(client, "/logga-in", name="Maria", password=PASSWORD)
    send(client, "/svar/7", words="hemligt ord")
    send(client, "/svar/startbibliotek", off="1")
    assert trail(app)[-2:] == [
        ("reply-changed", "Maria", "192.0.2.1", "reply 7"),
        ("reply-changed", "Maria", "192.0.2.1", "starter library off"),
    ]
