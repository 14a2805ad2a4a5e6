"""Logging in with a browser, which says of a page without referrers that its forms come from nowhere."""

from collections.abc import Iterator
from threading import Thread

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect
from werkzeug.serving import make_server

from backend.tests.pages.conftest import EVENING
from rutinlots import create_app, rule_loader
from rutinlots.core.rules import Rules

PASSWORD = "många små gröna äpplen"


@pytest.fixture
def guarded(rules: Rules, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """An app with a team leader."""
    monkeypatch.setattr(rule_loader, "load", lambda folder: rules)
    app = create_app({"TESTING": True, "CLOCK": lambda: EVENING})
    app.extensions["rutinlots"].store.leads.add("Maria", PASSWORD, EVENING)
    yield app
    app.extensions["rutinlots"].close()


def test_a_browser_logs_in_and_out(guarded: Flask, browser: Browser) -> None:
    server = make_server("127.0.0.1", 0, guarded, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    page = browser.new_page(base_url=f"http://127.0.0.1:{server.server_port}")
    page.goto("/svar")
    page.get_by_label("Namn").fill("Maria")
    page.get_by_label("Lösenord").fill(PASSWORD)

    page.get_by_role("button", name="Logga in").click()
    expect(page.get_by_role("heading", name="Svar", level=1)).to_be_visible()

    page.get_by_role("button", name="Logga ut").click()
    expect(page.get_by_role("heading", name="Logga in")).to_be_visible()
    page.close()
    server.shutdown()
    thread.join()


@pytest.mark.parametrize(
    ("path", "site", "status"),
    [
        ("/logga-in", "same-origin", 400),  # read, and refused for its token
        ("/logga-in", "cross-site", 403),
        ("/logga-in", "same-site", 403),
        ("/logga-in", None, 403),
        ("/api/v1/events", "same-origin", 403),
    ],
)
def test_a_form_from_nowhere_is_read_only_where_the_browser_says_it_is_our_own(client, path: str, site: str | None, status: int):
    headers = {"Origin": "null", **({"Sec-Fetch-Site": site} if site else {})}
    assert client.post(path, headers=headers).status_code == status
