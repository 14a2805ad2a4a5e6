"""Underlined words and the card beside them, with the extension: what is written, put otherwise or selected meanwhile."""

from collections.abc import Callable

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
AROUND = """(editor, {from, to}) => {
  const words = document.createTreeWalker(editor, NodeFilter.SHOW_TEXT);
  while (words.nextNode() && !words.currentNode.data.startsWith('Hej! Tack'));
  getSelection().setBaseAndExtent(words.currentNode, from, words.currentNode, to);
}"""
FONTS = """editor => {
  const words = document.createTreeWalker(editor, NodeFilter.SHOW_TEXT);
  const all = [];
  while (words.nextNode()) all.push(words.currentNode);
  for (const one of all) {
    const font = document.createElement('font');
    one.replaceWith(font);
    font.append(one.data);
  }
}"""
ANEW = "editor => { editor.innerHTML = editor.innerHTML; }"
OTHER = """editor => {
  const other = editor.cloneNode(true);
  editor.replaceWith(other);
}"""


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


def test_no_card_is_in_the_way_of_selecting_and_one_that_is_open_meanwhile_puts_right_what_is_wrong_then(
    reply: tuple[Ticket, Overlay],
) -> None:
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

    page.mouse.move(at["right"] + 40, at["y"])
    page.mouse.move(at["left"] + 5, at["y"])
    card(overlay).get_by_role("heading").hover()
    page.keyboard.press("Control+Home")
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    page.keyboard.type(" och [namn]")
    expect(overlay.finding("Något är inte ifyllt")).to_be_visible()
    card(overlay).get_by_role("button", name=FIX).click()
    expect(ticket.editor).not_to_contain_text("Hej!")
    assert [line for line in ticket.text().splitlines() if line][:2] == ["Hej Björn och [namn],", "Tack för ditt mejl."]


def in_bold(ticket: Ticket) -> None:
    ticket.editor.evaluate(AROUND, {"from": 1, "to": 3})
    ticket.page.keyboard.press("Control+b")


def in_a_list(ticket: Ticket) -> None:
    ticket.editor.evaluate(AROUND, {"from": 2, "to": 2})
    ticket.page.get_by_role("button", name="Punktlista").click()


def by_a_translator(ticket: Ticket) -> None:
    ticket.editor.evaluate(FONTS)


def anew_by_the_page(ticket: Ticket) -> None:
    ticket.editor.evaluate(ANEW)


def in_another_editor(ticket: Ticket) -> None:
    ticket.editor.evaluate(OTHER)


@pytest.mark.parametrize(
    "put",
    [
        in_bold,
        pytest.param(in_a_list, marks=pytest.mark.soak),
        pytest.param(by_a_translator, marks=pytest.mark.soak),
        pytest.param(anew_by_the_page, marks=pytest.mark.soak),
        in_another_editor,
    ],
)
def test_what_is_underlined_stays_so_when_the_same_words_are_put_otherwise(
    reply: tuple[Ticket, Overlay], put: Callable[[Ticket], None]
) -> None:
    ticket, _ = reply
    before = ticket.text().split()
    ticket.page.evaluate("getSelection().removeAllRanges()")
    put(ticket)
    assert ticket.text().split() == before
    ticket.page.wait_for_function(f"() => {{ const at = ({MARKED})(); return at && at.right > at.left; }}")
