"""Smoke run: whether the engine gets through some of the rules' own examples without crashing."""

from collections.abc import Collection, Iterator
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


def smoke_test(rules: Rules, changed: Collection[str] | None = None) -> Iterator[list[Broken]]:
    """Yields the failures of each moment's first example (all at once), then of one example of each active check.

    The caller may stop early when time is up: after the first item every moment has been tested.

    :param changed: the ids of all checks that differ from a set that got through; on other checks' examples only they are tried.
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
        situation = example.situation(moment, settings)
        yield _broken(check, situation, rules) if changed is None or check.id in changed else _alone(changed, situation, rules)


def _alone(changed: Collection[str], situation: Situation, rules: Rules) -> list[Broken]:
    """The first of the changed checks that raises."""
    context = Context(situation, rules.knowledge, rules.finders)
    for check in rules.checks:
        if check.id in changed:
            try:
                context.hits(check.id)
            except Exception as error:
                return [_culprit(situation, rules) or Broken(check, error)]
    return []


def _broken(check: Check, situation: Situation, rules: Rules) -> list[Broken]:
    try:
        evaluate(situation, rules)
    except Exception as error:
        return [_culprit(situation, rules) or Broken(check, error)]
    return []


def _culprit(situation: Situation, rules: Rules) -> Broken | None:
    """The check that raises by itself: the example is often another one's, and who asks for a broken check breaks too."""
    finders = rules.finders
    broken: dict[str, Broken] = {}
    for check in rules.checks:
        try:
            check.find(Context(situation, rules.knowledge, finders))
        except Exception as error:
            broken[check.id] = Broken(check, error)
    alone = (each for each in broken.values() if not any(need in broken for _, need in each.check.needs))
    return next(alone, None)
