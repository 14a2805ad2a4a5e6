"""Recipients inside the company, and at the agents' employer."""

from dataclasses import replace

import pytest

from backend.tests.core.invented import answer, context_of, mail, reply
from rutinlots.core.checks.detectors.recipients import detect
from rutinlots.core.evaluate import evaluate
from rutinlots.core.rules import Rules
from rutinlots.core.situation import Address

NEW = {f"new-mail-without-{what}" for what in ("greeting", "number", "sender", "topic")}


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


LISA = "Byt mottagare till lisa@example.org, som står i kundens mejl"
FORM = Address("Ellevio", "noreply@ellevio.se")


def advice(*conversation, to: str = "noreply@ellevio.se") -> list[str]:
    context = context_of(*conversation, draft=replace(reply("Hej."), to=(to,)))
    return [hit.values["advice"] for hit in detect(context, {"at": "noreply"})]


def test_a_noreply_address_is_told_by_itself_and_is_no_colleague():
    recipients = ("noreply@ellevio.se", "sara@ellevio.se")

    assert found("noreply", *recipients) == ["noreply@ellevio.se"]
    assert found("company", *recipients) == ["sara@ellevio.se"]


def test_the_address_in_the_mail_is_offered_instead():
    assert advice(mail("Svara till lisa@example.org.", sender=FORM)) == [LISA]


def test_the_address_may_stand_in_the_signature_or_be_the_sender_of_another_mail():
    signed = mail("Hej\n\nMvh\nLisa Holm\nlisa@example.org", sender=FORM)
    assert advice(signed) == [LISA]
    assert advice(mail("Hej"), mail("Hej", sender=FORM)) == ["Byt mottagare till anna@example.com, som står i kundens mejl"]


def test_an_address_of_ours_or_in_our_own_mail_is_not_the_customers():
    nowhere = ["Leta efter kundens adress i mejlet och på kundbilden i CAB"]

    assert advice(mail("Jag skrev till kundservice@ellevio.se.", sender=FORM)) == nowhere
    assert advice(answer("Skriv till lisa@example.org."), mail("Hej", sender=FORM)) == nowhere
    assert advice() == nowhere


def passed_on(writer: str) -> str:
    return f"Från: Lisa Holm <{writer}>\nSkickat: den 9 mars 2026\nTill: noreply@ellevio.se\nÄmne: Flytt\n\nHej!\n\nLisa Holm"


def test_the_address_may_stand_above_a_mail_that_the_mailbox_passed_on():
    assert advice(mail(passed_on("lisa@example.org"), sender=FORM)) == [LISA]


def test_the_mail_passed_on_says_nothing_when_it_is_ours():
    nowhere = ["Leta efter kundens adress i mejlet och på kundbilden i CAB"]
    assert advice(mail(passed_on("sara@ellevio.se"), sender=FORM)) == nowhere


INSIDE, CUSTOMER = "karin.lund@ellevio.se", "anna.berg@example.com"
SIGNATURE = {"missing-signature"}


@pytest.mark.parametrize(
    ("to", "cc", "told"),
    [
        ((INSIDE,), (), {"internal-recipient"}),
        (("sara.strand@releasy.se",), (), {"staffing-recipient"}),
        ((CUSTOMER,), (), NEW | SIGNATURE),
        ((INSIDE, CUSTOMER), (), {"internal-recipient"} | NEW | SIGNATURE),
        ((CUSTOMER,), (INSIDE,), {"internal-recipient"} | NEW | SIGNATURE),
        ((), (), NEW | SIGNATURE),
        (("noreply@ellevio.se",), (), {"noreply-recipient"} | NEW | SIGNATURE),
    ],
)
def test_a_new_mail_to_colleagues_only_is_not_asked_for_what_a_customer_needs(rules: Rules, to, cc, told: set[str]):
    text = "Kan du titta på det här ärendet?"
    assert stopped(rules, kind="new", to=to, cc=cc, subject="Fråga", text=text) == told


CALL = "Hej Karin,\n\nRing kunden på 070-174 06 32, eller mejla sara.holm@ellevio.se.\n\n/Sandra"


@pytest.mark.parametrize("kind", ["reply", "forward", "new"])
def test_a_colleague_may_be_told_how_to_reach_the_customer_and_another_colleague(rules: Rules, kind: str):
    assert stopped(rules, kind=kind, to=(INSIDE,), text=CALL) == {"internal-recipient"}
    assert stopped(rules, kind=kind, to=(INSIDE, CUSTOMER), text=CALL) >= {"colleague-contact"} | SIGNATURE


def test_a_question_to_a_colleague_leaves_the_ticket_open(rules: Rules):
    text = "Hej Karin,\n\nKan du titta på det här?\n\n/Sandra"
    assert stopped(rules, to=(INSIDE,), text=text, send_mode="send") == {"internal-recipient"}
    assert stopped(rules, to=(CUSTOMER,), text=text, send_mode="send") >= {"plain-send"} | SIGNATURE


def stopped(rules: Rules, **changed) -> set[str]:
    """The checks that ask before such a mail leaves."""
    situation = rules.by_id["internal-recipient"].bad[0].situation("send", rules.knowledge.settings)
    draft = replace(situation.draft, **changed)
    ticket = None if draft.kind == "new" else situation.ticket
    found = evaluate(replace(situation, ticket=ticket, draft=draft), rules).findings
    return {each.check.id for each in found if each.check.level in ("confirm", "block")}
