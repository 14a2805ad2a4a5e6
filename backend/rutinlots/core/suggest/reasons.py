"""Why a snippet is suggested: the customer's own words, as they stand in the mail."""

from collections.abc import Sequence
from typing import NamedTuple

MOST = 3
FEWEST_SHARE = 0.3  # of the strongest word's weight
LONGEST = 40  # characters of a reason
SHORTEST = 3


class Said(NamedTuple):
    """How much a stretch of what the customer wrote speaks for a snippet; ``which`` text it stands in."""

    weight: float
    which: int
    start: int
    end: int


def reasons(texts: Sequence[str], said: Sequence[Said]) -> tuple[str, ...]:
    """The words that speak most for a snippet, in the order of their weight.

    :param texts: what the customer wrote: the mail and the subject.
    :param said: the strongest first.
    """
    found: list[str] = []
    taken: list[tuple[int, int, int]] = []
    for weight, which, start, end in said:
        text = texts[which][start:end]
        if weight < FEWEST_SHARE * said[0][0] or len(found) == MOST:
            break
        if not SHORTEST <= len(text) <= LONGEST or "\n" in text:
            continue
        if any(which == other and start < last and first < end for other, first, last in taken):
            continue
        if any(text.casefold() in each.casefold() or each.casefold() in text.casefold() for each in found):
            continue
        found.append(text)
        taken.append((which, start, end))
    return tuple(found)
