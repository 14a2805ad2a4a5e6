"""A customer that can't be found from the mail, and a reply that asks for too little."""

import pytest

from backend.tests.core.invented import answer, context_of, mail, note
from rutinlots.core.checks.detectors.identification import detect
from rutinlots.core.finding import Hit

ADDRESS, INVOICE, DATE = "vilken adress det gäller", "vilken faktura det gäller", "från vilket datum det gäller"
ASKS = "Skicka ditt kundnummer."


def unknown(text: str, *more, **ticket) -> list[Hit]:
    return detect(context_of(mail(text), *more, ticket=ticket), {"fault": "unknown"})


def asks_too_little(text: str, written: str) -> list[str]:
    context = context_of(mail(text), draft=f"Hej Anna,\n\n{written}")
    return [hit.values["more"] for hit in detect(context, {"fault": "asks-too-little"})]


@pytest.mark.parametrize(
    "text",
    ["Min senaste faktura är fel.", "Något är fel med vår gamla mätare.", "Kan ni skicka den till mig?", "My last bill is wrong.",
     "Jag vill säga upp avtalet.", "Hej! Vi har inte betalat fakturan.", "Hej, och säg upp avtalet.", "Flytta mitt abonnemang."],
)  # fmt: skip
def test_the_customers_own_matter_without_anything_to_find_it_by(text: str):
    assert unknown(text) == [Hit()]


@pytest.mark.parametrize(
    "text",
    ["Hur fungerar en faktura?", "Hej, jag undrar hur ett avtal fungerar?", "Vad kostar en ny mätare?", "Min hund är sjuk.",
     "Tack för hjälpen!", ""],
)  # fmt: skip
def test_a_question_of_how_something_works_is_nobodys_own_matter(text: str):
    assert unknown(text) == []


@pytest.mark.parametrize(
    "number",
    ["Kundnummer 123456", "850101-1234", "19850101-1234", "556677-8899", "1234567", "735 999 123 00000000 1",
     "Storgatan 1, 123 45 Solna"],
)  # fmt: skip
def test_a_number_or_a_full_address_is_enough(number: str):
    assert unknown(f"Min faktura är fel.\n{number}") == []


@pytest.mark.parametrize("number", ["123456", "12-345678", "tel 08-123 45"])
def test_a_short_number_says_nothing(number: str):
    assert unknown(f"Min faktura är fel. {number}") == [Hit()]


def test_any_of_the_customers_mails_and_the_subject_may_say_who_it_is():
    assert unknown("Min faktura är fel.", answer("Vilken?"), mail("Kundnummer 123456")) == []
    assert unknown("Min faktura är fel.", note("Kollar."), mail("Kundnummer 123456")) == []
    assert unknown("Min faktura är fel.", subject="Kundnummer 123456") == []
    assert unknown("Min faktura är fel.", subject="Ärende 1234567") == []
    assert unknown("Min faktura är fel.", subject="Fakturan") == [Hit()]


def test_what_we_write_does_not_say_who_the_customer_is():
    assert unknown("Min faktura är fel.", note("Kundnummer 123456")) == [Hit()]


def test_what_a_mail_quotes_does_not_say_who_the_customer_is_but_its_signature_does():
    quoted = "\n\nDen 8 mars 2026 kl. 10:00 skrev Ellevio <kundservice@ellevio.se>:\n> Ärende 1234567"
    signed = "\n\nMed vänlig hälsning\nAnna Berg\nKundnummer 123456"

    assert unknown(f"Min faktura är fel.{quoted}") == [Hit()]
    assert unknown(f"Min faktura är fel.{signed}{quoted}") == []


def test_without_a_mail_that_waits_nobody_is_looked_for():
    assert detect(context_of(ticket=None), {"fault": "unknown"}) == []
    assert detect(context_of(answer("Din faktura")), {"fault": "unknown"}) == []


# --- what the reply asks for


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("Jag ska flytta.", [ADDRESS, DATE]),
        ("Jag vill säga upp allt.", [ADDRESS, DATE]),
        ("Min räkning är fel.", [INVOICE]),
        ("Vi har inget på elnätet.", [ADDRESS]),
        ("Jag vill byta namn.", [DATE]),
        ("Hej, hjälp mig.", []),
    ],
)
def test_what_a_matter_needs_beside_the_number(text: str, needed: list[str]):
    assert asks_too_little(text, ASKS) == needed


@pytest.mark.parametrize("place", ["Ingegerd Storm, Hån 3", "Jag bor på Västra Ämtervik 212.", "Det gäller stugan i Hån 3"])
def test_a_place_in_the_country_and_a_number_is_an_address(place: str):
    assert asks_too_little(f"Jag ska flytta. {place}", ASKS) == [DATE]


@pytest.mark.parametrize("other", ["i Maj 2026", "Ring mig, Anna 070-123", "i Karlstad", "Jag har en fråga, Lgh 3"])
def test_a_month_a_telephone_and_a_town_are_no_address(other: str):
    assert ADDRESS in asks_too_little(f"Jag ska flytta. {other}", ASKS)


def test_the_first_matter_that_fits_is_the_one():
    assert asks_too_little("Jag ska flytta, vad händer med fakturan?", ASKS) == [ADDRESS, DATE]


