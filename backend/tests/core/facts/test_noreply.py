"""The noreply address that a customer's mail answers."""

from backend.tests.core.invented import answer, context_of, mail, text_at
from rutinlots.core.facts.noreply import NoreplyAddress, noreply_address
from rutinlots.core.situation import Address, Message

HEAD = "\n\nDen 8 mars 2026 kl. 10:00 skrev Ellevio <{}>:\n> Din faktura"
NOREPLY = "noreply@ellevio.se"


def sent_by(address: str) -> Message:
    return answer("Din faktura", sender=Address("", address))


def test_the_address_in_the_quoted_history_with_its_place():
    context = context_of(mail("Ett"), mail("Hej!" + HEAD.format("NoReply@ellevio.se")))
    found = noreply_address(context)

    assert (found.address, found.message) == (NOREPLY, 1)
    assert text_at(context, found.span) == "NoReply@ellevio.se"


def test_an_address_that_is_read_is_passed_over():
    quoted = HEAD.format("kundservice@ellevio.se") + "\n> Svara inte till ejsvar@ellevio.se"
    context = context_of(mail("Hej!" + quoted))
    assert text_at(context, noreply_address(context).span) == "ejsvar@ellevio.se"


def test_an_address_in_the_customers_own_words_is_no_history():
    assert noreply_address(context_of(mail(f"Jag fick ett mejl av {NOREPLY}."))) is None


def test_an_address_among_the_recipients():
    assert noreply_address(context_of(mail("Hej", to=("NoReply@ellevio.se",)))) == NoreplyAddress(NOREPLY, 0)
    assert noreply_address(context_of(mail("Hej", cc=(NOREPLY,)))) == NoreplyAddress(NOREPLY, 0)


def test_the_sender_of_our_last_mail_before_it():
    assert noreply_address(context_of(sent_by(NOREPLY), mail("Hej"))) == NoreplyAddress(NOREPLY, 1)
    assert noreply_address(context_of(sent_by(NOREPLY), sent_by("kundservice@ellevio.se"), mail("Hej"))) is None
    assert noreply_address(context_of(mail("Hej"), sent_by(NOREPLY))) is None


def test_a_customers_earlier_mail_was_not_ours():
    assert noreply_address(context_of(mail("Hej", sender=Address("", NOREPLY)), mail("Hej"))) is None


def test_somebody_elses_noreply_address_is_nothing_of_ours():
    assert noreply_address(context_of(mail("Hej" + HEAD.format("noreply@example.com")))) is None


def test_it_is_the_latest_mail_that_counts():
    assert noreply_address(context_of(mail("Hej!" + HEAD.format(NOREPLY)), mail("Hallå?"))) is None


def test_without_a_mail_there_is_none():
    assert noreply_address(context_of()) is noreply_address(context_of(ticket=None)) is None
