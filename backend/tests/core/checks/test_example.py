"""Examples: what is written in them, and what is filled in so that nothing but the fault is wrong."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from backend.tests.core.invented import SETTINGS, STOCKHOLM
from rutinlots.core.checks.example import Example, read_address, read_examples, unmarked
from rutinlots.core.finding import Span
from rutinlots.core.rulefile.errors import RuleFileError
from rutinlots.core.rulefile.reader import MappingReader
from rutinlots.core.situation import Address, Agent, Attachment, Situation

NOW = datetime(2026, 3, 10, 10, 15, tzinfo=STOCKHOLM)
CUSTOMER = Address("Anna Berg", "anna.berg@example.com")


def read(**values) -> Example:
    (example,) = read_examples(MappingReader({"bad": [{"name": "prov", **values}]}), "bad")
    return example


def asked(moment: str = "send", **values) -> Situation:
    return read(**values).situation(moment, SETTINGS)


def refused(**values) -> str:
    with pytest.raises(RuleFileError) as told:
        read(**values)
    return str(told.value)


def test_an_example_has_a_name():
    with pytest.raises(RuleFileError, match=r"good\.0: ”name” saknas"):
        read_examples(MappingReader({"good": [{"draft": "Hej"}]}), "good")


def test_what_an_example_says_of_itself():
    example = read(because="Nära.", moment="send", becomes="Hej.\n")
    assert (example.name, example.because, example.moment, example.becomes) == ("prov", "Nära.", "send", "Hej.")


def test_what_it_does_not_say():
    example = read()
    assert (example.because, example.moment, example.becomes, example.marks, example.draft) == ("", None, None, (), None)


def test_an_unknown_key():
    assert refused(drft="Hej").startswith("bad.0.drft: okänd nyckel ”drft”; här får stå: name, because, moment, ")


# --- what is filled in


def test_the_moment_is_the_one_that_is_asked_about():
    assert asked("write").moment == "write"


def test_a_customer_writes_under_her_own_name():
    ticket = asked().ticket
    (message,) = ticket.conversation

    assert (ticket.id, ticket.subject, ticket.status, ticket.requester) == (90103, "Faktura", "Öppen", CUSTOMER)
    assert (message.direction, message.sender, message.to, message.sent_at) == ("in", CUSTOMER, ("kundservice@ellevio.se",), NOW)
    assert message.text == "Hej!\n\nJag undrar över min senaste faktura.\n\nMed vänlig hälsning\nAnna Berg"


def test_it_is_a_tuesday_morning_and_the_agent_is_sandra():
    situation = asked()
    assert (situation.now, situation.agent, situation.filters) == (NOW, Agent("1", "Sandra Ek"), None)


def test_a_reply_goes_to_the_customer_and_is_signed():
    draft = asked(draft="Hej Anna!").draft

    assert draft.text == "Hej Anna!\n\nMed vänlig hälsning,\n\nSandra\nKundservice\nEllevio AB\n0771-53 53 00\nwww.ellevio.se"
    assert (draft.kind, draft.to, draft.cc, draft.bcc) == ("reply", ("anna.berg@example.com",), (), ())
    assert (draft.sender, draft.subject, draft.attachments, draft.send_mode) == (None, None, (), "send-and-close")


def test_another_agent_signs_with_her_own_first_name():
    situation = asked(agent="Lisa Maria Holm", draft="Hej")

    assert situation.agent == Agent("1", "Lisa Maria Holm")
    assert "\n\nLisa\n" in situation.draft.text


def test_a_draft_may_be_unsigned_and_a_note_is():
    assert asked(draft="Hej", signed="nej").draft.text == "Hej"
    assert asked(draft={"kind": "note", "text": "Hej"}).draft.text == "Hej"


def test_the_signature_is_told_by_itself():
    assert read(draft="Hej").tail(SETTINGS).startswith("\n\nMed vänlig hälsning,")
    assert read(draft="Hej", signed="nej").tail(SETTINGS) == ""
    assert read().tail(SETTINGS) == ""


def test_required_properties_are_filled_in_unless_the_example_says_which_they_are():
    assert asked().ticket.properties == {"Typ": "Faktura"}
    assert asked(ticket={"properties": {"Typ": "", "Grupp": "x"}}).ticket.properties == {"Typ": "", "Grupp": "x"}
    assert asked(ticket={"required": ["Prio"]}).ticket.properties == {}
    assert asked(ticket={"required": ["Prio"]}).ticket.required == ("Prio",)


# --- what an example can say


def test_a_mail_of_the_customers():
    assert [message.text for message in asked(mail="Hej\n").ticket.conversation] == ["Hej"]


def test_a_ticket():
    ticket = {"id": "7", "subject": "Flytt", "status": "Löst", "requester": "Bo Ek <bo@example.com>", "properties": {"Typ": None}}
    found = asked(ticket=ticket).ticket

    assert (found.id, found.subject, found.status, found.requester) == (7, "Flytt", "Löst", Address("Bo Ek", "bo@example.com"))
    assert found.properties == {"Typ": None}
    assert found.conversation[0].sender == found.requester
    assert asked(ticket=ticket, draft="Hej").draft.to == ("bo@example.com",)


def test_a_property_that_is_no_text_is_nothing():
    assert asked(ticket={"properties": {"Grupp": ["a"]}}).ticket.properties["Grupp"] is None


def test_a_conversation():
    own = {
        "direction": "out", "from": "Lisa <lisa@ellevio.se>", "to": ["x@example.com"], "cc": ["y@example.com"],
        "sent_at": "2026-03-09 08:00", "attachments": ["a.pdf"], "text": "Hej <mark>du</mark>\n", "html": "<p>Hej</p>",
    }  # fmt: skip
    example = read(ticket={"conversation": [{"text": "Ett"}, own, {"direction": "note"}, {"direction": "out"}]})
    first, second, third, fourth = example.situation("open", SETTINGS).ticket.conversation

    assert (first.direction, first.sender, first.to, first.text, first.html) == (
        "in", CUSTOMER, ("kundservice@ellevio.se",), "Ett", None,
    )  # fmt: skip
    assert (second.sender, second.to, second.cc) == (Address("Lisa", "lisa@ellevio.se"), ("x@example.com",), ("y@example.com",))
    assert (second.sent_at, second.attachments) == (NOW.replace(day=9, hour=8, minute=0), (Attachment("a.pdf"),))
    assert (second.text, second.html, example.marks) == ("Hej du", "<p>Hej</p>", (Span("conversation/1", 4, 6),))
    assert (third.direction, third.sender, third.text, third.cc, third.attachments) == ("note", Address("Sandra Ek"), "", (), ())
    assert (fourth.sender, fourth.to, fourth.sent_at) == (Address("Sandra Ek"), (CUSTOMER.email,), NOW)


def test_a_mail_or_a_conversation_and_not_both():
    assert refused(mail="Hej", ticket={"conversation": [{"text": "Hej"}]}) == (
        "bad.0.ticket: skriv ”mail” eller ”conversation”, inte båda"
    )


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"ticket": {"conversation": [{"direction": "up"}]}}, "bad.0.ticket.conversation.0.direction: ”up” finns inte; "),
        ({"ticket": {"conversation": [{"txt": "Hej"}]}}, "bad.0.ticket.conversation.0.txt: okänd nyckel"),
        ({"ticket": {"subjct": "Hej"}}, "bad.0.ticket.subjct: okänd nyckel"),
        ({"draft": {"txt": "Hej"}}, "bad.0.draft.txt: okänd nyckel"),
        ({"draft": {"kind": "mail"}}, "bad.0.draft.kind: ”mail” finns inte; välj bland: reply, forward, new, note"),
        ({"draft": {"send_mode": "now"}}, "bad.0.draft.send_mode: ”now” finns inte; välj bland: send, send-and-close"),
        ({"now": "i går"}, "bad.0.now: skriv tiden som 2026-03-10 10:15"),
        ({"now": ["2026"]}, "bad.0.now: skriv tiden som 2026-03-10 10:15"),
        ({"ticket": {"conversation": [{"sent_at": "x"}]}}, "bad.0.ticket.conversation.0.sent_at: skriv tiden som "),
        ({"mail": "<mark>Hej"}, "bad.0.mail: <mark> saknar sitt </mark>"),
        ({"draft": "<mark>Hej"}, "bad.0.draft.text: <mark> saknar sitt </mark>"),
        ({"draft": {"subject": "<mark>Hej"}}, "bad.0.draft.subject: <mark> saknar sitt </mark>"),
        ({"ticket": {"conversation": [{"text": "<mark>Hej"}]}}, "bad.0.ticket.conversation.0.text: <mark> saknar sitt "),
        ({"draft": ["Hej"]}, "bad.0.draft: ska vara nycklar med värden (nyckel: värde)"),
    ],
)
def test_what_can_not_be_used_is_told_with_its_place(values: dict, told: str):
    assert refused(**values).startswith(told)


def test_a_draft_with_everything():
    values = {
        "kind": "forward", "text": "Hej", "subject": "<mark>Om</mark> fakturan", "from": "kundservice@ellevio.se",
        "to": ["a@example.com"], "cc": ["b@example.com"], "bcc": ["c@example.com"], "attachments": ["f.pdf"], "send_mode": "send",
    }  # fmt: skip
    example = read(draft=values)
    draft = example.situation("send", SETTINGS).draft

    assert (draft.kind, draft.subject, draft.sender) == ("forward", "Om fakturan", "kundservice@ellevio.se")
    assert (draft.to, draft.cc, draft.bcc) == (("a@example.com",), ("b@example.com",), ("c@example.com",))
    assert (draft.attachments, draft.send_mode) == ((Attachment("f.pdf"),), "send")
    assert example.marks == (Span("subject", 0, 2),)


@pytest.mark.parametrize(("kind", "to"), [("reply", (CUSTOMER.email,)), ("new", (CUSTOMER.email,)), ("forward", ()), ("note", ())])
def test_replies_and_new_mails_go_to_the_customer_unless_they_say_otherwise(kind: str, to: tuple[str, ...]):
    assert asked(draft={"kind": kind, "text": "Hej"}).draft.to == to


def test_a_draft_may_be_empty():
    assert asked(draft={"kind": "note"}).draft.text == ""


def test_what_a_text_becomes_keeps_its_last_blank():
    assert read(becomes="Hej \n").becomes == "Hej "


def test_a_time_of_its_own_is_swedish_unless_it_says_otherwise():
    assert asked(now="2026-06-01 09:30").now == datetime(2026, 6, 1, 9, 30, tzinfo=STOCKHOLM)
    assert asked(now="2026-06-01T09:30+00:00").now == datetime(2026, 6, 1, 9, 30, tzinfo=UTC)
    assert asked(now="2026-06-01 09:30").ticket.conversation[0].sent_at == datetime(2026, 6, 1, 9, 30, tzinfo=STOCKHOLM)


def test_the_list_of_tickets_has_filters_and_no_ticket():
    situation = asked("list", filters={"Status": ["Öppen", "Löst"], "Grupp": []})

    assert situation.filters == {"Status": ("Öppen", "Löst"), "Grupp": ()}
    assert (situation.ticket, situation.draft) == (None, None)


# --- marks


def spans(text: str) -> tuple[str, list[tuple[int, int]]]:
    marks: list[Span] = []
    plain = unmarked(text, "draft", marks, ())
    return plain, [(mark.start, mark.end) for mark in marks]


def test_marks_are_taken_out_and_their_places_kept():
    assert spans("a <mark>bc</mark> d <mark>e</mark>\n\n") == ("a bc d e", [(2, 4), (7, 8)])
    assert spans("<mark>a</mark><mark>b</mark>") == ("ab", [(0, 1), (1, 2)])
    assert spans("inget") == ("inget", [])


def test_marks_of_several_texts_are_kept_apart():
    example = read(mail="<mark>Tyvärr</mark>", draft="Nej <mark>tyvärr</mark>")
    assert example.marks == (Span("conversation/0", 0, 6), Span("draft", 4, 10))


@pytest.mark.parametrize(
    ("text", "name", "email"),
    [
        ("Anna Berg <anna@example.com>", "Anna Berg", "anna@example.com"),
        ("<anna@example.com>", "", "anna@example.com"),
        ("anna@example.com ", "", "anna@example.com"),
        ("Anna Berg ", "Anna Berg", ""),
    ],
)
def test_an_address_with_a_name_or_either_alone(text: str, name: str, email: str):
    assert read_address(text) == Address(name, email)


def test_an_examples_ticket_keeps_what_it_says_when_it_is_asked_twice():
    example = read(draft="Hej")
    assert example.situation("send", SETTINGS) == example.situation("send", SETTINGS)
    assert replace(example, signed=False).situation("send", SETTINGS).draft.text == "Hej"
