"""The customer has answered a mail that nobody reads."""

from backend.tests.core.invented import answer, context_of, mail, text_at
from rutinlots.core.checks.detectors.noreply import detect
from rutinlots.core.finding import Hit
from rutinlots.core.situation import Address


def test_an_address_in_the_quoted_history_is_pointed_at():
    context = context_of(mail("Hej!\n\nDen 8 mars 2026 kl. 10:00 skrev Ellevio <Noreply@ellevio.se>:\n> Din faktura"))
    (hit,) = detect(context, {})

    assert hit.values == {"address": "noreply@ellevio.se"}
    assert text_at(context, hit.spans[0]) == "Noreply@ellevio.se"


def test_an_address_of_an_earlier_mail_has_no_place():
    ours = answer("Din faktura", sender=Address("", "noreply@ellevio.se"))
    assert detect(context_of(ours, mail("Hej!")), {}) == [Hit(values={"address": "noreply@ellevio.se"})]


def test_a_mail_to_an_address_that_is_read():
    assert detect(context_of(mail("Hej!")), {}) == []
