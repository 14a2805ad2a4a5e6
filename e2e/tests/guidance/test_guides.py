"""Guides beside the ticket: found answers, kept per ticket, texts copied with one click, decisions that follow the answers."""

import csv
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from e2e.harness.harness import Harness
from e2e.harness.pages import Overlay, Ticket
from e2e.tests.grid import soaked
from rutinlots.stage.mock.tickets import Person

SEVEN, KRAV, NOREPLY, COPY, PLAIN = 90116, 90107, 90108, 90112, 90104
TWENTY = 90199
LARGE = "Ändringar på många anläggningar"
LETTERS = "Rad till Hjälplinjen"
FROM_NOREPLY = "Svar på ett utskick som ingen läser svar på"
FROM_COLLECTIONS = "Svar på ett mejl från Kravgruppen"


class Guide:
    """One open card in the panel."""

    def __init__(self, overlay: Overlay, title: str) -> None:
        self.overlay, self.title = overlay, title
        self.card = overlay.panel.get_by_role("region", name=title, exact=True)
        self.outcome = self.card.locator(".outcome")
        self.steps = self.card.get_by_role("checkbox")

    def open(self) -> "Guide":
        """By hand, from the list of them all."""
        self.overlay.guides.get_by_role("button", name="Alla guider").click()
        self.overlay.guides.get_by_role("list", name="Alla guider").get_by_role("button", name=self.title, exact=True).click()
        return self

    def field(self, label: str) -> Locator:
        return self.card.get_by_role("textbox", name=label, exact=True)

    def choose(self, question: str, answer: str) -> None:
        self.card.get_by_role("group", name=question).get_by_role("radio", name=answer, exact=True).check()

    def copy(self, label: str) -> str:
        """One click; what is on the clipboard afterwards."""
        box = self.card.locator(".copy-text").filter(has_text=label)
        box.get_by_role("button", name=re.compile("^Kopiera")).click()
        expect(box).to_contain_text("Kopierat")
        return clipboard(self.overlay.page)


def clipboard(page: Page) -> str:
    return page.evaluate("() => navigator.clipboard.readText()")


def pasted(text: str) -> list[list[str]]:
    """The rows and cells that a spreadsheet makes of it."""
    return list(csv.reader(text.splitlines(keepends=True), dialect="excel-tab"))


def opened(harness: Harness, ticket_id: int) -> tuple[Page, Overlay]:
    page = harness.open(ticket_id)
    return page, Overlay(page)


def with_check_digit(seventeen: str) -> str:
    total = sum(int(digit) * (1 if place % 2 else 3) for place, digit in enumerate(seventeen))
    return f"{seventeen}{-total % 10}"


IDS = [with_check_digit(f"73599938411902{400 + 7 * number}") for number in range(20)]


def twenty(harness: Harness) -> None:
    """A ticket with twenty facility ids in its one mail."""
    harness.mock.add_ticket(SEVEN, TWENTY, subject="Ny fakturaadress för våra fastigheter")
    listed = "\n".join(IDS)
    harness.mock.add_message(
        TWENTY,
        f"Hej,\n\nVi vill byta fakturaadress till Box 12, 111 22 Stockholm från den 1 april för de här:\n\n{listed}\n\n"
        "Kundnummer 7730154.\n\nMed vänlig hälsning\nTove Ahlgren\nFastighets AB Lärkan",
    )
    del harness.mock.ticket(TWENTY).messages[:-1]


# Opening


def test_every_guide_opens_in_the_panel(harness: Harness):
    page, overlay = opened(harness, PLAIN)
    overlay.guides.get_by_role("button", name="Alla guider").click()
    titles = overlay.guides.get_by_role("list", name="Alla guider").get_by_role("button").all_inner_texts()
    assert len(titles) > 20
    for title in titles:
        expect(overlay.guides).to_be_visible()
        listed = overlay.guides.get_by_role("list", name="Alla guider")
        if listed.count() == 0:
            overlay.guides.get_by_role("button", name="Alla guider").click()
        listed.get_by_role("button", name=title, exact=True).click()
        card = overlay.panel.get_by_role("region", name=title, exact=True)
        expect(card.locator("input, textarea, .outcome:not(.none)").first).to_be_visible()
        handbook = card.get_by_role("link", name="Läs i handboken")
        expect(handbook).to_have_attribute("href", re.compile(re.escape(harness.backend.url)))
    assert page.locator("rutinlots-overlay").count() == 1


