"""Freshdesk changes its page: Rutinlots goes on, or says what it can't read. It never looks away in silence."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from e2e.drift.__main__ import mutants, run
from e2e.freshdesk.skeleton import Skeleton, read
from e2e.pages import Overlay, Ticket
from e2e.stage import Stage, stage

SAMPLE = [0, 5, 6, 7, 9, 11, 16, 27, 28, 30, 31, 45]  # of seed 1: every way of sending, with and without the API
TICKET = 90103


@pytest.fixture(scope="module")
def other_stage() -> Iterator[Stage]:
    """A browser of its own, for its pages are mutated for good."""
    with stage() as play:
        yield play


def test_no_mutant_of_the_page_is_passed_over_in_silence(other_stage: Stage) -> None:
    wanted = [mutant for mutant in mutants(max(SAMPLE) + 1, seed=1) if mutant.number in SAMPLE]
    judged = list(run(other_stage, sorted(wanted, key=lambda mutant: mutant.api)))
    assert len(judged) == len(SAMPLE)
    assert {mutant.way for mutant in judged} == {"click", "Enter", "Control+Enter", "menu"}
    assert [(mutant.number, mutant.why, mutant.changes) for mutant in judged if mutant.outcome == "silent"] == []


UNNAMED = """() => {
  for (const element of document.querySelectorAll('.ticket-editor, .rich-editor, .ticket-editor *')) {
    if (element.closest('.fr-element')) continue;
    for (const {name} of [...element.attributes]) if (/^(class|id|data-)/.test(name)) element.removeAttribute(name);
  }
}"""
NEAR_MISSES = ["Fet", "Kursiv", "Bifoga", "Svarsmallar", "Fler sätt att skicka", "Hemlig kopia"]


@pytest.mark.parametrize("names", ["known", "none"])
def test_what_does_not_send_is_left_alone(play: Stage, names: str) -> None:
    page = play.open(TICKET)
    ticket, overlay = Ticket(page), Overlay(page)
    ticket.reply()
    expect(ticket.editor).to_contain_text("Med vänlig hälsning")
    editor = page.get_by_role("textbox", name="Svara", exact=True)
    if names == "none":
        page.evaluate(UNNAMED)
    editor.click()
    page.evaluate("() => addEventListener('click', (event) => { globalThis.stopped = event.defaultPrevented; })")
    for label in NEAR_MISSES:
        page.get_by_role("button", name=label, exact=True).last.evaluate("button => button.click()")
        assert page.evaluate("() => stopped") is False, label
        expect(overlay.dialog.box).to_be_hidden()
    page.get_by_role("button", name="Infoga", exact=False).first.evaluate("button => button.click()")
    page.locator(".ticket-details-submit").evaluate("button => { button.disabled = false; button.click(); }")
    expect(page.get_by_text("Egenskaperna har uppdaterats")).to_be_visible()
    page.get_by_role("button", name="Kasta utkast").evaluate("button => button.click()")
    expect(editor).to_have_count(0)
    expect(overlay.dialog.box).to_be_hidden()
    assert play.mock.sent == []


def test_a_composer_without_a_single_known_name_is_held_all_the_same(play: Stage) -> None:
    page = play.open(TICKET)
    ticket, overlay = Ticket(page), Overlay(page)
    ticket.reply()
    expect(ticket.editor).to_contain_text("Med vänlig hälsning")
    page.evaluate(UNNAMED)
    page.get_by_role("button", name="Skicka", exact=True).click()
    expect(overlay.dialog.gate).to_be_visible()
    assert play.mock.sent == []


def test_a_send_button_that_cannot_be_known_is_said_and_so_is_the_mail_that_slipped_by(play: Stage) -> None:
    play.mock.set_properties(TICKET, {"Typ": "Fråga", "Interna kategorier": "Faktura"})
    page = play.open(TICKET)
    ticket, overlay = Ticket(page), Overlay(page)
    ticket.reply()
    expect(ticket.editor).to_contain_text("Med vänlig hälsning")
    page.evaluate(UNNAMED)
    page.get_by_role("button", name="Skicka", exact=True).evaluate("button => { button.firstChild.data = 'Iväg'; }")
    expect(overlay.panel).to_contain_text("knappen Skicka")
    page.get_by_role("button", name="Iväg", exact=True).click()
    play.mock.wait_for_sent()
    expect(overlay.toast).to_contain_text("utan att kontrolleras")


def test_a_draft_that_is_thrown_away_has_not_slipped_by(play: Stage) -> None:
    page = play.open(TICKET)
    ticket, overlay = Ticket(page), Overlay(page)
    ticket.reply()
    expect(ticket.editor).to_contain_text("Med vänlig hälsning")
    ticket.write("Hej Anna,\n\nTack för att du kontaktar oss om din faktura.")
    expect(overlay.finding("Ellevios signatur saknas")).to_be_visible()
    page.get_by_role("button", name="Kasta utkast").click()
    expect(overlay.finding("Ellevios signatur saknas")).to_be_hidden()
    expect(overlay.toast).to_have_count(0)


CANARY = """() => {
  const word = 'Kanariefågel';
  const walk = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.localName === 'rutinlots-overlay') continue;
      for (const {name} of [...element.attributes]) {
        if (/^(?:title|alt|value|placeholder|href|aria-label|data-.*|name|style)$/.test(name)) element.setAttribute(name, word);
      }
      element.setAttribute('data-own', word);
      element.setAttribute('onmouseenter', `// ${word}`);
      for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) node.data = word;
      if (element.shadowRoot) walk(element.shadowRoot);
    }
    for (const mail of root.querySelectorAll('.fr-element, .text__content')) mail.firstElementChild.className = word;
  };
  document.querySelector('.fr-element').append(Object.assign(document.createElement('p'), {id: 'Kanariefågel'}));
  walk(document.body);
}"""


def report(overlay: Overlay) -> str:
    overlay.panel.get_by_role("button", name="Rapportera sidan").click()
    return overlay.panel.get_by_role("group", name="Sidans uppbyggnad").inner_text()


@pytest.mark.parametrize("variants", ["classic", "shadow"])
def test_a_report_of_the_page_holds_no_word_of_it(play: Stage, variants: str) -> None:
    play.mock.use(*variants.split())
    page = play.open(TICKET)
    ticket, overlay = Ticket(page), Overlay(page)
    ticket.reply()
    expect(ticket.editor).to_contain_text("Med vänlig hälsning")
    page.evaluate("() => document.querySelector('.fr-element').removeAttribute('contenteditable')")
    expect(overlay.panel).to_contain_text("svarsrutan")
    page.evaluate(CANARY)
    told = report(overlay)
    assert "kanarie" not in told.lower()
    assert str(TICKET) not in told
    assert "reply-btn-wrapper" in told
    assert "send-and-set" in told
    assert ("shadowrootmode" in told) is (variants == "shadow")


def test_a_reported_page_becomes_one_that_the_adapter_is_tried_on(play: Stage, tmp_path: object) -> None:
    page = play.open(TICKET)
    ticket, overlay = Ticket(page), Overlay(page)
    ticket.reply()
    expect(ticket.editor).to_contain_text("Med vänlig hälsning")
    page.locator("[data-album^=ticket_], .ticket-thread").evaluate_all("parts => parts.forEach((part) => part.replaceChildren())")
    page.locator(".ticket-side").evaluate("side => side.replaceChildren()")
    page.evaluate("() => document.querySelector('.ticket-action__addresses').remove()")
    told: Skeleton = read(report_text(overlay))
    page.route("**/a/tickets/1", lambda route: route.fulfill(body=told.page(), content_type="text/html; charset=utf-8"))
    page.goto(play.url("/a/tickets/1"))
    expect(overlay.panel).to_contain_text("Kan inte läsa sidan")
    expect(overlay.panel).not_to_contain_text("svarsrutan")
    expect(overlay.panel).not_to_contain_text("knappen Skicka")


def report_text(overlay: Overlay) -> str:
    expect(overlay.panel).to_contain_text("mottagarna")
    return report(overlay)
