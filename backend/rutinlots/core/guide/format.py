"""A routine as data: its sections in our own words, and the guide cards that walk an agent through it.

A guide is fields to fill in, steps to tick, texts to copy and an outcome. Each of them may have ``needs``: answers that
must have been given for it to show. Texts may hold ``{name}``: a field, a computed value or a setting
(see :mod:`rutinlots.core.guide.computed`). What a card looks like with given answers is worked out by
:mod:`rutinlots.core.guide.fill`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rutinlots.core.definition.errors import Invalid
from rutinlots.core.definition.shape import Shape
from rutinlots.core.guide.coherence import cohere, unique
from rutinlots.core.guide.computed import RULES, Computed, Need, Needs
from rutinlots.core.guide.found import READERS

FIELD_TYPES = ("text", "longtext", "number", "date", "choice", "ids")
TONES = ("do", "stop", "wait")  # go ahead · do no more · hand over or come back
PLACES = ("note",)  # where a text can be put by one click
_ID = re.compile(r"[a-z0-9_-]+")


@dataclass(frozen=True)
class Field:
    """One question on the card. ``found`` is the reader that can answer it from the thread; ``default`` is a text."""

    id: str
    label: str
    type: str
    options: tuple[str, ...]
    found: str | None
    default: str
    required: bool
    hint: str
    needs: Needs


@dataclass(frozen=True)
class Step:
    """One thing to do and tick; ``copy`` is the id of the text that the step needs.

    ``set`` are properties of the ticket, by label, that one click may give these values.
    """

    id: str
    text: str
    copy: str | None
    set: Mapping[str, str]
    needs: Needs


@dataclass(frozen=True)
class Copy:
    """A text to copy: either ``text``, or ``row`` with (column, cell) pairs that paste into a workbook.

    ``into`` is what one click may put it into, when it has such a place.
    """

    id: str
    label: str
    text: str
    row: tuple[tuple[str, str], ...]
    into: str | None
    needs: Needs


@dataclass(frozen=True)
class Outcome:
    """Where the answers lead; the first outcome whose needs are met is the card's."""

    text: str
    tone: str
    needs: Needs


@dataclass(frozen=True)
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


@dataclass(frozen=True)
class Section:
    """One section of a routine. ``asks`` are the requirements that stand in it; ``product`` says, for those that no
    file of the rules carries, what in the product does; ``reason`` why nothing in the product helps with the section.
    """

    title: str
    anchor: str
    asks: tuple[str, ...]
    product: Mapping[str, str]
    reason: str
    text: str


@dataclass(frozen=True)
class Routine:
    """One of the company's routines; ``sections`` has all of its sections."""

    id: str
    title: str
    summary: str
    sections: tuple[Section, ...]
    guides: tuple[Guide, ...]


def read_routine(values: Mapping[str, Any], id: str) -> Routine:
    """Read a routine file's values; ``id`` is what the file is called. :raises Invalid: saying where."""
    shape = Shape(values)
    if shape.text("id") != id:
        raise Invalid(shape.at("id"), f"ska vara ”{id}”, som filen heter")
    title = shape.text("title")
    summary = shape.text("summary")
    sections = tuple(_read_section(Shape(item, path)) for path, item in shape.items("sections"))
    if not sections:
        raise Invalid(shape.path, "”sections” saknas: skriv rutinens avsnitt")
    titles = [section.title for section in sections]
    guides = tuple(_read_guide(Shape(item, path), titles) for path, item in shape.items("guides"))
    shape.close(in_order=True)
    unique("title", titles, ("sections",))
    unique("anchor", [section.anchor for section in sections], ("sections",))
    return Routine(id, title, summary, sections, guides)


def _read_section(shape: Shape) -> Section:
    title = shape.text("title")
    anchor = _id(shape, "anchor")
    asks = shape.texts("asks", ())
    carried = shape.shape("product")
    product = {name: carried.text(name) for name in carried.values} if carried else {}
    if stray := next((name for name in product if name not in asks), None):
        raise Invalid(shape.at("product"), f"”{stray}” står inte i avsnittets ”asks”")
    section = Section(title, anchor, asks, product, shape.text("reason", ""), shape.text("text"))
    shape.close(in_order=True)
    return section


