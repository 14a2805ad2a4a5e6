"""What a card reads out of the thread, and where it says that it stands."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from rutinlots.core.context import Context
from rutinlots.core.guides.prefill import READERS, Found
from rutinlots.core.rules import Rules
from rutinlots.core.situation import Address, Agent, Message, Situation, Ticket

from .conftest import TUESDAY

Mail = Callable[..., Ticket]

KRAV = """Hej,

Jag har redan betalat.

/Anna Berg

Den 9 mars 2026 skrev Kravgruppen <kravgruppen@ellevio.se>:
> Din faktura är obetald.
>
> Detta mail ska ej besvaras.
>
> Med vänliga hälsningar,
> Kim
> Kravgruppen
>
> kravgruppen@ellevio.se
> 010-2040805 - Vardagar 9-16 (Lunchstängt 11:30-12:45)
"""

UTSKICK = """När byts mätaren?

Anna Berg

Den 9 mars 2026 skrev Ellevio <noreply@ellevio.se>:
> Vi byter snart din elmätare.
>
> Observera att det här mejlet inte går att besvara.
"""


@pytest.fixture
def look(rules: Rules) -> Callable[[str, Ticket], Found | None]:
    def read(reader: str, ticket: Ticket) -> Found | None:
        return READERS[reader](
            Context(Situation(moment="open", now=TUESDAY, ticket=ticket, agent=Agent("1", "Sandra Ek")), rules.knowledge)
        )

    return read


Look = Callable[[str, Ticket], Found | None]


def test_where_something_stands_is_told_in_words_and_as_a_span(look: Look, mail: Mail) -> None:
    text = "Hej!\nKundnummer 4410927."

    found = look("customer-number", mail(text))

    assert (found.value, found.where) == ("4410927", "i kundens mejl 10 mars")
    assert text[found.span.start : found.span.end] == "4410927"
    assert found.span.where == "conversation/0"


def test_the_subject_is_looked_in_last(look: Look, mail: Mail) -> None:
    found = look("customer-number", mail("Se ämnet.", subject="Kundnummer 12345"))

    assert (found.value, found.where, found.span) == ("12345", "i ärendets ämnesrad", None)


def test_the_latest_mail_goes_before_an_earlier_one(look: Look, mail: Mail) -> None:
    first, second = mail("Kundnummer 1111111"), mail("Fel av mig, kundnummer 2222222")
    ticket = Ticket(conversation=(*first.conversation, *second.conversation))

    assert look("customer-number", ticket).value == "2222222"


def test_a_number_under_the_closing_words_counts(look: Look, mail: Mail) -> None:
    assert look("customer-number", mail("Hej!\n\nMvh\nAnna Berg\nKundnummer: 4410927")).value == "4410927"


def test_every_facility_id_is_gathered_once(look: Look, mail: Mail) -> None:
    ticket = mail("735999123456789018\n735999123456789117\n735999123456789018")

    assert look("facility-ids", ticket).value == ("735999123456789018", "735999123456789117")


def test_a_single_facility_is_no_count(look: Look, mail: Mail) -> None:
    assert look("facility-count", mail("735999123456789018")) is None
    assert look("facility-count", mail("Det gäller 12 anläggningar")).value == "12"


def test_facilities_are_counted_over_all_of_the_customers_mails_as_the_mark_does(look: Look, mail: Mail) -> None:
    ticket = mail("Byt adress på 735999102000000011.")
    first = ticket.conversation[0]
    ticket = replace(ticket, conversation=(replace(first, text="Byt adress på 735999102000000028."), first))

    assert look("facility-count", ticket).value == "2"


def test_a_number_in_the_subject_counts(look: Look, mail: Mail) -> None:
    found = look("facility-count", replace(mail("Se bifogad lista."), subject="Ändrad fakturaadress på 14 anläggningar"))

    assert (found.value, found.where, found.span) == ("14", "i ärendets ämnesrad", None)


def test_the_customers_words_come_without_personal_identity_numbers(look: Look, mail: Mail) -> None:
    found = look("customer-text", mail("Hej! Byt adress, tack. 850101-1234\n\nMvh\nAnna Berg"))

    assert "850101" not in found.value
    assert "Byt adress, tack." in found.value


def test_kravgruppens_mail_is_seen_in_the_quote(look: Look, mail: Mail) -> None:
    ticket = mail(KRAV)

    assert look("collections-mail", ticket).value == "Ja"
    assert look("collections-contact", ticket).value == (
        "kravgruppen@ellevio.se, 010-2040805 - Vardagar 9-16 (Lunchstängt 11:30-12:45)"
    )
    assert look("collections-contact", ticket).where == "i citatet i kundens mejl 10 mars"


def test_that_the_customer_names_kravgruppen_is_not_enough(look: Look, mail: Mail) -> None:
    ticket = mail("Ska jag ringa Kravgruppen om fakturan?")

    assert look("collections-mail", ticket) is None
    assert look("collections-contact", ticket) is None


def test_the_address_nobody_reads_and_the_statement_are_seen_in_the_quote(look: Look, mail: Mail) -> None:
    ticket = mail(UTSKICK)

    assert look("noreply-address", ticket).value == "noreply@ellevio.se"
    assert look("noreply-stated", ticket).value == "Ja"
    assert look("noreply-statement", ticket).value == "Observera att det här mejlet inte går att besvara"


def test_an_address_nobody_reads_may_be_the_recipient(look: Look, mail: Mail) -> None:
    found = look("noreply-address", mail("Hej", to=("svarspost@ellevio.se",)))

    assert (found.value, found.where) == ("svarspost@ellevio.se", "i kundens mejl 10 mars")


def test_without_a_statement_the_question_is_left_open(look: Look, mail: Mail) -> None:
    ticket = mail(UTSKICK.replace("> Observera att det här mejlet inte går att besvara.\n", ""))

    assert look("noreply-stated", ticket) is None


def test_the_customers_address_is_never_one_of_ours(look: Look, mail: Mail) -> None:
    ours = mail("Mejla mig på anna@example.org", email="noreply@ellevio.se")

    assert look("customer-address", mail("Hej")).value == "anna.berg@example.com"
    assert look("customer-address", ours).value == "anna@example.org"
    assert look("customer-address", mail("Hej", email="noreply@ellevio.se")) is None


def test_the_customers_name_is_the_one_signed_else_the_senders(look: Look, mail: Mail) -> None:
    assert look("customer-name", mail("Hej!\n\nMed vänlig hälsning\nBjörn Ek")).value == "Björn Ek"
    assert look("customer-name", mail("Hej!")).where == "i avsändarens namn"
    assert look("customer-name", mail("Hej!", name="sparkcykel123")) is None


def test_a_company_is_seen_by_what_it_calls_itself(look: Look, mail: Mail) -> None:
    assert look("customer-kind", mail("Hej, BRF Solgården vill byta adress.")).value == "Företag"
    assert look("customer-kind", mail("Hej!\n\nMvh\nKalle\nSolgårdens Fastigheter AB")).value == "Företag"
    assert look("customer-kind", mail("Hej Ellevio AB, jag vill byta adress.")) is None


def test_the_agents_name_is_the_one_in_freshdesk(look: Look, mail: Mail) -> None:
    assert look("agent", mail("Hej")).value == "Sandra Ek"


@pytest.mark.parametrize("reader", sorted(READERS))
def test_a_ticket_without_mail_has_nothing_to_read(look: Look, reader: str) -> None:
    found = look(reader, Ticket())

    assert found is None or reader == "agent"


@pytest.mark.parametrize("reader", sorted(READERS))
def test_our_own_mail_and_notes_are_never_taken_for_the_customers(look: Look, reader: str) -> None:
    text = "Kundnummer 4410927, faktura 88120341, Storgatan 1, 123 45 Staden, 1 april, 735999123456789018, 12 anläggningar, AB"
    ours = Message(direction="note", sender=Address("Sandra Ek", "sandra.ek@ellevio.se"), text=text)

    found = look(reader, Ticket(conversation=(ours,)))

    assert found is None or reader == "agent"
