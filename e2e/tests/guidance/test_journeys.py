"""The main job, as agents do it: from opening a ticket to the mail that the customer gets."""

import re

import pytest
from playwright.sync_api import Page, expect

from e2e.harness.harness import Harness
from e2e.harness.mails import SIGNATURE
from e2e.harness.pages import Overlay, Ticket
from e2e.tests.grid import soaked

FILLED = {"Typ": "Fråga", "Interna kategorier": "Faktura"}
SALUTATION = "Hälsningen stämmer inte"
GOOD_BODY = "Tack för att du hör av dig. Det är ordnat nu.\n\nDu är välkommen att återkomma om du har fler frågor."


def ready(harness: Harness, ticket_id: int, **properties: str) -> tuple[Ticket, Overlay]:
    """A ticket whose required fields are filled, with a reply open and the template in place."""
    harness.mock.set_properties(ticket_id, {**FILLED, **properties})
    ticket, overlay = opened(harness, ticket_id)
    ticket.reply()
    expect(ticket.editor).to_contain_text("Med vänlig hälsning")
    return ticket, overlay


def opened(harness: Harness, ticket_id: int) -> tuple[Ticket, Overlay]:
    page = harness.open(ticket_id)
    return Ticket(page), Overlay(page)


def answer(ticket: Ticket, greeting: str = "Hej Björn,", body: str = GOOD_BODY) -> None:
    """A whole good reply over the template."""
    ticket.write(f"{greeting}\n\n{body}\n\n{SIGNATURE}")


def clipboard(page: Page) -> str:
    return page.evaluate("() => navigator.clipboard.readText()")


# 1. Salutation


def test_the_automatic_salutation_is_repaired_with_one_click_and_sent_repaired(harness: Harness):
    ticket, overlay = ready(harness, 90103)
    finding = overlay.finding(SALUTATION)
    before = ticket.text()
    expect(finding).to_contain_text("Kunden skrev under med Anna")
    underlined = "() => [...CSS.highlights.values()].flatMap(h => [...h]).map(range => range.toString())"
    ticket.page.wait_for_function(f"({underlined})().includes('Sparkcykel123')")
    assert ticket.editor.locator("mark, [class*=rutinlots]").count() == 0, "underlined without touching the editor"
    finding.get_by_role("button", name="Hej Anna,").click()
    expect(ticket.editor).to_contain_text("Hej Anna,")
    expect(finding).to_have_count(0)
    ticket.editor.focus()
    ticket.page.keyboard.press("Control+z")
    expect(ticket.editor, "taken back in one step").to_contain_text("Hej Sparkcykel123,")
    assert ticket.text() == before
    expect(finding).to_be_visible()

    finding.get_by_role("button", name="Hej Anna,").click()
    expect(ticket.editor).to_contain_text("Hej Anna,")
    expect(finding).to_have_count(0)
    ticket.send_and_close()
    overlay.dialog.copy.click()
    overlay.dialog.logged.click()
    [mail] = harness.mock.wait_for_sent()
    assert mail.body_text.strip().startswith("Hej Anna,")
    assert "Sparkcykel" not in mail.body_text


def test_what_is_being_composed_beside_a_fix_stays_and_takes_nothing_with_it(harness: Harness):
    ticket, overlay = ready(harness, 90103)
    ticket.page.keyboard.press("Control+Home")
    ticket.page.keyboard.press("End")
    keyboard = ticket.page.context.new_cdp_session(ticket.page)
    keyboard.send("Input.imeSetComposition", {"text": "[namn]", "selectionStart": 6, "selectionEnd": 6})
    expect(overlay.finding("Något är inte ifyllt")).to_be_visible()

    overlay.finding(SALUTATION).get_by_role("button", name="Hej Anna,").click()
    keyboard.send("Input.insertText", {"text": "é"})

    expect(ticket.editor).to_contain_text("Hej Anna,[namn]é")


def test_a_second_greeting_is_taken_away_and_a_missing_one_added(harness: Harness):
    ticket, overlay = ready(harness, 90104)
    answer(ticket, body=f"Hej!\n\n{GOOD_BODY}")
    double = overlay.finding("Två hälsningar")
    double.get_by_role("button", name="Ta bort den andra hälsningen").click()
    expect(double).to_have_count(0)
    assert not re.search(r"^Hej!$", ticket.text(), re.M)

    ticket.write(GOOD_BODY)
    missing = overlay.finding("Hälsningen saknas")
    missing.get_by_role("button", name="Börja med ”Hej,”").click()
    expect(missing).to_have_count(0)
    assert ticket.text().startswith("Hej,")


