"""Mails of Kravgruppen's, and copies of them, wherever they stand in a thread."""

import pytest

from backend.tests.core.invented import answer, context_of, mail, note, text_at
from rutinlots.core.facts.collections import CollectionsMail, collections_mails
from rutinlots.core.situation import Address, Message

FOOTER = "Detta mail går ej att besvara. Hälsningar Kravgruppen"


def copies(*conversation: Message) -> list[tuple[int, str]]:
    context = context_of(*conversation)
    return [(each.message, text_at(context, each.span) if each.span else "") for each in collections_mails(context)]


def test_a_mail_that_they_sent_has_no_place():
    theirs = answer("Betala.", sender=Address("", "Kravgruppen@Ellevio.se"))
    assert collections_mails(context_of(mail("Hej"), theirs)) == [CollectionsMail(1)]


@pytest.mark.parametrize(
    "statement",
    ["Detta mail går ej att besvara", "Det här meddelandet kan inte besvaras", "Mejlet ska inte besvaras",
     "e-post får ej besvaras"],
)  # fmt: skip
def test_their_footer_from_its_statement_to_their_name(statement: str):
    assert copies(mail(f"Hej!\n\n{statement}, hälsar Kravgruppen.\nSlut")) == [(0, f"{statement}, hälsar Kravgruppen")]


def test_their_address_may_stand_instead_of_their_name_and_the_later_one_ends_it():
    assert copies(mail("Mailet kan ej besvaras: kravgruppen@ellevio.se.")) == [
        (0, "Mailet kan ej besvaras: kravgruppen@ellevio.se")
    ]
    both = "Mailet kan ej besvaras: Kravgruppen, kravgruppen@ellevio.se"
    assert copies(mail(f"{both} med mera")) == [(0, both)]


def test_quoting_and_broken_lines_hide_nothing():
    quoted = "> Detta mail\n>   går ej att\n> *besvara*.\n> Kravgruppen"
    assert copies(mail(f"Hej\n{quoted}")) == [(0, quoted.removeprefix("> "))]


def test_their_name_must_be_near():
    assert copies(mail(f"Detta mail går ej att besvara. {'x' * 260} Kravgruppen")) == []
    assert len(copies(mail(f"Detta mail går ej att besvara. {'x' * 240} Kravgruppen"))) == 1


@pytest.mark.parametrize("text", ["Detta mail går ej att besvara.", "Hej Kravgruppen!", "Kan ni besvara detta, Kravgruppen?", ""])
def test_a_statement_or_a_name_alone_is_nothing(text: str):
    assert copies(mail(text)) == []


@pytest.mark.parametrize(
    "head",
    ["Från: Kravgruppen <kravgruppen@ellevio.se>", "From: Kravgruppen Ellevio <kravgruppen@ellevio.se>",
     "skrev Kravgruppen via Ellevio <kravgruppen@ellevio.se>:", "Avsändare: kravgruppen@ellevio.se"],
)  # fmt: skip
def test_they_as_the_sender_of_what_is_quoted(head: str):
    assert copies(mail(f"Hej\n\n{head}\nBetala.")) == [(0, "kravgruppen@ellevio.se")]


@pytest.mark.parametrize(
    "text",
    ["Skriv till kravgruppen@ellevio.se", "Från: Anna, till kravgruppen@ellevio.se",
     "Jag skrev till Kravgruppen: kravgruppen@ellevio.se"],
)  # fmt: skip
def test_they_as_somebody_who_is_written_to(text: str):
    assert copies(mail(text)) == []


def test_a_later_address_may_be_the_senders():
    assert len(copies(mail("Till kravgruppen@ellevio.se\nFrån: kravgruppen@ellevio.se"))) == 1


def test_all_mails_are_looked_at_and_no_notes():
    assert [index for index, _ in copies(mail(FOOTER), note(FOOTER), answer(FOOTER), mail("Hej"))] == [0, 2]


def test_without_a_ticket_there_are_none():
    assert collections_mails(context_of(ticket=None)) == []