def by_its_mark(overlay: Overlay, mark: str | re.Pattern[str], title: str) -> Guide:
    """Opened from the mark, with the panel folded."""
    expect(overlay.marks).to_be_visible()
    overlay.panel.get_by_role("button", name="Fäll ihop panelen").click()
    overlay.marks.get_by_role("button", name=mark).click()
    guide = Guide(overlay, title)
    expect(guide.card.get_by_role("heading")).to_be_in_viewport()
    return guide


# Found answers


@pytest.mark.parametrize("variants", ["api-refused", *soaked("shadow strict-csp")])
def test_a_large_change_is_filled_in_from_the_mail_follows_the_number_and_stays_beside_a_reply(harness: Harness, variants: str):
    harness.mock.use(*variants.split())
    page, overlay = opened(harness, SEVEN)
    guide = by_its_mark(overlay, "Flera anläggningar", LARGE)
    number = guide.field("Hur många anläggningar gäller det?")
    expect(number).to_have_value("7")
    expect(guide.card).to_contain_text("Hittat: i kundens mejl 9 mars")
    expect(guide.field("Anläggnings-id")).to_have_value(re.compile("^735999629015830646\n(.*\n){5}735999098521473362$"))
    expect(guide.outcome).to_contain_text("Fler än 5. Lämna ärendet till Backoffice.")

    number.fill("5")
    expect(guide.outcome).to_contain_text("Du gör ändringarna själv nu")
    number.fill("15")
    expect(guide.outcome).to_contain_text("Lämna ärendet till Backoffice.")
    expect(guide.card.locator(".cells")).to_have_count(0)
    number.fill("16")
    expect(guide.outcome).to_contain_text("registrera det i Stora ärenden")
    expect(guide.card.locator(".cells")).to_have_count(1)
    number.fill("många")
    expect(guide.card).to_contain_text("Skriv ett heltal, till exempel 12.")
    expect(number).to_have_attribute("aria-invalid", "true")

    number.fill("7")
    guide.choose("Vad ska ändras?", "Fakturan")
    ticket = Ticket(page)
    ticket.reply()
    expect(ticket.editor).to_contain_text("Med vänlig hälsning")
    ticket.type("Tack för att du hör av dig.")
    expect(guide.card.get_by_role("radio", name="Fakturan")).to_be_checked()


@pytest.mark.parametrize("variants", ["api-refused", *soaked("classic")])
def test_what_a_noreply_mail_says_is_answered_the_card_turns_with_the_answers_and_sets_the_status(harness: Harness, variants: str):
    harness.mock.use(*variants.split())
    _, overlay = opened(harness, NOREPLY)
    guide = by_its_mark(overlay, re.compile("noreply", re.I), FROM_NOREPLY)
    expect(guide.field("Adressen som kunden svarade till")).to_have_value("noreply@ellevio.se")
    expect(guide.card.get_by_role("radio", name="Ja", exact=True)).to_be_checked()
    expect(guide.field("Så står det")).to_have_value(re.compile("Du kan inte svara på det här mejlet"))
    expect(guide.card).to_contain_text("Hittat: i citatet i kundens mejl 9 mars")
    expect(guide.outcome).to_contain_text("Du får stänga ärendet")

    guide.choose("Står det i utskicket att svar inte besvaras?", "Nej")
    expect(guide.outcome).to_contain_text("Svara kunden på marie.lindqvist@example.com")
    guide.field("Kundens mejladress").fill("")
    expect(guide.steps).to_have_count(1)
    guide.choose("Har du letat överallt utan att hitta någon adress?", "Ja")
    expect(guide.outcome).to_contain_text("Stäng ärendet. Det finns ingen adress att svara till.")

    guide.card.get_by_role("button", name="Ställ in och spara").click()
    expect(overlay.toast).to_contain_text("Inställt, och Uppdatera är klickat: Status = Avslutad")
    expect(overlay.page.get_by_text("Egenskaperna har uppdaterats")).to_be_visible()
    assert harness.mock.properties(NOREPLY)["Status"] == "Avslutad"


