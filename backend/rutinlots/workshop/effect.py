"""What a change would do: over all examples of all checks, before it is published."""

from dataclasses import dataclass
from typing import Any

from rutinlots.core.checks.check import Check
from rutinlots.core.evaluate import Finding, evaluate
from rutinlots.core.rules import Rules
from rutinlots.core.validation.whole import examples_of, file_of, finds
from rutinlots.rule_document import read_document

_WORDING = frozenset(
    {"title", "covers", "level", "status", "paused_until", "source", "message", "why", "guide", "suggest", "actions", "bad", "good"}
)
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
    if old is not None and _looks(check, before) == _looks(check, after):
        return Effect((), sum(other.id != check.id for other, *_ in examples_of(after)))
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


def _looks(check: Check, rules: Rules) -> dict[str, Any]:
    """What of a check's file decides when it speaks up."""
    values = read_document(rules.sources.get(file_of(check), "")).values
    return {key: value for key, value in values.items() if key not in _WORDING}


def card(check: Check, rules: Rules) -> Finding | None:
    """The card of a check's first bad example."""
    for example in check.bad[:1]:
        situation = example.situation(example.moment or check.moments[0], rules.knowledge.settings)
        return next((each for each in evaluate(situation, rules).findings if each.check.id == check.id), None)
    return None