# 2. Suggestions, and why


def test_a_suggested_reply_has_its_reasons_and_a_finding_says_why_with_the_routines_section_and_the_handbook(harness: Harness):
    ticket, overlay = opened(harness, 90103)
    first = overlay.suggestions.get_by_role("listitem").first
    expect(first).to_contain_text("E-faktura")
    expect(first.locator(".reasons")).to_contain_text(re.compile("e-faktura|internetbank", re.I))

    ticket.reply()
    finding = overlay.finding(SALUTATION)
    finding.get_by_role("button", name="Varför?").click()
    expect(finding).to_contain_text("2 Freshdesk")
    with ticket.page.context.expect_page() as opening:
        finding.get_by_role("link", name="Läs i handboken").click()
    handbook = opening.value
    expect(handbook).to_have_url(re.compile("/handbok/kundmail#auto-salutation$"))
    expect(handbook.get_by_role("heading", name=SALUTATION)).to_be_visible()


def test_two_replies_are_combined_without_doubling_greeting_or_signature(harness: Harness):
    ticket, overlay = ready(harness, 90104)
    ticket.page.keyboard.press("Control+Home")
    ticket.page.keyboard.press("End")
    overlay.search("elnät")
    overlay.found("två avtal").get_by_role("button", name="Infoga").first.click()
    expect(ticket.editor).to_contain_text("elhand")
    overlay.panel.get_by_role("searchbox").fill("autogiro")
    overlay.found("Autogiro").get_by_role("button", name="Infoga").first.click()
    expect(ticket.editor).to_contain_text("autogiro")

    text = ticket.text()
    assert len(re.findall(r"^Hej", text, re.M)) == 1
    assert text.count("Med vänlig hälsning") == 1
    assert text.index("Hej") < text.index("elhand") < text.lower().index("autogiro") < text.index("Med vänlig hälsning")


def test_a_reply_goes_below_a_greeting_that_came_after_the_agent_had_left_the_editor(harness: Harness):
    harness.mock.delays.template = (1500, 1500)
    ticket, overlay = opened(harness, 90104)
    ticket.reply()
    ticket.page.get_by_role("heading", name="Egenskaper").click()
    expect(ticket.editor).to_contain_text("Hej Björn,")

    overlay.insert("Elnät och elhandel")

    expect(ticket.editor).to_contain_text("El kräver två avtal")
    assert ticket.text().startswith("Hej Björn,")


# 3. The log gate


def test_a_first_mail_is_logged_as_new_and_goes_as_written_and_the_next_is_appended_to_its_log(harness: Harness):
    ticket, overlay = ready(harness, 90104)
    answer(ticket)
    written = ticket.text().split()
    ticket.send_and_close()
    expect(overlay.dialog.gate).to_contain_text("MAICCDIS")
    expect(overlay.dialog.gate).to_contain_text("Avslutat")
    expect(overlay.dialog.box.get_by_role("article"), "a good reply raises nothing").to_have_text([])

    overlay.dialog.copy.click()
    expect(overlay.dialog.gate).to_contain_text("Kopierat")
    copied = clipboard(ticket.page)
    assert "Det är ordnat nu." in copied
    assert "räkningar från två företag" in copied
    overlay.dialog.logged.click()

    [mail] = harness.mock.wait_for_sent()
    assert mail.body_text.split() == written
    assert mail.set_status == "Avslutad"

    harness.mock.add_message(90104, "Tack! En sak till: när kommer nästa faktura?\n\nBjörn")
    ticket, overlay = ready(harness, 90104)
    answer(ticket)
    ticket.send_and_close()
    expect(overlay.dialog.gate).to_contain_text("Lägg till ny kommentar")
    text = overlay.dialog.log_text.input_value()
    assert "En sak till" in text
    assert "räkningar från två företag" not in text


def test_only_the_agent_knows_whether_an_old_thread_was_logged(harness: Harness):
    harness.mock.add_message(90104, "Hej Björn, här är svaret.", kind="out")
    harness.mock.add_message(90104, "Tack! Och när läser ni av?\n\nBjörn")
    ticket, overlay = ready(harness, 90104)
    answer(ticket)
    ticket.send_and_close()
    expect(overlay.dialog.gate).to_contain_text("Finns det redan en MAICCDIS-logg")
    expect(overlay.dialog.logged).to_have_count(0)

    overlay.dialog.box.get_by_role("button", name="Nej, den saknas").click()
    expect(overlay.dialog.log_text).to_have_value(re.compile("räkningar från två företag"))
    overlay.dialog.box.get_by_role("button", name="Ja, jag fyller på den").click()
    expect(overlay.dialog.log_text).not_to_have_value(re.compile("räkningar från två företag"))
    overlay.dialog.logged.click()

    assert len(harness.mock.wait_for_sent()) == 1


