"""``yields_to``: two checks that would say the same of the same words are one finding."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

from rutinlots.core.checks.check import Check
from rutinlots.core.finding import Fix, Hit, Span

Found = tuple[Check, Sequence[Hit]]


@dataclass
class Told:
    """What is said in the name of one check: its own hits, and what it says for the checks that yield to it."""

    check: Check
    hits: list[Hit] = field(default_factory=list)
    covers: dict[str, None] = field(default_factory=dict)
    fixes: list[Fix] = field(default_factory=list)


def told(found: Sequence[Found]) -> list[Told]:
    """A hit that another check, named here, has at the same place too is told of by that check only.

    What tells covers the requirements of both, and has the other's fixes where its own hit has none. A check whose hits
    all yield is not shown.
    """
    by_id = {check.id: _Found(check, hits) for check, hits in found}
    groups = {check.id: Told(check, covers=dict.fromkeys(check.covers)) for check, _ in found}
    for check, hits in found:
        for hit in hits:
            teller, said = _teller(check, hit, by_id)
            group = groups[teller.id]
            if teller is check:
                group.hits.append(hit)
            group.covers |= dict.fromkeys(check.covers)
            if teller is check or not said.fixes:
                group.fixes += hit.fixes
    return [group for group in groups.values() if group.hits]


def _teller(check: Check, hit: Hit, found: Mapping[str, "_Found"]) -> tuple[Check, Hit]:
    """The check that tells of a hit, and its hit there; another may in turn yield to a third."""
    for name in check.yields_to:
        if (other := found.get(name)) and (theirs := other.first_at(hit)):
            return _teller(other.check, theirs, found)
    return check, hit


class _Found:
    """A check's hits, looked up by place: a long draft may have thousands of each of two checks."""

    def __init__(self, check: Check, hits: Sequence[Hit]) -> None:
        self.check = check
        self._hits = hits

    def first_at(self, hit: Hit) -> Hit | None:
        """The first one of those at the :func:`same_place`."""
        first = 0
        if hit.spans:
            first = min((index for span in hit.spans for index in self._at(span)), default=len(self._hits))
            first = min(first, self._without_place)
        return self._hits[first] if first < len(self._hits) else None

    def _at(self, span: Span) -> Iterator[int]:
        places, reach = self._places.get(span.where, ([], []))
        place = bisect_left(places, (span.end,))
        while place and reach[place - 1] > span.start:
            place -= 1
            _, end, index = places[place]
            if end > span.start:
                yield index

    @cached_property
    def _without_place(self) -> int:
        return next((index for index, hit in enumerate(self._hits) if not hit.spans), len(self._hits))

    @cached_property
    def _places(self) -> Mapping[str, tuple[list[tuple[int, int, int]], list[int]]]:
        """By text: start, end and index of each hit there, in order, and how far those up to each reach."""
        found: dict[str, list[tuple[int, int, int]]] = {}
        for index, hit in enumerate(self._hits):
            for span in hit.spans:
                found.setdefault(span.where, []).append((span.start, span.end, index))
        return {
            where: (places, list(accumulate((end for _, end, _ in places), max)))
            for where, places in ((where, sorted(each)) for where, each in found.items())
        }


def same_place(one: Hit, other: Hit) -> bool:
    """Do two hits point at some of the same text? One without a place may be anywhere."""
    if not one.spans or not other.spans:
        return True
    return any(a.where == b.where and a.start < b.end and b.start < a.end for a in one.spans for b in other.spans)
