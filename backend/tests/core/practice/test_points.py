"""Points are given for each thing that was right, under the routine that it is about."""

from dataclasses import replace

from backend.tests.shipped import shipped
from rutinlots.core.evaluate import evaluate
from rutinlots.core.practice.judge import answered, judge, right_log
from rutinlots.core.practice.points import added, points, total
from rutinlots.core.scenarios.model import Scenario

BY_ID = {each.id: each for each in shipped().scenarios}
ATTACHMENT, NIGHT = BY_ID["glomd-bilaga"], BY_ID["eskalera-pa-kvallen"]


def scored(scenario: Scenario, **changes: object):
    sent = answered(scenario, shipped())
    sent = replace(sent, draft=replace(sent.draft, **changes))
    return points(scenario, judge(scenario, sent, right_log(evaluate(sent, shipped()).gate), shipped()))


def test_the_model_answer_gets_all_the_points_there_are() -> None:
    for scenario in (part for each in shipped().scenarios for part in each.parts):
        got, most = total(scored(scenario))
        assert got == most > 0, scenario.id


def test_a_wrong_way_to_send_costs_one_and_a_check_counts_for_its_own_routine() -> None:
    right, most = total(scored(ATTACHMENT))
    assert total(scored(ATTACHMENT, send_mode="send")) == (right - 1, most)

    wrong = scored(ATTACHMENT, text="Hej,\n\nfråga gunnar.blom@ellevio.se.")
    other = shipped().by_id["colleague-contact"].source.routine
    assert wrong[other][0] < wrong[other][1]


def test_a_field_that_was_to_be_set_counts() -> None:
    sent = answered(NIGHT, shipped())
    unset = replace(sent, ticket=replace(sent.ticket, properties={"Status": "Öppen"}))

    assert total(points(NIGHT, judge(NIGHT, sent, None, shipped()))) == (4, 4)
    assert total(points(NIGHT, judge(NIGHT, unset, None, shipped()))) == (3, 4)


def test_what_was_said_wrongly_costs_a_point_of_the_scenarios_routine() -> None:
    scenario = BY_ID["svar-till-kravgruppen"]
    text = answered(scenario, shipped()).draft.text
    right, most = total(scored(scenario))
    wrong = text.replace("Du är alltid", "Du kan bortse från kravet. Du är alltid")

    assert total(scored(scenario, text=wrong)) == (right, most + 1)


def test_points_of_several_scenarios_are_added_by_routine() -> None:
    assert added({"a": (1, 2)}, {"a": (1, 1), "b": (0, 3)}) == {"a": (2, 3), "b": (0, 3)}
    assert added() == {}
