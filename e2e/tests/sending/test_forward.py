"""Sending a ticket on by mail: what is written is judged, who gets it is looked at, and it leaves once."""

import pytest
from playwright.sync_api import expect

from e2e.harness.harness import Harness
from e2e.harness.mails import SIGNATURE
from e2e.harness.pages import Overlay, Ticket
from e2e.tests.grid import soaked

TICKET = 90104
FILLED = {"Typ": "Fråga", "Interna kategorier": "Avtal"}
GOOD = f"Hej,\n\nTack för att du tar emot det här. Kunden vill ha besked om sitt elnät.\n\nHa en fin dag!\n\n{SIGNATURE}"
OUTSIDE = "elektriker@example.com"
COLLEAGUE = "driften@ellevio.se"
INTERNAL = "Internt mejl från Freshdesk"
PLACES = pytest.mark.parametrize("variants", ["shadow strict-csp", *soaked("classic", "api-refused bottom-bar")])


def forwarding(harness: Harness, *recipients: str, text: str = GOOD) -> tuple[Ticket, Overlay]:
    """A forward to them with that text, seen by Rutinlots."""
    harness.mock.set_properties(TICKET, FILLED)
    page = harness.open(TICKET)
    ticket, overlay = Ticket(page), Overlay(page)
    ticket.forward()
    expect(ticket.editor).to_contain_text("Med vänlig hälsning")
    for address in recipients:
        add(ticket, "Till", address)
    ticket.write(text)
    return ticket, overlay


def add(ticket: Ticket, row: str, address: str) -> None:
    if row != "Till":
        ticket.page.get_by_role("button", name=row, exact=True).click()
    ticket.page.get_by_role("textbox", name=row, exact=True).click()
    ticket.page.keyboard.insert_text(address)
    ticket.page.keyboard.press("Enter")


@PLACES
def test_a_forward_is_put_right_then_logged_and_goes_once_as_written_its_conversation_unjudged(harness: Harness, variants: str):
    harness.mock.use(*variants.split())
    harness.mock.add_message(TICKET, "Mitt nummer är [nummer], ring Anna på 070-174 06 15.")
    ticket, overlay = forwarding(harness, OUTSIDE, text=GOOD.replace("Kunden vill", "Kund [kundnummer] vill"))
    expect(overlay.finding("Något är inte ifyllt")).to_contain_text("[kundnummer]")
    ticket.send()
    expect(overlay.dialog.finding("Något är inte ifyllt")).to_be_visible()
    overlay.dialog.back.click()
    assert harness.mock.sent == []

    ticket.write(GOOD)
    written = ticket.text().split()
    ticket.page.get_by_role("button", name="Visa hela konversationen").click()
    expect(ticket.editor).to_contain_text("[nummer]")
    ticket.send()
    expect(overlay.dialog.gate).to_contain_text("MAICCDIS")
    expect(overlay.dialog.box.get_by_role("article")).to_have_text([])
    expect(overlay.dialog.box.get_by_role("radio"), "it is not asked to close the ticket").to_have_count(0)
    assert harness.mock.sent == []
    overlay.dialog.logged.click()

    [mail] = harness.mock.wait_for_sent()
    assert (mail.kind, mail.to, mail.set_status) == ("forward", [OUTSIDE], None)
    assert mail.body_text.split() == written
    assert "[nummer]" in mail.body_html + mail.quote_html


@pytest.mark.parametrize("variants", ["api-refused bottom-bar", *soaked("shadow strict-csp")])
def test_a_forward_inside_the_company_is_asked_about_and_not_logged(harness: Harness, variants: str):
    harness.mock.use(*variants.split())
    ticket, overlay = forwarding(harness, COLLEAGUE)
    expect(overlay.finding(INTERNAL)).to_contain_text(COLLEAGUE)
    ticket.send()
    expect(overlay.dialog.finding(INTERNAL)).to_be_visible()
    expect(overlay.dialog.gate).to_have_count(0)
    assert harness.mock.sent == []
    overlay.dialog.anyway.click()

    assert [mail.to for mail in harness.mock.wait_for_sent()] == [[COLLEAGUE]]


def test_a_colleague_is_seen_in_every_row_until_taken_away_has_a_guide_and_is_kept_apart_from_an_open_reply(harness: Harness):
    ticket, overlay = forwarding(harness, OUTSIDE)
    for row in ("Till", "Kopia", "Hemlig kopia"):
        add(ticket, row, COLLEAGUE)
        expect(overlay.finding(INTERNAL), row).to_be_visible()
        ticket.send()
        expect(overlay.dialog.finding(INTERNAL), row).to_be_visible()
        expect(overlay.dialog.gate, row).to_be_visible()
        overlay.dialog.back.click()
        if row != "Hemlig kopia":
            ticket.page.get_by_role("button", name=f"Ta bort {COLLEAGUE}").click()
            expect(overlay.finding(INTERNAL), row).to_have_count(0)
    overlay.finding(INTERNAL).get_by_role("button", name="Öppna guiden").click()
    guide = overlay.panel.get_by_role("region", name="Mejl till en avdelning på Ellevio")

    expect(guide).to_contain_text("kundserviceinternt@ellevio.se")
    expect(guide.get_by_role("textbox", name="Kundnummer", exact=True)).to_have_value("5120388")

    expect(overlay.finding(INTERNAL)).to_be_visible()
    ticket.reply()
    expect(ticket.editor).to_contain_text("Hej Björn,")
    expect(overlay.finding(INTERNAL)).to_have_count(0)
    ticket.page.locator("#send-and-set").first.click()
    expect(overlay.dialog.finding(INTERNAL)).to_be_visible()
    overlay.dialog.logged.click()
    assert [(mail.kind, mail.to, mail.bcc) for mail in harness.mock.wait_for_sent()] == [("forward", [OUTSIDE], [COLLEAGUE])]
