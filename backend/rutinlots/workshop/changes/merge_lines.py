"""Two changes of a text put together line by line, so that comments and the way that things are written stay."""

import difflib
from collections.abc import Iterator
from itertools import pairwise, takewhile

from rutinlots.workshop.changes.difference import MOST_LINES

_Change = tuple[int, int, list[str]]  # lines of the old text, from and to, and what stands there instead


def lines_of_both(base: str, theirs: str, mine: str) -> str | None:
    """The text with both changes; None where they touch the same lines."""
    old, *both = (text.splitlines(keepends=True) for text in (base, theirs, mine))
    if len(old) + max(map(len, both)) > MOST_LINES:
        return None
    first, second = (list(_changes(old, new)) for new in both)
    changes = sorted([*first, *_without_same(second, first)], key=lambda change: change[:2])
    if any(after[0] < before[1] for before, after in pairwise(changes)):
        return None
    for start, end, new in reversed(changes):
        old[start:end] = new
    return "".join(old)


def _changes(old: list[str], new: list[str]) -> Iterator[_Change]:
    """What differs, line for line as far as that goes."""
    for kind, i, j, k, m in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            both = min(j - i, m - k)
            yield from ((i + at, i + at + 1, [new[k + at]]) for at in range(both))
            if j - i != m - k:
                yield i + both, j, new[k + both : m]


def _without_same(changes: list[_Change], others: list[_Change]) -> list[_Change]:
    """The changes without those that the others have too, and without the lines with which both begin in the same place."""
    there = {(start, end): new for start, end, new in others}
    left = []
    for start, end, new in changes:
        other = there.get((start, end))
        if new != other:
            same = takewhile(lambda pair: pair[0] == pair[1], zip(new, other or () if start == end else (), strict=False))
            left.append((start, end, new[len(list(same)) :]))
    return left
