"""Addresses and numbers of people in the agent's own text, by whose they are."""

from dataclasses import replace

import pytest

from backend.tests.core.invented import KNOWLEDGE, answer, context_of, mail, reply, text_at
from rutinlots.core.checks.detectors.contact_details import PARAMETERS, detect
from rutinlots.core.context import Context
from rutinlots.core.finding import Fix, Hit
from rutinlots.core.situation import Address, Message


def asked(text: str, *conversation: Message, **ticket) -> Context:
    return context_of(*conversation, draft=f"Hej Anna,\n\n{text}", ticket=ticket)


def by_owner(text: str, *conversation: Message, **ticket) -> dict[str, list[str]]:
    """What is found, by whose it is; each hit is shown to point at what it says."""
    context = asked(text, *conversation, **ticket)
    found = {whose: detect(context, {"whose": whose}) for whose in PARAMETERS["whose"]}
    for hits in found.values():
        assert [text_at(context, hit.spans[0]) for hit in hits] == [hit.values["match"] for hit in hits]
    return {whose: [hit.values["match"] for hit in hits] for whose, hits in found.items() if hits}


def fixes(text: str, whose: str, *conversation: Message) -> list[tuple[str, str]]:
    hits = detect(asked(text, *conversation), {"whose": whose})
    return [(fix.label, fix.text) for hit in hits for fix in hit.fixes]


def becomes(text: str, whose: str, *conversation: Message) -> list[str]:
    """The text after each fix."""
    context = asked(text, *conversation)
    whole = context.draft.text
    spans = [(fix.span, fix.text) for hit in detect(context, {"whose": whose}) for fix in hit.fixes]
    return [(whole[: span.start] + new + whole[span.end :]).removeprefix("Hej Anna,\n\n") for span, new in spans]


# --- addresses


@pytest.mark.parametrize("address", ["sara.strand@ellevio.se", "Sara@Releasy.se", "sara@mejl.ellevio.se"])
def test_a_colleagues_address(address: str):
    assert by_owner(f"Mejla {address}, så svarar hon.") == {"colleague": [address]}


def test_the_stop_after_an_address_is_no_part_of_it():
    assert by_owner("Mejla sara@ellevio.se.") == {"colleague": ["sara@ellevio.se"]}
    assert by_owner("Mejla sara@ellevio.se_") == {"colleague": ["sara@ellevio.se"]}


@pytest.mark.parametrize(
    "address",
    ["kundservice@ellevio.se", "kravgruppen@ellevio.se", "KUNDSERVICE@ellevio.se", "noreply@ellevio.se",
     "faktura@ellevio.se", "kundservice.faktura@ellevio.se"],
)  # fmt: skip
def test_a_mailbox_that_several_people_read_is_nobodys(address: str):
    assert by_owner(f"Mejla {address}, så svarar vi.") == {}


@pytest.mark.parametrize(
    "address", ["kapacitet@ellevio.se", "kapacitet-faktura@ellevio.se", "projekt-ekgatan@ellevio.se", "drift.torsby@ellevio.se",
     "effektabonnemang@ellevio.se", "fakturafragor@ellevio.se", "fakturafrågor@ellevio.se", "avtalsfragor@ellevio.se",
     "skadeersattning@ellevio.se", "elnatsavgift@ellevio.se", "faktura2@ellevio.se", "nyanslutningar@ellevio.se"],
)  # fmt: skip
def test_a_mailbox_named_by_an_ordinary_word_is_a_functions(address: str):
    assert by_owner(f"Mejla {address}, så svarar vi.") == {}


@pytest.mark.parametrize(
    "address",
    ["glad.alm@ellevio.se", "alm@ellevio.se", "storm@ellevio.se", "drift.anna@ellevio.se", "xadb01@ellevio.se",
     "lindgren@ellevio.se", "markstrom@ellevio.se", "klind@ellevio.se", "bergholm@ellevio.se"],
)  # fmt: skip
def test_a_word_that_is_a_name_too_is_a_colleagues(address: str):
    assert by_owner(f"Mejla {address}, så svarar hon.") == {"colleague": [address]}


