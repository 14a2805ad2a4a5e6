"""What the greeting's check points at, says and writes instead."""

from dataclasses import replace

import pytest

from backend.tests.core.invented import ANNA, KNOWLEDGE, SETTINGS, context_of, mail, reply
from rutinlots.core.checks.detectors.salutation import detect, judge
from rutinlots.core.context import Context
from rutinlots.core.finding import Fix, Hit, Span
from rutinlots.core.situation import Address, Draft, Message

NAMELESS = Address("Info77", "info77@mail.example")
BELOW = "\n\nTack för ditt mejl."


def asked(draft: Draft | None, *conversation: Message, requester: Address = NAMELESS) -> Context:
    return context_of(*conversation, draft=draft, ticket={"requester": requester}, knowledge=replace(KNOWLEDGE, settings=SETTINGS))


def found(greeting: str, *conversation: Message, requester: Address = NAMELESS) -> list[Hit]:
    context = asked(reply(greeting + BELOW, to=()), *conversation, requester=requester)
    return detect(context, {"verdict": "sure"}) + detect(context, {"verdict": "unsure"})


def mended(greeting: str, *conversation: Message) -> str:
    [hit] = found(greeting, *conversation)
    return hit.fixes[0].text


def test_a_hit_is_the_name_the_greeting_instead_and_why():
    values = {
        "name": "Info77", "reason": "innehåller siffror", "evidence": "", "proposal": "Hej,",
        "advice": "Vi vet inte vad kunden heter: skriv ”Hej,”",
    }  # fmt: skip
    instead = Fix("Hej,", Span("draft", 0, 11), "Hej,")
    assert found("Hej Info77,") == [Hit(spans=(Span("draft", 4, 10),), fixes=(instead,), values=values)]


def test_what_nothing_but_the_capitals_is_wrong_with_is_advised_without_evidence():
    [hit] = found("Hej ANNA,")
    assert (hit.values["evidence"], hit.values["advice"]) == ("", "Skriv ”Hej Anna,”")


@pytest.mark.parametrize("greeting", ["Hej!", "Hej,", "Hello!"])
def test_a_greeting_of_nobody_is_right(greeting: str):
    assert found(greeting) == []


@pytest.mark.parametrize(
    "draft",
    [
        reply(f"Hej Info77,{BELOW}", kind="note"),
        reply(f"Hej Teknik,{BELOW}", kind="forward", to=('"Teknik" <teknik@ellevio.se>',)),
        reply("Tack för ditt mejl."),
        None,
    ],
)
def test_notes_colleagues_and_greetings_that_are_not_there_are_fine(draft: Draft | None):
    assert judge(asked(draft)).verdict == "fine"


def test_the_name_that_the_customers_address_goes_by_is_not_somebody_elses():
    scooter = Address("Sparkcykel", "sparkcykel@mail.example")
    assert len(found("Hej Sparkcykel,", mail("Hej", sender=scooter), requester=scooter)) == 1


def test_an_address_alone_is_nobodys_name():
    context = asked(reply(f"Hej Qwertilla,{BELOW}", to=("kontakt9@firma.example",)), requester=ANNA)
    assert detect(context, {"verdict": "unsure"})[0].values["reason"] == "finns inte bland de namn vi känner till"


def test_a_name_is_looked_for_after_the_greetings_own_word():
    assert mended("Hello H,") == "Hello,"


def test_a_comma_before_a_name_goes_with_the_name():
    assert mended("Hej, Info77!") == "Hej!"


def test_a_name_with_wide_spaces_is_mended_as_others_are():
    signed = mail("Hej\n\nMed vänlig hälsning\nAnna", sender=NAMELESS)
    assert mended("Hej Info77  Kund,", signed) == "Hej Anna,"


ANNA_BERG = Address("Anna Berg", "anna.berg@mail.example")


@pytest.mark.parametrize("signed", ["", "\n\nMvh\nAnna Berg"])
def test_another_name_that_begins_like_the_customers_is_doubted(signed: str):
    [hit] = found("Hej Annika,", mail(f"Hej{signed}", sender=ANNA_BERG), requester=ANNA_BERG)
    assert (hit.values["reason"], hit.fixes[0].text) == ("är inte kundens namn, vad vi kan se", "Hej Anna,")


@pytest.mark.parametrize("greeting", ["Hej Anna-Maria,", "Hej Anna,", "Hej Anki,", "Hej Ann,"])
def test_a_double_name_a_pet_name_and_a_short_one_are_let(greeting: str):
    assert found(greeting, mail("Hej\n\nMvh\nAnna Berg", sender=ANNA_BERG), requester=ANNA_BERG) == []


def test_a_name_that_someone_in_the_ticket_has_is_no_other():
    assert found("Hej Annika,", mail("Hej\n\nMvh\nAnnika", sender=ANNA_BERG), requester=ANNA_BERG) == []
    address = Address("Annika Berg", "anna.berg@mail.example")
    assert found("Hej Annika,", mail("Hej\n\nMvh\nAnna", sender=address), requester=address) == []
