"""Reasons for a suggestion: the customer's own words, as written in the mail."""

from collections.abc import Sequence
from typing import NamedTuple

from rutinlots.core.snippets.wording import STOP_WORDS, Word

MOST = 3
FEWEST_SHARE = 0.3  # of the strongest word's weight
LONGEST = 40  # characters of a reason
SHORTEST = 3
PARTICLES = frozenset("in ut upp ner bort tillbaka over out up off away back".split())  # "flyttar in", "moving out"


class Said(NamedTuple):
    """The weight of a word, or two neighbours, of what the customer wrote for a snippet; ``which`` text has them."""

    weight: float
    which: int
    first: Word
    last: Word


def reasons(texts: Sequence[str], said: Sequence[Said]) -> tuple[str, ...]:
    """The words that speak most for a snippet, in the order of their weight.

    :param texts: what the customer wrote: the mail and the subject.
    :param said: the strongest first.
    """
    found: list[str] = []
    for weight, which, first, last in said:
        if weight < FEWEST_SHARE * said[0].weight or len(found) == MOST:
            break
        start, end = _telling(first, last)
        text = texts[which][start:end]
        if not SHORTEST <= len(text) <= LONGEST or "\n" in text or text.isdigit():
            continue
        folded = text.casefold()
        if not any(folded in each.casefold() or each.casefold() in folded for each in found):
            found.append(text)
    return tuple(found)


def _telling(first: Word, last: Word) -> tuple[int, int]:
    """The place of the words that carry meaning: "till Kronofogden" says no more than "Kronofogden"."""
    if first is not last:
        if first.key in STOP_WORDS:
            first = last
        elif last.key in STOP_WORDS and last.key not in PARTICLES:
            last = first
    if first is last and first.key in STOP_WORDS:
        return first.start, first.start
    return first.start, last.end
