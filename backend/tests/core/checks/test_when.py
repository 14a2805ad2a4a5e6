"""``when``: each condition by itself, and all of them together."""

import pytest

from backend.tests.core.invented import TUESDAY, answer, context_of, mail, reply
from rutinlots.core.checks.when import read_when
from rutinlots.core.context import Context
from rutinlots.core.finding import Hit
from rutinlots.core.rulefile.errors import RuleFileError
from rutinlots.core.rulefile.reader import MappingReader
from rutinlots.core.situation import Attachment


def holds(context: Context, **conditions) -> bool:
    return read_when(MappingReader(conditions, ("when",)))(context)


def test_without_conditions_a_check_always_looks():
    assert read_when(None)(context_of())


def test_found_asks_for_what_another_check_finds():
    context = context_of(found={"one": [Hit()], "none": [], "two": [Hit()]})

    assert holds(context, found=["one"])
    assert not holds(context, found=["none"])
    assert holds(context, found=["one", "two"])
    assert not holds(context, found=["one", "none"])


def test_not_found_asks_for_checks_that_find_nothing():
    context = context_of(found={"one": [Hit()], "none": [], "nor": []})

    assert holds(context, not_found=["none"])
    assert holds(context, not_found=["none", "nor"])
    assert not holds(context, not_found=["none", "one"])


def test_topic_is_what_the_mails_that_wait_are_about():
    waiting = context_of(mail("Jag ska flytta."), mail("Hallå?"))
    answered = context_of(mail("Jag ska flytta."), answer("Klart."), mail("Tack!"))

    assert holds(waiting, topic=["moving"])
    assert not holds(answered, topic=["moving"])
    assert not holds(waiting, topic=["invoice"])


def test_any_of_several_topics_is_enough():
    assert holds(context_of(mail("Min faktura?")), topic=["moving", "invoice"])
    assert not holds(context_of(mail("Hej.")), topic=["moving", "invoice"])


def test_thread_topic_is_what_the_customer_has_ever_written_of():
    answered = context_of(mail("Jag ska flytta."), answer("Om fakturan: klart."), mail("Tack!"))

    assert holds(answered, thread_topic=["moving"])
    assert holds(answered, thread_topic=["invoice", "moving"])
    assert not holds(answered, thread_topic=["invoice"])


NO_INVOICE = {"in": "draft", "any": ["faktur\\w*", "räkning"]}


def test_no_match_asks_that_nothing_of_it_stands_there():
    assert holds(context_of(draft="Det är klart."), no_match=NO_INVOICE)
    assert not holds(context_of(draft="Fakturan är klar."), no_match=NO_INVOICE)


def test_one_of_its_scopes_is_enough_to_hold_no_match_back():
    context = context_of(answer("Din räkning."), draft="Det är klart.")
    assert not holds(context, no_match={**NO_INVOICE, "in": ["draft", "thread.out"]})


def test_an_unknown_key_of_no_match_is_refused():
    with pytest.raises(RuleFileError, match=r"when\.no_match\.some: okänd nyckel"):
        holds(context_of(), no_match={**NO_INVOICE, "some": "x"})


def test_attachments_are_the_drafts():
    with_file = context_of(mail("Hej"), draft=reply("Hej", attachments=(Attachment("faktura.pdf"),)))
    without = context_of(mail("Hej", attachments=(Attachment("bild.png"),)), draft=reply("Hej"))

    assert (holds(with_file, attachments="some"), holds(with_file, attachments="none")) == (True, False)
    assert (holds(without, attachments="some"), holds(without, attachments="none")) == (False, True)
    assert holds(context_of(), attachments="none")


def test_attachments_are_some_or_none():
    with pytest.raises(RuleFileError, match=r"when\.attachments: ”två” finns inte; välj bland: some, none"):
        holds(context_of(), attachments="två")


@pytest.mark.parametrize(("days", "expected"), [(["2"], True), (["1", "2"], True), (["1", "3", "7"], False)])
def test_weekdays_are_counted_from_monday(days: list[str], expected: bool):
    assert holds(context_of(now=TUESDAY), weekdays=days) is expected


def test_sunday_is_the_seventh_day():
    sunday = context_of(now=TUESDAY.replace(day=15))

    assert holds(sunday, weekdays=["7"])
    with pytest.raises(RuleFileError, match=r"when\.weekdays\.0: ”0” finns inte; välj bland: 1, 2, 3, 4, 5, 6, 7"):
        holds(sunday, weekdays=["0"])


def test_escalated_is_whether_the_specialists_have_the_ticket():
    theirs = context_of(ticket={"properties": {"Grupp": "produktspecialist "}})
    ours = context_of(ticket={"properties": {"Grupp": "Kundservice"}})

    assert (holds(theirs, escalated="ja"), holds(theirs, escalated="nej")) == (True, False)
    assert (holds(ours, escalated="ja"), holds(ours, escalated="nej")) == (False, True)


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        ({"to": ("anna@example.com",)}, True),
        ({"to": ("karin@ellevio.se",), "bcc": ("anna@example.com",)}, True),
        ({"to": ("karin@ellevio.se", "Sara <sara@releasy.se>")}, False),
        ({"to": ("noreply@ellevio.se",)}, True),
        ({"to": ()}, True),
        ({"to": (), "kind": "new"}, True),
        ({"kind": "note", "to": ()}, False),
    ],
)
def test_a_mail_is_for_a_customer_unless_all_who_get_it_are_colleagues(draft, expected: bool):
    context = context_of(mail("Hej"), draft=reply("Hej.", **draft))

    assert (holds(context, to_customer="ja"), holds(context, to_customer="nej")) == (expected, not expected)


def test_all_conditions_must_hold():
    context = context_of(mail("Jag ska flytta."), found={"one": [Hit()]})

    assert holds(context, found=["one"], topic=["moving"], weekdays=["2"])
    assert not holds(context, found=["one"], topic=["moving"], weekdays=["3"])
    assert not holds(context, found=["one"], topic=["invoice"], weekdays=["2"])


def test_conditions_that_are_none_are_refused():
    with pytest.raises(RuleFileError, match="when: ”when” är tom: skriv ett villkor eller ta bort den"):
        holds(context_of())
    with pytest.raises(RuleFileError, match="”when” är tom"):
        holds(context_of(), topic=[], found=[])


def test_an_unknown_condition_is_refused():
    with pytest.raises(RuleFileError, match=r"when\.moon: okänd nyckel ”moon”; här får stå: found, not_found, topic, "):
        holds(context_of(), moon="full")
