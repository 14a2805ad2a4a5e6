"""What the rules do, week by week, from the team's events."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from rutinlots.core.checks.check import Check
from rutinlots.core.entities.dates import date_words
from rutinlots.core.rules import Rules
from rutinlots.store import Counts

WEEKS = 12
OUTCOMES = {
    "shown": "Visades",
    "fixed": "Rättades",
    "overridden": "Skickades ändå",
    "dismissed": "Doldes",
    "wrong-alarm": "Fel larm",
}
MAILS = {
    "sent": "Skickade",
    "logged": "Loggade",
    "appended": "Varav tillägg i loggen",
    "sent-unlogged": "Utan logg",
    "slipped": "Utan kontroll",
}
_ENOUGH = 10  # times shown, below which a share says nothing
_MOST_OVERRIDDEN, _MOST_WRONG = 0.3, 0.1  # of the times it was shown


@dataclass(frozen=True)
class Week:
    """A week, its counts and its Monday."""

    name: str
    counts: Counts
    start: datetime

    @property
    def number(self) -> str:
        """Its number in the year."""
        return self.name.removeprefix("v ")

    @property
    def period(self) -> str:
        """Its first and last day, and its name."""
        monday, sunday = self.start.date(), self.start.date() + timedelta(days=6)
        first = f"{monday.day}" if monday.month == sunday.month else f"{date_words(monday)} "
        return f"{first}–{date_words(sunday)} ({self.name})".replace(" –", " – ")


@dataclass(frozen=True)
class Line:
    """A check with its outcomes in the whole time; ``blame`` says why it should be looked at, or nothing."""

    check: Check
    outcomes: dict[str, int]
    blame: str

    @property
    def in_the_way(self) -> float:
        """The share of the times it was shown in which the agent sent in spite of it, or reported it; 0 unless it is to blame."""
        if not self.blame:
            return 0.0
        return (self.outcomes["overridden"] + self.outcomes["wrong-alarm"]) / self.outcomes["shown"]


def weeks(now: datetime) -> list[tuple[str, datetime, datetime]]:
    """The latest weeks, oldest first: name, Monday, next Monday."""
    monday = now.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=now.weekday())
    starts = [monday - timedelta(weeks=back) for back in range(WEEKS - 1, -1, -1)]
    return [(f"v {start.isocalendar().week}", start, start + timedelta(weeks=1)) for start in starts]


def lines(found: Sequence[Week], rules: Rules) -> list[Line]:
    """The checks that something happened with: first those to look at, the most in the way first, then those shown most."""
    sums: Counter[tuple[str, str]] = Counter()
    for week in found:
        sums.update(week.counts.checks)
    made = []
    for check in rules.checks:
        outcomes = {kind: sums[kind, check.id] for kind in OUTCOMES}
        if any(outcomes.values()):
            made.append(Line(check, outcomes, _blame(outcomes)))
    return sorted(made, key=lambda line: (not line.blame, -line.in_the_way, -line.outcomes["shown"], line.check.title))


def _blame(outcomes: dict[str, int]) -> str:
    shown = outcomes["shown"]
    if shown < _ENOUGH:
        return ""
    wrong, overridden = outcomes["wrong-alarm"] / shown, outcomes["overridden"] / shown
    if wrong >= _MOST_WRONG:
        return f"{100 * wrong:.0f}\N{NO-BREAK SPACE}% fel larm. Pausa den, eller skriv ett undantag."
    if overridden >= _MOST_OVERRIDDEN:
        return f"{100 * overridden:.0f}\N{NO-BREAK SPACE}% skickas ändå. Gör den till tips, eller pausa den."
    return ""


def reasons(found: Sequence[Week], check: str) -> list[tuple[str, str, int]]:
    """Why a check's findings were overridden or dismissed: outcome, words, times; the most usual first."""
    sums: Counter[tuple[str, str]] = Counter()
    for week in found:
        for (kind, about, words), count in week.counts.reasons.items():
            if about == check and kind in OUTCOMES:
                sums[kind, words.strip()] += count
    return [(OUTCOMES[kind], words, count) for (kind, words), count in sums.most_common()]


def replies(found: Sequence[Week], rules: Rules) -> list[tuple[str, int]]:
    """Every reply in the library with how often it was used, the most used first."""
    sums: Counter[str] = Counter()
    for week in found:
        sums.update(week.counts.replies)
    return sorted(((snippet.title, sums[snippet.id]) for snippet in rules.library), key=lambda each: (-each[1], each[0]))
