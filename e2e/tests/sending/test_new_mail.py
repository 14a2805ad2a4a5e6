"""A new mail to a customer, after a call (KM-26): the subject says who and what, and it is logged before it leaves."""

import re

import pytest
from playwright.sync_api import Page, expect

from e2e.harness.harness import Harness
from e2e.harness.mails import SIGNATURE
from e2e.harness.pages import Overlay, Ticket
from e2e.tests.grid import soaked

CUSTOMER = "ulla.berg@example.com"
SUBJECT = "Kundnummer 12345, Angående e-faktura"
BODY = "Det här är Ellevio. Tack för samtalet i dag, här kommer det om e-fakturan som vi talade om."
CLOSING = "Du är välkommen att återkomma om du har fler frågor."
NO_NUMBER = "Kundnumret saknas i ämnesraden"
NO_TOPIC = "Ämnesraden säger inte vad det gäller"
NO_SENDER = "Vem skriver, och varför?"
EACH = soaked("classic", "shadow strict-csp", "empty-editor")
PLACES = pytest.mark.parametrize("variants", ["shadow strict-csp empty-editor", *EACH])


class NewMail(Ticket):
    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.subject = page.get_by_role("textbox", name="Ämne")
        self.send_button = page.locator(".create-ticket-footer").get_by_role("button", name="Skicka")

    def address(self, field: str, *addresses: str) -> None:
        box = self.page.get_by_role("textbox", name=field, exact=True)
        for address in addresses:
            box.click()
            self.page.keyboard.insert_text(address)
            self.page.keyboard.press("Enter")

    def fill_in(self, subject: str = SUBJECT, greeting: str = "Hej Ulla,", body: str = BODY, to: str = CUSTOMER) -> None:
        """All of it, as it should be."""
        self.address("Till", to)
        self.subject.fill(subject)
        self.write(f"{greeting}\n\n{body}\n\n{CLOSING}\n\n{SIGNATURE}")
        for field, value in (("Typ", "Fråga"), ("Interna kategorier", "Faktura")):
            self.choose(field, value)


def opened(harness: Harness) -> tuple[NewMail, Overlay]:
    page = harness.open_new_mail()
    mail, overlay = NewMail(page), Overlay(page)
    if "empty-editor" not in harness.mock.variants:
        expect(mail.editor).to_contain_text("Med vänlig hälsning")
    return mail, overlay


@PLACES
def test_what_the_subject_lacks_is_said_while_it_is_written_and_a_good_mail_is_only_logged(harness: Harness, variants: str):
    harness.mock.use(*variants.split())
    mail, overlay = opened(harness)
    mail.fill_in(subject="Angående e-faktura")
    expect(overlay.finding(NO_NUMBER)).to_be_visible()
    mail.subject.fill("Kundnummer 12345")
    expect(overlay.finding(NO_TOPIC)).to_be_visible()
    expect(overlay.finding(NO_NUMBER)).to_have_count(0)
    overlay.finding(NO_TOPIC).get_by_role("button", name="Visa i texten").click()
    expect(mail.subject).to_be_focused()
    assert mail.subject.evaluate("field => field.value.slice(field.selectionStart, field.selectionEnd)") == "Kundnummer 12345"

    mail.subject.fill(SUBJECT)
    expect(overlay.findings).to_have_count(0)
    written = mail.text().split()
    mail.send()
    expect(overlay.dialog.gate).to_contain_text("MAICCDIS")
    expect(overlay.dialog.gate).to_contain_text("Lägg upp en ny logg")
    expect(overlay.dialog.box.get_by_role("article")).to_have_text([])
    assert harness.mock.sent == []
    assert "samtalet i dag" in overlay.dialog.log_text.input_value()
    overlay.dialog.logged.click()

    [sent] = harness.mock.wait_for_sent()
    assert (sent.kind, sent.to, sent.subject) == ("new", [CUSTOMER], SUBJECT)
    assert sent.body_text.split() == written