@pytest.mark.parametrize(
    "address", ["internt@ellevio.se", "gastrikland@ellevio.se", "dalarna@ellevio.se", "qrstvabc@mejl.ellevio.se"]
)
def test_an_address_of_ours_that_is_no_persons_and_not_for_customers_is_unlisted(address: str):
    assert by_owner(f"Mejla {address}, så svarar vi.") == {"unlisted": [address]}


@pytest.mark.parametrize(
    "address",
    ["msu@ellevio.se", "karinl@ellevio.se", "karinlund@ellevio.se", "xhevdet.hotaqi@ellevio.se", "jberg@ellevio.se",
     "sast00@releasy.se", "dalarna@releasy.se"],
)  # fmt: skip
def test_initials_a_name_in_one_word_and_whatever_the_staffing_firm_has_are_a_colleagues(address: str):
    assert by_owner(f"Mejla {address}, så svarar hon.") == {"colleague": [address]}


def test_an_unlisted_address_that_the_customer_wrote_is_known_to_them():
    assert by_owner("Mejlet till dalarna@ellevio.se kom fram.", mail("Jag skrev till Dalarna@ellevio.se.")) == {}
    assert by_owner("Mejla sara@ellevio.se.", mail("Sara har sara@ellevio.se.")) == {"colleague": ["sara@ellevio.se"]}


def test_an_unlisted_address_is_changed_to_ours():
    assert fixes("Mejla dalarna@ellevio.se.", "unlisted") == [("Byt mot kundservice@ellevio.se", "kundservice@ellevio.se")]


def test_an_address_of_ours_that_the_team_lets_customers_have_is_let():
    settings = replace(KNOWLEDGE.settings, function_addresses=("dalarna@ellevio.se", "sara@ellevio.se"))
    context = context_of(draft="Mejla dalarna@ellevio.se eller sara@ellevio.se.", knowledge=replace(KNOWLEDGE, settings=settings))
    assert [detect(context, {"whose": whose}) for whose in PARAMETERS["whose"]] == [[], [], [], []]


def test_a_customers_address_may_be_an_ordinary_word():
    bo = mail("Hej", sender=Address("Bo", "kapacitet@example.com"))
    assert by_owner("Skickat till kapacitet@example.com.", bo) == {"customer": ["kapacitet@example.com"]}


def test_the_customers_address_is_the_requesters_or_a_senders():
    bo = mail("Hej", sender=Address("Bo", "Bo@example.com"))
    assert by_owner("Skickat till ANNA@example.com och bo@example.com.", bo) == {"customer": ["ANNA@example.com", "bo@example.com"]}


def test_an_address_of_somebody_unknown_is_left_alone():
    assert by_owner("Mejla nagon@annanstans.se.") == {}


def test_who_we_wrote_to_has_not_written():
    ours = answer("Hej", sender=Address("Ove", "ove@annanstans.se"))
    assert by_owner("Mejla ove@annanstans.se.", ours) == {}


def test_a_colleagues_address_is_changed_to_ours_and_the_customers_taken_away():
    assert fixes("Mejla sara@ellevio.se.", "colleague") == [("Byt mot kundservice@ellevio.se", "kundservice@ellevio.se")]
    assert becomes("Skickat till anna@example.com.", "customer") == ["Skickat."]


# --- numbers


def test_a_mobile_number_is_a_colleagues_and_a_line_an_unknown_ones():
    assert by_owner("Ring 070-123 45 67 eller 08-123 456 78.") == {"colleague": ["070-123 45 67"], "unknown": ["08-123 456 78"]}


def test_a_number_that_may_stand_in_a_mail_is_nobodys():
    assert by_owner("Ring 0771-53 53 00.") == {}


