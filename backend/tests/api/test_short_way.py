"""What is valid is loaded a short way, without marshmallow's work at each field: with the same result as by the long one."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from marshmallow import ValidationError

from rutinlots.core.kept import Kept
from rutinlots.schemas.question import QuestionSchema, ThreadSchema
from rutinlots.schemas.short_way import LongWay, QuickSchema

SCHEMA = QuestionSchema()
GONE = object()
VALUES: tuple[Any, ...] = (
    GONE, None, "", "x", "write", "list", "reply", "in", "x" * 501, "x" * 2001, "half \ud83d of one", 0, 7, 7.0, True, [], [5],
    [None], ["x"], ["x"] * 201, ["x" * 501], {}, {"name": "x"}, {"filters": {"Grupp": ["x"]}}, "2026-03-10T10:15:00", "example.com",
)  # fmt: skip


@pytest.fixture(autouse=True)
def nothing_is_known(monkeypatch):
    monkeypatch.setattr(Kept, "get", lambda self, key: None)
    monkeypatch.setattr(Kept, "put", lambda self, key, value, size: None)


def places(part: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of each value in a question, and of one more key in each of its objects."""
    if path:
        yield path
    if isinstance(part, dict):
        for key, value in part.items():
            yield from places(value, (*path, key))
        yield (*path, "surprise")
    elif isinstance(part, list):
        for index, value in enumerate(part):
            yield from places(value, (*path, index))


def changed(question: dict[str, Any], path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    copy = inner = deepcopy(question)
    *way, last = path
    for step in way:
        inner = inner[step]
    if value is not GONE:
        inner[last] = value
    elif isinstance(inner, list):
        del inner[last]
    else:
        inner.pop(last, None)
    return copy


def loaded(question: Any) -> Any:
    try:
        return SCHEMA.load(question)
    except ValidationError as error:
        return error.messages


def whole(situation: dict[str, Any]) -> dict[str, Any]:
    """The situation with all the fields that a question can have."""
    situation["tenant"] = "example.com"
    situation["draft"]["attachments"] = ["a.pdf", {"name": "b.pdf", "size": 5, "type": None}]
    situation["draft"]["subject"] = "Faktura"
    situation["ticket"]["conversation"].append({"direction": "out", "html": "<p>Hej</p>", "text": None})
    return situation | {"list": {"filters": {"Grupp": ["KS"]}}}


def test_both_ways_load_alike_whatever_is_sent(situation, monkeypatch):
    question = whole(situation)
    sent = [changed(question, path, value) for path in places(question) for value in VALUES]
    sent += [{"moment": moment, part: question[part]} for moment in ("open", "list", "write") for part in ("ticket", "list")]
    short = [loaded(each) for each in (*sent, *VALUES)]
    monkeypatch.setattr(QuickSchema, "short", _refusing)
    assert short == [loaded(each) for each in (*sent, *VALUES)]


def _refusing(self: QuickSchema, data: Any) -> Any:
    raise LongWay


def test_what_is_sent_as_a_rule_goes_the_short_way(situation):
    question = whole(situation)
    assert SCHEMA.short(question) == SCHEMA.load(question)


def test_a_schema_with_a_short_way_has_no_rules_besides_those_that_it_asks():
    """A hook of marshmallow's would be left out by the short way."""
    known = {"says_nothing_needless", "has_few_fields", "is_in_agreement"}
    for schema in (*QuickSchema.__subclasses__(), ThreadSchema):
        assert {name for hooks in schema._hooks.values() for name, *_ in hooks} == known
