"""How many facilities it is about, against the team's limit."""

import pytest

from backend.tests.core.invented import context_of, mail, text_at
from rutinlots.core.checks.detectors.facilities import detect


def counted(number: int, more_than: str):
    context = context_of(mail(f"Ändra namn på {number} anläggningar."))
    return context, detect(context, {"more_than": more_than})


@pytest.mark.parametrize(("number", "hits"), [(1, 0), (2, 1), (5, 1), (6, 1)])
def test_more_than_nothing_is_two_or_more(number: int, hits: int):
    assert len(counted(number, "nothing")[1]) == hits


@pytest.mark.parametrize(("number", "hits"), [(4, 0), (5, 0), (6, 1), (60, 1)])
def test_more_than_few_is_above_the_limit(number: int, hits: int):
    assert len(counted(number, "few")[1]) == hits


def test_a_hit_has_the_number_the_limit_and_the_words_it_stands_on():
    context, (hit,) = counted(12, "few")

    assert (hit.value, hit.values) == (12, {"number": "12", "limit": "5"})
    assert text_at(context, hit.spans[0]) == "12 anläggningar"


def test_a_ticket_about_no_facility():
    assert detect(context_of(mail("Hej")), {"more_than": "nothing"}) == []


@pytest.mark.parametrize("text", ["Skicka medelförbrukningen för våra 18 lägenheter.", "Det gäller 56 anläggningar."])
def test_above_the_limit_are_only_those_that_a_change_is_asked_for(text: str):
    context = context_of(mail(text))

    assert len(detect(context, {"more_than": "nothing"})) == 1
    assert detect(context, {"more_than": "few"}) == []


@pytest.mark.parametrize(
    "text",
    [
        "De 22 anläggningarna i listan skall stå på Bo AB.",
        "Vi säger härmed upp 30 abonnemang.",
        "Her er listen over 22 anlegg som skal ha ny fakturamottaker.",
    ],
)
def test_a_change_may_be_asked_for_formally_and_in_norwegian(text: str):
    assert len(detect(context_of(mail(text)), {"more_than": "few"})) == 1


def test_a_change_may_be_asked_for_in_a_later_mail_or_in_the_subject():
    several = mail("Det gäller 18 anläggningar.")
    assert len(detect(context_of(several, mail("Ändra adressen på alla.")), {"more_than": "few"})) == 1
    assert len(detect(context_of(several, ticket={"subject": "Ny fakturaadress"}), {"more_than": "few"})) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Vår förening funderar på gemensamt elabonnemang för 48 lägenheter. Vad behöver vi göra och vad kostar det?",
        "Vad skulle det kosta att slå ihop våra 32 abonnemang till ett? Vi ska ta upp det på stämman.",
        "Hej, hur lång tid tar det att säga upp 30 abonnemang? Vi behöver veta det inför vår planering.",
        "Vilka uppgifter behöver ni för att byta fakturaadress på 20 anläggningar?",
        "Hur gör vi om vi vill byta till månadsfaktura på våra 14 anläggningar?",
        "Vi undrar hur man säger upp 20 abonnemang samtidigt.",
        "Kan ni berätta hur vi flyttar över 12 lägenheter till oss?",
        "Måste varje hyresgäst säga upp sitt avtal? Det gäller 40 lägenheter.",
        "Om vi byter ägare till 9 lägenheter, behöver ni fullmakter då?",
        "Vi planerar att bygga 24 lägenheter. När ska vi anmäla det?",
        "Hi, how do we move 12 apartments to our company?",
    ],
)
def test_who_only_asks_how_a_change_is_made_or_considers_one_asks_for_none(text: str):
    assert detect(context_of(mail(text)), {"more_than": "few"}) == []
    assert detect(context_of(mail(text), ticket={"subject": "Uppsägning och byte"}), {"more_than": "few"}) == []


@pytest.mark.parametrize(
    "text",
    [
        "Vi vill säga upp 30 abonnemang den 1 maj. Vad behöver ni?",
        "Hur snabbt kan ni byta fakturaadress på våra 20 anläggningar?",
        "Vi undrar om ni kan byta fakturaadress på våra 20 anläggningar.",
        "När vi tar över 12 lägenheter den 1 april vill vi ha månadsfaktura.",
        "Vad gäller våra 14 anläggningar så ska de ha ny fakturaadress.",
        "Vi beslutade på stämman att byta till gemensam faktura för 48 lägenheter.",
        "Var god ändra adressen på 9 anläggningar.",
        "Kan ni säga upp 8 abonnemang per den 31 mars?",
        "Hur gör vi för att byta fakturaadress på 20 anläggningar? Ny adress är Box 9, Karlstad.",
        "Går det bra att flytta 9 abonnemang till vår nya ägare?",
    ],
)
def test_a_question_beside_a_wish_or_a_polite_one_asks_for_the_change(text: str):
    assert len(detect(context_of(mail(text)), {"more_than": "few"})) == 1