def test_a_number_that_the_customer_wrote_is_the_customers():
    assert by_owner("Stämmer 0701234567?", mail("Ring mig på 070-123 45 67!")) == {"customer": ["0701234567"]}


@pytest.mark.parametrize(
    "written",
    ["070-123 45 67", "+46 70 123 45 67", "0046 70 123 45 67", "+46(0)70-123 45 67", "70-123 45 67", "46701234567", "mob0701234567",
     "070\t123 45 67", "070_123_45_67", "070−123 45 67", "*070.123.45.67*"],
)  # fmt: skip
def test_the_customers_number_is_known_however_they_wrote_it(written: str):
    assert by_owner("Stämmer 070-123 45 67?", mail(f"Ring mig. Kundnr 4410283 {written}")) == {"customer": ["070-123 45 67"]}
    assert by_owner("Stämmer 070-123 45 67?", mail("Hej"), subject=f"Ring {written}") == {"customer": ["070-123 45 67"]}


@pytest.mark.parametrize("written", ["0701234568", "1070123456789", "070-123 45 678", "OCR 44070123456712"])
def test_digits_that_only_hold_the_number_are_not_the_customers(written: str):
    assert by_owner("Ring 070-123 45 67.", mail(f"Hej {written}")) == {"colleague": ["070-123 45 67"]}


@pytest.mark.parametrize("text", ["Montören ringer dig på {}.", "Vi ringer portvakten på {}.", "Han ringer {} innan."])
@pytest.mark.parametrize("theirs", ["070-123 45 67", "+46 70 123 45 67"])
def test_the_number_that_the_customer_gave_is_asked_about_also_where_they_are_called_on_it(text: str, theirs: str):
    assert by_owner(text.format("070-123 45 67"), mail(f"Ring mig på {theirs}!")) == {"customer": ["070-123 45 67"]}


@pytest.mark.parametrize(
    "text",
    ["Kronofogden svarar på {}.", "GodEls kundservice når du på {}.", "Ring dem på {}.", "Felanmäl det till kommunen på {}."],
)
@pytest.mark.parametrize("number", ["0771-11 22 33", "020-12 34 56", "0200-12 34 56", "0770 11 22 33", "+46 771 11 22 33"])
def test_a_service_number_belongs_to_no_person(text: str, number: str):
    assert by_owner(text.format(number)) == {}
    assert by_owner(text.format(number), mail(f"Jag ringde {number}.")) == {}


@pytest.mark.parametrize(
    "text",
    ["Ring oss på {}.", "Vår felanmälan har {}.", "Ellevio når du på {}.", "Call us on {}.", "Ring felanmälan på {}.",
     "Kravgruppen har {}."],
)  # fmt: skip
def test_a_service_number_that_is_called_ours_but_is_none_of_ours_is_asked_about(text: str):
    assert by_owner(text.format("020-12 34 56")) == {"unknown": ["020-12 34 56"]}


@pytest.mark.parametrize("number", ["0771-53 53 01", "0771-53 35 00", "0770-53 53 00"])
def test_a_service_number_that_is_one_digit_from_ours_is_asked_about(number: str):
    assert by_owner(f"Ring {number}.") == {"unknown": [number]}


def test_without_a_number_of_ours_to_give_a_colleagues_is_taken_away():
    knowledge = replace(KNOWLEDGE, settings=replace(KNOWLEDGE.settings, function_phones=()))
    (hit,) = detect(context_of(draft="Ring mig på 070-123 45 67.", knowledge=knowledge), {"whose": "colleague"})
    assert [(fix.label, fix.text) for fix in hit.fixes] == [("Ta bort", "")]


def test_a_number_that_may_stand_there_does_not_excuse_the_next():
    assert by_owner("Vi har ditt nummer 070-123 45 67. Ring 08-123 456 78.") == {"unknown": ["08-123 456 78"]}


