"""The gate knows which mails go to a customer, and how each is to be logged."""

from dataclasses import replace

import pytest

from backend.tests.core.conversation import CUSTOMER, DRAFT, context_of, incoming, note, outgoing
from rutinlots.core.caselog.gate import gate
from rutinlots.core.caselog.text import latest_text, whole_text
from rutinlots.core.situation import Address, Draft, LogHistory

INTERNAL = "kundserviceinternt@ellevio.se"
COLLEAGUE = "sandra@releasy.se"


def to(*addresses: str, kind: str = "reply", cc: tuple[str, ...] = (), bcc: tuple[str, ...] = ()) -> Draft:
    return replace(DRAFT, kind=kind, to=addresses, cc=cc, bcc=bcc)


def test_the_first_answer_is_a_new_log_of_the_mail_and_the_answer():
    asked = context_of(incoming("Stämmer fakturan?"))
    found = gate(asked)

    assert (found.situation, found.text) == ("new", whole_text(asked))


def test_a_new_mail_is_a_new_log_of_itself():
    found = gate(context_of(draft=to("anna@example.com", kind="new")))

    assert found.situation == "new"
    assert "Det stämmer." in found.text


def test_a_ticket_that_was_logged_is_filled_up_with_the_latest():
    asked = context_of(incoming("Ett", 6), outgoing("Två", 7), incoming("Tre"), history=LogHistory(logged=True))
    found = gate(asked)

    assert (found.situation, found.text) == ("append", latest_text(asked))


def test_several_mails_that_nobody_answered_are_logged_whole():
    asked = context_of(incoming("Ett", 6), incoming("Två", 7))
    found = gate(asked)

    assert (found.situation, found.text) == ("whole", whole_text(asked))


def test_a_ticket_from_which_mail_went_unlogged_is_logged_whole():
    found = gate(context_of(incoming("Ett", 6), outgoing("Två", 7), history=LogHistory(sent_unlogged=True)))

    assert found.situation == "whole"


def test_a_log_that_a_later_mail_never_reached_is_filled_up_with_all_of_it():
    history = LogHistory(logged=True, sent_unlogged=True)  # as the ledger has it when the unlogged mail is the later one
    mails = (incoming("Ett", 6), outgoing("Två", 7), incoming("Tre", 8), outgoing("Fyra", 9), incoming("Fem"))
    asked = context_of(*mails, history=history)
    found = gate(asked)

    assert (found.situation, found.text, found.choices) == ("append", whole_text(asked), {})


def test_where_nothing_is_known_of_earlier_answers_the_agent_is_asked():
    asked = context_of(incoming("Ett", 6), outgoing("Två", 7), incoming("Tre"))
    found = gate(asked)

    assert found.situation == "ask"
    assert found.text == found.choices["whole"] == whole_text(asked)
    assert found.choices["append"] == latest_text(asked)


def test_only_a_question_has_choices():
    assert gate(context_of(incoming("Ett"))).choices == {}


def test_notes_are_no_earlier_mails():
    assert gate(context_of(incoming("Ett"), note("Kollar"), note("Klart"))).situation == "new"


def test_our_own_first_mail_is_an_earlier_mail():
    assert gate(context_of(outgoing("Fakturakopia"))).situation == "ask"


def test_code_and_status_are_the_settings():
    found = gate(context_of(incoming("Ett")))

    assert (found.code, found.status) == ("MAICCDIS", "Avslutat")
    assert "KM-04" in found.covers


@pytest.mark.parametrize("moment", ["open", "write", "note"])
def test_there_is_a_gate_at_sending_only(moment: str):
    assert gate(context_of(incoming("Ett"), moment=moment)) is None


@pytest.mark.parametrize(
    "draft",
    [
        to("anna@example.com"),
        to("anna@example.com", kind="forward"),
        to("anna@example.com", kind="new"),
        to(INTERNAL, "anna@example.com"),
        to(INTERNAL, cc=("anna@example.com",)),
        to(INTERNAL, bcc=("anna@example.com",)),
        to("anna@ellevio.se.example.com"),
        to("anna@notellevio.se"),
        to(),
        to(cc=(INTERNAL,)),
        to(kind="new"),
    ],
)
def test_a_mail_to_somebody_outside_has_a_gate(draft: Draft):
    assert gate(context_of(incoming("Ett"), draft=draft)) is not None


@pytest.mark.parametrize(
    "draft",
    [
        None,
        replace(DRAFT, kind="note"),
        to(INTERNAL),
        to(COLLEAGUE),
        to(INTERNAL, COLLEAGUE),
        to(kind="new", cc=(INTERNAL,)),
        to(kind="forward", bcc=(COLLEAGUE,)),
        to("Anna@ELLEVIO.se"),
        to("anna@mejl.ellevio.se"),
        to("Backoffice <backoffice@ellevio.se>", kind="forward"),
    ],
)
def test_a_note_and_a_mail_inside_the_company_have_none(draft: Draft | None):
    assert gate(context_of(incoming("Ett"), draft=draft)) is None


def test_a_reply_without_known_receivers_goes_to_the_requester():
    assert gate(context_of(incoming("Ett"), requester=Address("Bo", "bo@ellevio.se"))) is None
    assert gate(context_of(incoming("Ett"), requester=CUSTOMER)) is not None


def test_a_reply_to_nobody_known_is_taken_to_go_to_a_customer():
    assert gate(context_of(incoming("Ett"), requester=Address("Bo"))) is not None
    assert gate(context_of(incoming("Ett"), requester=Address("Bo"), draft=to(cc=(INTERNAL,)))) is not None


def test_the_customer_number_is_the_one_that_the_customers_latest_mails_name():
    first, latest = incoming("Mitt kundnummer är 4410927.", 6), incoming("Kundnummer: 551 0011, tack.")

    assert gate(context_of(first)).customer == "4410927"
    assert gate(context_of(first, outgoing("Kundnummer 999999", 7), latest)).customer == "5510011"
    assert gate(context_of(incoming("Ring 070-123 45 67."))).customer is None
