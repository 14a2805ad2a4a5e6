"""Handing a ticket on when second line is closed (ES): the note, the guide that writes it, the group."""

import re
from datetime import datetime

import pytest
from playwright.sync_api import Locator, expect

from e2e.harness.backend import STOCKHOLM
from e2e.harness.harness import Harness
from e2e.harness.pages import Overlay, Ticket, go_to
from e2e.tests.grid import soaked

TICKET, NEXT = 90104, 90105
GROUP = "Produktspecialist Releasy"
OPEN = datetime(2026, 3, 10, 10, 15, tzinfo=STOCKHOLM)  # a Tuesday morning
EVENING = datetime(2026, 3, 10, 18, 30, tzinfo=STOCKHOLM)
MIDSUMMER = datetime(2026, 6, 19, 10, 0, tzinfo=STOCKHOLM)
IN_OPEN_HOURS = "2nd line har öppet"
THIN = "Anteckningen säger för lite"
GOOD = "Behöver hjälp med hur avräkningen räknas. Lämnar vidare eftersom jag inte hittar någon rutin för det."
PLACES = ["api-refused bottom-bar", *soaked("classic", "shadow label-ids")]


def opened(harness: Harness, now: datetime, **properties: str) -> tuple[Ticket, Overlay]:
    """A ticket at that time of the backend's clock, which is the one that counts."""
    harness.backend.now = now
    harness.mock.set_properties(TICKET, properties)
    page = harness.open(TICKET)
    return Ticket(page), Overlay(page)


def guide(overlay: Overlay) -> Locator:
    return overlay.panel.get_by_role("region", name="Eskalera till Produktspecialist")


def walked(harness: Harness, overlay: Overlay) -> None:
    """The guide with its three parts answered."""
    overlay.guides.get_by_role("button", name="Eskalera till Produktspecialist").click()
    card = guide(overlay)
    card.get_by_role("radio", name="Nej").check()
    card.get_by_label("Vad behöver du hjälp med?").fill("Hur räknas avgiften två månader bakåt?")
    card.get_by_label("Varför lämnar du ärendet vidare?").fill("Jag hittar ingen rutin för det.")
    card.get_by_label("Vilken rutin saknar du?").fill("Avgifter bakåt i tiden")


# Writing a note


@pytest.mark.parametrize("variants", ["shadow label-ids", *soaked("api-refused bottom-bar")])
def test_a_note_that_hands_on_in_open_hours_is_asked_about(harness: Harness, variants: str):
    harness.mock.use(*variants.split())
    ticket, overlay = opened(harness, OPEN, Grupp=GROUP)
    ticket.note()
    ticket.write(GOOD)
    expect(overlay.finding(IN_OPEN_HOURS)).to_contain_text("stänger i dag klockan 17.00")
    overlay.finding(IN_OPEN_HOURS).get_by_role("button", name="Öppna guiden").click()
    expect(guide(overlay)).to_contain_text("Eskalera inte. 2nd line har öppet och stänger i dag klockan 17.00.")

    ticket.send()
    expect(overlay.dialog.finding(IN_OPEN_HOURS)).to_be_visible()
    expect(overlay.dialog.gate).to_have_count(0)
    assert harness.mock.sent == []
    overlay.dialog.anyway.click()

    [note] = harness.mock.wait_for_sent()
    assert (note.kind, note.body_text) == ("note", GOOD)


def test_in_the_evening_what_a_thin_note_lacks_is_named_and_a_full_one_goes_at_once(harness: Harness):
    ticket, overlay = opened(harness, EVENING, Grupp=GROUP)
    ticket.note()
    ticket.write("Eskalerar, kund väntar.")
    expect(overlay.finding(THIN)).to_contain_text("vad du behöver hjälp med")
    expect(overlay.finding(THIN)).to_contain_text("varför du lämnar ärendet vidare")
    ticket.send()
    expect(overlay.dialog.finding(THIN)).to_be_visible()
    overlay.dialog.back.click()

    ticket.write(GOOD)
    expect(overlay.panel).to_contain_text("Inget att anmärka på")
    ticket.send()
    [note] = harness.mock.wait_for_sent()
    assert (note.kind, note.body_text) == ("note", GOOD)
    expect(overlay.dialog.box).to_have_count(0)