@pytest.mark.parametrize(
    ("more", "left"),
    [("Vilken bostad?", [DATE]), ("Från vilket datum?", [ADDRESS]), ("Vilken dag och adress?", [])],
)
def test_what_the_reply_asks_for_as_well_is_not_missing(more: str, left: list[str]):
    assert asks_too_little("Jag ska flytta.", f"{ASKS} {more}") == left


@pytest.mark.parametrize("written", ["Jag har ändrat det.", "Kundnumret är registrerat.", "Tack. Vi hjälper dig gärna."])
def test_a_reply_that_asks_for_no_number_is_no_such_reply(written: str):
    assert asks_too_little("Jag ska flytta.", written) == []


@pytest.mark.parametrize("written", ["Vad är ditt personnummer?", "Uppge kundnr.", "Please send your customer number."])
def test_ways_to_ask_for_a_number(written: str):
    assert asks_too_little("Min räkning är fel.", written) == [INVOICE]


def test_the_number_and_the_request_stand_in_one_sentence():
    assert asks_too_little("Jag ska flytta.", "Kundnumret är klart. Skicka en bild.") == []
    assert asks_too_little("Jag ska flytta.", "Kundnumret är klart\nSkicka en bild.") == []


def test_to_a_customer_who_is_known_nothing_more_need_be_asked():
    assert asks_too_little("Jag ska flytta. Kundnummer 123456", ASKS) == []


@pytest.mark.parametrize(
    "number",
    [
        "Ring mig på 0700000000.",
        "Mätaren står på 34512876.",
        "Mätarställning: 0034512.",
        "Mitt ärende hos Vattenfall har nummer 77120045.",
        "Jag har ärende 88123456 hos Tibber.",
        "Jag har beställt en laddbox, order 4455667.",
    ],
)
def test_a_number_that_is_no_customers_identifies_nobody(number):
    assert detect(context_of(mail(f"Min faktura är fel. {number}")), {"fault": "unknown"})


@pytest.mark.parametrize(
    "place",
    ["Vasagatan 18 lgh 1102 Örebro", "Solgatan 12 Ludvika", "Sjövägen 2, Leksand", "fastigheten Ängsvik 1:44", "anmälan 118820"],
)
def test_a_street_with_its_town_a_property_or_an_application_is_enough(place: str):
    assert unknown(f"Min mätare är trasig, {place}.") == []


def test_a_street_without_a_town_is_not_enough():
    assert unknown("Min mätare på Storgatan 5 är trasig.") == [Hit()]
    assert unknown("Min mätare är trasig, Storgatan 5 Mvh Anna") == [Hit()]


def test_who_has_moved_in_is_found_by_the_place_and_who_is_to_move_is_not():
    assert unknown("Jag flyttade in på Klockargatan 7 i Västerås 1 september och har fått en räkning.") == []
    assert unknown("Jag ska flytta in på Klockargatan 7 i Västerås.") == [Hit()]
    assert unknown("Min mätare på Klockargatan 7 i Västerås ska flyttas.") == []


@pytest.mark.parametrize("told", ["Jag har skyddad identitet.", "Jag har skyddad folkbokföring.", "Sekretessmarkerad."])
def test_who_is_to_stay_unknown_is_not_asked_who_they_are(told: str):
    assert unknown(f"Min faktura ska skickas om. {told}") == []
    assert asks_too_little(f"Jag ska flytta. {told}", ASKS) == []


def test_a_word_of_the_customers_far_from_the_matter_is_about_something_else():
    assert unknown("Min katt Putte sover alltid på elmätaren.") == []
    assert unknown("Petra slutar hos oss.") == []


@pytest.mark.parametrize("day", ["den 15e", "den 1 mars", "1/3", "15 mars"])
def test_a_day_that_the_customer_has_named_is_not_asked_for(day: str):
    assert asks_too_little(f"Jag flyttar {day}.", ASKS) == [ADDRESS]


ASKED = "Min faktura är fel. Kundnummer 123456."


def asks_again(written: str, text: str = ASKED) -> list[str]:
    context = context_of(mail(text), draft=f"Hej Anna,\n\n{written}")
    return [hit.values["given"] for hit in detect(context, {"fault": "asks-again"})]


@pytest.mark.parametrize("written", [
    "Skicka ditt kundnummer.", "Vad är ditt kundnr?", "Jag behöver få veta ert kundnummer.", "Vad har du för kundnummer?",
    "Vilket kundnummer har ni?",
])  # fmt: skip
def test_a_number_that_the_customer_has_given_is_not_asked_for_again(written: str):
    assert asks_again(written) == ["123456"]
    assert asks_again(written, "Min faktura är fel.") == []


@pytest.mark.parametrize(
    "written",
    ["Ange ditt kundnummer när du betalar.", "Skriv ditt kundnummer på Mina sidor.", "Skicka ditt andra kundnummer.",
     "Tack för ditt kundnummer.", "Ditt kundnummer är 123456."],
)  # fmt: skip
def test_a_number_that_is_to_be_written_elsewhere_or_is_another_may_be_asked_for(written: str):
    assert asks_again(written) == []
