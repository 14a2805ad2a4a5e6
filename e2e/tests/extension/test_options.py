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


def test_the_connection_is_tried_and_what_is_wrong_is_said(options: Page, harness: Harness) -> None:
    attempt, status = options.get_by_role("button", name="Testa anslutningen"), options.get_by_role("status")
    attempt.click()
    expect(status).to_have_text("Anslutningen fungerar.")
    harness.backend.stop()
    attempt.click()
    expect(status).to_contain_text("Ingen server svarar på adressen.")
    harness.backend.start()
    attempt.click()
    expect(status).to_have_text("Anslutningen fungerar.")
    harness.backend.failing = True
    attempt.click()
    expect(status).to_contain_text("Ingen server svarar på adressen.")


def test_a_saved_address_is_used_by_open_tabs(options: Page, harness: Harness) -> None:
    options.get_by_label("Serverns adress").fill("http://127.0.0.1:9")
    options.get_by_role("button", name="Spara").click()
    expect(options.get_by_role("status")).to_contain_text("Sparat.")
    page = harness.open(90104)
    expect(Overlay(page).panel).to_contain_text("Frånkopplad")
    options.get_by_label("Serverns adress").fill(harness.backend.url)
    options.get_by_role("button", name="Spara").click()
    expect(Overlay(page).suggestions).to_be_visible()


def test_what_cannot_be_used_is_refused_with_a_reason_that_everybody_can_read(options: Page) -> None:
    address, save = options.get_by_label("Serverns adress"), options.get_by_role("button", name="Spara")
    usable = address.input_value()
    reason = options.get_by_text("Adressen ska börja med https://")
    for wrong in ("rutinlots", "http://rutinlots.exempel.se", "ftp://127.0.0.1", ""):
        address.fill(wrong)
        save.click()
        expect(reason, wrong).to_be_visible()
        expect(address, wrong).to_be_focused()
        address.fill(usable)
        save.click()
        expect(reason, wrong).to_be_hidden()
    options.get_by_label("Er Freshdesk").fill("support.exempel.se\nsnedstreck/fel")
    save.click()
    expect(options.get_by_text("snedstreck/fel är ingen domän.")).to_be_visible()

    address.fill("fel")
    save.click()
    expect(reason).to_be_visible()
    for scheme in ("light", "dark"):
        options.emulate_media(color_scheme=scheme)
        assert Axe().run(options).response["violations"] == [], scheme


def test_what_policy_says_after_the_page_has_opened_is_shown_and_what_was_typed_stays(harness: Harness) -> None:
    page = harness.new_page()
    page.add_init_script("chrome.storage.managed.get = () => new Promise((resolve) => { window.decide = resolve; })")
    page.goto(harness.worker.evaluate("chrome.runtime.getURL('pages/options.html')"))
    backend, own = page.get_by_label("Serverns adress"), page.get_by_label("Er Freshdesk")
    expect(backend).not_to_have_value("")
    expect(backend).to_be_enabled()
    own.fill("support.exempel.se")

    page.evaluate("decide({backend: 'https://rutinlots.exempel.se'})")

    expect(backend).to_have_value("https://rutinlots.exempel.se")
    expect(backend).to_be_disabled()
    expect(own).to_have_value("support.exempel.se")
    expect(page.get_by_text("Din organisation har bestämt några av inställningarna.")).to_be_visible()