@pytest.mark.parametrize("variants", ["api-refused", *soaked("classic")])
def test_the_collections_contact_details_are_those_of_the_mail(harness: Harness, variants: str):
    harness.mock.use(*variants.split())
    _, overlay = opened(harness, KRAV)
    guide = by_its_mark(overlay, "Svar till Kravgruppen", FROM_COLLECTIONS)

    expect(guide.field("Kontaktuppgifter i det tidigare mejlet")).to_have_value(re.compile("kravgruppen@ellevio.se, 010-2040805"))
    assert guide.copy("Kravgruppens kontaktuppgifter").startswith("Kravgruppen: kravgruppen@ellevio.se, 010-2040805")


@pytest.mark.parametrize("variants", ["shadow strict-csp", *soaked("api-refused")])
def test_a_letter_is_filled_in_with_number_and_address_and_what_it_lacks_is_named(harness: Harness, variants: str):
    harness.mock.use(*variants.split())
    _, overlay = opened(harness, COPY)
    guide = Guide(overlay, LETTERS).open()
    expect(guide.field("Kundnummer")).to_have_value("1190355")
    expect(guide.card).to_contain_text("Hittat: i kundens mejl 10 mars")
    expect(guide.card).to_contain_text("Saknas: Rådgivare (din Elin-signatur), Vad ska skickas?")
    row = pasted(guide.copy(LETTERS))[0]
    assert (row[0], row[2], row[3]) == ("", "", "1190355")

    guide.choose("Ska det till en annan adress än fakturaadressen?", "Ja")

    expect(guide.field("Adress")).to_have_value("Björkgatan 21 lgh 1102, 784 33 Borlänge")


def test_what_was_found_is_changed_taken_back_and_emptied_and_answers_are_kept_until_one_starts_over(harness: Harness):
    _, overlay = opened(harness, COPY)
    letters = Guide(overlay, LETTERS).open()
    letters.field("Kundnummer").fill("5551234")
    expect(letters.card).to_contain_text("Ärendet säger ”1190355” (i kundens mejl 10 mars)")
    expect(letters.card.locator(".cells")).to_contain_text("5551234")
    letters.card.get_by_role("button", name="Ta tillbaka det som ärendet säger: Kundnummer").click()
    expect(letters.field("Kundnummer")).to_have_value("1190355")
    expect(letters.card.locator(".cells")).to_contain_text("1190355")
    letters.field("Kundnummer").fill("")
    expect(letters.card).to_contain_text("Saknas: Rådgivare (din Elin-signatur), Vad ska skickas?, Kundnummer")
    expect(letters.field("Kundnummer")).to_have_value("")

    letters.field("Vad ska skickas?").fill("fakturakopia")
    Guide(overlay, "Kod för ett brev").open().choose("Vad skickas?", "En faktura")
    expect(letters.card).to_have_count(0)
    expect(Guide(overlay, "Kod för ett brev").outcome).to_contain_text("Koden är INVOICE.")
    letters.open()
    expect(letters.field("Vad ska skickas?"), "after another guide").to_have_value("fakturakopia")
    letters.card.get_by_role("button", name="Stäng guiden").click()
    expect(letters.card).to_have_count(0)
    letters.open()
    expect(letters.field("Vad ska skickas?"), "after it was closed").to_have_value("fakturakopia")
    letters.card.get_by_role("button", name="Börja om").click()
    expect(letters.field("Vad ska skickas?")).to_have_value("")
    expect(letters.field("Kundnummer")).to_have_value("1190355")


