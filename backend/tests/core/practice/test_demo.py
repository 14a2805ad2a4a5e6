"""A demo goes from the customer's mail to the model answer, and says what is logged."""

import pytest

from backend.tests.shipped import shipped
from rutinlots.core.practice.demo import steps
from rutinlots.core.practice.judge import answered
from rutinlots.core.scenarios.model import Scenario

BY_ID = {each.id: each for each in shipped().scenarios}


@pytest.mark.parametrize("scenario", [each for each in shipped().scenarios if not each.inbox], ids=lambda scenario: scenario.id)
def test_each_composed_scenario_is_read_answered_and_sent(scenario: Scenario) -> None:
    played = steps(scenario, shipped())

    assert [step["at"] for step in played] == [
        "thread",
        "note" if scenario.solved.kind == "note" else "reply",
        *("panel" for _ in scenario.notice),
        "editor",
        "send",
    ]
    assert [step["write"] for step in played if "write" in step] == [answered(scenario, shipped()).draft.text]
    assert all(step["title"] and step["text"] for step in played)


def test_it_says_how_the_mail_is_logged() -> None:
    assert "logga ett nytt ärende, med kod MAICCDIS" in steps(BY_ID["dodsbo"], shipped())[-1]["text"]
    assert "logga hela konversationen" in steps(BY_ID["hela-konversationen"], shipped())[-1]["text"]
    assert "inget att logga" in steps(BY_ID["eskalera-pa-kvallen"], shipped())[-1]["text"]