def test_fields_are_gone_to_a_greeting_is_judged_without_a_customer_and_a_refused_mail_is_not_called_sent(harness: Harness):
    mail, overlay = opened(harness)
    mail.address("Till", CUSTOMER)
    mail.write("Hej Ulla,\n\nTack.")
    empty = overlay.finding("Obligatoriska fält är tomma")
    expect(empty).to_contain_text("Typ och Interna kategorier")
    empty.get_by_role("button", name="Gå till Typ").click()
    expect(mail.page.get_by_role("button", name="Typ", exact=True)).to_be_focused()
    mail.write(f"Hej ulla.berg84,\n\n{BODY}\n\n{CLOSING}\n\n{SIGNATURE}")
    expect(overlay.finding("Hälsningen stämmer inte")).to_be_visible()

    mail.page.get_by_role("button", name=f"Ta bort {CUSTOMER}").click()
    mail.subject.fill(SUBJECT)
    mail.write(f"Hej Ulla,\n\n{BODY}\n\n{CLOSING}\n\n{SIGNATURE}")
    for field, value in (("Typ", "Fråga"), ("Interna kategorier", "Faktura")):
        mail.choose(field, value)
    mail.send()
    overlay.dialog.logged.click()
    expect(mail.page.get_by_role("alert").filter(has_text="Fyll i mottagare")).to_be_visible()
    assert harness.mock.sent == []
    expect(overlay.toast).to_contain_text(re.compile("Freshdesk har inte skickat"))


def test_a_recipient_inside_the_company_is_asked_about_in_every_row_and_without_the_backend_the_log_is(harness: Harness):
    mail, overlay = opened(harness)
    mail.fill_in()
    expect(overlay.findings).to_have_count(0)
    internal = overlay.finding("Internt mejl från Freshdesk")
    away = mail.page.get_by_role("button", name="Ta bort driften@ellevio.se")
    mail.address("Till", "driften@ellevio.se")
    expect(internal).to_be_visible()
    away.click()
    expect(internal).to_have_count(0)
    mail.page.get_by_role("button", name="Lägg till kopia").click()
    mail.address("Kopia", "driften@ellevio.se")
    expect(internal).to_be_visible()
    mail.send()
    expect(overlay.dialog.finding("Internt mejl från Freshdesk")).to_be_visible()
    overlay.dialog.back.click()
    away.click()
    expect(overlay.findings).to_have_count(0)

    harness.backend.stop()
    mail.subject.fill(f"{SUBJECT} igen")
    mail.send()
    expect(overlay.dialog.gate).to_contain_text("MAICCDIS")
    overlay.dialog.logged.click()
    assert len(harness.mock.wait_for_sent()) == 1


def test_the_next_new_mail_shows_what_was_hidden_in_the_one_before_and_all_that_is_wrong_is_in_one_dialog(harness: Harness):
    mail, overlay = opened(harness)
    mail.subject.fill("E-faktura")
    mail.write(f"Hej Ulla,\n\n{BODY}")
    overlay.finding(NO_NUMBER).get_by_role("button", name="Visa inte igen").click()
    expect(overlay.finding(NO_NUMBER)).to_have_count(0)
    mail.page.get_by_role("link", name="Avbryt").click()
    mail.page.locator(".tickets__list").wait_for()
    mail.page.get_by_role("link", name="Nytt e-postmeddelande").click()
    mail.page.locator(".create-ticket-footer").wait_for()
    expect(mail.subject).to_have_value("")
    expect(overlay.panel).to_contain_text("Inget att anmärka på")  # no field is asked for before a word is written

    mail.fill_in(subject="E-faktura", body="Tack för samtalet i dag, här kommer det om e-fakturan.")
    expect(overlay.finding(NO_NUMBER)).to_be_visible()
    expect(overlay.finding(NO_SENDER)).to_contain_text("Säg i början att det är Ellevio som skriver")
    mail.send()
    expect(overlay.dialog.finding(NO_NUMBER)).to_be_visible()
    expect(overlay.dialog.finding(NO_SENDER)).to_be_visible()
    expect(overlay.dialog.gate).to_be_visible()
    overlay.dialog.back.click()
    assert harness.mock.sent == []
    mail.subject.fill(SUBJECT)
    mail.send()
    expect(overlay.dialog.finding(NO_SENDER)).to_be_visible()
    expect(overlay.dialog.finding(NO_NUMBER)).to_have_count(0)
    overlay.dialog.logged.click()
    assert [sent.subject for sent in harness.mock.wait_for_sent()] == [SUBJECT]