@pytest.mark.parametrize(
    "text", ["Numret {} är inte vårt.", "{} tillhör inte oss.", "{} är tyvärr inte ett av våra.", "The number {} is not ours."]
)
def test_a_number_that_is_said_not_to_be_ours_may_stand_there(text: str):
    assert by_owner(text.format("08-123 456 78"), mail("Vem ringde från 08-123 456 78?")) == {}
    assert by_owner(text.format("070-123 45 67")) == {}


def test_a_number_that_is_said_to_be_ours_is_asked_about():
    assert by_owner("Numret 08-123 456 78 är vårt.") == {"unknown": ["08-123 456 78"]}


def test_a_number_that_we_wrote_is_not():
    assert by_owner("Ring 070-123 45 67.", answer("Ring 070-123 45 67.")) == {"colleague": ["070-123 45 67"]}


@pytest.mark.parametrize("lead", ["ditt telefonnummer till", "ert nya mobilnummer:", "your phone number to", "ditt nummer är"])
def test_a_number_that_the_sentence_says_is_the_customers_may_stand_there(lead: str):
    assert by_owner(f"Vi har ändrat {lead} 070-123 45 67.") == {}


@pytest.mark.parametrize(
    "text",
    ["Vi ringer dig på {}.", "Jag ringer upp dig i morgon på {}.", "Vi försökte nå dig på {}.", "Montören ringer dig på {}.",
     "Numret vi har till dig är {}.", "Du får ett sms till {}.", "Jag har lagt in ditt nya nummer, {}.",
     "Vi har {} som ditt mobilnummer.", "We will call you on {}."],
)  # fmt: skip
def test_a_number_on_which_the_customer_is_called_is_their_own(text: str):
    assert by_owner(text.format("070-123 45 67")) == {}


@pytest.mark.parametrize(
    "text",
    ["Ring mig på {}.", "Du når mig på {}.", "Ring upp montören på {}.", "Du kan skicka sms till {}.", "Du når montören på {}.",
     "Vi ringer dig. Annars gäller {}.", "Kollegan har {} som nummer."],
)  # fmt: skip
def test_a_number_on_which_someone_else_is_called_is_not(text: str):
    assert by_owner(text.format("070-123 45 67")) == {"colleague": ["070-123 45 67"]}


@pytest.mark.parametrize(
    "text",
    ["Ditt nummer i vårt system är {}.", "I vårt system har du mobilnummer {}.", "Är {} fortfarande rätt nummer till dig?",
     "Montören fick inte tag på dig på {}.", "Vi skickar ett sms till dig på {}.", "Sms-avisering är påslagen för {}.",
     "Du har angett {} som kontaktnummer.", "Numret {} är nu borttaget från ditt kundkort.", "Vi har bytt {} mot ditt nya nummer.",
     "Kontaktuppgifterna vi har är Storgatan 3 och {}.", "Din mobil {} är registrerad.", "Vi hör av oss på ditt nummer {}.",
     "Jag har noterat att du nås på {}.", "Jag har lagt till {} på ditt kundnummer.", "Telefonnumret på ditt kundkort är {}.",
     "Is {} still your number?", "The technician will call {} before arriving.", "Montören ringer {} innan.",
     "Du har nu {} registrerat hos oss."],
)  # fmt: skip
def test_a_number_that_is_kept_for_the_customer_is_their_own(text: str):
    assert by_owner(text.format("070-123 45 67")) == {}


@pytest.mark.parametrize(
    "text",
    ["Om du själv ringer {}, svarar Micke.", "Tekniker Jonas: {}.", "Smsa {} när du är hemma.", "Kontakta Peter, {}.",
     "Projektledaren nås på {}.", "Vi har ett nytt nummer: {}.", "Du har mitt nummer {}.", "Du har min kollegas nummer, {}.",
     "Jag har ändrat ditt nummer, och Karin har {}."],
)  # fmt: skip
def test_a_number_that_the_customer_is_to_call_is_a_colleagues(text: str):
    assert by_owner(text.format("070-123 45 67")) == {"colleague": ["070-123 45 67"]}


