"""Points for what was sent in a scenario, by the routine that each is about."""

from collections import Counter
from collections.abc import Mapping

from rutinlots.core.practice.judge import Outcome
from rutinlots.core.scenarios.model import Scenario

Points = Mapping[str, tuple[int, int]]  # by routine: those got, and those there were


def points(scenario: Scenario, outcome: Outcome) -> Points:
    """One for each thing that was to be done or left alone. A check counts for its own routine, the rest for the scenario's."""
    got, most = Counter[str](), Counter[str]()
    own = scenario.source.routine

    def count(routine: str, right: bool) -> None:
        most[routine] += 1
        got[routine] += right

    for check in outcome.caught:
        count(check.source.routine, True)
    for finding in outcome.missed:
        count(finding.check.source.routine, False)
    for judged in (outcome.log, outcome.sent):
        if judged is not None:
            count(own, judged)
    wanted = {} if scenario.solved is None else scenario.solved.properties
    unset = {label for label, _ in outcome.properties}
    for label in wanted:
        count(own, label not in unset)
    slips = [not each for each in (outcome.kind, outcome.written, outcome.addressed, outcome.attached)]
    for _ in (*filter(None, slips), *outcome.slips):
        count(own, False)
    return {routine: (got[routine], most[routine]) for routine in most}


def total(parts: Points) -> tuple[int, int]:
    """The points of all routines together."""
    return sum(got for got, _ in parts.values()), sum(most for _, most in parts.values())


def added(*parts: Points) -> Points:
    """Several scenarios' points together."""
    routines = dict.fromkeys(routine for each in parts for routine in each)
    return {routine: total({str(at): each[routine] for at, each in enumerate(parts) if routine in each}) for routine in routines}
