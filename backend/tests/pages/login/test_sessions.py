"""A lead sees where else that name is logged in, and ends it; a password that an administrator chose opens nothing else."""

import re
from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from rutinlots import create_app, rule_loader
from rutinlots.core.calendar import STOCKHOLM
from rutinlots.core.rules import Rules

NOON = datetime(2026, 3, 10, 12, tzinfo=STOCKHOLM)
PASSWORD = "många små gröna äpplen"
OTHER = "några få blå päron"


class Clock:
    now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(clock: Clock, rules: Rules, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(rule_loader, "load", lambda folder: rules)
    app = create_app({"TESTING": True, "CLOCK": clock})
    app.extensions["rutinlots"].store.leads.add("Maria", PASSWORD, NOON)
    yield app
    app.extensions["rutinlots"].close()


def logged_in(app: Flask, name: str = "Maria", password: str = PASSWORD) -> FlaskClient:
    client = app.test_client()
    assert send(client, "/logga-in", name=name, password=password).status_code == 303
    return client


def send(client: FlaskClient, path: str, **form: str):
    token = client.get("/logga-in").text.split('form_token" value="')[1].split('"')[0]
    return client.post(path, data={**form, "form_token": token})


def ids(client: FlaskClient) -> list[str]:
    return re.findall(r'name="session" value="(\w+)"', client.get("/inloggningar").text)


def test_other_logins_are_listed_and_ended_one_by_one_or_all_at_once(app: Flask, clock: Clock):
    here, *elsewhere = (logged_in(app) for _ in range(4))
    app.extensions["rutinlots"].store.leads.add("Sandra", OTHER, NOON)
    sandra = logged_in(app, "Sandra", OTHER)
    clock.now = NOON + timedelta(minutes=9)
    page = here.get("/inloggningar").text
    assert page.count("Inloggad 2026-03-10 kl. 12.00") == 4
    assert len(ids(here)) == 3
    assert "Inloggningen är avslutad" in send(here, "/inloggningar", session=ids(here)[0]).text
    assert sorted(each.get("/svar").status_code for each in elsewhere) == [200, 200, 302]
    send(here, "/inloggningar", session=ids(sandra)[0] if ids(sandra) else "x")
    send(here, "/inloggningar")
    assert [each.get("/svar").status_code for each in (here, sandra, *elsewhere)] == [200, 200, 302, 302, 302]
    told = [(each.what, each.who, each.about) for each in app.extensions["rutinlots"].store.audit.since(NOON)]
    assert told[-2:] == [("session-ended", "Maria", "1 of Maria"), ("session-ended", "Maria", "2 of Maria")]


def test_a_browser_that_was_left_logged_in_ends_nothing(app: Flask, clock: Clock):
    here, other = logged_in(app), logged_in(app)
    clock.now = NOON + timedelta(minutes=11)
    late = send(here, "/inloggningar")
    assert late.status_code == 403
    assert "Logga ut och in igen" in late.text
    assert other.get("/svar").status_code == 200


def test_who_is_not_logged_in_has_no_list(app: Flask):
    assert app.test_client().get("/inloggningar").status_code == 302
    assert send(app.test_client(), "/inloggningar").status_code == 401


def test_a_password_that_an_administrator_chose_leads_to_the_page_that_changes_it(app: Flask):
    app.extensions["rutinlots"].store.leads.add("Sandra", OTHER, NOON, first=True)
    client = logged_in(app, "Sandra", OTHER)
    for path in ("/", "/svar", "/regler", "/inloggningar"):
        assert client.get(path).headers.get("Location") == "/losenord"
    assert client.get("/readyz").json.keys() == app.test_client().get("/readyz").json.keys(), "nor details"
    assert "någon annan valt" in client.get("/losenord").text
    send(client, "/losenord", current=OTHER, new=PASSWORD, again=PASSWORD)
    assert client.get("/regler").status_code == 200


def test_a_first_password_that_is_not_used_in_a_week_opens_nothing(app: Flask):
    leads = app.extensions["rutinlots"].store.leads
    leads.add("Sandra", OTHER, NOON, first=True)
    assert leads.log_in("Sandra", OTHER, NOON + timedelta(days=7))
    assert leads.log_in("Sandra", OTHER, NOON + timedelta(days=7, seconds=1)) is None
    assert leads.reset("Sandra", PASSWORD, NOON + timedelta(days=8), first=True)
    assert leads.log_in("Sandra", PASSWORD, NOON + timedelta(days=9))
