"""Why a check says nothing, for team leaders: asked only when they try the rules, never when an agent writes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from rutinlots.core.checks.scopes import Passage
from rutinlots.core.context import Context
from rutinlots.core.finding import Hit
from rutinlots.core.rulefile.patterns import Patterns

Cause = Literal["excused", "yields", "status", "moment", "when", "nothing"]


@dataclass(frozen=True)
class Reason:
    """One reason, in Swedish."""

    cause: Cause
    text: str


@dataclass(frozen=True)
class Seeker:
    """A way of looking: ``find`` returns hits; ``silence`` says why there are none, and is asked only then.

    ``least`` is how many hits there must be.
    """

    find: Callable[[Context], list[Hit]]
    silence: Callable[[Context], list[Reason]]
    least: int = 1


def no_text(passages: Iterable[Passage]) -> list[Reason]:
    """The reason that there is no text to look in; none when there is."""
    looked_in = any(passage.text.strip() for passage in passages)
    return [] if looked_in else [Reason("nothing", "Det finns ingen text där den letar.")]


def excuses(patterns: Patterns, passages: Iterable[Passage]) -> list[Reason]:
    """A reason for each match that an exception of its pattern takes away, each said once."""
    said = dict.fromkeys(
        f"Den hittar ”{match.text}”, men ett undantag gäller: {because}"
        for passage in passages
        for match, because in patterns.excused(passage.text)
    )
    return [Reason("excused", text) for text in said]
