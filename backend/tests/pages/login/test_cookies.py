"""Cookies are bound to the host, login pages are in no cache, and logging out empties the browser's."""

import re
from datetime import datetime

import pytest

from rutinlots import create_app
from rutinlots.core.calendar import STOCKHOLM

NOON = datetime(2026, 3, 10, 12, tzinfo=STOCKHOLM)
PASSWORD = "många små gröna äpplen"
HTTPS = {"base_url": "https://localhost"}


@pytest.fixture
def app():
    app = create_app({"TESTING": True, "CLOCK": lambda: NOON})
    app.extensions["rutinlots"].store.leads.add("Maria", PASSWORD, NOON)
    yield app
    app.extensions["rutinlots"].close()


def send(client, path: str, **form: str):
    token = re.search(r'form_token" value="(\w+)"', client.get("/logga-in", **HTTPS).text)[1]
    return client.post(path, data={**form, "form_token": token}, **HTTPS)


def test_over_https_every_cookie_is_bound_to_the_host(app):
    client = app.test_client()
    cookies = client.get("/logga-in", **HTTPS).headers.getlist("Set-Cookie")
    cookies += send(client, "/logga-in", name="Maria", password=PASSWORD).headers.getlist("Set-Cookie")
    assert len(cookies) == 3
    for cookie in cookies:
        assert cookie.startswith("__Host-rutinlots_")
        assert "Secure" in cookie
        assert "Path=/" in cookie
        assert "Domain" not in cookie
    assert client.get("/svar", **HTTPS).status_code == 200


def test_a_cookie_that_another_host_of_the_domain_has_set_is_not_taken(app):
    client = app.test_client()
    send(client, "/logga-in", name="Maria", password=PASSWORD)
    secret = client.get_cookie("__Host-rutinlots_session").value
    other = app.test_client()
    other.set_cookie("rutinlots_session", secret)
    assert other.get("/svar", **HTTPS).status_code == 302


@pytest.mark.parametrize("path", ["/logga-in", "/losenord"])
def test_pages_with_passwords_are_in_no_cache(app, path: str):
    client = app.test_client()
    assert client.get("/logga-in").headers["Cache-Control"] == "no-store"
    refused = send(client, "/logga-in", name="Maria", password="fel")
    assert (refused.status_code, refused.headers["Cache-Control"]) == (401, "no-store")
    send(client, "/logga-in", name="Maria", password=PASSWORD)
    assert client.get(path, **HTTPS).headers["Cache-Control"] == "no-store"


def test_logging_out_clears_the_cache_and_forgets_the_cookies(app):
    client = app.test_client()
    send(client, "/logga-in", name="Maria", password=PASSWORD)
    left = send(client, "/logga-ut")
    assert left.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get_cookie("__Host-rutinlots_session") is None
    assert client.get_cookie("__Host-rutinlots_browser"), "the browser's own tries are no secret and stay"


def test_pages_have_browsers_say_where_their_forms_come_from(app):
    assert app.test_client().get("/logga-in").headers["Referrer-Policy"] == "same-origin"
    assert app.test_client().get("/api/v1/pack").headers["Referrer-Policy"] == "no-referrer"
