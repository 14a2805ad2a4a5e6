"""A demo goes from the customer's mail to the model answer, and says what is logged."""

from datetime import date

import pytest

from backend.tests.shipped import shipped
from rutinlots.core.practice.demo import steps
from rutinlots.core.practice.generate import all_scenarios, with_facit
from rutinlots.core.practice.judge import answered
from rutinlots.core.scenarios.model import Scenario
from rutinlots.stage.mock import fields

BY_ID = {each.id: each for each in shipped().scenarios}


USUAL = {"Typ": "Fråga", "Interna kategorier": "Faktura"}
SINGLE = [each for each in shipped().scenarios if not each.inbox]


@pytest.mark.parametrize("scenario", SINGLE, ids=lambda scenario: scenario.id)
def test_each_composed_scenario_is_read_answered_and_sent(scenario: Scenario) -> None:
    played = steps(scenario, shipped(), USUAL)
    places = [step["at"] for step in played]
    opening = "note" if scenario.solved.kind == "note" else "reply"

    assert places[0] == "thread"
    assert all(place == "thread" for place in places[: places.index(opening)])
    assert sum(step["title"].startswith("Lägg märke till") for step in played) == len(scenario.notice)
    assert next(place for place in places[places.index("editor") :] if place in ("send", "result")) == "send"
    assert [step["write"] for step in played if "write" in step] == [answered(scenario, shipped()).draft.text]
    assert all(step["title"] and step["text"] for step in played)


def test_what_is_in_the_customers_mail_is_pointed_at_before_the_answer_is_opened() -> None:
    played = steps(BY_ID["svar-till-kravgruppen"], shipped(), USUAL)
    assert [step["at"] for step in played] == [
        *("thread", "thread", "thread", "reply", "panel", "editor", "fields", "send", "result"),
    ]
    assert [step["title"] for step in played[1:3]] == ["Lägg märke till, 1 av 3", "Lägg märke till, 2 av 3"]


def test_required_fields_are_filled_in_and_those_of_the_model_answer() -> None:
    assert _set("dodsbo") == {"Typ": "Fråga", "Interna kategorier": "Dödsbo"}
    assert _set("eskalera-pa-kvallen") == {"Grupp": "Produktspecialist Releasy", "Status": "Öppen"}


def _set(name: str) -> dict:
    return next(step["set"] for step in steps(BY_ID[name], shipped(), USUAL) if "set" in step)


def test_it_is_sent_as_the_model_answer_is_and_by_hand_where_more_than_text_differs() -> None:
    closes = {each.id: steps(each, shipped(), USUAL)[-1].get("close") for each in SINGLE}
    assert closes["dodsbo"] is True
    assert closes["eskalera-pa-kvallen"] is False
    assert closes["svar-till-noreply"] is None
    assert closes["glomd-bilaga"] is None
    assert "Ta över, ändra mottagarna och skicka själv." in steps(BY_ID["svar-till-noreply"], shipped(), USUAL)[-1]["text"]
    assert "Ta över, bifoga filen med gemet och skicka själv." in steps(BY_ID["glomd-bilaga"], shipped(), USUAL)[-1]["text"]


def test_it_says_how_the_mail_is_logged() -> None:
    def last(name: str) -> str:
        return next(step["text"] for step in steps(BY_ID[name], shipped()) if step["at"] == "send")

    assert "logga ett nytt ärende, med kod MAICCDIS" in last("dodsbo")
    assert "logga hela konversationen" in last("hela-konversationen")
    assert "inget att logga" in last("eskalera-pa-kvallen")


@pytest.mark.parametrize("scenario", SINGLE, ids=lambda scenario: scenario.id)
def test_a_composed_scenario_fills_in_what_its_own_ticket_is_about(scenario: Scenario) -> None:
    [step] = [step for step in steps(scenario, shipped(), USUAL) if "set" in step]

    assert not step["text"].startswith("Till exempel")
    choices = {item.label: item.choices for item in fields.FIELDS}
    assert all(value in choices[label] for label, value in step["set"].items())


def test_values_that_are_not_the_model_answers_own_are_an_example() -> None:
    made = next(each for each in all_scenarios(shipped(), date(2026, 3, 10)) if each.id == "kontroll-auto-salutation")
    step = next(step for step in steps(with_facit(made, shipped()), shipped(), USUAL) if "set" in step)

    assert (step["set"], step["text"]) == (USUAL, "Till exempel Typ: Fråga · Interna kategorier: Faktura.")
