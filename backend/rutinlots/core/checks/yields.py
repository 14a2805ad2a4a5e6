"""``yields_to``: two checks that would say the same of the same words are one finding."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rutinlots.core.checks.check import Check
from rutinlots.core.finding import Fix, Hit

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
    by_id = {check.id: (check, hits) for check, hits in found}
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


def _teller(check: Check, hit: Hit, found: Mapping[str, Found]) -> tuple[Check, Hit]:
    """The check that tells of a hit, and its hit there; another may in turn yield to a third."""
    for name in check.yields_to:
        other, hits = found.get(name, (check, ()))
        for theirs in hits:
            if same_place(hit, theirs):
                return _teller(other, theirs, found)
    return check, hit


def same_place(one: Hit, other: Hit) -> bool:
    """Do two hits point at some of the same text? One without a place may be anywhere."""
    if not one.spans or not other.spans:
        return True
    return any(a.where == b.where and a.start < b.end and b.start < a.end for a in one.spans for b in other.spans)
