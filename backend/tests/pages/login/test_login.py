"""Who may see the pages: everybody at their own machine, until a team leader is added; then those who log in."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.profiles import RFC_9106_LOW_MEMORY
from flask import Flask
from flask.testing import FlaskClient

from rutinlots import create_app, rule_loader
from rutinlots.core.calendar import STOCKHOLM
from rutinlots.core.rules import Rules

NOON = datetime(2026, 3, 10, 12, tzinfo=STOCKHOLM)
PASSWORD = "många små gröna äpplen"


class Clock:
    now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture(autouse=True)
def rules_are_read_once(rules: Rules, monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests are not about them."""
    monkeypatch.setattr(rule_loader, "load", lambda folder: rules)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def guarded(clock: Clock) -> Iterator[Flask]:
    """An app with a team leader."""
    app = create_app({"TESTING": True, "CLOCK": clock})
    store = app.extensions["rutinlots"].store
    store.leads.add("Maria", PASSWORD, NOON)
    yield app
    app.extensions["rutinlots"].close()


@pytest.fixture
def visitor(guarded: Flask) -> FlaskClient:
    return guarded.test_client()


def token(client: FlaskClient) -> str:
    return re.search(r'name="form_token" value="(\w+)"', client.get("/logga-in").text)[1]


def log_in(client: FlaskClient, name: str = "Maria", password: str = PASSWORD, till: str = "/svar", **how):
    form = {"name": name, "password": password, "till": till, "form_token": token(client)}
    return client.post("/logga-in", data=form, **how)


def test_at_ones_own_machine_without_a_team_leader_nobody_is_asked(client: FlaskClient):
    assert client.get("/handbok").status_code == 200


@pytest.mark.parametrize("path", ["/", "/handbok", "/handbok/kundmail", "/svar", "/tackning", "/regler", "/prova"])
def test_with_a_team_leader_every_page_asks(visitor: FlaskClient, path: str):
    response = visitor.get(path)
    assert (response.status_code, response.headers["Location"].split("?")[0]) == (302, "/logga-in")


def test_away_from_ones_own_machine_the_pages_ask_and_say_how_to_add_somebody(tmp_path):
    app = create_app({"DATA": tmp_path, "DATABASE_URL": None, "HOST": "0.0.0.0", "HOSTS": ("rutiner.example",)})
    client = app.test_client()
    assert client.get("/handbok", base_url="http://rutiner.example").status_code == 302
    assert "rutinlots lead add" in client.get("/logga-in", base_url="http://rutiner.example").text
    app.extensions["rutinlots"].close()


def test_name_and_password_lead_to_the_page_that_was_asked_for(visitor: FlaskClient):
    response = log_in(visitor)
    assert (response.status_code, response.headers["Location"]) == (303, "/svar")
    page = visitor.get("/svar")
    assert page.status_code == 200
    assert "Inloggad som Maria" in page.text
    assert page.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("name", "password"), [("Maria", "fel lösenord"), ("Ingen", PASSWORD), ("", ""), ("Maria", "\ud800")])
def test_a_wrong_name_or_password_is_told_in_the_same_words(visitor: FlaskClient, name: str, password: str):
    response = log_in(visitor, name, password.encode("utf-8", "replace").decode())
    assert response.status_code == 401
    assert "hör inte ihop" in response.text
    assert visitor.get("/svar").status_code == 302


def test_the_cookie_is_for_this_server_and_no_script(visitor: FlaskClient):
    cookie = next(each for each in log_in(visitor).headers.getlist("Set-Cookie") if "session" in each)
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie


def test_over_https_the_cookie_goes_over_https_only(visitor: FlaskClient):
    visitor.get("/logga-in", base_url="https://localhost")
    page = visitor.get("/logga-in", base_url="https://localhost").text
    form = {"name": "Maria", "password": PASSWORD, "form_token": re.search(r'form_token" value="(\w+)"', page)[1]}
    cookies = visitor.post("/logga-in", data=form, base_url="https://localhost").headers.getlist("Set-Cookie")
    assert any("session" in each and "Secure" in each for each in cookies)


@pytest.mark.parametrize("sent", ["", "0" * 64, "å"])
def test_a_form_that_is_not_ours_is_refused(visitor: FlaskClient, sent: str):
    token(visitor)
    form = {"name": "Maria", "password": PASSWORD, "form_token": sent}
    assert visitor.post("/logga-in", data=form).status_code == 400
    log_in(visitor)
    assert visitor.post("/logga-ut", data={"form_token": sent}).status_code == 400
    assert visitor.get("/svar").status_code == 200


