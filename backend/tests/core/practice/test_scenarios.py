"""Every scenario is solved by its model answer and not by the typical mistake, by the same engine as at work."""

import re
from dataclasses import replace
from datetime import date

import pytest

from backend.tests.shipped import shipped
from rutinlots.core.evaluate import evaluate
from rutinlots.core.practice.generate import all_scenarios, with_facit
from rutinlots.core.practice.judge import Outcome, answered, judge, right_log
from rutinlots.core.rulefile.settings import OpeningHours
from rutinlots.core.scenarios.model import DIFFICULTIES, Scenario
from rutinlots.core.situation import LogHistory

DAY = date(2026, 3, 10)
COMPOSED = [each for each in shipped().scenarios if not each.inbox]
MADE = [each for each in all_scenarios(shipped(), DAY) if each.made_of]
JUDGED = [each for each in MADE if each.solved]


def named(scenario: Scenario) -> str:
    return scenario.id


def outcome(scenario: Scenario, *, mistake: bool = False) -> Outcome:
    """What is said to a person who sends that, and who logs as the engine says."""
    sent = answered(scenario, shipped(), mistake=mistake)
    return judge(scenario, sent, right_log(evaluate(sent, shipped()).gate), shipped())


@pytest.mark.parametrize("scenario", COMPOSED, ids=named)
def test_the_model_answer_solves_a_composed_scenario(scenario: Scenario) -> None:
    found = outcome(scenario)

    assert [finding.check.id for finding in found.missed] == []
    assert found.solved
    assert {check.id for check in found.caught} >= {*scenario.solved.gone}
    assert found.needless == ()
    assert scenario.solved.log == (found.gate.situation if found.gate else "none")


@pytest.mark.parametrize("scenario", COMPOSED, ids=named)
def test_the_typical_mistake_fails_it_by_every_check_that_it_names(scenario: Scenario) -> None:
    sent = answered(scenario, shipped(), mistake=True)
    moments = ("note", "send") if sent.draft.kind == "note" else ("write", "send")
    found = {check.id for moment in moments for check in evaluate(replace(sent, moment=moment), shipped()).triggered}

    assert not outcome(scenario, mistake=True).solved
    assert {*scenario.solved.gone} <= found


@pytest.mark.parametrize("scenario", JUDGED, ids=named)
def test_a_scenario_made_of_a_check_is_solved_by_the_answer_found_for_it_and_not_as_it_stood(scenario: Scenario) -> None:
    ready = with_facit(scenario, shipped())

    assert outcome(ready).solved
    assert not outcome(ready, mistake=True).solved


def test_most_checks_with_a_reply_and_each_guide_that_a_check_calls_for_have_a_scenario() -> None:
    called = {check.guide for check in shipped().checks if check.guide and check.bad[0].ticket}

    assert len(JUDGED) > 25
    assert {each.made_of for each in MADE if each.id.startswith("guide-")} == called
    assert len({each.id for each in (*COMPOSED, *MADE)}) == len(COMPOSED) + len(MADE)


def test_the_composed_scenarios_are_of_every_difficulty_and_their_customers_are_invented() -> None:
    assert {each.difficulty for each in COMPOSED} == {*DIFFICULTIES}
    addresses = [each.start.ticket.requester.email for each in COMPOSED]
    assert all(address == "noreply@ellevio.se" or address.rsplit(".", 2)[-2].endswith("example") for address in addresses)


_NUMBERS = "två tre fyra fem sex sju åtta nio tio elva tolv januari februari mars april".split()


def _in_ticket(scenario: Scenario) -> str:
    """What a person who practises without tips can read: the ticket, and the draft that is there."""
    start, settings = scenario.start, shipped().knowledge.settings
    draft = start.draft.text if start.draft else ""
    return " ".join([start.ticket.subject, *(mail.text for mail in start.ticket.conversation), draft, *settings.signature]).lower()


@pytest.mark.parametrize("scenario", COMPOSED, ids=named)
def test_what_the_model_answer_says_of_times_numbers_and_addresses_is_found_in_the_ticket(scenario: Scenario) -> None:
    answer, there = answered(scenario, shipped()).draft, _in_ticket(scenario)
    said = [each for each in re.findall(r"[\w.-]+@[\w.-]+\w|\d[\d -]+\d|\w+", answer.text.lower()) if re.search(r"\d|@", each)]
    said += [word for word in re.findall(r"\w+", answer.text.lower()) if word in _NUMBERS]

    assert [each for each in said if each not in there] == []


@pytest.mark.parametrize("scenario", COMPOSED, ids=named)
def test_what_is_logged_or_lies_on_the_computer_is_told_in_a_note(scenario: Scenario) -> None:
    notes = " ".join(mail.text for mail in scenario.start.ticket.conversation if mail.direction == "note")

    assert scenario.history == LogHistory() or "CAB" in notes
    assert not answered(scenario, shipped()).draft.attachments or "PDF" in notes
    assert not (scenario.source.routine == "eskalering" and "2nd line" not in notes)


def test_no_exercise_is_made_of_a_check_that_finds_nothing_in_it_with_the_teams_own_settings() -> None:
    rules = shipped()
    few = replace(rules.knowledge, settings=replace(rules.knowledge.settings, list_filter={}, second_line=OpeningHours({})))
    own = replace(rules, knowledge=few, shipped=rules.knowledge)
    gone = {each.id for each in all_scenarios(rules, DAY)} - {each.id for each in all_scenarios(own, DAY)}
    assert "kontroll-escalated-in-open-hours" in gone
    assert len(gone) < 5


@pytest.mark.parametrize("scenario", COMPOSED, ids=named)
def test_no_mail_of_a_scenario_breaks_a_line_in_the_middle_of_a_sentence(scenario: Scenario) -> None:
    lines = [line for mail in scenario.start.ticket.conversation for line in mail.text.split("\n")]

    assert [line for line in lines if len(line) > 60 and not line.startswith(">") and line[-1] not in ".,!?:"] == []
