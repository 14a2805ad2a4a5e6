"""Which of the customer's mails still wait for an answer."""

from dataclasses import replace

from backend.tests.core.conversation import context_of, incoming, note, outgoing
from rutinlots.core.situation import Address


def test_the_only_mail_waits():
    assert context_of(incoming("Hej")).waiting == (0,)


def test_all_mails_since_our_last_answer_wait():
    assert context_of(incoming("Ett"), outgoing("Svar"), incoming("Två"), incoming("Tre")).waiting == (2, 3)


def test_a_note_answers_nobody():
    assert context_of(incoming("Ett"), note("Väntar"), incoming("Två")).waiting == (0, 2)


def test_the_latest_mail_waits_although_we_have_written_since():
    assert context_of(incoming("Ett"), outgoing("Svar"), incoming("Två"), outgoing("Svar igen")).waiting == (2,)


def test_what_nobody_reads_the_answers_to_and_what_kravgruppen_sends_is_no_answer():
    sent = replace(outgoing("Ditt mejl är mottaget."), sender=Address("Ellevio", "noreply@ellevio.se"))
    claimed = replace(outgoing("Din faktura är obetald."), sender=Address("Kravgruppen", "kravgruppen@ellevio.se"))

    assert context_of(incoming("Ett"), sent, claimed, incoming("Två")).waiting == (0, 3)


def test_nothing_waits_where_nobody_has_written():
    assert context_of(outgoing("Hej, vi har bytt din mätare.")).waiting == ()
