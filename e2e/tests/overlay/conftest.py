from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from .page import OverlayPage, overlay_page


@pytest.fixture(scope="package")
def opened(browser: Browser) -> Iterator[OverlayPage]:
    with overlay_page(browser) as shown:
        yield shown


@pytest.fixture
def overlay(opened: OverlayPage) -> Iterator[OverlayPage]:
    """An overlay that has shown nothing yet. A page error fails the test."""
    opened.reset()
    yield opened
    assert opened.errors == []


@pytest.fixture
def page(overlay: OverlayPage) -> Page:
    return overlay.page
