"""The stage: an app whose visitors have a world each."""

import re
from collections.abc import Iterator
from datetime import datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, BrowserContext, Page

from backend.tests.served import served
from e2e.harness.browser import draw_a_corner
from rutinlots import create_app
from rutinlots.core.calendar import STOCKHOLM

MORNING = datetime(2026, 3, 10, 9, 30, tzinfo=STOCKHOLM)


class Visitor:
    """A browser that has opened the list of scenarios."""

    def __init__(self, app: Flask) -> None:
        self.client: FlaskClient = app.test_client()
        self.token = re.search(r'name="form_token" value="([^"]+)"', self.client.get("/ovning").text)[1]

    def post(self, path: str, **form: str):
        return self.client.post(path, data={"form_token": self.token, **form})

    def begin(self, scenario: str, tips: str = "utan") -> int:
        """The number of the scenario's ticket."""
        answer = self.post(f"/ovning/scenario/{scenario}/borja", tips=tips)
        assert answer.status_code == 303
        assert self.client.get(answer.location).status_code == 200  # as the page sets its session
        return int(answer.location.rsplit("/", 1)[1])

    def ticket(self, number: int):
        return self.client.get(f"/ovning/api/_/tickets/{number}")

    def send(self, number: int, body: str, kind: str = "reply", **form: object) -> None:
        token = self.client.get("/ovning/api/_/bootstrap/me").json["meta"]["csrf_token"]
        usual = {
            "to_emails": [self.ticket(number).json["requester"]["email"]],
            "cc_emails": [],
            "bcc_emails": [],
            "set_status": "Avslutad",
            "properties": {"type": "Fråga", "category": "Faktura"},
        }
        path = f"/ovning/api/_/tickets/{number}/{kind}"
        answer = self.client.post(path, json={**usual, "body": body, **form}, headers={"X-CSRF-Token": token})
        assert answer.status_code == 201

    def note(self, kind: str, number: int) -> None:
        event = {"id": "6b0ff4a7-34ff-4a39-8c1c-6a1f9f0c8d10", "at": "2026-03-10T09:30:00Z", "kind": kind, "ticket": number}
        assert self.client.post("/ovning/rutinlots/events", json={"events": [event]}).status_code == 200

    def gate(self, number: int) -> str:
        """What is to be logged for a plain reply now."""
        mail = {"direction": "in", "from": {"name": "Anna", "email": "anna@example.com"}, "text": "Hur får jag e-faktura? /Anna"}
        question = {
            "moment": "send",
            "ticket": {"id": number, "requester": mail["from"], "conversation": [mail]},
            "draft": {"kind": "reply", "to": ["anna@example.com"], "text": "Hej Anna,\n\nTack!"},
        }
        answer = self.client.post("/ovning/rutinlots/checks", json=question)
        assert answer.status_code == 200
        return answer.json["gate"]["situation"]

    def result(self) -> str:
        """The words of the page that says how it went."""
        page = self.client.get("/ovning/resultat")
        assert page.status_code == 200
        return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())


@pytest.fixture
def app() -> Flask:
    return create_app({"TESTING": True, "CLOCK": lambda: MORNING})


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    return Visitor(app)


@pytest.fixture
def another(app: Flask) -> Visitor:
    return Visitor(app)


@pytest.fixture
def window(browser: Browser, app: Flask) -> Iterator[BrowserContext]:
    """A new window; an error in one of its pages fails the test."""
    with served(app) as address:
        window = browser.new_context(base_url=address, locale="sv-SE", viewport={"width": 1440, "height": 900})
        errors: list[str] = []
        window.on("weberror", lambda error: errors.append(str(error.error)))
        yield window
        window.close()
    assert errors == []


@pytest.fixture
def page(window: BrowserContext) -> Page:
    opened = window.new_page()
    draw_a_corner(opened)
    return opened


def violations(page: Page, part: str | None = None) -> list[str]:
    """The rules of accessibility that the page breaks, or the part of it."""
    return [each["id"] for each in Axe().run(page, context=part).response["violations"]]
