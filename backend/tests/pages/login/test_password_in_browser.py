"""Logging in and changing the password, as a lead does it in a browser."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from backend.tests.pages.test_in_browser import RULES
from backend.tests.served import served
from rutinlots import create_app
from rutinlots.app_state import now

PASSWORD = "många små gröna äpplen"
OTHER = "några få blå päron"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on a server with a lead."""
    app = create_app({"TESTING": True})
    app.extensions["rutinlots"].store.leads.add("Maria", PASSWORD, now())
    with served(app) as address:
        window = browser.new_context(base_url=address, locale="sv-SE")
        yield window.new_page()
        window.close()
    app.extensions["rutinlots"].close()


def test_a_lead_logs_in_changes_the_password_and_logs_out(page: Page) -> None:
    page.goto("/svar")
    page.get_by_label("Namn").fill("Maria")
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in").click()
    page.get_by_role("link", name="Byt lösenord").click()
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in found] == []

    page.get_by_label("Nuvarande lösenord").fill(PASSWORD)
    page.get_by_label("Nytt lösenord", exact=True).fill(OTHER)
    page.get_by_label("Nytt lösenord igen").fill(OTHER)
    page.get_by_role("button", name="Byt lösenord").click()
    expect(page.get_by_role("status")).to_contain_text("Nu gäller det nya lösenordet")

    page.get_by_role("button", name="Logga ut").click()
    expect(page.get_by_role("heading", name="Logga in")).to_be_visible()
