"""``field``: a property of the ticket, or the way of sending, is not what it should be."""

import pytest

from backend.tests.core.invented import check_of, context_of, hits_of, reply
from rutinlots.core.finding import Hit
from rutinlots.core.rulefile.errors import RuleFileError


def wrong(properties: dict, *names: str, must: str = "filled", required: tuple[str, ...] | None = None) -> list[str]:
    context = context_of(ticket={"properties": properties, "required": required})
    return [hit.values["fields"] for hit in hits_of(context, present=None, field={"names": list(names), "must": must})]


def test_a_field_that_must_be_filled_and_is():
    assert wrong({"Typ": "Faktura"}, "Typ") == []


@pytest.mark.parametrize("value", ["", " ", "-", "--", "---", "…", " -- ", None])
def test_a_field_that_must_be_filled_and_says_nothing(value: str | None):
    assert wrong({"Typ": value}, "Typ") == ["Typ"]


def test_a_field_that_the_page_does_not_have_is_empty():
    assert wrong({}, "Typ", "Grupp") == ["Typ", "Grupp"]


def test_each_hit_says_which_field_to_go_to():
    context = context_of(ticket={"properties": {}})
    assert hits_of(context, present=None, field={"names": ["Typ"], "must": "filled"}) == [
        Hit(values={"fields": "Typ"}, fields=("Typ",))
    ]


def test_what_is_required_is_what_the_page_says():
    assert wrong({"Grupp": "x"}, "required", required=("Grupp", "Prio")) == ["Prio"]
    assert wrong({}, "required", required=()) == []


SIGNED = "\n\nMed vänlig hälsning,\nSandra Lind\nKundservice"


@pytest.mark.parametrize(
    ("written", "moment", "found"),
    [
        ("Hej Anna," + SIGNED, "write", []),
        ("", "write", []),
        ("Hej Anna," + SIGNED, "send", ["Typ"]),
        ("Hej Anna,\n\nTack." + SIGNED, "write", ["Typ"]),
        ("Hej Anna," + SIGNED + "\n\nDin faktura är betald sedan i måndags.", "write", ["Typ"]),
    ],
)
def test_required_fields_are_not_asked_for_before_a_word_is_written(written: str, moment: str, found: list[str]):
    context = context_of(draft=written, ticket={"properties": {}}, moment=moment)
    asked = {"names": ["required"], "must": "filled"}
    assert [hit.values["fields"] for hit in hits_of(context, present=None, field=asked)] == found
    assert hits_of(context, present=None, field=asked | {"names": ["Prio"]})


def test_where_the_page_says_nothing_the_settings_do():
    assert wrong({}, "required") == ["Typ"]


def test_without_a_ticket_nothing_is_required():
    assert hits_of(context_of(ticket=None), present=None, field={"names": ["required"], "must": "filled"}) == []


def test_without_a_ticket_every_field_is_empty():
    assert hits_of(context_of(ticket=None), present=None, field={"names": ["Typ"], "must": "filled"})[0].fields == ("Typ",)
    assert hits_of(context_of(ticket=None), present=None, field={"names": ["Typ"], "must": "empty"}) == []


def test_a_field_that_must_be_empty():
    assert wrong({"Prio": "Hög", "Typ": "-"}, "Prio", "Typ", must="empty", required=()) == ["Prio"]


def test_a_required_field_may_be_filled_though_it_stands_among_those_to_leave_empty():
    assert wrong({"Prio": "Hög"}, "Prio", must="empty", required=("Prio",)) == []
    assert wrong({"Typ": "x"}, "Typ", must="empty") == []


SEND_AND_CLOSE = {"names": ["send_mode"], "must": "send-and-close"}


@pytest.mark.parametrize(("mode", "hits"), [("send", [Hit()]), ("send-and-close", []), (None, [])])
def test_a_mail_that_leaves_without_closing_its_ticket(mode: str | None, hits: list[Hit]):
    assert hits_of(context_of(draft=reply("Hej.", send_mode=mode)), present=None, field=SEND_AND_CLOSE) == hits


def test_where_nothing_is_sent_nothing_is_closed():
    assert hits_of(context_of(), present=None, field=SEND_AND_CLOSE) == []


@pytest.mark.parametrize(
    ("names", "must"), [(["Typ"], "send-and-close"), (["send_mode"], "filled"), (["send_mode", "Typ"], "send-and-close")]
)
def test_the_way_of_sending_is_asked_for_by_itself(names: list[str], must: str):
    with pytest.raises(RuleFileError, match=r"field\.must: ”send-and-close” hör ihop med names: \[send_mode\]"):
        check_of(present=None, field={"names": names, "must": must})
