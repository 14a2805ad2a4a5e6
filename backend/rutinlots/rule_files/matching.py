"""Which items of a list, or lines of a text, are which of those of another."""

import difflib
from collections.abc import Iterator, Sequence

MOST_LINES = 4000  # of both texts together, that are compared
_MOST_SHIFTED = 400  # pairs of items that are compared, to see which of them is which


def matches(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """The numbers of the old items with those of the new; where several changed, they go in order with what they are most like."""
    found: dict[int, int] = {}
    for kind, i, j, k, m in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind in ("equal", "replace"):
            found.update(_likest(old, range(i, j), new, range(k, m)))
    return found


def changed(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """The stretches that differ: from and to in the old one, and in the new one."""
    for kind, i, j, k, m in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield i, j, k, m


def _likest(old: Sequence[str], some: range, new: Sequence[str], others: range) -> list[tuple[int, int]]:
    """Each of the fewer with one of the more, all shifted alike."""
    few, more = sorted((len(some), len(others)))
    shifts = range(more - few + 1 if few * (more - few) <= _MOST_SHIFTED else 1)
    is_less = len(others) < len(some)
    tries = [list(zip(some[is_less * shift :], others[(not is_less) * shift :], strict=False)) for shift in shifts]
    return max(tries, key=lambda pairs: sum(_alike(old[one], new[other]) for one, other in pairs)) if len(tries) > 1 else tries[0]


def _alike(one: str, other: str) -> float:
    return 1.0 if one == other else difflib.SequenceMatcher(None, one, other).quick_ratio()