@pytest.mark.parametrize(
    "lead", ["Ring mig, ditt nummer till", "Min kollega har ditt nummer:", "Ditt telefonnummer är klart; ring"]
)
def test_a_sentence_that_speaks_of_us_as_well_says_no_such_thing(lead: str):
    assert by_owner(f"{lead} 070-123 45 67.") == {"colleague": ["070-123 45 67"]}


def test_the_sentence_before_says_nothing_of_a_number():
    assert by_owner("Vi har ändrat ditt nummer. 070-123 45 67 gäller.") == {"colleague": ["070-123 45 67"]}


def test_what_the_customer_wrote_is_the_customers_whatever_the_sentence_says():
    assert by_owner("Vi har ditt nummer 070-123 45 67.", mail("070-123 45 67")) == {"customer": ["070-123 45 67"]}


def test_a_colleagues_number_is_changed_to_ours_and_others_taken_away():
    assert fixes("Ring 070-123 45 67.", "colleague") == [("Byt mot 0771-53 53 00", "0771-53 53 00")]
    assert becomes("Klart för dig (070-123 45 67) i dag.", "customer", mail("070-123 45 67")) == ["Klart för dig i dag."]
    assert becomes("Elsäkerhetsverket (08-123 456 78) svarar.", "unknown") == ["Elsäkerhetsverket svarar."]


@pytest.mark.parametrize("text", ["Ring 08-123 456 78.", "Ring dem på 08-123 456 78 eller skriv.", "08-123 456 78"])
def test_a_number_without_which_the_sentence_breaks_is_not_taken_away_by_a_click(text: str):
    assert fixes(text, "unknown") == []


def test_of_several_numbers_each_fix_says_its_own():
    assert [label for label, _ in fixes("Ring 070-123 45 67, inte 070-123 45 68.", "colleague")] == [
        "Byt 070-123 45 67 mot 0771-53 53 00",
        "Byt 070-123 45 68 mot 0771-53 53 00",
    ]
    assert [label for label, _ in fixes("Ring Eva (08-123 456 78), Ove (08-123 456 79).", "unknown")] == [
        "Ta bort 08-123 456 78",
        "Ta bort 08-123 456 79",
    ]


# --- where it looks


def test_what_is_quoted_is_not_the_agents():
    quoted = "Klart.\n\nDen 9 mars 2026 kl. 10:00 skrev Anna Berg <anna@example.com>:\n> Ring 070-123 45 67"
    assert by_owner(quoted) == {}


def test_without_a_draft_and_without_a_ticket():
    assert detect(context_of(), {"whose": "colleague"}) == []
    lonely = context_of(ticket=None, draft=reply("Ring 070-123 45 67 eller anna@example.com."))
    assert [hit.values["match"] for hit in detect(lonely, {"whose": "colleague"})] == ["070-123 45 67"]
    assert detect(lonely, {"whose": "customer"}) == []


def test_a_hit_is_its_place_its_fix_and_what_was_written():
    (hit,) = detect(context_of(draft="x sara@ellevio.se"), {"whose": "colleague"})
    span = hit.spans[0]
    assert (span.where, span.start, span.end) == ("draft", 2, 17)
    fix = Fix("Byt mot kundservice@ellevio.se", span, "kundservice@ellevio.se")
    assert hit == Hit(spans=(span,), fixes=(fix,), values={"match": "sara@ellevio.se"})


def test_a_mailbox_that_several_read_at_the_customers_is_no_personal_address():
    sender = Address("Ekonomi", "ekonomi@akeri.example")
    assert by_owner("Fakturan går till ekonomi@akeri.example.", mail("Hej", sender=sender)) == {}
