"""Single facts in mail text."""

from datetime import date

import pytest

from rutinlots.core.entities import identifiers
from rutinlots.core.guides import phrases

TODAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Mitt kundnummer är 4410927.", "4410927"),
        ("Kundnr: 44 10 927", "4410927"),
        ("kundnummer 12345, Angående e-faktura", "12345"),
        ("Kundnummer:\n5120388", "5120388"),
        ("KUND NR 5120388", "5120388"),
        ("kundnumret är 5120388", "5120388"),
        ("Kunden 5120388", None),
    ],
)
def test_a_customer_number_is_what_is_called_so(text: str, number: str | None) -> None:
    hit = identifiers.customer_number(text)

    assert (hit.value if hit else None) == number


@pytest.mark.parametrize(
    "text",
    [
        "My customer number is 5508126.", "Customer no. 5508126", "client ID: 5508126", "Kundenummer 5508126",
        "kundenr: 5508126", "Mitt kundenummer er 5508126.", "Meine Kundennummer ist 5508126.", "Asiakasnumeroni on 5508126.",
    ],
)  # fmt: skip
def test_a_customer_number_is_known_in_the_languages_that_customers_write(text: str) -> None:
    assert identifiers.customer_number(text).value == "5508126"


@pytest.mark.parametrize("text", ["customer service number 0771535300", "number of customers: 5508126", "kunden 5508126"])
def test_another_number_is_no_customer_number_in_them_either(text: str) -> None:
    assert identifiers.customer_number(text) is None


@pytest.mark.parametrize("text", ["Kundnummer 850101-1234", "kundnummer: 8501011234", "kundnummer 198501011234", "4410927"])
def test_a_personal_identity_number_is_never_taken_for_a_customer_number(text: str) -> None:
    assert identifiers.customer_number(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Fakturanummer 88120341", "88120341"),
        ("OCR: 123 4567 8901", "12345678901"),
        ("gällande faktura 4410927001", "4410927001"),
        ("faktura 2025", None),
    ],
)
def test_an_invoice_number_is_what_is_called_so(text: str, number: str | None) -> None:
    hit = identifiers.invoice_number(text)

    assert (hit.value if hit else None) == number


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Skicka till Storgatan 12, 123 45 Staden.", "Storgatan 12, 123 45 Staden"),
        ("Min adress:\nÅkervägen 3 B\n96133 Boden\n", "Åkervägen 3 B, 96133 Boden"),
        ("Norra Hamngatan 5 lgh 1102, 411 14 Göteborg", "Norra Hamngatan 5 lgh 1102, 411 14 Göteborg"),
        ("Box 24207, 104 51 Stockholm", "Box 24207, 104 51 Stockholm"),
        ("Jag flyttar till Storgatan 12 den 1 april.", None),
    ],
)
def test_a_postal_address_has_street_postcode_and_town(text: str, address: str | None) -> None:
    hit = identifiers.postal_address(text)

    assert (hit.value if hit else None) == address


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Bytet sker 2026-03-14 klockan 10.", "2026-03-14"),
        ("den 14 mars", "2026-03-14"),
        ("14 mars 2027", "2027-03-14"),
        ("den 3:e april", "2026-04-03"),
        ("flyttar 1/4", "2026-04-01"),
        ("sedan den 28 dec", "2025-12-28"),
        ("Den 31 februari", None),
        ("Ring 08-12 34 56", None),
    ],
)
def test_a_date_without_year_is_the_nearest(text: str, day: str | None) -> None:
    hit = identifiers.date_in(text, TODAY)

    assert (hit.value if hit else None) == day


def test_the_first_date_is_the_one() -> None:
    text = "Vi flyttar ut den 30 april och in 1/5."

    hit = identifiers.date_in(text, TODAY)

    assert text[hit.start : hit.end] == "den 30 april"


@pytest.mark.parametrize("number", ["850101-1234", "198501011234", "19850101-1234", "850161-1234"])
def test_personal_identity_numbers_are_left_out(number: str) -> None:
    text = identifiers.without_identity(f"Jag heter Anna, {number}, och bor i Boden.")
    assert text == "Jag heter Anna, (personnummer), och bor i Boden."


@pytest.mark.parametrize(
    "text",
    [
        "Det här mejlet går inte att svara på.",
        "Observera att detta mail ej kan besvaras.",
        "Svara inte på detta mejl, det läses inte.",
        "Meddelanden till den här adressen läses inte.",
        "Du kan inte svara på det här mejlet",
        "Mejl som skickas hit besvaras ej.",
        "Please do not reply to this e-mail.",
        "This mailbox is not monitored",
        "> Svar till denna adress\n> besvaras inte.",
    ],
)
def test_the_statement_that_nobody_answers_is_recognised(text: str) -> None:
    assert phrases.noreply_statement(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Du är välkommen att svara på det här mejlet.",
        "Tyvärr kan jag inte svara på när elen är tillbaka, men vi arbetar med felet.",
        "Ni har inte svarat på mitt förra mejl.",
        "Har du frågor? Kontakta kundservice.",
    ],
)
def test_other_sentences_are_not_that_statement(text: str) -> None:
    assert phrases.noreply_statement(text) is None


def test_the_statement_is_told_as_the_whole_sentence() -> None:
    text = "Hej!\n> Observera att det här mejlet inte går att svara på. Ring oss i stället."

    hit = phrases.noreply_statement(text)

    assert hit.value == text[hit.start : hit.end] == "Observera att det här mejlet inte går att svara på"


def test_the_mention_of_an_address_that_has_a_telephone_line_is_preferred() -> None:
    header = "Från: Kravgruppen <kravgruppen@ellevio.se>\n" + "Vi saknar betalning. " * 20

    hit = identifiers.contact_in(f"{header}\nkravgruppen@ellevio.se\n010-2040805 - Vardagar 9-16", "kravgruppen@ellevio.se")

    assert hit.value == "kravgruppen@ellevio.se, 010-2040805 - Vardagar 9-16"


def test_the_words_to_search_for_are_those_that_say_most() -> None:
    text = "Hej, jag undrar varför elmätaren blinkar rött. Elmätaren sitter i källaren. Mvh Anna"

    words = phrases.search_words(text, limit=3)

    assert words[0] == "elmätaren"
    assert "undrar" not in words


def test_no_words_give_nothing_to_search_for() -> None:
    assert phrases.search_words("Hej! /Bo") == []


@pytest.mark.parametrize("text", ["a" * 200_000, "1 " * 100_000, "Box " * 50_000, "@" * 100_000, "kundnummer " * 20_000])
def test_very_long_mails_are_read_to_a_limit(text: str) -> None:
    identifiers.customer_number(text)
    identifiers.postal_address(text)
    list(identifiers.mail_addresses(text))
    identifiers.date_in(text, TODAY)
    phrases.noreply_statement(text)