def test_without_its_cookie_a_form_is_refused(guarded: Flask, visitor: FlaskClient):
    form = {"name": "Maria", "password": PASSWORD, "form_token": token(visitor)}
    assert guarded.test_client().post("/logga-in", data=form).status_code == 400


@pytest.mark.parametrize("till", ["//evil.example", "https://evil.example", "/\\evil.example", "", "/\t/evil.example"])
def test_logging_in_leads_nowhere_else(visitor: FlaskClient, till: str):
    assert log_in(visitor, till=till).headers["Location"] == "/"


def test_guessing_is_slowed(visitor: FlaskClient):
    statuses = [log_in(visitor, password="gissning nummer " + str(n)).status_code for n in range(6)]
    assert statuses == [401] * 5 + [429]
    slowed = log_in(visitor)
    assert slowed.status_code == 429
    assert int(slowed.headers["Retry-After"]) <= 31


def test_logging_out_ends_the_session_for_every_copy_of_the_cookie(guarded: Flask, visitor: FlaskClient):
    log_in(visitor)
    copy = visitor.get_cookie("rutinlots_session").value
    assert visitor.post("/logga-ut", data={"form_token": token(visitor)}).status_code == 303
    other = guarded.test_client()
    other.set_cookie("rutinlots_session", copy)
    assert other.get("/svar").status_code == 302


def test_a_session_ends_with_the_working_day(visitor: FlaskClient, clock: Clock):
    log_in(visitor)
    for half_hours in range(24):
        clock.now = NOON + timedelta(minutes=30 * half_hours)
        assert visitor.get("/svar").status_code == 200
    clock.now = NOON + timedelta(hours=12, minutes=1)
    assert visitor.get("/svar").status_code == 302


def test_whoever_is_removed_is_out_at_once(guarded: Flask, visitor: FlaskClient):
    leads = guarded.extensions["rutinlots"].store.leads
    leads.add("Sandra", PASSWORD, NOON)
    log_in(visitor, "Sandra")
    assert leads.remove("Sandra", NOON)
    assert visitor.get("/svar").status_code == 302


def test_a_guide_is_not_filled_for_strangers(visitor: FlaskClient):
    assert visitor.post("/handbok/guide/kravgruppen", json={"values": {}}).status_code == 401


def test_the_extension_and_the_probes_are_not_asked_to_log_in(visitor: FlaskClient):
    assert {visitor.get(path).status_code for path in ("/api/v1/pack", "/healthz", "/readyz")} == {200}
    with visitor.get("/static/pages.css") as style:
        assert style.status_code == 200


def test_only_a_slow_hash_of_the_password_is_kept(guarded: Flask):
    with guarded.extensions["rutinlots"].store._database.read() as connection:
        kept = connection.exec_driver_sql("SELECT hash FROM leads").scalar_one()
    assert kept.startswith("$argon2id$")
    assert PASSWORD not in kept


def test_passwords_are_hashed_as_slowly_as_argon2s_standard_recommends(product_hasher: PasswordHasher):
    assert extract_parameters(product_hasher.hash("x")) == RFC_9106_LOW_MEMORY


@pytest.mark.parametrize(("name", "password"), [("", PASSWORD), ("a\nb", PASSWORD), ("Sandra", "kort"), ("Maria", PASSWORD)])
def test_a_name_or_password_that_cannot_be_is_refused(guarded: Flask, name: str, password: str):
    with pytest.raises(ValueError, match=r"name|password|there already"):
        guarded.extensions["rutinlots"].store.leads.add(name, password, NOON)


def test_while_somebody_elses_password_is_tried_a_login_is_told_to_come_back_and_tries_nothing(
    guarded: Flask, visitor: FlaskClient, monkeypatch: pytest.MonkeyPatch
):
    tried = []
    monkeypatch.setattr(guarded.extensions["rutinlots"].store.leads, "log_in", lambda *_: tried.append(1))
    log_in(visitor)
    assert tried == [1]
    with guarded.extensions["rutinlots.login_limits"].attempt("192.0.2.1", "Sandra", "", NOON):
        busy = log_in(visitor)
    assert (busy.status_code, busy.headers["Retry-After"], tried) == (429, "1", [1])
    assert "Vänta" in busy.text
