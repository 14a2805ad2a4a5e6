"""Smoke run: whether the engine gets through some of the rules' own examples without crashing."""

from collections.abc import Iterator
from dataclasses import dataclass

from rutinlots.core.checks.check import Check
from rutinlots.core.context import Context
from rutinlots.core.evaluate import evaluate
from rutinlots.core.rules import Rules
from rutinlots.core.situation import Situation


@dataclass(frozen=True)
class Broken:
    """``check`` raised ``error`` on an example."""

    check: Check
    error: Exception


def smoke_test(rules: Rules) -> Iterator[list[Broken]]:
    """Yields the failures of each moment's first example (all at once), then of one example of each active check.

    The caller may stop early when time is up: after the first item every moment has been tested.
    """
    tried = [
        (check, moment, example)
        for check in rules.checks
        if check.status == "active"
        for example in check.bad[:1]
        for moment in ((example.moment,) if example.moment else check.moments)
    ]
    first = {moment: (check, example) for check, moment, example in reversed(tried)}
    settings = rules.knowledge.settings
    found = [
        broken
        for moment, (check, example) in first.items()
        for broken in _broken(check, example.situation(moment, settings), rules)
    ]
    yield list({broken.check.id: broken for broken in found}.values())
    for check, moment, example in tried:
        yield _broken(check, example.situation(moment, settings), rules)


def _broken(check: Check, situation: Situation, rules: Rules) -> list[Broken]:
    try:
        evaluate(situation, rules)
    except Exception as error:
        return [_culprit(situation, rules) or Broken(check, error)]
    return []


def _culprit(situation: Situation, rules: Rules) -> Broken | None:
    """The check that raises by itself: the example is often another one's, and who asks for a broken check breaks too."""
    finders = {check.id: check.find for check in rules.checks}
    broken: dict[str, Broken] = {}
    for check in rules.checks:
        try:
            check.find(Context(situation, rules.knowledge, finders))
        except Exception as error:
            broken[check.id] = Broken(check, error)
    alone = (each for each in broken.values() if not any(need in broken for _, need in each.check.needs))
    return next(alone, None)
