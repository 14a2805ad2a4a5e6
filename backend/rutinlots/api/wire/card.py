"""Serialises a guide card, for the API and for the pages' script."""

from typing import Any

from rutinlots.core.finding import Span
from rutinlots.core.guides.fill import Card, FilledCopy, FilledField
from rutinlots.core.guides.model import Routine
from rutinlots.core.handbook.search import Handbook, excerpt

_HITS = 5


def as_json(card: Card, routine: Routine) -> dict[str, Any]:
    """The card as plain values; spans count code points in the clean text of their message (the API converts them)."""
    guide = card.guide
    return {
        "id": guide.id,
        "title": guide.title,
        "covers": list(guide.covers),
        "routine": routine.id,
        "section": guide.section,
        "url": f"/handbok/{routine.id}#guide-{guide.id}",
        "intro": card.intro,
        "fields": [{**_field(field), "search": field.field.id == guide.search} for field in card.fields],
        "steps": [
            {"id": filled.step.id, "text": filled.text, "copy": filled.step.copy, "set": dict(filled.set)} for filled in card.steps
        ],
        "copies": [_copy(copy) for copy in card.copies],
        "missing": list(card.missing),
        "outcome": {"text": card.outcome[1], "tone": card.outcome[0].tone} if card.outcome else None,
    }


def hits(card: Card, handbook: Handbook) -> list[dict[str, str]]:
    """Handbook search results for the card's search field; empty without one."""
    words = next((str(filled.value) for filled in card.fields if filled.field.id == card.guide.search), "")
    return [
        {"title": entry.title, "where": entry.where, "url": entry.url, "text": excerpt(entry.text)}
        for entry in (handbook.search(words, limit=_HITS) if words else [])
    ]


def _field(filled: FilledField) -> dict[str, Any]:
    field, found = filled.field, filled.found
    return {
        "id": field.id,
        "label": field.label,
        "type": field.type,
        "options": list(field.options),
        "value": _plain(filled.value),
        "found": {"value": _plain(found.value), "where": found.where, "span": _span(found.span)} if found else None,
        "required": field.required,
        "hint": filled.hint,
        "problem": filled.problem,
    }


def _copy(filled: FilledCopy) -> dict[str, Any]:
    return {
        "id": filled.copy.id,
        "label": filled.copy.label,
        "text": filled.text,
        "columns": [column for column, _ in filled.copy.row],
        "into": filled.copy.into,
        "missing": list(filled.missing),
    }


def _plain(value: str | tuple[str, ...]) -> str | list[str]:
    return value if isinstance(value, str) else list(value)


def _span(span: Span | None) -> dict[str, Any] | None:
    return {"in": span.where, "start": span.start, "end": span.end} if span else None
