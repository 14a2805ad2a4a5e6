"""What a change would do, before it is published: to the examples, to customers' mails and to the guides' cards.

Each is worked out in steps, so that the one who waits can be told how far it has come: a generator of (done, of all).
"""

from collections import Counter
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from rutinlots.core.checks.check import Check
from rutinlots.core.checks.example import Example
from rutinlots.core.context import Context
from rutinlots.core.evaluate import Finding, evaluate
from rutinlots.core.rules import Rules
from rutinlots.core.situation import Moment
from rutinlots.core.validation.whole import examples_of, file_of
from rutinlots.rule_files.document import read_document

_WORDING = frozenset(
    {"title", "covers", "level", "status", "paused_from", "paused_until", "source"}
    | {"message", "why", "guide", "suggest", "actions", "bad", "good"}
)
_MOST, _EACH = 40, 5  # changes that are shown in all, and of one sort by one check
Steps = Generator[tuple[int, int], None, "Effect"]


@dataclass(frozen=True)
class Changed:
    """``what`` would become of an example or a mail (``where``), by what check, reply or guide (``of``); all in Swedish.

    ``bad``: it is known to be for the worse, so the leader should look at it before publishing.
    """

    what: str
    where: str
    of: str = ""
    bad: bool = False


@dataclass(frozen=True, kw_only=True)
class Group:
    """Changes of one sort: how many there are, and where the first of them are."""

    what: str
    of: str
    number: int
    shown: tuple[str, ...]
    bad: bool


@dataclass(frozen=True, kw_only=True)
class Effect:
    """The changes that are shown, how many there are (``count``), and of how many (``tried``) of what (``sort``, in Swedish).

    ``counts`` are how many have the same ``what``, ``of`` and ``bad``; only the first of them are shown.
    ``checks`` are the ids of the checks that are concerned, ``logs`` whether the text to log is.
    ``words`` say what else there is to know.
    """

    changed: tuple[Changed, ...] = ()
    counts: Mapping[tuple[str, str, bool], int] = field(default_factory=dict)
    count: int = 0
    tried: int = 0
    sort: str = ""
    checks: tuple[str, ...] = ()
    logs: bool = False
    words: tuple[str, ...] = ()

    @property
    def groups(self) -> tuple[Group, ...]:
        """The changes by their sort, in the order in which they were found."""
        found = []
        for sort, number in self.counts.items():
            shown = tuple(each.where for each in self.changed if (each.what, each.of, each.bad) == sort)
            found.append(Group(what=sort[0], of=sort[1], number=number, shown=shown, bad=sort[2]))
        return tuple(found)


@dataclass(kw_only=True)
class Seen:
    """Changes as they are found."""

    changed: list[Changed] = field(default_factory=list)
    known: set[Changed] = field(default_factory=set)
    checks: dict[str, None] = field(default_factory=dict)
    counts: Counter[tuple[str, str, bool]] = field(default_factory=Counter)
    logs: bool = False

    def add(self, changed: Changed) -> None:
        """Count a change, and keep it if it is among the first; the same at another moment is none of its own."""
        if changed in self.known:
            return
        self.known.add(changed)
        sort = (changed.what, changed.of, changed.bad)
        self.counts[sort] += 1
        if changed.bad or (len(self.changed) < _MOST and self.counts[sort] <= _EACH):
            self.changed.append(changed)

    def effect(self, tried: int, sort: str, words: tuple[str, ...] = ()) -> Effect:
        """What was found."""
        return Effect(
            changed=tuple(self.changed),
            counts=dict(self.counts),
            count=self.counts.total(),
            tried=tried,
            sort=sort,
            checks=tuple(self.checks),
            logs=self.logs,
            words=words,
        )


def in_steps(total: int, every: int = 20) -> Iterator[tuple[int, int] | None]:
    """For each of so many: how far it has come, now and then."""
    for number in range(total):
        yield (number, total) if number % every == 0 else None


def effect_of_check(check: Check, before: Rules, after: Rules) -> Steps:
    """The other checks' examples in which a changed check says something else than before."""
    old = before.by_id.get(check.id)
    others = [each for each in examples_of(after) if each[0].id != check.id]
    seen, sort = Seen(), "exempel för andra kontroller"
    if old is not None and _looks(check, before) == _looks(check, after):
        return seen.effect(len(others), sort)
    for step, (other, example, moment, right) in zip(in_steps(len(others)), others, strict=True):
        if step:
            yield step
        now, then = _speak((check, old), example, moment, after)
        if now is not then:
            what = "Säger till nu i ett bra exempel" if now and right else "Säger till nu" if now else "Blir tyst"
            seen.add(Changed(what, example.name, other.title, bad=now and right))
    return seen.effect(len(others), sort)


def _speak(checks: Sequence[Check | None], example: Example, moment: Moment, rules: Rules) -> list[bool]:
    """Does each of several texts of a check find something in an example, as if it were in use? The example is read once."""
    situation = example.situation(moment, rules.knowledge.settings)
    context = Context(situation, rules.knowledge, rules.finders)
    kind, today = situation.draft.kind if situation.draft else None, situation.now.date()
    return [
        check is not None and replace(check, paused_until=None).applies(moment, kind, today) and bool(check.find(context))
        for check in checks
    ]


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
