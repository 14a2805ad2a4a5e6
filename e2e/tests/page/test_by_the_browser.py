"""What the browser itself does to a page: text that is dragged and dropped, a page that is translated or put on paper."""

import pytest
from playwright.sync_api import Page, expect

from e2e.harness.harness import Harness
from e2e.harness.mails import REPLY
from e2e.harness.pages import Overlay, Ticket

FILLED = {"Typ": "Fråga", "Interna kategorier": "Avtal"}
TICKET = 90104
FAULTY = REPLY.replace("själv.", "själv, [kundnummer].")
FIND = """word => {
  const texts = document.createTreeWalker(document.querySelector('.fr-element'), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const [node, at] = [texts.currentNode, texts.currentNode.data.indexOf(word)];
    if (at < 0) continue;
    getSelection().setBaseAndExtent(node, at, node, at + word.length);
    const {left, top, width, height} = getSelection().getRangeAt(0).getBoundingClientRect();
    return [left + width / 2, top + height / 2];
  }
}"""
UNDERLINED = "() => [...CSS.highlights.values()].flatMap(all => [...all]).map(range => range.toString()).join()"
PAPER = "getComputedStyle(document.querySelector('.fr-element'), '::highlight(rutinlots-block)').textDecorationLine"
TRANSLATED = {
    "Svara": "Reply", "Skicka": "Send", "Typ": "Type", "Interna kategorier": "Internal categories", "Fråga": "Question",
    "Avtal": "Contract", "Till:": "To:", "Från:": "From:", "Kundnummer": "Customer number", "Avslutad": "Closed",
    "Skicka och inställt som Avslutad": "Send and set as Closed",
}  # fmt: skip
TRANSLATE = """words => {
  const translate = () => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (texts.nextNode()) found.push(texts.currentNode);
    for (const node of found) {
      if (!node.data.trim() || node.parentElement.closest('font, script, style, textarea')) continue;
      const [outer, inner] = [document.createElement('font'), document.createElement('font')];
      inner.textContent = node.data.replace(node.data.trim(), (text) => words[text] ?? text);
      outer.append(inner);
      node.replaceWith(outer);
    }
  };
  document.documentElement.lang = 'en';
  translate();
  new MutationObserver(translate).observe(document.body, {childList: true, subtree: true});
}"""


@pytest.fixture
def page(harness: Harness) -> Page:
    """A ticket whose required fields are filled."""
    harness.mock.set_properties(TICKET, FILLED)
    return harness.open(TICKET)


def replying(page: Page, text: str) -> tuple[Ticket, Overlay]:
    ticket = Ticket(page)
    page.locator(".editor-placeholder").click()  # whatever language it is in
    expect(ticket.editor).to_contain_text("Med vänlig hälsning")
    ticket.write(text)
    return ticket, Overlay(page)


def test_text_that_is_dragged_and_dropped_is_judged_where_it_lands_and_is_taken_back(page: Page) -> None:
    ticket, overlay = replying(page, FAULTY)
    expect(overlay.finding("Något är inte ifyllt")).to_be_visible()
    assert page.evaluate(PAPER) == "underline"
    page.emulate_media(media="print")
    assert page.evaluate(PAPER) == "none"
    page.emulate_media(media="screen")

    to = page.evaluate(FIND, "kontaktar")
    page.mouse.move(*page.evaluate(FIND, "[kundnummer]"))
    page.mouse.down()
    page.mouse.move(*to, steps=4)
    page.mouse.up()
    expect(ticket.editor).to_contain_text("väljer du själv, .")
    page.wait_for_function(f"({UNDERLINED})() === '[kundnummer]'")
    page.keyboard.press("Control+z")
    expect(ticket.editor).to_contain_text("väljer du själv, [kundnummer].")

    drop(page, "[anläggning]", page.evaluate(FIND, "kontaktar"))
    expect(overlay.finding("Något är inte ifyllt")).to_contain_text("[anläggning]")
    page.wait_for_function(f"({UNDERLINED})() === '[anläggning],[kundnummer]'")


def drop(page: Page, text: str, at: list[float]) -> None:
    """From outside of the window."""
    debugger = page.context.new_cdp_session(page)
    items = {"items": [{"mimeType": "text/plain", "data": text}], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        debugger.send("Input.dispatchDragEvent", {"type": kind, "x": at[0], "y": at[1], "data": items})
    debugger.detach()


def test_a_translated_page_is_read_by_its_structure_and_its_mail_is_judged_logged_and_sent(harness: Harness, page: Page) -> None:
    page.evaluate(TRANSLATE, TRANSLATED)
    ticket, overlay = replying(page, FAULTY)
    expect(overlay.finding("Något är inte ifyllt")).to_be_visible()
    page.wait_for_function(f"({UNDERLINED})() === '[kundnummer]'")
    expect(overlay.finding("Obligatoriska fält är tomma")).to_have_count(0)
    ticket.write(REPLY)
    expect(overlay.panel).to_contain_text("Inget att anmärka på")
    page.get_by_label("Fler sätt att skicka").last.click()
    page.get_by_role("menuitem", name="Send and set as Closed").click()
    overlay.dialog.logged.click()
    [mail] = harness.mock.wait_for_sent()
    assert mail.set_status == "Avslutad"
    assert mail.body_text.split() == REPLY.split()
