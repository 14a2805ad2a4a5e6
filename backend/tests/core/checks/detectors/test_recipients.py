"""Recipients inside the company, and at the agents' employer."""

from dataclasses import replace

from backend.tests.core.invented import answer, context_of, mail, reply
from rutinlots.core.checks.detectors.recipients import detect


def found(at: str, *to: str, conversation=(), **draft) -> list[str]:
    context = context_of(*conversation, draft=replace(reply("Hej."), to=to, **draft))
    return [hit.values["address"] for hit in detect(context, {"at": at})]


def test_an_address_of_the_company():
    assert found("company", "anna@example.com", "Sara <Sara@ellevio.se>") == ["sara@ellevio.se"]


def test_all_kinds_of_recipients_are_looked_at_and_each_is_told_once():
    draft = {"cc": ("b@ellevio.se", "a@ellevio.se"), "bcc": ("c@ellevio.se",)}
    assert found("company", "a@ellevio.se", **draft) == ["a@ellevio.se", "b@ellevio.se", "c@ellevio.se"]


def test_our_own_senders_are_not_recipients_inside():
    assert found("company", "kundservice@ellevio.se", "avdelning@ellevio.se", sender="Vi <avdelning@ellevio.se>") == []


def test_an_address_at_the_employer():
    assert found("staffing", "sandra@releasy.se", "sara@ellevio.se") == ["sandra@releasy.se"]
    assert found("company", "sandra@releasy.se") == []


COPIED = (mail("Hej", cc=("Sara <sara@ellevio.se>",)),)


def test_an_address_that_the_customer_copied_is_told_apart():
    recipients = ("anna@example.com", "sara@ellevio.se", "bo@ellevio.se")

    assert found("company-copy", *recipients, conversation=COPIED) == ["sara@ellevio.se"]
    assert found("company", *recipients, conversation=COPIED) == ["bo@ellevio.se"]


def test_in_a_mail_to_nobody_outside_it_is_an_ordinary_one():
    assert found("company", "sara@ellevio.se", conversation=COPIED) == ["sara@ellevio.se"]
    assert found("company-copy", "sara@ellevio.se", "sandra@releasy.se", conversation=COPIED) == []


def test_whom_we_copied_the_customer_did_not():
    ours = (answer("Hej", cc=("sara@ellevio.se",)),)
    assert found("company-copy", "anna@example.com", "sara@ellevio.se", conversation=ours) == []


def test_without_a_draft_or_a_ticket():
    assert detect(context_of(mail("Hej")), {"at": "company"}) == []
    lonely = context_of(ticket=None, draft=reply("Hej", to=("sara@ellevio.se", "anna@example.com")))
    assert [hit.values["address"] for hit in detect(lonely, {"at": "company"})] == ["sara@ellevio.se"]
