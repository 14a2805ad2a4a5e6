"""Proves checks: runs their examples against the whole rule set."""

import string
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from rutinlots.core.checks.check import Check
from rutinlots.core.checks.example import Example
from rutinlots.core.checks.yields import same_place
from rutinlots.core.context import Context
from rutinlots.core.evaluate import evaluate, joined
from rutinlots.core.finding import Fix, Hit
from rutinlots.core.rules import Rules
from rutinlots.core.situation import DraftKind, Moment, Situation

LEAST_BAD, LEAST_GOOD, LEAST_STERN = 2, 3, 8
_STERN = ("block", "confirm")


@dataclass(frozen=True)
class Fault:
    """A way in which a check differs from its examples: ``what`` in Swedish, and at which example and moment, if at one."""

    what: str
    example: Example | None = None
    moment: Moment | None = None
    bad: bool = False

    def __str__(self) -> str:
        if self.example is None:
            return self.what
        return f"{'dåligt' if self.bad else 'bra'} exempel ”{self.example.name}” ({self.moment}): {self.what}"


def prove(check: Check, rules: Rules) -> Iterator[str]:
    """Every way in which a check differs from its examples, in Swedish; as if it were in use, and no check paused."""
    return map(str, faults_of(check, rules))


def faults_of(check: Check, rules: Rules) -> Iterator[Fault]:
    """As :func:`prove`, each with its example."""
    if check.status != "active" or any(each.paused_until for each in rules.checks):
        rules = replace(rules, checks=tuple(_awake(each, check) for each in rules.checks))
        check = rules.by_id[check.id]
    yield from map(Fault, (*_enough(check), *_never_yields(check, rules)))
    for bad, examples in ((True, check.bad), (False, check.good)):
        for example in examples:
            for moment in moments_of(check, example):
                yield from (Fault(why, example, moment, bad) for why in _wrong(check, example, moment, rules, bad))


def _wrong(check: Check, example: Example, moment: Moment, rules: Rules, bad: bool) -> list[str]:
    """What is wrong with an example; nothing where all is right in the office that it was written for."""
    tried = _bad if bad else _good
    found = list(tried(check, example, moment, rules))
    elsewhere = rules.offices[1:] if found else ()
    return found if all(any(tried(check, example, moment, office)) for office in elsewhere) else []


def _awake(each: Check, proven: Check) -> Check:
    return replace(each, status="active" if each.id == proven.id else each.status, paused_until=None)


def _enough(check: Check) -> Iterator[str]:
    if len(check.bad) < LEAST_BAD or len(check.good) < LEAST_GOOD:
        yield f"minst {LEAST_BAD} dåliga och {LEAST_GOOD} bra exempel behövs"
    if check.level in _STERN and len(check.bad) + len(check.good) < LEAST_STERN:
        yield f"minst {LEAST_STERN} exempel behövs när kontrollen kan stoppa någon"
    if not any(example.because for example in check.good):
        yield "minst ett bra exempel ska vara nära gränsen och säga varför det är bra (because)"
    names = [example.name for example in (*check.bad, *check.good)]
    if len(set(names)) < len(names):
        yield "två exempel heter likadant"


def moments_of(check: Check, example: Example) -> tuple[Moment, ...]:
    """The moments at which an example is tried."""
    return (example.moment,) if example.moment else check.moments


def _never_yields(check: Check, rules: Rules) -> Iterator[str]:
    """Each check that this one yields to, and yet does in none of its bad examples."""
    shown = {
        name
        for example in check.bad
        for moment in moments_of(check, example)
        for name in check.yields_to
        if any(_yields(check, name, example, moment, office) for office in rules.offices)
    }
    for name in check.yields_to:
        if name not in shown:
            yield f"inget dåligt exempel visar att ”{name}” säger det i stället (yields_to)"


def _yields(check: Check, name: str, example: Example, moment: Moment, rules: Rules) -> bool:
    context = _context(example.situation(moment, rules.knowledge.settings), rules)
    other = rules.by_id[name]
    kind, today = context.situation.draft.kind if context.situation.draft else None, context.situation.now.date()
    theirs = context.hits(name) if _is_asked(other, moment, kind, today) else []
    return any(same_place(one, another) for one in context.hits(check.id) for another in theirs)


def _context(situation: Situation, rules: Rules) -> Context:
    return Context(situation, rules.knowledge, rules.finders)


def _bad(check: Check, example: Example, moment: Moment, rules: Rules) -> Iterator[str]:
    hits = _hits(check, _context(example.situation(moment, rules.knowledge.settings), rules), rules)
    if not hits:
        yield "kontrollen hittar inget"
        return
    if check.level == "guide":
        return
    wanted = {(mark.where, mark.start, mark.end) for mark in example.marks}
    marked = {(span.where, span.start, span.end) for hit in hits for span in hit.spans if span.where != "ticket"}
    if wanted != marked:
        yield f"<mark> står på {sorted(wanted)} men kontrollen pekar på {sorted(marked)}"
    if check.level == "mark":
        return
    given = joined(hits)
    for _, name, _, _ in string.Formatter().parse(check.message):
        if name is not None and name not in given:
            yield f"meddelandet vill ha {{{name}}} men kontrollen vet det inte här; ta bort det"
    if example.becomes is not None:
        yield from _becomes(check, example, moment, rules, tuple(fix for hit in hits for fix in hit.fixes))


def _becomes(check: Check, example: Example, moment: Moment, rules: Rules, fixes: tuple[Fix, ...]) -> Iterator[str]:
    situation = example.situation(moment, rules.knowledge.settings)
    draft = situation.draft
    if draft is None or not fixes:
        yield "”becomes” står där men kontrollen har ingen rättning"
        return
    mended = mend(draft.text, fixes[:1])
    tail = example.tail(rules.knowledge.settings)
    if mended.removesuffix(tail) != example.becomes:
        yield f"rättningen ger ”{mended.removesuffix(tail)}”, inte ”{example.becomes}”".replace("\n", "⏎")
    after = replace(situation, draft=replace(draft, text=mended))
    if len({fix.span for fix in fixes}) == 1 and _hits(check, _context(after, rules), rules):
        yield "kontrollen är inte nöjd med sin egen rättning"


def mend(text: str, fixes: tuple[Fix, ...]) -> str:
    """The draft's text after these fixes."""
    for fix in sorted((f for f in fixes if f.span.where == "draft"), key=lambda f: -f.span.start):
        text = text[: fix.span.start] + fix.text + text[fix.span.end :]
    return text


def _good(check: Check, example: Example, moment: Moment, rules: Rules) -> Iterator[str]:
    context = _context(example.situation(moment, rules.knowledge.settings), rules)
    if _hits(check, context, rules):
        yield "kontrollen larmar ändå"
    stern = [each for each in rules.active[moment] if each.level in _STERN and each.id != check.id]
    if not any(_hits(each, context, rules) for each in stern):
        return  # most often; which of several tells of a place takes all checks to find out
    for finding in evaluate(context.situation, rules).findings:
        if finding.check in stern:
            yield f"”{finding.check.title}” larmar: {finding.message}"


def _hits(check: Check, context: Context, rules: Rules) -> list[Hit]:
    """A check's own hits, whether or not another check tells of them; none where it isn't asked."""
    situation = context.situation
    kind = situation.draft.kind if situation.draft else None
    return context.hits(check.id) if _is_asked(check, situation.moment, kind, situation.now.date()) else []


def _is_asked(check: Check, moment: Moment, kind: DraftKind | None, today: date) -> bool:
    return check.status == "active" and check.applies(moment, kind, today)
