"""Validates a guide: every name that it uses must be one that its card knows."""

from collections.abc import Iterator

from rutinlots.core.guides.computed import ALWAYS, NAME, Need
from rutinlots.core.guides.model import Guide
from rutinlots.core.rulefile.errors import RuleFileError
from rutinlots.core.rulefile.reader import MappingReader


def unique(key: str, values: list[str], path: tuple[str | int, ...]) -> None:
    """Refuse the second of two equal values. :raises RuleFileError:"""
    for index, value in enumerate(values):
        if value in values[:index]:
            raise RuleFileError((*path, index, key), f"”{value}” står två gånger")


def validate_guide(guide: Guide, reader: MappingReader) -> None:
    """Refuse a guide with an unknown or doubled name. :raises RuleFileError:"""
    for key, items in (("fields", guide.fields), ("steps", guide.steps), ("copies", guide.copies)):
        unique("id", [item.id for item in items], reader.at(key))
    answers = {field.id: field for field in guide.fields}
    known = {*answers, *(computed.id for computed in guide.computed), *ALWAYS}
    if len(known) != len(guide.fields) + len(guide.computed) + len(ALWAYS):
        raise RuleFileError(reader.at("computed"), "ett namn används två gånger")
    for key, needs in _all_needs(guide):
        for name, values in needs.items():
            if name not in known:
                raise RuleFileError(reader.at(key), f"”{name}” i ”needs” finns inte i guiden")
            options = answers[name].options if name in answers else ()
            if stray := next((v for v in values if options and v not in (*options, "*", "-")), None):
                raise RuleFileError(reader.at(key), f"”{stray}” är inget val i fältet ”{name}”")
    for key, text in _all_texts(guide):
        if stray := next((name for name in NAME.findall(text) if name not in known), None):
            raise RuleFileError(reader.at(key), f"”{{{stray}}}” finns inte i guiden")
    if stray := next((c.of for c in guide.computed if c.of and c.of not in known), None):
        raise RuleFileError(reader.at("computed"), f"fältet ”{stray}” finns inte i guiden")
    if guide.search and guide.search not in answers:
        raise RuleFileError(reader.at("search"), f"fältet ”{guide.search}” finns inte i guiden")
    copies = {copy.id for copy in guide.copies}
    if stray := next((step.copy for step in guide.steps if step.copy and step.copy not in copies), None):
        raise RuleFileError(reader.at("steps"), f"texten ”{stray}” finns inte bland ”copies”")


def _all_needs(guide: Guide) -> Iterator[tuple[str, Need]]:
    for key in ("fields", "steps", "copies", "outcomes"):
        yield from ((key, need) for item in getattr(guide, key) for need in item.needs)


def _all_texts(guide: Guide) -> Iterator[tuple[str, str]]:
    yield "intro", guide.intro
    yield from (("fields", text) for field in guide.fields for text in (field.default, field.hint))
    yield from (("steps", text) for step in guide.steps for text in (step.text, *step.set.values()))
    yield from (("outcomes", outcome.text) for outcome in guide.outcomes)
    for copy in guide.copies:
        yield from (("copies", text) for text in (copy.text, *(cell for _, cell in copy.row)))