def test_an_ordinary_note_is_left_alone_and_the_group_that_is_chosen_while_one_is_open_counts(harness: Harness):
    ticket, overlay = opened(harness, OPEN)
    ticket.note()
    ticket.write("Ringde kunden.")
    expect(overlay.panel).to_contain_text("Inget att anmärka på")
    ticket.send()
    assert [note.body_text for note in harness.mock.wait_for_sent()] == ["Ringde kunden."]
    expect(ticket.editor).to_have_count(0)
    expect(overlay.dialog.box).to_have_count(0)

    ticket.note()
    ticket.write("Ringde kunden, se ovan.")
    expect(overlay.panel).to_contain_text("Inget att anmärka på")
    ticket.choose("Grupp", GROUP)
    expect(overlay.finding(IN_OPEN_HOURS)).to_be_visible()
    expect(overlay.finding(THIN)).to_be_visible()


def test_what_the_ticket_is_stays_marked_while_a_note_is_written(harness: Harness):
    page = harness.open(90107)
    overlay = Overlay(page)
    expect(overlay.marks).to_contain_text("Svar till Kravgruppen")
    expect(overlay.suggestions).to_be_visible()
    ticket = Ticket(page)
    ticket.note()
    ticket.write("Ringde kunden.")
    expect(overlay.suggestions).to_have_count(0)  # replies are for mails: the note has been seen
    expect(overlay.marks).to_contain_text("Svar till Kravgruppen")


# The guide


def test_the_guide_is_offered_when_second_line_is_closed_only_and_searches_first_with_words_from_the_mail(harness: Harness):
    ticket, overlay = opened(harness, OPEN)
    expect(overlay.suggestions).to_be_visible()
    expect(overlay.guides.get_by_role("button", name="Eskalera")).to_have_count(0)
    harness.backend.now = MIDSUMMER
    go_to(ticket.page, NEXT)
    overlay.guides.get_by_role("button", name="Eskalera till Produktspecialist").click()
    expect(guide(overlay)).to_contain_text("öppnar måndag 22 juni klockan 08.00")
    expect(guide(overlay)).to_contain_text("midsommarafton")

    words = guide(overlay).get_by_label("Sök bland rutinerna")
    expect(words).not_to_have_value("")
    words.fill("fakturakopia till en annan adress")
    hit = guide(overlay).get_by_role("list", name="I handboken").get_by_role("link", name=re.compile("fakturakopia", re.I)).first
    expect(hit).to_have_attribute("href", re.compile(f"^{re.escape(harness.backend.url)}/"))
    guide(overlay).get_by_role("radio", name="Ja").check()
    expect(guide(overlay)).to_contain_text("Svara kunden enligt rutinen.")


@pytest.mark.parametrize("variants", PLACES)
def test_the_guide_writes_the_note_copies_it_and_sets_group_and_status_with_one_click(harness: Harness, variants: str):
    harness.mock.use(*variants.split())
    ticket, overlay = opened(harness, EVENING)
    walked(harness, overlay)
    into = guide(overlay).get_by_role("button", name="Lägg i anteckningen")
    into.click()
    expect(ticket.editor, "a note is opened when there is none").to_contain_text("Behöver hjälp med: Hur räknas avgiften")
    into.click()
    expect(overlay.toast).to_contain_text("Texten står redan i anteckningen")
    copy = guide(overlay).locator(".copy-text").filter(has_text="Anteckning på ärendet")
    copy.get_by_role("button", name="Kopiera").click()
    expect(copy).to_contain_text("Kopierat")
    assert ticket.page.evaluate("navigator.clipboard.readText()").startswith("Behöver hjälp med: Hur räknas avgiften")

    guide(overlay).get_by_role("button", name="Ställ in och spara").click()
    expect(overlay.toast).to_contain_text(f"Inställt, och Uppdatera är klickat: Grupp = {GROUP} och Status = Öppen")
    expect(ticket.page.get_by_role("button", name="Grupp", exact=True)).to_contain_text(GROUP)
    expect(ticket.page.get_by_text("Egenskaperna har uppdaterats")).to_be_visible()
    saved = harness.mock.properties(TICKET)
    assert (saved["Grupp"], saved["Status"]) == (GROUP, "Öppen")

    ticket.send()
    [note] = harness.mock.wait_for_sent()
    assert note.body_text.split("\n") == [
        "Behöver hjälp med: Hur räknas avgiften två månader bakåt?",
        "Varför jag lämnar ärendet vidare: Jag hittar ingen rutin för det.",
        "Rutin som saknas: Avgifter bakåt i tiden",
    ]


