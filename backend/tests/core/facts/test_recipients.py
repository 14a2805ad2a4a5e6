"""Whom the mail that is written goes to."""

import pytest

from backend.tests.core.invented import ANNA, context_of, mail, reply
from rutinlots.core.context import Context
from rutinlots.core.facts.recipients import goes_outside, is_for_customer, is_unaddressed

COLLEAGUE = "karin.lund@ellevio.se"


def written(kind: str, moment: str = "write", **addressed: tuple[str, ...]) -> Context:
    return context_of(mail("Hej"), draft=reply("Kan du titta på det här?", **{"kind": kind, "to": (), **addressed}), moment=moment)


def test_a_forward_goes_nowhere_until_it_has_a_recipient():
    assert not goes_outside(written("forward"))
    assert not is_for_customer(written("forward"))
    assert is_unaddressed(written("forward"))


@pytest.mark.parametrize("row", ["to", "cc", "bcc"])
def test_with_a_recipient_it_goes_to_them(row: str):
    assert goes_outside(written("forward", **{row: (ANNA.email,)}))
    assert not goes_outside(written("forward", **{row: (COLLEAGUE,)}))
    assert not is_unaddressed(written("forward", **{row: (COLLEAGUE,)}))


def test_one_that_is_sent_has_recipients_though_the_page_could_not_be_read():
    assert goes_outside(written("forward", "send"))
    assert not is_unaddressed(written("forward", "send"))


@pytest.mark.parametrize("kind", ["reply", "new"])
def test_a_reply_and_a_new_mail_are_for_customers_before_they_are_addressed(kind: str):
    assert goes_outside(written(kind))
    assert not is_unaddressed(written(kind))
