"""A routine as data: its sections in our own words, and the guide cards that walk an agent through it.

A guide is fields to fill in, steps to tick, texts to copy and an outcome. Each of them may have ``needs``: answers that
must have been given for it to show. Texts may hold ``{name}``: a field, a computed value or a setting
(see :mod:`rutinlots.core.guides.computed`). What a card looks like with given answers is worked out by
:mod:`rutinlots.core.guides.fill`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from rutinlots.core.guides.computed import Computed, Needs

FieldType = Literal["text", "longtext", "number", "date", "choice", "ids"]
Tone = Literal["do", "stop", "wait"]  # go ahead · do no more · hand over or come back
Place = Literal["note"]  # where a text can be put by one click

FIELD_TYPES: tuple[FieldType, ...] = get_args(FieldType)
TONES: tuple[Tone, ...] = get_args(Tone)
PLACES: tuple[Place, ...] = get_args(Place)


@dataclass(frozen=True, kw_only=True)
class Field:
    """One question on the card. ``found`` is the reader that can answer it from the thread; ``default`` is a text.

    ``begins`` is what an answer begins with, in either case; one that doesn't is pointed out.
    """

    id: str
    label: str
    type: FieldType
    options: tuple[str, ...]
    begins: str
    found: str | None
    default: str
    required: bool
    hint: str
    needs: Needs


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing to do and tick; ``copy`` is the id of the text that the step needs.

    ``set`` are properties of the ticket, by label, that one click may give these values.
    """

    id: str
    text: str
    copy: str | None
    set: Mapping[str, str]
    needs: Needs


@dataclass(frozen=True, kw_only=True)
class Copy:
    """A text to copy: either ``text``, or ``row`` with (column, cell) pairs that paste into a workbook.

    ``into`` is what one click may put it into, when it has such a place.
    """

    id: str
    label: str
    text: str
    row: tuple[tuple[str, str], ...]
    into: Place | None
    needs: Needs


@dataclass(frozen=True)
class Outcome:
    """A possible result of the answers; the first one whose needs are met is the card's."""

    text: str
    tone: Tone
    needs: Needs


@dataclass(frozen=True, kw_only=True)
class Guide:
    """One card. ``search`` is the field whose words are looked up in the handbook."""

    id: str
    title: str
    covers: tuple[str, ...]
    section: str
    intro: str
    fields: tuple[Field, ...]
    computed: tuple[Computed, ...]
    steps: tuple[Step, ...]
    copies: tuple[Copy, ...]
    outcomes: tuple[Outcome, ...]
    search: str | None


@dataclass(frozen=True, kw_only=True)
class Section:
    """One section of a routine. ``asks`` are the requirements in it; ``product`` says, for those that no
    file of the rules carries, what in the product does; ``reason`` why nothing in the product helps with the section.
    """

    title: str
    anchor: str
    asks: tuple[str, ...]
    product: Mapping[str, str]
    reason: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Routine:
    """One of the company's routines; ``sections`` has all of its sections."""

    id: str
    title: str
    summary: str
    sections: tuple[Section, ...]
    guides: tuple[Guide, ...]
