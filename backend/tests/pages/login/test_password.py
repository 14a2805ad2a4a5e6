"""A lead changes the password on a page, and logging out ends everything in that browser."""

from datetime import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from rutinlots import create_app
from rutinlots.core.calendar import STOCKHOLM

NOON = datetime(2026, 3, 10, 12, tzinfo=STOCKHOLM)
PASSWORD = "många små gröna äpplen"
OTHER = "några få blå päron"


@pytest.fixture
def app():
    app = create_app({"TESTING": True, "CLOCK": lambda: NOON})
    app.extensions["rutinlots"].store.leads.add("Maria", PASSWORD, NOON)
    yield app
    app.extensions["rutinlots"].close()


@pytest.fixture
def visitor(app: Flask) -> FlaskClient:
    client = app.test_client()
    send(client, "/logga-in", name="Maria", password=PASSWORD)
    return client


def send(client: FlaskClient, path: str, **form: str):
    token = client.get("/logga-in").text.split('form_token" value="')[1].split('"')[0]
    return client.post(path, data={**form, "form_token": token})


def test_the_page_is_linked_and_changes_the_password(app: Flask, visitor: FlaskClient):
    assert 'href="/losenord"' in visitor.get("/svar").text
    changed = send(visitor, "/losenord", current=PASSWORD, new=OTHER, again=OTHER)
    assert "Nu gäller det nya lösenordet" in changed.text
    assert '<a href="/verkstad">Till verkstaden</a>' in changed.text
    assert visitor.get("/svar").status_code == 200, "the browser in which it was changed stays logged in"
    assert send(app.test_client(), "/logga-in", name="Maria", password=PASSWORD).status_code == 401
    assert send(app.test_client(), "/logga-in", name="Maria", password=OTHER).status_code == 303


@pytest.mark.parametrize(
    ("current", "new", "again", "status", "told"),
    [
        ("fel", OTHER, OTHER, 401, "nuvarande lösenordet stämmer inte"),
        (PASSWORD, OTHER, PASSWORD, 400, "inte likadana"),
        (PASSWORD, "kort", "kort", 400, "för kort"),
        (PASSWORD, "aaaaaaaaaaaa", "aaaaaaaaaaaa", 400, "lätt att gissa"),
        (PASSWORD, OTHER * 40, OTHER * 40, 400, "för långt"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_changes(visitor: FlaskClient, current, new, again, status, told):
    answer = send(visitor, "/losenord", current=current, new=new, again=again)
    assert (answer.status_code, told in answer.text) == (status, True)
    assert send(visitor, "/logga-in", name="Maria", password=PASSWORD).status_code == 303


def test_guessing_the_current_password_is_slowed(visitor: FlaskClient):
    tried = [send(visitor, "/losenord", current=f"gissning {n}", new=OTHER, again=OTHER).status_code for n in range(8)]
    assert 429 in tried


def test_strangers_and_forged_forms_change_nothing(app: Flask, visitor: FlaskClient):
    assert app.test_client().get("/losenord").status_code == 302
    assert visitor.post("/losenord", data={"current": PASSWORD, "new": OTHER, "again": OTHER}).status_code == 400


def test_logging_out_ends_the_handbook_opened_from_freshdesk_too(app: Flask, visitor: FlaskClient):
    state = app.extensions["rutinlots"]
    state.store.tokens.create("Sandra", "agent", NOON)
    [token] = state.store.tokens.all()
    state.authentication._read_at = None
    given = state.authentication.give_session(token, NOON)
    visitor.set_cookie("rutinlots_handbook", given)
    send(visitor, "/logga-ut")
    copy = app.test_client()
    copy.set_cookie("rutinlots_handbook", given)
    assert copy.get("/svar").status_code == 302
    assert visitor.get_cookie("rutinlots_handbook") is None
