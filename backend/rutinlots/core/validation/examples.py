"""Proves checks: runs their examples against the whole rule set."""

import string
from collections.abc import Iterator
from dataclasses import replace

from rutinlots.core.checks.check import Check
from rutinlots.core.checks.example import Example
from rutinlots.core.context import Context
from rutinlots.core.evaluate import Finding, Mark, Verdict, evaluate, joined
from rutinlots.core.finding import Fix
from rutinlots.core.rules import Rules
from rutinlots.core.situation import Moment

LEAST_BAD, LEAST_GOOD, LEAST_STERN = 2, 3, 8


def prove(check: Check, rules: Rules) -> Iterator[str]:
    """Every way in which a check differs from its examples, in Swedish."""
    yield from _enough(check)
    for example in check.bad:
        for moment in _moments(check, example):
            yield from (f"dåligt exempel ”{example.name}” ({moment}): {why}" for why in _bad(check, example, moment, rules))
    for example in check.good:
        for moment in _moments(check, example):
            yield from (f"bra exempel ”{example.name}” ({moment}): {why}" for why in _good(check, example, moment, rules))


def _enough(check: Check) -> Iterator[str]:
    if len(check.bad) < LEAST_BAD or len(check.good) < LEAST_GOOD:
        yield f"minst {LEAST_BAD} dåliga och {LEAST_GOOD} bra exempel behövs"
    if check.level in ("block", "confirm") and len(check.bad) + len(check.good) < LEAST_STERN:
        yield f"minst {LEAST_STERN} exempel behövs när kontrollen kan stoppa någon"
    if not any(example.because for example in check.good):
        yield "minst ett bra exempel ska vara nära gränsen och säga varför det är bra (because)"
    names = [example.name for example in (*check.bad, *check.good)]
    if len(set(names)) < len(names):
        yield "två exempel heter likadant"


def _moments(check: Check, example: Example) -> tuple[Moment, ...]:
    return (example.moment,) if example.moment else check.moments


def _found(check: Check, verdict: Verdict) -> Finding | Mark | None:
    found: tuple[Finding | Mark, ...] = (*verdict.findings, *verdict.marks)
    return next((each for each in found if each.check.id == check.id), None)


def _bad(check: Check, example: Example, moment: Moment, rules: Rules) -> Iterator[str]:
    situation = example.situation(moment, rules.knowledge.settings)
    verdict = evaluate(situation, rules)
    if check not in verdict.triggered:
        yield "kontrollen hittar inget"
        return
    found = _found(check, verdict)
    if found is None:  # it only opens a guide
        return
    wanted = {(mark.where, mark.start, mark.end) for mark in example.marks}
    marked = {(span.where, span.start, span.end) for span in found.spans}
    if wanted != marked:
        yield f"<mark> står på {sorted(wanted)} men kontrollen pekar på {sorted(marked)}"
    if isinstance(found, Mark):
        return
    given = joined(check.find(Context(situation, rules.knowledge, {each.id: each.find for each in rules.checks})))
    for _, name, _, _ in string.Formatter().parse(check.message):
        if name is not None and name not in given:
            yield f"meddelandet vill ha {{{name}}} men kontrollen vet det inte här"
    if example.becomes is not None:
        yield from _becomes(check, example, moment, rules, found.fixes)


def _becomes(check: Check, example: Example, moment: Moment, rules: Rules, fixes: tuple[Fix, ...]) -> Iterator[str]:
    situation = example.situation(moment, rules.knowledge.settings)
    draft = situation.draft
    if draft is None or not fixes:
        yield "”becomes” står där men kontrollen har ingen rättning"
        return
    mended = mend(draft.text, fixes[:1])
    tail = example.tail(rules.knowledge.settings)
    if mended.removesuffix(tail) != example.becomes:
        yield f"rättningen ger {mended.removesuffix(tail)!r}, inte {example.becomes!r}"
    after = replace(situation, draft=replace(draft, text=mended))
    if len({fix.span for fix in fixes}) == 1 and check in evaluate(after, rules).triggered:
        yield "kontrollen är inte nöjd med sin egen rättning"


def mend(text: str, fixes: tuple[Fix, ...]) -> str:
    """The draft's text after these fixes."""
    for fix in sorted((f for f in fixes if f.span.where == "draft"), key=lambda f: -f.span.start):
        text = text[: fix.span.start] + fix.text + text[fix.span.end :]
    return text


def _good(check: Check, example: Example, moment: Moment, rules: Rules) -> Iterator[str]:
    verdict = evaluate(example.situation(moment, rules.knowledge.settings), rules)
    if check in verdict.triggered:
        yield "kontrollen larmar ändå"
    for finding in verdict.findings:
        if finding.check.id != check.id and finding.check.level in ("block", "confirm"):
            yield f"”{finding.check.id}” larmar: {finding.message}"
