"""The page where the backend's address is set."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from e2e.harness.harness import Harness
from e2e.harness.pages import Overlay


@pytest.fixture
def options(harness: Harness) -> Page:
    page = harness.new_page()
    page.goto(harness.worker.evaluate("chrome.runtime.getURL('pages/options.html')"))
    expect(page.get_by_label("Serverns adress")).to_have_value(harness.backend.url)
    return page


def test_a_backend_that_answers_is_said_to_work(options: Page) -> None:
    options.get_by_role("button", name="Testa anslutningen").click()
    expect(options.get_by_role("status")).to_have_text("Anslutningen fungerar.")


def test_a_backend_that_is_away_is_said_to_be(options: Page, harness: Harness) -> None:
    harness.backend.stop()
    options.get_by_role("button", name="Testa anslutningen").click()
    expect(options.get_by_role("status")).to_contain_text("Ingen server svarar på adressen.")


def test_a_backend_that_is_broken_is_said_to_be_away(options: Page, harness: Harness) -> None:
    harness.backend.failing = True
    options.get_by_role("button", name="Testa anslutningen").click()
    expect(options.get_by_role("status")).to_contain_text("Ingen server svarar på adressen.")


@pytest.mark.parametrize("address", ["rutinlots", "http://rutinlots.exempel.se", "ftp://127.0.0.1", ""])
def test_an_address_that_cannot_be_used_is_refused_with_a_reason(options: Page, address: str) -> None:
    options.get_by_label("Serverns adress").fill(address)
    options.get_by_role("button", name="Spara").click()
    expect(options.get_by_text("Adressen ska börja med https://")).to_be_visible()
    expect(options.get_by_label("Serverns adress")).to_be_focused()


def test_a_domain_that_is_none_is_named(options: Page) -> None:
    options.get_by_label("Er Freshdesk").fill("support.exempel.se\nsnedstreck/fel")
    options.get_by_role("button", name="Spara").click()
    expect(options.get_by_text("snedstreck/fel är ingen domän.")).to_be_visible()


def test_a_saved_address_is_used_by_open_tabs(options: Page, harness: Harness) -> None:
    options.get_by_label("Serverns adress").fill("http://127.0.0.1:9")
    options.get_by_role("button", name="Spara").click()
    expect(options.get_by_role("status")).to_contain_text("Sparat.")
    page = harness.open(90104)
    expect(Overlay(page).panel).to_contain_text("Frånkopplad")
    options.get_by_label("Serverns adress").fill(harness.backend.url)
    options.get_by_role("button", name="Spara").click()
    expect(Overlay(page).suggestions).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_accessible(options: Page, scheme: str) -> None:
    options.emulate_media(color_scheme=scheme)
    options.get_by_label("Serverns adress").fill("fel")
    options.get_by_role("button", name="Spara").click()
    expect(options.get_by_text("Adressen ska börja med https://")).to_be_visible()
    assert Axe().run(options).response["violations"] == []