def _read_guide(shape: Shape, sections: list[str]) -> Guide:
    id, title, covers = _id(shape, "id"), shape.text("title"), shape.texts("covers")
    section = shape.one_of("section", sections)
    intro = shape.text("intro", "")
    fields = tuple(_read_field(Shape(item, path)) for path, item in shape.items("fields"))
    computed = tuple(_read_computed(Shape(item, path)) for path, item in shape.items("computed"))
    steps = tuple(_read_step(Shape(item, path)) for path, item in shape.items("steps"))
    copies = tuple(_read_copy(Shape(item, path)) for path, item in shape.items("copies"))
    outcomes = tuple(_read_outcome(Shape(item, path)) for path, item in shape.items("outcomes"))
    search = shape.text("search", "") or None
    shape.close(in_order=True)
    guide = Guide(id, title, covers, section, intro, fields, computed, steps, copies, outcomes, search)
    cohere(guide, shape)
    return guide


def _read_field(shape: Shape) -> Field:
    id, label = _id(shape, "id"), shape.text("label")
    type = shape.one_of("type", FIELD_TYPES)
    options = shape.texts("options", ())
    if (type == "choice") != bool(options):
        raise Invalid(shape.at("options"), "just fält av typen choice har ”options”")
    found = shape.one_of("found", (*READERS, ""), "") or None
    field = Field(
        id, label, type, options, found, shape.text("default", ""), shape.yes("required", False),
        shape.text("hint", ""), _read_needs(shape),
    )  # fmt: skip
    shape.close(in_order=True)
    return field


def _read_computed(shape: Shape) -> Computed:
    table = None
    id, rule, of = _id(shape, "id"), shape.one_of("rule", RULES), shape.text("of", "") or None
    until = shape.text("until", "")
    if inner := shape.shape("table"):
        table = {name: inner.text(name) for name in inner.values}
    if RULES[rule].asks != {name for name, value in (("of", of), ("until", until), ("table", table)) if value}:
        raise Invalid(shape.path, f"”{rule}” ska ha {' och '.join(sorted(RULES[rule].asks)) or 'inget mer'}")
    shape.close(in_order=True)
    return Computed(id, rule, of, until, table or {})


def _read_step(shape: Shape) -> Step:
    id, text, copy, inner = _id(shape, "id"), shape.text("text"), shape.text("copy", "") or None, shape.shape("set")
    properties = {name: inner.text(name) for name in inner.values} if inner else {}
    step = Step(id, text, copy, properties, _read_needs(shape))
    shape.close(in_order=True)
    return step


def _read_copy(shape: Shape) -> Copy:
    id, label, text, cells = _id(shape, "id"), shape.text("label"), shape.text("text", ""), shape.shape("row")
    if bool(text) == (cells is not None):
        raise Invalid(shape.path, "skriv antingen ”text” eller ”row”")
    row = tuple((column, cells.text(column, "")) for column in cells.values) if cells else ()
    into = shape.one_of("into", (*PLACES, ""), "") or None
    copy = Copy(id, label, text, row, into, _read_needs(shape))
    shape.close(in_order=True)
    return copy


def _read_outcome(shape: Shape) -> Outcome:
    outcome = Outcome(shape.text("text"), shape.one_of("tone", TONES), _read_needs(shape))
    shape.close(in_order=True)
    return outcome


def _read_needs(shape: Shape) -> Needs:
    """One mapping of answers, or a list of such."""
    value = shape.raw("needs")
    if value is None:
        return ()
    path = shape.at("needs")
    if isinstance(value, Mapping):
        return (_read_need(Shape(value, path)),)
    return tuple(_read_need(Shape(item, (*path, index))) for index, item in enumerate(shape.items_of("needs", value)))


def _read_need(shape: Shape) -> Need:
    return {name: (v,) if isinstance(v := shape.raw(name), str) else shape.texts(name) for name in shape.values}


def _id(shape: Shape, key: str) -> str:
    value = shape.text(key)
    if not _ID.fullmatch(value):
        raise Invalid(shape.at(key), "skriv med små bokstäver a–z, siffror, - och _")
    return value
