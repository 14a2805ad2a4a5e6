"""Two changes of a text put together line by line, so that comments and the way that things are written stay."""

from collections.abc import Iterator
from itertools import takewhile

from rutinlots.rule_files.matching import MOST_LINES, changed

_Change = tuple[int, int, list[str]]  # lines of the old text, from and to, and what stands there instead
_Sided = tuple[_Change, bool]  # and whether it is mine


def lines_of_both(base: str, theirs: str, mine: str, *, mine_wins: bool = False) -> str | None:
    """The text with both changes; where they touch the same lines, those of one, after the other's comments. None if it is long."""
    old, *both = (text.splitlines(keepends=True) for text in (base, theirs, mine))
    if len(old) + max(map(len, both)) > MOST_LINES:
        return None
    first, second = (list(_changes(old, new)) for new in both)
    changes = sorted(
        [*((change, False) for change in first), *((change, True) for change in _without_same(second, first))], key=_place
    )
    for start, end, new in reversed([_chosen(old, group, mine_wins) for group in _groups(changes)]):
        old[start:end] = new
    return "".join(old)


def _place(change: _Sided) -> tuple[int, int]:
    return change[0][:2]


def _groups(changes: list[_Sided]) -> Iterator[list[_Sided]]:
    """The changes in their order, those together that touch the same lines."""
    group, end = list[_Sided](), 0
    for each in changes:
        if group and each[0][0] >= end and not _goes_on(group, each):
            yield group
            group = []
        group.append(each)
        end = max(end, each[0][1])
    if group:
        yield group


def _goes_on(group: list[_Sided], each: _Sided) -> bool:
    """Is it the rest of a longer or shorter text that one side has in the place of lines that both have changed?"""
    (start, end, new), side = each
    touches = any(change[1] == start and change[0] < start for change, other in group if other is side)
    return touches and len(group) > 1 and (start < end) != any(not _is_comment(line) for line in new)


def _is_comment(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def _chosen(old: list[str], group: list[_Sided], mine_wins: bool) -> _Change:
    """One change of a group: what one side makes of its lines, among the comments that only the other has there."""
    if len(group) == 1:
        return group[0][0]
    start, end = group[0][0][0], max(change[1] for change, _ in group)
    mine, theirs = (_applied(old, [change for change, is_mine in group if is_mine is side], start, end) for side in (True, False))
    kept, other = (mine, theirs) if mine_wins else (theirs, mine)
    last = len(other) - len(list(takewhile(_is_comment, reversed(other))))
    above, below = (
        [line for line in lines if line.strip() and _is_comment(line) and line not in kept and line not in old[start:end]]
        for lines in (other[:last], other[last:])
    )
    return start, end, [*above, *kept, *below]


def _applied(old: list[str], changes: list[_Change], start: int, end: int) -> list[str]:
    lines, at = list[str](), start
    for from_line, to_line, new in changes:
        lines += [*old[at:from_line], *new]
        at = to_line
    return [*lines, *old[at:end]]


def _changes(old: list[str], new: list[str]) -> Iterator[_Change]:
    """What differs, line for line as far as that goes."""
    for i, j, k, m in changed(old, new):
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
