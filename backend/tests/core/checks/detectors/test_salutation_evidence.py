"""Whom a greeting is judged by: the recipient, what that person signed with, and who else takes part in the thread."""

from dataclasses import replace

import pytest

from backend.tests.core.invented import KNOWLEDGE, SETTINGS, context_of, mail, note, reply
from rutinlots.core.checks.detectors.salutation import detect
from rutinlots.core.context import Context
from rutinlots.core.finding import Hit
from rutinlots.core.situation import Address, Message

NAMELESS = Address("Info77", "info77@mail.example")
SIGNED = "Hej\n\nMed vänlig hälsning\nAnna"


def asked(greeting: str, *conversation: Message, requester: Address = NAMELESS, to: tuple[str, ...] = ()) -> Context:
    draft = reply(f"{greeting}\n\nTack för ditt mejl.", to=to)
    return context_of(*conversation, draft=draft, ticket={"requester": requester}, knowledge=replace(KNOWLEDGE, settings=SETTINGS))


def hits(greeting: str, *conversation: Message, **more) -> list[Hit]:
    context = asked(greeting, *conversation, **more)
    return detect(context, {"verdict": "sure"}) + detect(context, {"verdict": "unsure"})


def first_fix(greeting: str, *conversation: Message, **more) -> str:
    return hits(greeting, *conversation, **more)[0].fixes[0].text


def from_info(text: str) -> Message:
    return mail(text, sender=NAMELESS)


def test_a_name_in_the_customers_earlier_mail_is_found_though_a_note_follows():
    assert first_fix("Hej [namn],", from_info(SIGNED), note("Kollar.")) == "Hej Anna,"


def test_somebody_else_who_signs_in_the_thread_can_be_greeted():
    per = mail("Hej\n\nMed vänlig hälsning\nPer", sender=Address("", "per@firma.example"))
    assert hits("Hej Per,", from_info(SIGNED), per) == []


def test_somebody_else_who_writes_under_a_name_can_be_greeted():
    per = mail("Hej", sender=Address("Per Berg", "kontakt9@firma.example"))
    assert hits("Hej Per,", from_info(SIGNED), per) == []


@pytest.mark.parametrize(
    "text",
    [
        "Hej! Jag heter Siv och skriver från min mans mejl.",
        "Hej,\nmitt namn är Siv Dahl och jag är gift med Bertil.",
        "Hej, Siv Dahl här, frun till Bertil.",
        "Jag, Siv Dahl, vill ha e-faktura.",
        "Tack för svaret. Siv här (lånar Bertils dator). Kan vi få den på fredag?",
        "Siv här igen! Kan vi få den på fredag?",
        "Hej, det är Siv, Bertils fru som skriver.",
        "Det är Siv Dahl som skriver åt Bertil.",
        "Hej igen, det är Bertils dotter Siv. Pappa vill ha e-faktura.",
        "Jag är Bertils gode man, Siv Dahl. Han vill ha e-faktura.",
        "Hello! My name is Siv and I need help.",
        "Varför är räkningen så hög? Siv",
        "Kan pappa få e-faktura? Siv Dahl kundnr 65123",
        "Jag vill ha svar snart! Siv Dahl, Ekvägen 9, 070-123 45 67",
    ],
)
def test_the_one_who_says_their_name_in_the_mail_can_be_greeted(text: str):
    bertil = Address("Bertil Dahl", "bertil.dahl@mail.example")
    assert hits("Hej Siv,", mail(text, sender=bertil), requester=bertil) == []


def test_who_says_that_their_name_is_one_letter_can_be_greeted_with_it():
    lee = Address("Y Lee", "y.lee@mail.example")
    assert hits("Hej Y,", mail("Hej, jag heter Y. Jag har fått en påminnelse.", sender=lee), requester=lee) == []
    assert len(hits("Hej Y,", mail("Hej, jag har fått en påminnelse.", sender=lee), requester=lee)) == 1


