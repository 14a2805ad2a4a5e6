"""The pages: asked directly, and open in a browser."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, ViewportSize

from backend.tests.served import served
from e2e.harness.browser import draw_a_corner
from rutinlots import create_app
from rutinlots.core.calendar import STOCKHOLM

STILL = "/static/pages.css"  # of the pages' origin, and does nothing
SIZE = ViewportSize(width=1280, height=720)
EVENING = datetime(2026, 3, 10, 18, 30, tzinfo=STOCKHOLM)


@pytest.fixture(scope="session")
def app() -> Flask:
    return create_app({"TESTING": True, "CLOCK": lambda: EVENING})


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="session")
def address(app: Flask) -> Iterator[str]:
    """Where the pages are served."""
    with served(app) as where:
        yield where


@pytest.fixture(scope="session")
def kept(browser: Browser, address: str) -> Iterator[Page]:
    """One tab for all tests: a window of its own takes a test as long as what it does there."""
    window = browser.new_context(
        base_url=address, locale="sv-SE", reduced_motion="reduce", permissions=["clipboard-read", "clipboard-write"]
    )
    tab = window.new_page()
    draw_a_corner(tab)
    yield tab
    window.close()


@pytest.fixture
def page(kept: Page) -> Iterator[Page]:
    """The kept tab, as new; what a page writes to its console as an error fails the test."""
    errors: list[str] = []

    def told(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not kept.url.endswith(STILL):  # which has no icon
            errors.append(message.text)

    def thrown(error: Error) -> None:
        errors.append(str(error))

    kept.set_viewport_size(SIZE)
    kept.emulate_media(media="screen", color_scheme="light")
    kept.on("console", told)
    kept.on("pageerror", thrown)
    yield kept
    kept.unroute_all()
    kept.goto(STILL)
    kept.evaluate("localStorage.clear(), sessionStorage.clear()")
    kept.context.clear_cookies()
    kept.remove_listener("console", told)
    kept.remove_listener("pageerror", thrown)
    assert errors == []