def test_the_text_goes_below_what_the_note_says_until_ctrl_z_and_what_the_page_forbids_to_set_is_said(harness: Harness):
    harness.mock.use("deaf-selects")
    ticket, overlay = opened(harness, EVENING)
    ticket.note()
    ticket.write("Kunden har ringt två gånger.")
    walked(harness, overlay)
    guide(overlay).get_by_role("button", name="Lägg i anteckningen").click()
    expect(overlay.toast).to_contain_text("Texten ligger i anteckningen")
    expect(ticket.editor).to_contain_text("Rutin som saknas")
    assert ticket.text().startswith("Kunden har ringt två gånger.")
    ticket.editor.focus()
    ticket.page.keyboard.press("Control+z")
    expect(ticket.editor).not_to_contain_text("Rutin som saknas")
    assert ticket.text().strip() == "Kunden har ringt två gånger."

    guide(overlay).get_by_role("button", name="Ställ in och spara").click()
    expect(overlay.toast).to_contain_text(f"Ställ in själv: Grupp = {GROUP} och Status = Öppen")
    expect(ticket.page.get_by_role("button", name="Grupp", exact=True)).to_be_focused()
    assert harness.mock.properties(TICKET)["Grupp"] != GROUP


MOVE_ON_AT_A_CLICK = """path => addEventListener('click', () => setTimeout(() => {
  history.pushState({}, '', path);
  dispatchEvent(new PopStateEvent('popstate'));
}), {capture: true, once: true})"""  # while the server still fills in the text


# Before the page has done what was asked: the next ticket is another customer's.
MOVE_ON = """path => document.addEventListener('mouseup', event => {
  if (location.pathname === path || !event.target.matches('[role="option"]')) return;
  event.stopImmediatePropagation(); // a page that takes its time
  history.pushState({}, '', path);
  dispatchEvent(new PopStateEvent('popstate'));
}, {capture: true})"""


def test_an_agent_who_moves_on_meanwhile_has_no_note_opened_and_nothing_set_on_the_next_ticket(harness: Harness):
    ticket, overlay = opened(harness, EVENING)
    harness.mock.set_properties(NEXT, {"Grupp": "Backoffice", "Status": "Väntar på kund"})
    before = [harness.mock.properties(one) for one in (TICKET, NEXT)]
    go_to(ticket.page, NEXT)
    walked(harness, overlay)
    go_to(ticket.page, TICKET)
    walked(harness, overlay)
    expect(guide(overlay).get_by_role("button", name="Lägg i anteckningen")).to_be_enabled()
    harness.backend.delay = 0.3
    guide(overlay).get_by_label("Vilken rutin saknar du?").fill("Ingen")
    ticket.page.evaluate(MOVE_ON_AT_A_CLICK, f"/a/tickets/{NEXT}")
    guide(overlay).get_by_role("button", name="Lägg i anteckningen").click()
    expect(overlay.toast).to_contain_text("den lades inte i någon anteckning")
    expect(ticket.page.get_by_role("heading", name="Ny fakturaadress")).to_be_visible()
    expect(ticket.editor).to_have_count(0)

    harness.backend.delay = 0
    go_to(ticket.page, TICKET)
    ticket.page.evaluate(MOVE_ON, f"/a/tickets/{NEXT}")
    guide(overlay).get_by_role("button", name="Ställ in och spara").click()
    expect(overlay.toast).to_contain_text(f"Inte inställt på ärende {TICKET}: Grupp = {GROUP} och Status = Öppen")
    assert [harness.mock.properties(one) for one in (TICKET, NEXT)] == before
    expect(ticket.page.get_by_role("button", name="Grupp", exact=True)).to_contain_text("Backoffice")