def test_a_new_mail_in_the_thread_is_looked_through_too(harness: Harness):
    harness.mock.delays.updates = 100
    harness.mock.add_ticket(PLAIN, 90198, requester=Person.of("Lena Holm", "lena.holm@example.se"))
    del harness.mock.ticket(90198).messages[1:]
    _, overlay = opened(harness, 90198)
    guide = Guide(overlay, LETTERS).open()
    guide.field("Vad ska skickas?").fill("fakturakopia")
    expect(guide.field("Kundnummer")).to_have_value("5120388")
    harness.mock.add_message(90198, "Det blev fel, mitt kundnummer är 8884444.\n\nLena")

    expect(guide.field("Kundnummer")).to_have_value("8884444")
    expect(guide.field("Vad ska skickas?")).to_have_value("fakturakopia")


# Copying


def large(harness: Harness) -> Guide:
    """The row for Stora ärenden, all of it answered."""
    twenty(harness)
    _, overlay = opened(harness, TWENTY)
    overlay.marks.get_by_role("button", name="Flera anläggningar").click()
    guide = Guide(overlay, LARGE)
    guide.choose("Vad ska ändras?", "Fakturan")
    guide.field("Ärendets nummer i CAB").fill("A-77812")
    guide.field("Ärendet i korthet").fill("Ny fakturaadress")
    guide.field("Din Elin-signatur").fill("xsan01")
    return guide


def test_a_large_case_is_copied_to_its_list_and_to_cab(harness: Harness):
    guide = large(harness)
    assert pasted(guide.copy("Rad till Stora ärenden")) == [
        ["7730154", "A-77812", "Ny fakturaadress, 20 konfigs, CAB", "xsan01", "Ny"]
    ], "in its five columns"
    expect(guide.card).to_contain_text("med kod INVOICE")
    assert guide.copy("Ärendets titel") == "20 konfigs"
    assert guide.copy("Kommentar om registreringen") == "Ärendet registrerat i Stora ärenden, 2026-03-10"
    comment = guide.copy("Kommentar till ärendet")

    assert "Box 12, 111 22 Stockholm" in comment
    assert [number for number in IDS if number not in comment] == []


def test_nothing_that_is_written_in_a_cell_moves_the_others_becomes_a_formula_or_is_stored(harness: Harness):
    page, overlay = opened(harness, COPY)
    guide = Guide(overlay, LETTERS).open()
    expect(guide.field("Kundnummer")).to_have_value("1190355")
    guide.choose("Ska det till en annan adress än fakturaadressen?", "Ja")
    guide.field("Rådgivare (din Elin-signatur)").fill("xsan01")
    guide.field("Vad ska skickas?").fill('=HYPERLINK("http://example.com")')
    guide.field("Adress").fill("c/o Berg\n\tStorgatan 1\n123 45 Staden")
    guide.field("Namn på mottagare").fill('Lena "Lollo" Holmgren')
    guide.field("Fakturanummer").fill("00123456789012345678")
    guide.field("Kommentar om själva utskicket").fill("+två zebrakopior")
    text = guide.copy(LETTERS)
    [row] = pasted(text)

    columns = [
        "Rådgivare", "Datum", "Vad ska skickas", "Kundnummer", "Adress", "Namn på mottagare", "Fakturanummer",
        "Kommentar om själva utskicket",
    ]  # fmt: skip
    assert guide.card.locator(".cells dt").all_inner_texts() == columns
    assert dict(zip(columns, row, strict=True)) == {
        "Rådgivare": "xsan01",
        "Datum": "2026-03-10",
        "Vad ska skickas": "'=HYPERLINK(”http://example.com”)",
        "Kundnummer": "1190355",
        "Adress": "c/o Berg, Storgatan 1, 123 45 Staden",
        "Namn på mottagare": "Lena ”Lollo” Holmgren",
        "Fakturanummer": "'00123456789012345678",
        "Kommentar om själva utskicket": "'+två zebrakopior",
    }
    assert "\n" not in text

    ours = harness.worker.evaluate(
        "() => Promise.all(['local', 'session', 'sync'].map(area => chrome.storage[area].get())).then(JSON.stringify)"
    )
    theirs = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert [word for word in ("zebrakopior", "HYPERLINK", "Lollo") if word in ours + theirs] == []


