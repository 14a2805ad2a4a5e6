"""Proves a whole set of rules, or only what a change of some checks may have touched."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rutinlots.core.checks.check import Check
from rutinlots.core.checks.example import Example
from rutinlots.core.context import Context
from rutinlots.core.rules import Rules
from rutinlots.core.situation import Moment
from rutinlots.core.snippets import Snippet
from rutinlots.core.validation.examples import faults_of, moments_of

_NO_MATTER = ("routines/", "scenarios/", "extension.yaml", "vocabulary.yaml")  # what no check's example depends on
_SUGGESTED = ("snippets/", "elsewhere.yaml")  # what decides which replies are suggested, and nothing else
_DECIDES = ("looks", "moments", "drafts", "level", "status")  # where a check finds something, and whether that stops a mail


@dataclass(frozen=True)
class Disproof:
    """A file that doesn't do what its examples say, and how, in Swedish."""

    file: str
    what: str


@dataclass(frozen=True)
class Step:
    """How far a proof has come (``done`` of ``all``), and what it has found since the step before."""

    done: int
    all: int
    found: tuple[Disproof, ...] = ()


def disproofs(rules: Rules, proven: Rules | None = None) -> Iterator[Disproof]:
    """Everything in which a set differs from its examples.

    :param proven: a set that has none; what is the same in both, and can't be touched by what differs, isn't tried again.
    """
    for step in proof(rules, proven):
        yield from step.found


def proof(rules: Rules, proven: Rules | None = None) -> Iterator[Step]:
    """As :func:`disproofs`, step by step, one for each check that is tried."""
    changed = changed_files(rules, proven) if proven else set()
    felt = {name for name in changed if not name.startswith(_NO_MATTER)}
    checks = [check for check in rules.checks if file_of(check) in felt]
    if proven:
        felt.discard("settings.yaml")  # examples say what a check does with the settings that they were written for
    if any(not name.startswith(("checks/", *_SUGGESTED)) for name in felt) or proven is None:
        checks = list(rules.checks)
    touched = _touched(rules, checks)
    others = [] if len(checks) == len(rules.checks) else [check for check in checks if not (proven and _as_before(check, proven))]
    total = len(touched) + len(others) + 1
    for number, check in enumerate(touched, 1):
        yield Step(number, total, tuple(Disproof(file_of(check), str(fault)) for fault in faults_of(check, rules)))
    for number, check in enumerate(others, len(touched) + 1):
        yield Step(number, total, tuple(dict.fromkeys(_elsewhere(check, rules))))
    if proven is None or any(name.startswith(_SUGGESTED) for name in felt):
        yield Step(total, total, tuple(_missed(rules)))


def _as_before(check: Check, proven: Rules) -> bool:
    """Does a check find what it found, and stop what it stopped? Then only its words have changed."""
    before = proven.by_id.get(check.id)
    return before is not None and all(getattr(before, name) == getattr(check, name) for name in _DECIDES)


def changed_checks(rules: Rules, proven: Rules) -> set[str] | None:
    """The ids of the checks that differ, or None where something else has changed on which any check may depend."""
    files = changed_files(rules, proven)
    if not files or not all(name.startswith(("checks/", *_NO_MATTER, *_SUGGESTED)) for name in files):
        return None
    return {check.id for check in rules.checks if file_of(check) in files}


def changed_files(rules: Rules, other: Rules) -> set[str]:
    """The files that differ."""
    names = {*rules.sources, *other.sources}
    return {name for name in names if rules.sources.get(name) != other.sources.get(name)}


def file_of(each: Check | Snippet) -> str:
    """The path of a check's or snippet's file in the rules folder."""
    return f"{'checks' if isinstance(each, Check) else 'snippets'}/{each.theme}/{each.id}.yaml"


def _touched(rules: Rules, checks: Sequence[Check]) -> list[Check]:
    """The checks, those that refer to them, and those that they refer to."""
    if len(checks) == len(rules.checks):
        return list(checks)
    names = {check.id for check in checks}
    meant = {name for check in checks for name in _refers(check)}
    return [check for check in rules.checks if check.id in names | meant or names & _refers(check)]


def _refers(check: Check) -> set[str]:
    return {*check.yields_to, *(need for sort, need in check.needs if sort == "check")}


def _elsewhere(check: Check, rules: Rules) -> Iterator[Disproof]:
    """The other checks' good examples in which this check would stop a mail."""
    if check.status != "active" or check.level not in ("block", "confirm"):
        return
    for other, example, moment, right in examples_of(rules):
        if right and other.id != check.id and all(finds(check, example, moment, office) for office in rules.offices):
            yield Disproof(file_of(check), f"larmar i ett bra exempel för ”{other.title}”: {example.name}")


def examples_of(rules: Rules) -> Iterator[tuple[Check, Example, Moment, bool]]:
    """Every example at every moment at which it is tried, and whether it is a good one."""
    for check in rules.checks:
        for right, examples in ((False, check.bad), (True, check.good)):
            for example in examples:
                for moment in moments_of(check, example):
                    yield check, example, moment, right


def finds(check: Check, example: Example, moment: Moment, rules: Rules) -> bool:
    """Does a check find something in an example of any check, as if it were in use?"""
    situation = example.situation(moment, rules.knowledge.settings)
    kind = situation.draft.kind if situation.draft else None
    if not replace(check, paused_until=None).applies(moment, kind, situation.now.date()):
        return False
    return bool(Context(situation, rules.knowledge, rules.finders).hits(check.id))


def _missed(rules: Rules) -> Iterator[Disproof]:
    for snippet in rules.snippets:
        if snippet.status == "active":
            yield from (Disproof(file_of(snippet), what) for _, _, what in mails_missed(snippet, rules))


Wanted = Literal["should", "should_not"]


def mails_missed(snippet: Snippet, rules: Rules) -> Iterator[tuple[Wanted, str, str]]:
    """A snippet's example mails that don't do what they should: which list, the mail, and what is wrong, in Swedish."""
    titles = {each.id: each.title for each in rules.snippets}
    for mail in snippet.should:
        first = next((each.snippet for each in rules.index.suggest(mail)), None)
        if first != snippet.id:
            what = f"ger i stället ”{titles.get(first, first)}”" if first else "ger inget förslag"
            yield "should", mail, f"mejlet ”{_short(mail)}” ska ge svaret, men {what}"
    for mail in snippet.should_not:
        if next((each.snippet for each in rules.index.suggest(mail)), None) == snippet.id:
            yield "should_not", mail, f"mejlet ”{_short(mail)}” ska inte ge svaret, men gör det"


def _short(mail: str) -> str:
    line = " ".join(mail.split())
    return line if len(line) <= 80 else line[:79] + "…"
