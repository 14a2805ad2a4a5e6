"""A mail from Kravgruppen in the thread."""

from backend.tests.core.invented import context_of, mail, text_at
from rutinlots.core.checks.detectors.collections import detect
from rutinlots.core.finding import Hit
from rutinlots.core.situation import Address

FOOTER = "Detta mail går ej att besvara.\nKravgruppen"


def test_a_copy_is_pointed_at_and_a_mail_of_theirs_has_no_place():
    context = context_of(mail("Hej", sender=Address("", "kravgruppen@ellevio.se")), mail(f"Hej!\n\n{FOOTER}"))
    first, second = detect(context, {})

    assert first == Hit()
    assert text_at(context, second.spans[0]) == FOOTER


def test_a_thread_without_them():
    assert detect(context_of(mail("Hej, är det Kravgruppen?")), {}) == []