@pytest.mark.soak
def test_a_click_on_copy_takes_what_was_just_written(harness: Harness):
    _, overlay = opened(harness, COPY)
    guide = Guide(overlay, LETTERS).open()
    expect(guide.field("Kundnummer")).to_have_value("1190355")
    harness.backend.delay = 0.4
    guide.field("Vad ska skickas?").fill("fakturakopia för januari")

    assert pasted(guide.copy(LETTERS))[0][2] == "fakturakopia för januari"


# Kept while the tab lives


def to_list(page: Page) -> None:
    page.get_by_role("link", name="Alla ärenden").click()
    page.locator(".tickets__list").wait_for()


def to_ticket(page: Page, subject: str) -> None:
    page.get_by_role("link", name=subject, exact=True).click()
    page.locator(".page-actions").wait_for()


@pytest.mark.parametrize("variants", ["shadow strict-csp", *soaked("api-refused")])
def test_answers_and_ticks_are_kept_for_each_ticket_across_navigation(harness: Harness, variants: str):
    harness.mock.use(*variants.split())
    page, overlay = opened(harness, COPY)
    guide = Guide(overlay, LETTERS).open()
    guide.field("Vad ska skickas?").fill("fakturakopia")
    guide.steps.first.check()
    expect(guide.card).to_contain_text("1 av 3 klara")
    to_list(page)
    expect(guide.card).to_have_count(0)
    to_ticket(page, "Fråga om elnätsavgiften")
    expect(overlay.suggestions).to_contain_text("Elnät och elhandel")
    expect(guide.card).to_have_count(0)
    guide.open()
    expect(guide.field("Vad ska skickas?")).to_have_value("")
    expect(guide.field("Kundnummer")).to_have_value("5120388")
    to_list(page)
    to_ticket(page, "Fakturakopia")

    expect(guide.field("Vad ska skickas?")).to_have_value("fakturakopia")
    expect(guide.field("Kundnummer")).to_have_value("1190355")
    expect(guide.card).to_contain_text("1 av 3 klara")


def by_taking_the_overlay_away(page: Page) -> None:
    page.evaluate("document.querySelector('rutinlots-overlay').remove()")


def by_drawing_the_page_anew(page: Page) -> None:
    marker = page.evaluate_handle("() => document.querySelector('.page-actions').appendChild(document.createElement('i'))")
    page.wait_for_function("marker => !marker.isConnected", arg=marker)


@pytest.mark.soak
def test_a_wipe_by_ember_takes_nothing_away(harness: Harness):
    harness.mock.delays.rerender = 300
    page, overlay = opened(harness, COPY)
    guide = Guide(overlay, LETTERS).open()
    guide.field("Vad ska skickas?").fill("fakturakopia")
    guide.steps.first.check()
    for wipe in (by_drawing_the_page_anew, by_taking_the_overlay_away):
        wipe(page)
        expect(guide.field("Vad ska skickas?"), wipe.__name__).to_have_value("fakturakopia")
        expect(guide.card, wipe.__name__).to_contain_text("1 av 3 klara")


# Without the backend


def test_away_from_the_backend_a_guide_opens_and_says_it_is_not_filled_in_until_the_backend_is_back(harness: Harness):
    _, overlay = opened(harness, COPY)
    expect(overlay.suggestions).to_be_visible()
    harness.backend.stop()
    overlay.guides.get_by_role("button", name="Alla guider").click()
    overlay.guides.get_by_role("button", name=LETTERS, exact=True).click()
    guide = Guide(overlay, LETTERS)
    expect(guide.card).to_contain_text("Frånkopplad")
    guide.field("Vad ska skickas?").fill("fakturakopia")
    guide.card.get_by_role("button", name="Kopiera raden").click()

    expect(overlay.toast).to_contain_text("kan inte fyllas i med dina svar just nu")

    harness.backend.start()
    expect(guide.card.locator(".cells")).to_contain_text("fakturakopia", timeout=30_000)
    expect(guide.card).not_to_contain_text("Frånkopplad")
    expect(guide.field("Kundnummer")).to_have_value("1190355")
