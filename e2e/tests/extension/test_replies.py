"""A reply of the company's own, from the panel into the mail."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from e2e.harness.harness import Harness
from e2e.harness.pages import Overlay, Ticket
from rutinlots.core.snippets.texts.reply import canned

HTML = (
    "<p>Så börjar <strong>medgivandet</strong> för [adress]:</p><ul><li>Logga in på <a href='https://bank.example/'>banken</a></li>"
    "<li>Ange [kundnummer]</li></ul><p>Klart.</p>"
)
UNSAFE = (
    "<script>window.ran = 1</script><style>p {color: red}</style><p style='color: red' onclick='window.ran = 1'>Ofarligt"
    "<img src='x:' onerror='window.ran = 1'><a href=' java&#10;script:window.ran=1'>länken</a><iframe srcdoc='x'></iframe></p>"
)


@pytest.fixture
def own_reply(harness: Harness) -> Iterator[None]:
    """A reply of the company's, gone again afterwards."""
    live_rules = harness.backend.app.extensions["rutinlots"].live_rules
    replies = live_rules._replies  # the harness replaces the app's store, which they stay out of
    unsafe = replace(canned(72, "Betalning", "Främmande innehåll", "<p>Ofarligt</p>"), html=UNSAFE)  # not cleaned
    replies.take([canned(71, "Betalning", "Medgivande steg för steg", HTML, ["blankett.pdf"]), unsafe], datetime.now(UTC))
    live_rules.look_at_replies()
    yield
    replies.take([], datetime.now(UTC))
    live_rules.look_at_replies()


@pytest.mark.usefixtures("own_reply")
def test_a_formatted_reply_goes_in_keeps_its_form_and_is_taken_back_as_a_whole(harness: Harness) -> None:
    harness.mock.set_properties(90104, {"Typ": "Fråga", "Interna kategorier": "Avtal"})
    page = harness.open(90104)
    ticket, overlay = Ticket(page), Overlay(page)
    ticket.reply()
    expect(ticket.editor).to_contain_text("Med vänlig hälsning")
    ticket.type("Tack för ditt mejl.")
    before = ticket.text()
    overlay.search("medgivande steg")
    found = overlay.found("Medgivande steg")
    expect(found).to_contain_text("Den här mallen har en bilaga i Freshdesk: blankett.pdf.")

    found.get_by_role("button", name="Infoga").first.click()

    expect(ticket.editor.locator("strong")).to_have_text("medgivandet")
    expect(ticket.editor.locator("li")).to_have_count(2)
    expect(ticket.editor.get_by_role("link", name="banken")).to_have_attribute("href", "https://bank.example/")
    assert page.evaluate("getSelection().toString()") == "[adress]"
    page.keyboard.press("Tab")
    assert page.evaluate("getSelection().toString()") == "[kundnummer]"

    ticket.type("123456")
    expect(ticket.editor).to_contain_text("Ange 123456")

    page.keyboard.press("Control+z")
    expect(ticket.editor).to_contain_text("Ange [kundnummer]")
    page.keyboard.press("Control+z")
    expect(ticket.editor.locator("li")).to_have_count(0)
    assert ticket.text() == before
    page.keyboard.press("Control+z")
    expect(ticket.editor).not_to_contain_text("Tack för ditt mejl.")  # the next press goes on with what came before
    page.keyboard.press("Control+y")
    expect(ticket.editor).to_contain_text("Tack för ditt mejl.")
    page.keyboard.press("Control+y")
    expect(ticket.editor.locator("li")).to_have_count(2)
    page.keyboard.press("Control+y")
    expect(ticket.editor).to_contain_text("Ange 123456")
    for _ in range(2):
        page.keyboard.press("Control+z")
    assert ticket.text() == before

    found.get_by_role("button", name="Infoga").first.click()
    ticket.type("Storgatan 1")
    ticket.send()
    expect(overlay.dialog.finding("Något är inte ifyllt")).to_contain_text("[kundnummer]")  # its text is read as any other
    overlay.dialog.back.click()
    page.get_by_text("Ange [kundnummer]").click()
    page.keyboard.press("Home")
    page.keyboard.press("Shift+End")
    ticket.type("Ange 123456")
    ticket.send()
    overlay.dialog.logged.click()
    [mail] = harness.mock.wait_for_sent()
    assert "<strong>medgivandet</strong> för Storgatan 1" in mail.body_html
    assert '<a href="https://bank.example/">banken</a>' in mail.body_html
    assert "<li>Ange 123456</li>" in mail.body_html


@pytest.mark.usefixtures("own_reply")
def test_the_browsers_own_menu_takes_a_formatted_reply_back_first_and_only_plain_form_gets_into_the_mail(harness: Harness) -> None:
    page = harness.open(90104)
    ticket, overlay = Ticket(page), Overlay(page)
    ticket.reply()
    expect(ticket.editor).to_contain_text("Med vänlig hälsning")
    ticket.type("Tack för ditt mejl.")
    before = ticket.text()
    overlay.search("medgivande steg")
    overlay.found("Medgivande steg").get_by_role("button", name="Infoga").first.click()
    expect(ticket.editor.locator("li")).to_have_count(2)
    debugger = page.context.new_cdp_session(page)
    undo = {"type": "rawKeyDown", "commands": ["undo"]}  # what the menu's "Ångra" does

    debugger.send("Input.dispatchKeyEvent", undo)
    expect(ticket.editor.locator("li")).to_have_count(0)
    assert ticket.text() == before
    debugger.send("Input.dispatchKeyEvent", undo)
    expect(ticket.editor).not_to_contain_text("Tack för ditt mejl.")
    debugger.detach()

    overlay.panel.get_by_role("searchbox").fill("främmande innehåll")
    overlay.found("Främmande innehåll").get_by_role("button", name="Infoga").first.click()
    inserted = ticket.editor.locator("> *").filter(has_text="Ofarligt")
    expect(inserted).to_have_text("Ofarligtlänken")
    put = inserted.evaluate("e => [e, ...e.querySelectorAll('*')].map(n => [n.tagName, n.getAttributeNames()])")
    assert put[1:] == [["A", []]]
    assert put[0][1] == []
    assert page.evaluate("window.ran") is None
    assert not ticket.editor.locator("script, style, iframe").count()
