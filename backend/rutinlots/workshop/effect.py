"""What a change would do: over all examples of all checks, before it is published."""

from dataclasses import dataclass

from rutinlots.core.checks.check import Check
from rutinlots.core.evaluate import Finding, evaluate
from rutinlots.core.rules import Rules
from rutinlots.core.validation.whole import examples_of, finds

_MOST = 30  # examples that are shown


@dataclass(frozen=True)
class Changed:
    """An example in which a check speaks up now, or falls silent."""

    of: Check
    example: str
    speaks: bool


@dataclass(frozen=True)
class Effect:
    """The examples that change, and how many were tried; more may have changed than are shown."""

    changed: tuple[Changed, ...]
    tried: int


def effect(check: Check, before: Rules, after: Rules) -> Effect:
    """The other checks' examples in which a changed check says something else than before."""
    old = before.by_id.get(check.id)
    changed: dict[tuple[str, str], Changed] = {}
    tried = 0
    for other, example, moment, _ in examples_of(after):
        if other.id == check.id:
            continue
        tried += 1
        now, then = finds(check, example, moment, after), old is not None and finds(old, example, moment, before)
        if now is not then and len(changed) < _MOST:
            changed[other.id, example.name] = Changed(other, example.name, now)
    return Effect(tuple(changed.values()), tried)


def card(check: Check, rules: Rules) -> Finding | None:
    """The card of a check's first bad example."""
    for example in check.bad[:1]:
        situation = example.situation(example.moment or check.moments[0], rules.knowledge.settings)
        return next((each for each in evaluate(situation, rules).findings if each.check.id == check.id), None)
    return None
