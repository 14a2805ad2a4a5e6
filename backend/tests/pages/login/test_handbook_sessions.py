"""Agents read the handbook without a password: their extension, which has a token, opens it for the browser it runs in."""

import hmac
import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from rutinlots import create_app, rule_loader
from rutinlots.core.calendar import STOCKHOLM
from rutinlots.core.rules import Rules
from rutinlots.store import StoreError
from rutinlots.web import authentication

NOON = datetime(2026, 3, 10, 12, tzinfo=STOCKHOLM)
COOKIE = "rutinlots_handbook"
FOR_AGENTS = ["/", "/handbok", "/handbok/kundmail", "/svar", "/tackning"]


class Clock:
    now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(rules: Rules, clock: Clock, tmp_path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """In team use: there is a team leader who logs in."""
    monkeypatch.setattr(rule_loader, "load", lambda folder: rules)
    monkeypatch.setattr(authentication, "_FRESH_S", 0.0)
    app = create_app({"DATA": tmp_path, "DATABASE_URL": None, "HOST": "127.0.0.1", "HOSTS": (), "CLOCK": clock})
    app.extensions["rutinlots"].store.leads.add("Maria", "många små gröna äpplen", NOON)
    yield app
    app.extensions["rutinlots"].close()


@pytest.fixture
def opened(app: Flask) -> Callable[[str], FlaskClient]:
    """A browser in which the extension of somebody with such a token has opened the handbook."""

    def open_with(role: str) -> FlaskClient:
        secret = app.extensions["rutinlots"].store.tokens.create("Sandra", role, NOON)
        client = app.test_client()
        answer = client.post("/api/v1/handbook-sessions", headers={"Authorization": f"Bearer {secret}"})
        assert (answer.status_code, answer.data) == (204, b"")
        return client

    return open_with


@pytest.mark.parametrize("path", FOR_AGENTS)
def test_an_agents_browser_reads_without_a_password(opened, path: str):
    page = opened("agent").get(path)
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"


def test_an_agents_browser_fills_a_guide_in(opened):
    assert opened("agent").post("/handbok/guide/kravgruppen", json={"values": {}}).status_code == 200


def test_how_the_rules_stand_is_for_team_leaders(opened):
    assert opened("agent").get("/regler").status_code == 302
    assert opened("agent").get("/prova").status_code == 302
    assert opened("agent").get("/statistik").status_code == 302
    assert opened("agent").get("/statistik/mejl.csv").status_code == 302
    assert opened("lead").get("/regler").status_code == 200
    assert opened("lead").get("/prova").status_code == 200


def test_a_pass_opens_pages_and_nothing_of_the_api(opened):
    client = opened("agent")
    assert client.get("/api/v1/pack").status_code == 401
    assert client.post("/api/v1/checks", json={"moment": "list"}).status_code == 401
    assert client.get("/metrics").status_code == 401


def test_without_a_token_there_is_no_pass(app: Flask):
    app.extensions["rutinlots"].store.tokens.create("Sandra", "agent", NOON)
    for headers in ({}, {"Authorization": "Bearer wrong"}):
        refused = app.test_client().post("/api/v1/handbook-sessions", headers=headers)
        assert (refused.status_code, "Set-Cookie" in refused.headers) == (401, False)


def test_where_no_token_was_made_nothing_is_set(app: Flask):
    answer = app.test_client().post("/api/v1/handbook-sessions")
    assert (answer.status_code, "Set-Cookie" in answer.headers) == (204, False)


def test_no_web_page_gets_a_pass(opened, app: Flask):
    opened("agent")
    secret = app.extensions["rutinlots"].store.tokens.create("Maria", "agent", NOON)
    headers = {"Authorization": f"Bearer {secret}", "Origin": "https://evil.example"}
    assert app.test_client().post("/api/v1/handbook-sessions", headers=headers).status_code == 403


def test_the_cookie_is_for_no_script_and_no_other_sites_page(app: Flask):
    secret = app.extensions["rutinlots"].store.tokens.create("Sandra", "agent", NOON)
    answer = app.test_client().post("/api/v1/handbook-sessions", headers={"Authorization": f"Bearer {secret}"})
    [cookie] = answer.headers.getlist("Set-Cookie")
    assert secret not in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Max-Age=43200" in cookie


def test_a_pass_ends_with_the_working_day(opened, clock: Clock):
    client = opened("agent")
    clock.now = NOON + timedelta(hours=11)
    assert client.get("/handbok").status_code == 200
    clock.now = NOON + timedelta(hours=13)
    assert client.get("/handbok").status_code == 302


def test_a_revoked_tokens_pass_is_worthless_at_once(opened, app: Flask):
    client = opened("agent")
    assert app.extensions["rutinlots"].store.tokens.revoke(1, NOON)
    assert client.get("/handbok").status_code == 302


def test_a_pass_works_while_the_database_is_away(opened, app: Flask, monkeypatch: pytest.MonkeyPatch):
    client = opened("agent")
    assert client.get("/handbok").status_code == 200

    def away():
        raise StoreError("The database is away.")

    monkeypatch.setattr(app.extensions["rutinlots"].store.tokens, "all", away)
    monkeypatch.setattr(app.extensions["rutinlots"].store.leads, "all", away)
    assert client.get("/handbok").status_code == 200


def test_a_pass_that_was_changed_is_none(opened):
    client = opened("agent")
    number, until, seal = client.get_cookie(COOKIE).value.split(".")
    turned = seal[:-1] + ("0" if seal[-1] != "0" else "1")
    for forged in (
        f"{number}.{int(until) + 3600}.{seal}",
        f"2.{until}.{seal}",
        f"{number}.{until}.{turned}",
        f"{number}.{until}.",
        f"{number}.{until}.å",
        f"{number}..{seal}",
        f"{number}.{'9' * 3000}.{seal}",
        "²." + until,
        "..",
        "x",
    ):
        client.set_cookie(COOKIE, forged)
        assert client.get("/handbok").status_code == 302, forged


def test_whoever_meets_the_login_is_told_that_agents_need_none(app: Flask):
    assert "öppna handboken från Rutinlots i ett ärende" in app.test_client().get("/logga-in").text


def test_what_is_in_the_database_makes_no_pass(opened, app: Flask, clock: Clock):
    """A pass sealed with the stored hash of a token opened the pages to anyone with a copy of the database."""
    client = opened("lead")
    [token] = app.extensions["rutinlots"].store.tokens.all()
    until = int((NOON + timedelta(hours=1)).timestamp())
    for content in (f"handbook session {token.id} {until}", f"handbook session {token.id} {token.hash} {until}"):
        seal = hmac.new(token.hash.encode(), content.encode(), "sha256").hexdigest()
        client.set_cookie(COOKIE, f"{token.id}.{until}.{seal}")
        assert client.get("/handbok").status_code == 302


def test_no_pass_is_valid_for_longer_than_a_day_however_it_was_sealed(opened, app: Flask, clock: Clock):
    client = opened("agent")
    state = app.extensions["rutinlots"]
    [token] = state.store.tokens.all()
    client.set_cookie(COOKIE, state.authentication.give_session(token, NOON + timedelta(days=365)))
    assert client.get("/handbok").status_code == 302


def test_a_pass_outlives_a_restart_of_the_server(opened, app: Flask, tmp_path, clock: Clock):
    cookie = opened("agent").get_cookie(COOKIE).value
    again = create_app({"DATA": tmp_path, "DATABASE_URL": None, "HOST": "127.0.0.1", "HOSTS": (), "CLOCK": clock})
    client = again.test_client()
    client.set_cookie(COOKIE, cookie)
    assert client.get("/handbok").status_code == 200
    again.extensions["rutinlots"].close()


# What agents may do on pages: fill a guide in, practise, also in a course, log in and out. The password and the logins are a lead's
# own, and these two pages themselves refuse one who hasn't logged in.
PRACTISE = {"begin", "practice_again", "reset_practice", "say_logged", "join_course", "leave_course", "begin_mine"}
BY_AGENTS = {"fill_guide", "log_in", "log_out", *PRACTISE}
OWN = {"change_password", "end_session"}


def test_of_all_that_writes_an_agents_browser_may_do_only_what_is_named_here(app: Flask, opened):
    client = opened("agent")
    pages = [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("pages.")]
    writing = {rule.endpoint.removeprefix("pages."): rule for rule in pages if "POST" in (rule.methods or ())}
    allowed = {name for name, rule in writing.items() if client.post(_filled(rule)).status_code != 401}
    assert allowed == BY_AGENTS | OWN


def _filled(rule: Rule) -> str:
    return re.sub(r"<(\w+:)?\w+>", "1", rule.rule)
