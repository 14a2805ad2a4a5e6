"""Checks on trial: judged like the others, beside the verdict."""

from collections.abc import Iterator

from rutinlots.core.checks.check import Check
from rutinlots.core.context import Context
from rutinlots.core.rules import Rules
from rutinlots.core.situation import Situation


def on_trial(situation: Situation, rules: Rules) -> Iterator[tuple[Check, Exception | None]]:
    """The checks on trial that would have spoken here; with an error, those that crash instead."""
    context = Context(situation, rules.knowledge, rules.finders)
    kind = situation.draft.kind if situation.draft else None
    for check in rules.on_trial[situation.moment]:
        try:
            if check.applies(situation.moment, kind, situation.now.date()) and context.found(check.id):
                yield check, None
        except Exception as error:  # a check that isn't in use may be wrong in any way
            yield check, error
