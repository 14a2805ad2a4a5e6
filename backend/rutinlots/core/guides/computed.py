"""Computed values of a guide card: a closed set of rules, each from one answer, the settings or the clock.

Always available: today's date (``today``), whether second line is ``open`` or ``closed`` (``second_line``), when that
changes (``second_line_changes``), and the team's own facts (``log_code``, ``escalation_group`` …).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from rutinlots.core.calendar import STOCKHOLM
from rutinlots.core.entities.dates import date_words, span_words
from rutinlots.core.entities.hours import change_words, holiday, is_open
from rutinlots.core.rulefile.settings import Settings

Answer = str | tuple[str, ...]  # a tuple for a field of type ids
Need = Mapping[str, tuple[str, ...]]  # answers that must all have been given, by name
Needs = tuple[Need, ...]  # any one of them will do; none at all is met by itself
NAME = re.compile(r"\{([a-z0-9_]+)\}")


@dataclass(frozen=True, kw_only=True)
class Computed:
    """One value worked out by ``rule``: from the field ``of``, the time ``until`` (14:00), a ``table`` of texts."""

    id: str
    rule: str
    of: str | None
    until: str
    table: Mapping[str, str]


@dataclass(frozen=True)
class FillContext:
    """What the rules can use besides the answers."""

    settings: Settings
    now: datetime

    @property
    def local(self) -> datetime:
        """Now, in Sweden."""
        return self.now.astimezone(STOCKHOLM)


@dataclass(frozen=True)
class Rule:
    """``asks`` names the keys that a computed value by this rule must have."""

    asks: frozenset[str]
    work: Callable[[Computed, Answer, FillContext], str]


def read_date(text: str) -> date | None:
    """A date written ÅÅÅÅ-MM-DD, or None."""
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def _band(computed: Computed, answer: Answer, fill_context: FillContext) -> str:
    """few: handled at once · some: passed on · many: registered too."""
    if not isinstance(answer, str) or not answer.isdecimal():
        return ""
    number = int(answer)
    if number <= fill_context.settings.few_facilities:
        return "few"
    return "some" if number <= fill_context.settings.many_facilities else "many"


def _letter_date(computed: Computed, answer: Answer, fill_context: FillContext) -> str:
    """passed: before today · near: so soon that a letter won't arrive in time · later."""
    day = read_date(answer) if isinstance(answer, str) else None
    if day is None:
        return ""
    days = (day - fill_context.local.date()).days
    if days < 0:
        return "passed"
    return "near" if days <= fill_context.settings.letter_days else "later"


def _words(computed: Computed, answer: Answer, fill_context: FillContext) -> str:
    """A date in words: "10 mars"."""
    day = read_date(answer) if isinstance(answer, str) else None
    return date_words(day) if day else ""


def _lookup(computed: Computed, answer: Answer, fill_context: FillContext) -> str:
    return computed.table.get(answer, "") if isinstance(answer, str) else ""


def _count(computed: Computed, answer: Answer, fill_context: FillContext) -> str:
    return str(len(answer)) if isinstance(answer, tuple) and answer else ""


def _lines(computed: Computed, answer: Answer, fill_context: FillContext) -> str:
    """The ids one on each line."""
    return "\n".join(answer) if isinstance(answer, tuple) else ""


def _time_left(computed: Computed, answer: Answer, fill_context: FillContext) -> str:
    """The time until a clock time today, in words; nothing when it has passed."""
    now = fill_context.local
    until = datetime.combine(now.date(), time.fromisoformat(computed.until), STOCKHOLM)
    left = until - now
    return span_words(left // timedelta(minutes=1)) if left > timedelta() else ""


def _rule(work: Callable[[Computed, Answer, FillContext], str], *asks: str) -> Rule:
    return Rule(frozenset(asks), work)


RULES: Mapping[str, Rule] = {
    "band": _rule(_band, "of"),
    "letter-date": _rule(_letter_date, "of"),
    "words": _rule(_words, "of"),
    "lookup": _rule(_lookup, "of", "table"),
    "count": _rule(_count, "of"),
    "lines": _rule(_lines, "of"),
    "time-left": _rule(_time_left, "until"),
}


def _second_line(fill_context: FillContext) -> str:
    return "open" if is_open(fill_context.settings.second_line, fill_context.now) else "closed"


def _holiday(fill_context: FillContext) -> str:
    """A sentence that names a holiday today, else nothing."""
    name = holiday(fill_context.local.date())
    return f" I dag är det {name}." if name else ""


_FACTS = (
    "company", "collections_name", "collections_address", "collections_phone", "internal_sender", "own_sender",
    "log_code", "log_status", "closing_status", "escalation_group", "few_facilities", "many_facilities", "letter_days",
)  # fmt: skip


def _fact(name: str) -> Callable[[FillContext], str]:
    return lambda fill_context: str(getattr(fill_context.settings, name))


ALWAYS: Mapping[str, Callable[[FillContext], str]] = {
    "today": lambda fill_context: fill_context.local.date().isoformat(),
    "second_line": _second_line,
    "second_line_changes": lambda fill_context: change_words(fill_context.settings.second_line, fill_context.now),
    "holiday": _holiday,
    **{name: _fact(name) for name in _FACTS},
}
