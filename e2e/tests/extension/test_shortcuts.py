"""The keyboard shortcuts, from the browser's command to what happens on the page."""

import json

import pytest
from playwright.sync_api import Page, expect

from e2e.harness.harness import EXTENSION, Harness
from e2e.harness.pages import Overlay, Ticket

COMMANDS = json.loads((EXTENSION / "manifest.json").read_text("utf-8"))["commands"]


def press(harness: Harness, command: str) -> None:
    """What the browser tells the extension's worker when the shortcut is pressed in the tab in front."""
    harness.worker.evaluate(
        """async command => {
          const [tab] = await chrome.tabs.query({active: true, lastFocusedWindow: true});
          chrome.commands.onCommand.dispatch(command, tab);
        }""",
        command,
    )


@pytest.fixture
def page(harness: Harness) -> Page:
    page = harness.open(90103)
    page.bring_to_front()
    Ticket(page).reply()
    expect(Overlay(page).finding("Hälsningen")).to_be_visible()
    return page


def test_shortcuts_lead_to_the_panel_and_back_insert_a_suggestion_and_show_the_log_unsent(harness: Harness, page: Page) -> None:
    Ticket(page).editor.click()
    press(harness, "panel")
    expect(Overlay(page).findings.first).to_be_focused()
    press(harness, "panel")
    expect(Ticket(page).editor).to_be_focused()

    text = Overlay(page).suggestions.get_by_role("listitem").first
    expect(text).to_be_visible()
    before = len(Ticket(page).text())
    press(harness, "insert-suggestion")
    expect(Overlay(page).host.get_by_role("status").first).to_be_attached()
    page.wait_for_function("before => document.querySelector('.fr-element').innerText.length > before + 40", arg=before)

    press(harness, "open-log")
    log = Overlay(page).panel.get_by_role("region", name="Texten till loggen")
    expect(log).to_be_focused()
    expect(log).to_contain_text("MAICCDIS")
    assert harness.mock.sent == []


def test_a_fix_by_shortcut_leaves_the_caret_where_the_agent_writes(harness: Harness, page: Page) -> None:
    ticket = Ticket(page)
    ticket.write("Hej sparkcykel77,\n\nTack för ditt mejl. Jag har")
    expect(Overlay(page).finding("Hälsningen stämmer inte")).to_contain_text("sparkcykel77")

    press(harness, "next-finding")
    expect(Overlay(page).finding("Obligatoriska fält")).to_be_focused()
    press(harness, "next-finding")
    expect(Overlay(page).finding("Hälsningen stämmer inte")).to_be_focused()
    press(harness, "fix-finding")
    expect(ticket.editor).not_to_contain_text("sparkcykel77")
    press(harness, "panel")
    ticket.type(" tittat på det.")

    assert ticket.text().endswith("Tack för ditt mejl. Jag har tittat på det.")


def test_a_fix_leaves_selected_what_the_agent_has_selected(page: Page) -> None:
    ticket = Ticket(page)
    greeting = Overlay(page).finding("Hälsningen stämmer inte")
    for name, left, key, kept in ((77, 0, "Shift+ArrowLeft", "ittat"), (88, 6, "Shift+ArrowRight", "titta")):
        ticket.write(f"Hej sparkcykel{name},\n\nTack för ditt mejl. Jag har tittat")
        expect(greeting).to_contain_text(f"sparkcykel{name}")
        for _ in range(left):
            page.keyboard.press("ArrowLeft")
        for _ in range(5):
            page.keyboard.press(key)
        greeting.get_by_role("button").first.click()
        expect(ticket.editor).not_to_contain_text(f"sparkcykel{name}")
        assert page.evaluate("String(getSelection())") == kept, key

        page.keyboard.press(key)
        assert page.evaluate("String(getSelection())") == "tittat", f"{key}: it grows where it grew before"
        page.keyboard.type("svarat")
        assert ticket.text().endswith("Jag har svarat"), key


def test_no_shortcut_takes_a_key_that_writes_on_a_swedish_keyboard() -> None:
    """AltGr is Ctrl+Alt there, and Shift with Alt or Ctrl alone may change the layout on Windows."""
    for command in COMMANDS.values():
        assert command["description"]
        default = command.get("suggested_key", {}).get("default", "Alt+1")
        assert default.startswith("Alt+")
        assert "Ctrl" not in default
    assert sum("suggested_key" in command for command in COMMANDS.values()) == 4  # the browser takes no more


def test_the_settings_show_the_shortcuts_and_keep_the_look(harness: Harness) -> None:
    options = harness.new_page()
    options.goto(harness.worker.evaluate("chrome.runtime.getURL('pages/options.html')"))

    shortcuts = options.get_by_role("region", name="Kortkommandon")
    for command in COMMANDS.values():
        expect(shortcuts).to_contain_text(command["description"])
    options.get_by_role("radio", name="Alltid mörkt").check()
    options.get_by_role("button", name="Spara").click()
    expect(options.get_by_role("status")).to_contain_text("Sparat")

    page = harness.open(90103)
    expect(Overlay(page).host).to_have_attribute("data-theme", "dark")