def test_a_name_that_is_told_of_somebody_else_is_not_the_writers():
    bertil = Address("Bertil Dahl", "bertil.dahl@mail.example")
    for text in (
        "Min fru heter Siv.",
        "Siv Dahl bor här.",
        "Vem ringde? Siv sa att ni skulle göra det.",
        "Bor du här, Siv",
        "Vi ses, Siv Dahl och jag, på mötet.",
        "Hej, det är Siv som har ritat.",
        "Hej, kan Bertils dotter Siv få e-faktura?",
    ):
        assert len(hits("Hej Siv,", mail(text, sender=bertil), requester=bertil)) == 1


def test_what_somebody_else_signs_with_is_not_the_customers_name():
    per = mail("Hej\n\nMed vänlig hälsning\nPer", sender=Address("", "per@firma.example"))
    assert first_fix("Hej [namn],", from_info(SIGNED), per) == "Hej Anna,"


def test_a_mail_without_a_sender_is_the_customers():
    assert first_fix("Hej [namn],", mail(SIGNED, sender=Address())) == "Hej Anna,"


def test_a_draft_to_the_requester_is_judged_by_the_requesters_name():
    anna = Address("Anna Berg", "info77@mail.example")
    assert first_fix("Hej [namn],", requester=anna, to=("INFO77@mail.example",)) == "Hej Anna,"
    assert first_fix("Hej [namn],", requester=anna) == "Hej Anna,"


def test_a_draft_to_another_who_has_written_is_judged_by_that_ones_name():
    erik = mail("Hej", sender=Address("Erik Ek", "Kontakt9@firma.example"))
    assert first_fix("Hej [namn],", erik, to=("kontakt9@firma.example",)) == "Hej Erik,"


def test_a_draft_to_a_stranger_is_judged_by_the_name_beside_the_address():
    assert first_fix("Hej [namn],", to=('"Erik Ek" <kontakt9@firma.example>',)) == "Hej Erik,"


def test_a_greeting_below_blank_lines_keeps_its_words():
    context = context_of(draft="\n\nHello Info77!\n\nThanks.", ticket={"requester": NAMELESS})
    assert detect(context, {"verdict": "sure"})[0].fixes[0].text == "Hello!"


def test_without_a_ticket_nobody_is_known():
    context = context_of(draft="Hej [namn],\n\nTack.", ticket=None)
    assert [hit.values["evidence"] for hit in detect(context, {"verdict": "sure"})] == [""]


FORM = Address("Ellevio", "noreply@ellevio.se")
PASSED_ON = (
    "Från: Karin Åberg <karin@example.se>\nSkickat: den 9 mars 2026 21:47\nTill: Ellevio <noreply@ellevio.se>\n"
    "Ämne: SV: Välkommen\n\nHej, kan ni ändra datumet?\n\nKarin Åberg\nKundnummer 6602841"
)


def test_who_signed_a_mail_that_our_noreply_mailbox_passed_on_is_the_customer():
    passed_on = mail(PASSED_ON, sender=FORM)

    assert first_fix("Hej Ellevio,", passed_on, requester=FORM) == "Hej Karin,"
    assert first_fix("Hej [namn],", passed_on, requester=FORM, to=("karin@example.se",)) == "Hej Karin,"
    assert hits("Hej Karin,", passed_on, requester=FORM) == []


def test_who_signed_a_mail_that_the_customer_or_a_colleague_passed_on_is_not_the_customer():
    colleague = Address("Sara Ek", "sara@ellevio.se")

    assert first_fix("Hej [namn],", from_info(PASSED_ON)) == "Hej,"
    assert first_fix("Hej [namn],", from_info(SIGNED), from_info(PASSED_ON)) == "Hej Anna,"
    assert first_fix("Hej [namn],", from_info(SIGNED), mail(PASSED_ON, sender=colleague)) == "Hej Anna,"


def test_a_mail_of_somebody_elses_that_the_mailbox_passed_on_leaves_the_requesters_name():
    assert first_fix("Hej [namn],", from_info(SIGNED), mail(PASSED_ON, sender=FORM)) == "Hej Anna,"
    assert first_fix("Hej [namn],", mail(PASSED_ON, sender=FORM)) == "Hej,"
