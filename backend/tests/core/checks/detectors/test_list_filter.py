"""What the list of tickets shows, against what it should."""

import dataclasses
from datetime import datetime

import pytest

from backend.tests.shipped import shipped
from rutinlots.core.checks.detectors import list_filter
from rutinlots.core.context import Context
from rutinlots.core.situation import Situation

RULES = shipped()
NOW = datetime.fromisoformat("2026-03-10T10:15:00+01:00")


def told(**filters: tuple[str, ...]) -> list[str]:
    situation = dataclasses.replace(Situation(moment="list", now=NOW), filters=filters)
    return [hit.values["filter"] for hit in list_filter.detect(Context(situation, RULES.knowledge), {})]


def test_what_differs_is_told_with_what_is_there_now() -> None:
    assert told(Handläggare=(), Status=("Öppen", "Löst")) == [
        "Handläggare = Jag (nu: alla)",
        "Status = Väntar svar internt (nu: Öppen, Löst)",
    ]


def test_a_filter_that_was_not_on_the_page_is_told_without_what_it_is_now() -> None:
    assert told(Status=("Väntar svar internt",)) == ["Handläggare = Jag"]


@pytest.mark.parametrize("me", ["Jag", " jag "])
def test_the_right_filter_is_right_however_it_is_written(me: str) -> None:
    assert told(Handläggare=(me,), Status=("Väntar svar internt",), Grupp=("Backoffice",)) == []


def test_a_filter_that_may_show_several_things_is_told_with_all_of_them_and_which_one_it_is() -> None:
    settings = dataclasses.replace(RULES.knowledge.settings, list_filter={"Status": ("Öppen", "Löst")})
    knowledge = dataclasses.replace(RULES.knowledge, settings=settings)
    situation = Situation(moment="list", now=NOW, filters={"Status": ("Öppen",)})
    (hit,) = list_filter.detect(Context(situation, knowledge), {})

    assert hit.values == {"filter": "Status = Öppen, Löst (nu: Öppen)"}
    assert hit.fields == ("Status",)