# 4. Marks


def test_an_answer_to_kravgruppen_is_marked_and_asked_about(harness: Harness):
    ticket, overlay = ready(harness, 90107)
    expect(overlay.marks).to_contain_text("Svar till Kravgruppen")
    expect(overlay.suggestions.get_by_role("listitem").first).to_contain_text("Hänvisning till krav")

    name = harness.mock.ticket(90107).requester.name.split()[0]
    answer(ticket, greeting=f"Hej {name},")
    expect(overlay.finding("Svaret hänvisar inte till Kravgruppen")).to_be_visible()
    answer(ticket, greeting=f"Hej {name},", body=f"Tack för att du hör av dig. Kontakta Kravgruppen.\n\n{GOOD_BODY}")
    expect(overlay.finding("Svaret hänvisar inte till Kravgruppen")).to_have_count(0)
    expect(overlay.marks).to_contain_text("Svar till Kravgruppen")


# 5. Required fields and the way of sending


def test_empty_required_fields_are_named_once_a_word_is_written_and_one_click_goes_there(harness: Harness):
    ticket, overlay = opened(harness, 90103)
    ticket.reply()
    empty = overlay.finding("Obligatoriska fält är tomma")
    expect(overlay.finding("Hälsningen stämmer inte")).to_be_visible()
    expect(empty).to_have_count(0)
    ticket.write("Hej Anna,\n\nTack.")
    expect(empty).to_contain_text("Typ och Interna kategorier")

    empty.get_by_role("button", name="Gå till Typ").click()
    expect(ticket.page.get_by_role("button", name="Typ", exact=True)).to_be_focused()
    ticket.choose("Typ", "Fråga")
    expect(empty).not_to_contain_text("Fyll i Typ")
    ticket.choose("Interna kategorier", "Faktura")
    expect(empty).to_have_count(0)


# 6. The backend is away


def test_without_the_backend_the_panel_says_so_and_the_prompts_still_work(harness: Harness):
    harness.mock.set_properties(90104, {"Typ": None, "Interna kategorier": "Faktura"})
    ticket, overlay = opened(harness, 90104)
    expect(overlay.suggestions).to_be_visible()
    harness.backend.stop()
    ticket.reply()
    expect(overlay.panel).to_contain_text("Frånkopplad")
    answer(ticket)
    written = ticket.text().split()
    ticket.send_and_close()
    expect(overlay.dialog.gate).to_contain_text("MAICCDIS")
    expect(overlay.dialog.box).to_contain_text("Fyll i Typ")
    overlay.dialog.back.click()
    ticket.choose("Typ", "Fråga")

    ticket.send_and_close()
    overlay.dialog.logged.click()
    assert harness.mock.wait_for_sent()[0].body_text.split() == written


def test_when_the_backend_is_back_so_is_the_guidance(harness: Harness):
    harness.backend.stop()
    _, overlay = ready(harness, 90103)
    expect(overlay.panel).to_contain_text("Frånkopplad")

    harness.backend.start()

    expect(overlay.finding(SALUTATION)).to_be_visible(timeout=30_000)


VARIANTS = [  # each way in which a page is built, several at once where they are about different parts
    "api-slow saved-draft bottom-bar label-ids no-required-star flat-text",
    "api-refused no-contact old-buttons shadow strict-csp sentiment-heading",
    *soaked("classic", "shadow strict-csp", "api-refused bottom-bar flat-text", "saved-draft"),
]


@pytest.mark.parametrize("variants", VARIANTS)
def test_the_main_job_works_on_every_variant_of_the_page(harness: Harness, variants: str):
    harness.mock.use(*variants.split())
    harness.mock.set_properties(90103, FILLED)
    ticket, overlay = opened(harness, 90103)
    ticket.reply()
    if "saved-draft" in variants:
        ticket.write(f"Hej Sparkcykel123,\n\nTack!\n\n{SIGNATURE}")
    finding = overlay.finding(SALUTATION)
    expect(finding).to_contain_text("Kunden skrev under med Anna")
    finding.get_by_role("button", name="Hej Anna,").click()
    expect(ticket.editor).to_contain_text("Hej Anna,")
    ticket.send_and_close()
    expect(overlay.dialog.gate).to_contain_text("MAICCDIS")
    overlay.dialog.logged.click()

    [mail] = harness.mock.wait_for_sent()
    assert mail.body_text.strip().startswith("Hej Anna,")
    assert mail.set_status == "Avslutad"
