"""What is written key by key: most other tests put whole texts in, which no key tells of."""

from playwright.sync_api import expect

from e2e.harness.harness import Harness
from e2e.harness.pages import Overlay, Ticket

TICKET = 90104
AFTER_FIRST = """editor => {
  const line = [...editor.children].find((one) => one.textContent.startsWith('Först'));
  getSelection().selectAllChildren(line);
  getSelection().collapseToEnd();
}"""


def test_what_is_written_key_by_key_is_judged_held_and_where_it_was_written_a_suggestion_goes_in(harness: Harness) -> None:
    harness.mock.use("optional-fields")
    page = harness.open(TICKET)
    ticket, overlay = Ticket(page), Overlay(page)
    ticket.reply()
    expect(ticket.editor).to_contain_text("Med vänlig hälsning")
    ticket.write("Hej Sparkcykel123,\n\nFörst.\n\nSist.\n\nMed vänlig hälsning,\nSandra")
    ticket.editor.evaluate(AFTER_FIRST)

    page.keyboard.type(" Sedan [datum].")
    page.locator(".page-actions").click(position={"x": 5, "y": 5})  # at once, and the keyboard leaves the editor
    expect(overlay.finding("Något är inte ifyllt")).to_contain_text("[datum]")
    title = overlay.suggestions.get_by_role("listitem").first
    title.get_by_role("button", name="Infoga").click()
    paragraphs = [line for line in ticket.text().splitlines() if line]
    assert paragraphs[1] == "Först. Sedan [datum]."
    assert paragraphs[2] != "Sist."
    assert "Sist." in paragraphs[3:]

    page.get_by_text("Först. Sedan").click()
    page.keyboard.type("x")
    page.keyboard.press("Control+Enter")
    expect(overlay.dialog.finding("Något är inte ifyllt")).to_be_visible()
    assert harness.mock.sent == []
    page.keyboard.press("Escape")
    expect(overlay.dialog.box).to_have_count(0)
    page.keyboard.type("yz")
    expect(ticket.editor).to_contain_text("xyz")
