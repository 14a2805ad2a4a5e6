"""What has an editor and a button to send with and is no mail: it is neither read nor held."""

import pytest
from playwright.sync_api import expect

from e2e.harness.harness import Harness
from e2e.harness.mails import REPLY
from e2e.harness.pages import Overlay, Ticket

from .test_adapter import Questions, about, questions

__all__ = ["questions"]
TICKET = 90104
WORDS = "Vad menar kunden?"

BOX = """([within, host, words]) => {
  const outer = document.querySelector(within).appendChild(document.createElement(host));
  const root = host === 'div' ? outer : outer.attachShadow({mode: 'open'});
  root.innerHTML = `<div style="position: fixed; bottom: 10px; left: 10px; background: white">
    <div contenteditable="true" role="textbox" aria-label="Chatt">${words}</div><button>Skicka</button></div>`;
  globalThis.told = 0;
  root.querySelector('button').addEventListener('click', () => (globalThis.told += 1));
}"""
EDITED = """(item, words) => {
  const editor = Object.assign(document.createElement('div'), {className: 'fr-element fr-view', contentEditable: 'true'});
  editor.setAttribute('role', 'textbox');
  editor.setAttribute('aria-label', 'Chatt');
  editor.textContent = words;
  item.append(editor, Object.assign(document.createElement('button'), {textContent: 'Uppdatera'}));
}"""
PLACES = {
    "another extension's": ("body", "div"),
    "another extension's in a shadow root": ("body", "x-assistant"),
    "the chat between colleagues": (".app-container", "freshconnect-sidebar"),
}


def is_unread(harness: Harness, questions: Questions, ticket: Ticket) -> None:
    """What is written there is in no question, neither at once nor beside a real reply, which is held."""
    page = ticket.page
    page.get_by_role("textbox", name="Chatt").click()
    page.keyboard.type(" Eller hur?")
    ticket.choose("Prioritet", "Hög")
    questions.newest(lambda asked: asked["ticket"]["properties"]["Prioritet"] == "Hög")
    page.get_by_role("button", name="Svara", exact=True).first.click()
    reply = page.get_by_role("textbox", name="Svara", exact=True)
    expect(reply).to_contain_text("Med vänlig hälsning")
    reply.press("Control+a")
    ticket.type(REPLY)
    questions.newest(about("Elnätet är vårt", "write"))
    assert [asked["draft"] for asked in questions.all() if WORDS in asked.get("draft", {}).get("text", "")] == []
    page.locator("#send-and-set").click()
    expect(Overlay(page).dialog.gate).to_be_visible()
    assert harness.mock.sent == []


@pytest.mark.parametrize(
    "place",
    [pytest.param(place, id=name, marks=[pytest.mark.soak] * (place[1] == "div")) for name, place in PLACES.items()],
)
def test_a_box_that_is_no_mail_is_neither_read_nor_held(harness: Harness, questions: Questions, place: tuple[str, str]) -> None:
    harness.mock.set_properties(TICKET, {"Typ": "Fråga", "Interna kategorier": "Avtal"})
    page = harness.open(TICKET)
    expect(Overlay(page).suggestions).to_be_visible()
    page.evaluate(BOX, [*place, WORDS])
    page.get_by_role("textbox", name="Chatt").locator("+ button").click()
    page.wait_for_function("globalThis.told === 1")
    expect(Overlay(page).dialog.box).to_have_count(0)
    is_unread(harness, questions, Ticket(page))


def test_nor_is_a_note_of_the_thread_that_is_put_right(harness: Harness, questions: Questions) -> None:
    harness.mock.add_message(TICKET, "Ringde kunden.", kind="note")
    page = harness.open(TICKET)
    expect(Overlay(page).suggestions).to_be_visible()
    page.locator("[data-test-id='conversation-wrapper']").last.evaluate(EDITED, WORDS)
    is_unread(harness, questions, Ticket(page))


@pytest.mark.parametrize("path", ["/a/tickets/filters/all_tickets", "/a/dashboard"])
def test_where_no_mails_are_written_it_is_sent_by_its_own_button_too(harness: Harness, path: str) -> None:
    page = harness.go(path, ".app-container")
    page.locator("html > rutinlots-overlay").wait_for(state="attached")
    for within, host in (PLACES["another extension's"], (".app-container", "div")):
        page.evaluate(BOX, [within, host, WORDS])
        page.get_by_role("textbox", name="Chatt").locator("+ button").click()
        page.wait_for_function("globalThis.told === 1")
        expect(Overlay(page).dialog.box, within).to_have_count(0)
        page.locator(within).locator("> div").last.evaluate("box => box.remove()")
        expect(page.get_by_role("textbox", name="Chatt")).to_have_count(0)
