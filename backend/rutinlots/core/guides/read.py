"""Reads routine files: sections and guides, with every name in a guide checked."""

import re
from collections.abc import Mapping
from typing import Any

from rutinlots.core.guides.computed import RULES, Computed, Need, Needs
from rutinlots.core.guides.model import FIELD_TYPES, PLACES, TONES, Copy, Field, Guide, Outcome, Routine, Section, Step
from rutinlots.core.guides.prefill import READERS
from rutinlots.core.guides.validate import unique, validate_guide
from rutinlots.core.rulefile.days import read_clock
from rutinlots.core.rulefile.errors import RuleFileError
from rutinlots.core.rulefile.reader import MappingReader, shortened
from rutinlots.core.rulefile.shown import LABEL, LINES, REPLY, TITLE

_ID = re.compile(r"[a-z0-9_-]+")


def read_routine(values: Mapping[str, Any], id: str) -> Routine:
    """Read a routine file's values; ``id`` is what the file is called. :raises RuleFileError: saying where."""
    reader = MappingReader(values)
    if reader.text("id") != id:
        raise RuleFileError(reader.at("id"), f"ska vara ”{id}”, som filen heter")
    title = reader.text("title", longest=TITLE)
    summary = reader.text("summary", longest=LINES)
    sections = tuple(_read_section(MappingReader(item, path)) for path, item in reader.items("sections"))
    if not sections:
        raise RuleFileError(reader.path, "”sections” saknas: skriv rutinens avsnitt")
    titles = [section.title for section in sections]
    guides = tuple(_read_guide(MappingReader(item, path), titles) for path, item in reader.items("guides"))
    reader.close(in_order=True)
    unique("title", titles, ("sections",))
    unique("anchor", [section.anchor for section in sections], ("sections",))
    return Routine(id=id, title=title, summary=summary, sections=sections, guides=guides)


def _read_section(reader: MappingReader) -> Section:
    title = reader.text("title", longest=TITLE)
    anchor = _id(reader, "anchor")
    asks = reader.texts("asks", ())
    carried = reader.mapping("product")
    product = {name: carried.text(name) for name in carried.values} if carried else {}
    if stray := next((name for name in product if name not in asks), None):
        raise RuleFileError(reader.at("product"), f"”{stray}” står inte i avsnittets ”asks”")
    section = Section(
        title=title, anchor=anchor, asks=asks, product=product, reason=reader.text("reason", ""), text=reader.text("text")
    )
    reader.close(in_order=True)
    return section


def _read_guide(reader: MappingReader, sections: list[str]) -> Guide:
    id, title, covers = _id(reader, "id"), reader.text("title", longest=TITLE), reader.texts("covers")
    section = reader.one_of("section", sections)
    intro = reader.text("intro", "", LINES)
    fields = tuple(_read_field(MappingReader(item, path)) for path, item in reader.items("fields"))
    computed = tuple(_read_computed(MappingReader(item, path)) for path, item in reader.items("computed"))
    steps = tuple(_read_step(MappingReader(item, path)) for path, item in reader.items("steps"))
    copies = tuple(_read_copy(MappingReader(item, path)) for path, item in reader.items("copies"))
    outcomes = tuple(_read_outcome(MappingReader(item, path)) for path, item in reader.items("outcomes"))
    search = reader.text("search", "") or None
    reader.close(in_order=True)
    guide = Guide(
        id=id,
        title=title,
        covers=covers,
        section=section,
        intro=intro,
        fields=fields,
        computed=computed,
        steps=steps,
        copies=copies,
        outcomes=outcomes,
        search=search,
    )
    validate_guide(guide, reader)
    return guide


def _read_field(reader: MappingReader) -> Field:
    id, label = _id(reader, "id"), reader.text("label", longest=LABEL)
    type = reader.one_of("type", FIELD_TYPES)
    options = reader.texts("options", ())
    if (type == "choice") != bool(options):
        raise RuleFileError(reader.at("options"), "just fält av typen choice har ”options”")
    begins = reader.text("begins", "")
    if begins and type != "text":
        raise RuleFileError(reader.at("begins"), "just fält av typen text har ”begins”")
    found = reader.one_of("found", (*READERS, ""), "") or None
    field = Field(
        id=id,
        label=label,
        type=type,
        options=options,
        begins=begins,
        found=found,
        default=reader.text("default", ""),
        required=reader.yes("required", False),
        hint=reader.text("hint", "", LINES),
        needs=_read_needs(reader),
    )
    reader.close(in_order=True)
    return field


def _read_computed(reader: MappingReader) -> Computed:
    table = None
    id, rule, of = _id(reader, "id"), reader.one_of("rule", RULES), reader.text("of", "") or None
    until = reader.text("until", "")
    if inner := reader.mapping("table"):
        table = {name: inner.text(name) for name in inner.values}
    if RULES[rule].asks != {name for name, value in (("of", of), ("until", until), ("table", table)) if value}:
        raise RuleFileError(reader.path, f"”{rule}” ska ha {' och '.join(sorted(RULES[rule].asks)) or 'inget mer'}")
    if until:
        try:
            read_clock(until)
        except ValueError:
            raise RuleFileError(reader.at("until"), f"”{shortened(until)}” är inget klockslag; skriv som 14:00") from None
    reader.close(in_order=True)
    return Computed(id=id, rule=rule, of=of, until=until, table=table or {})


def _read_step(reader: MappingReader) -> Step:
    id, text = _id(reader, "id"), reader.text("text", longest=LINES)
    copy, inner = reader.text("copy", "") or None, reader.mapping("set")
    properties = {name: inner.text(name) for name in inner.values} if inner else {}
    step = Step(id=id, text=text, copy=copy, set=properties, needs=_read_needs(reader))
    reader.close(in_order=True)
    return step


def _read_copy(reader: MappingReader) -> Copy:
    id, label = _id(reader, "id"), reader.text("label", longest=LABEL)
    text, cells = reader.text("text", "", REPLY), reader.mapping("row")
    if bool(text) == (cells is not None):
        raise RuleFileError(reader.path, "skriv antingen ”text” eller ”row”")
    row = tuple((column, cells.text(column, "")) for column in cells.values) if cells else ()
    into = reader.one_of("into", PLACES) if reader.text("into", "") else None
    copy = Copy(id=id, label=label, text=text, row=row, into=into, needs=_read_needs(reader))
    reader.close(in_order=True)
    return copy


def _read_outcome(reader: MappingReader) -> Outcome:
    outcome = Outcome(reader.text("text", longest=LINES), reader.one_of("tone", TONES), _read_needs(reader))
    reader.close(in_order=True)
    return outcome


def _read_needs(reader: MappingReader) -> Needs:
    """One mapping of answers, or a list of such."""
    value = reader.raw("needs")
    if value is None:
        return ()
    path = reader.at("needs")
    if isinstance(value, Mapping):
        return (_read_need(MappingReader(value, path)),)
    return tuple(_read_need(MappingReader(item, (*path, index))) for index, item in enumerate(reader.items_of("needs", value)))


def _read_need(reader: MappingReader) -> Need:
    return {name: (v,) if isinstance(v := reader.raw(name), str) else reader.texts(name) for name in reader.values}


def _id(reader: MappingReader, key: str) -> str:
    value = reader.text(key)
    if not _ID.fullmatch(value):
        raise RuleFileError(reader.at(key), "skriv med små bokstäver a–z, siffror, - och _")
    return value
