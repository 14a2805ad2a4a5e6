"""Joins several patterns to one expression, compiled at once or when it is first needed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import prod

from rutinlots.core.rulefile.engine import times
from rutinlots.core.rulefile.expressions import AFTER, BEFORE, Expression, expression

_SURELY_TAKEN = 2_000_000  # instructions of an expression, for which the engine has room
_MOST_OF_A_SIGN, _MOST_OF_AN_ALPHABET = 16, 1_500  # instructions
_MOST_AROUND = 6_000  # those of the words' boundaries, which name four alphabets


def compiled(sources: Iterable[str], whole_words: bool = True) -> Expression:
    """One expression that finds any of several patterns; its match is group 1."""
    return expression(_joined(sources, whole_words))


@dataclass(frozen=True)
class Later:
    """An expression that only says whether it matches, compiled when it is first asked."""

    pattern: str

    def is_in(self, text: str) -> bool:
        """Does it match anywhere in a text?"""
        return expression(self.pattern, only_whether=True).is_in(text)


def when_needed(sources: Sequence[str], whole_words: bool = True) -> Expression | Later:
    """One expression that says whether any of several patterns is there, compiled at once only where it may be too large.

    For exceptions, which few mails get to: a start takes 3 % less.
    """
    joined = _joined(sources, whole_words)
    return Later(joined) if most_instructions(sources) < _SURELY_TAKEN else expression(joined, only_whether=True)


def most_instructions(sources: Iterable[str]) -> int:
    """More instructions than the one has, as if all that is repeated in a pattern were so within each other."""
    return _MOST_AROUND + sum(map(_most_of, sources))


def _joined(sources: Iterable[str], whole_words: bool) -> str:
    joined = "|".join(sources)
    return f"{BEFORE}({joined}){AFTER}" if whole_words else f"({joined})"


def _most_of(source: str) -> int:
    alphabets = source.casefold().count(r"\p")
    return (_MOST_OF_A_SIGN * len(source) + _MOST_OF_AN_ALPHABET * alphabets) * prod(max(1, each) for each in times(source))
