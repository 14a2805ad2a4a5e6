"""The pages: asked directly, and open in a browser."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, BrowserContext, Page

from backend.tests.served import served
from rutinlots import create_app
from rutinlots.core.calendar import STOCKHOLM

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


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A new window; what a page writes to its console as an error fails the test."""
    errors: list[str] = []
    window = browser.new_context(
        base_url=address, locale="sv-SE", reduced_motion="reduce", permissions=["clipboard-read", "clipboard-write"]
    )
    window.on("console", lambda message: errors.append(message.text) if message.type in ("error", "warning") else None)
    window.on("weberror", lambda error: errors.append(str(error.error)))
    yield window
    window.close()
    assert errors == []


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
