"""What covers each section of the routines, computed from ``covers`` in the rules."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from rutinlots.core.checks.check import Check
from rutinlots.core.guides.model import Guide, Routine, Section
from rutinlots.core.rules import Rules
from rutinlots.core.snippets.texts.snippet import Snippet

Carrier = TypeVar("Carrier", Check, Guide, Snippet)


@dataclass(frozen=True, kw_only=True)
class Carried:
    """One requirement (KM-06) and what carries it; ``product`` says what in the product does when no rule file can."""

    id: str
    checks: tuple[Check, ...]
    guides: tuple[Guide, ...]
    snippets: tuple[Snippet, ...]
    product: str

    def __bool__(self) -> bool:
        return bool(self.checks or self.guides or self.snippets or self.product)


@dataclass(frozen=True)
class Covered:
    """A section with its requirements; ``open`` are those that nothing carries yet."""

    routine: Routine
    section: Section
    carried: tuple[Carried, ...]

    @property
    def open(self) -> tuple[str, ...]:
        return tuple(item.id for item in self.carried if not item)

    @property
    def whole(self) -> bool:
        """Is every requirement of the section covered, or a reason given why none is needed?"""
        return bool(self.section.reason) if not self.carried else not self.open


def coverage(rules: Rules) -> list[Covered]:
    """Every section of every routine, in order."""
    return [
        Covered(routine, section, tuple(_carried(id, section, rules) for id in section.asks))
        for routine in rules.routines
        for section in routine.sections
    ]


def _carried(id: str, section: Section, rules: Rules) -> Carried:
    return Carried(
        id=id,
        checks=tuple(_covering(id, (check for check in rules.checks if check.status == "active"))),
        guides=tuple(_covering(id, rules.guides.values())),
        snippets=tuple(_covering(id, rules.snippets)),
        product=section.product.get(id, ""),
    )


def _covering(id: str, items: Iterable[Carrier]) -> Iterator[Carrier]:
    return (item for item in items if id in item.covers)
