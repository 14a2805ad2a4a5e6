"""The card beside an underlined word, with the extension: what is written meanwhile, and text that is selected by mouse."""

import pytest
from playwright.sync_api import Locator, Page, expect

from e2e.harness.harness import Harness
from e2e.harness.pages import Overlay, Ticket

DRAFT = "Hej Björn,\n\nHej! Tack för ditt mejl.\n\nMed vänlig hälsning,\n\nSandra"
FIX = "Ta bort den andra hälsningen"
MARKED = """() => {
  const ranges = [...CSS.highlights.values()].flatMap(highlight => [...highlight]);
  const word = ranges.find(range => range.toString().startsWith('Hej!'))?.getBoundingClientRect();
  return word && {left: word.left, right: word.right, y: (word.top + word.bottom) / 2};
}"""
DRAWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"


@pytest.fixture
def reply(harness: Harness) -> tuple[Ticket, Overlay]:
    """A reply with a second greeting, which is underlined."""
    page = harness.open(90104)
    ticket, overlay = Ticket(page), Overlay(page)
    ticket.reply()
    expect(ticket.editor).to_contain_text("Med vänlig hälsning")
    ticket.write(DRAFT)
    page.wait_for_function(MARKED)
    return ticket, overlay


def card(overlay: Overlay) -> Locator:
    return overlay.host.get_by_role("region", name="Om den understrukna texten: Två hälsningar")


def word(page: Page) -> dict[str, float]:
    """Where the underlined word is."""
    return page.evaluate(MARKED)


def test_a_card_that_is_open_while_the_agent_writes_puts_right_what_is_wrong_then(reply: tuple[Ticket, Overlay]) -> None:
    ticket, overlay = reply
    page = ticket.page
    page.mouse.move(word(page)["left"] + 5, word(page)["y"])
    card(overlay).get_by_role("heading").hover()
    page.keyboard.press("Control+Home")
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    page.keyboard.type(" och [namn]")
    expect(overlay.finding("Något är inte ifyllt")).to_be_visible()
    card(overlay).get_by_role("button", name=FIX).click()
    expect(ticket.editor).not_to_contain_text("Hej!")
    assert [line for line in ticket.text().splitlines() if line][:2] == ["Hej Björn och [namn],", "Tack för ditt mejl."]


def test_text_is_selected_across_an_underlined_word_without_a_card_in_the_way(reply: tuple[Ticket, Overlay]) -> None:
    ticket, overlay = reply
    page = ticket.page
    at = word(page)
    page.mouse.move(at["right"] + 40, at["y"])
    page.mouse.down()
    page.mouse.move(at["left"] + 5, at["y"], steps=4)
    page.evaluate(DRAWN)
    page.mouse.move(at["left"] + 1, at["y"])
    page.mouse.up()
    page.evaluate(DRAWN)
    assert card(overlay).count() == 0
    assert page.evaluate("getSelection().toString()").startswith("Hej! Tack")
