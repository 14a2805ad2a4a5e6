"""``POST /guides/<id>/fill``: a guide card with what the thread shows and what the agent has answered."""

from typing import Any

from rutinlots.api.blueprint import blueprint
from rutinlots.api.errors import refuse
from rutinlots.api.offsets import Originals
from rutinlots.api.situation import build
from rutinlots.core.guide import Guide
from rutinlots.core.guide.computed import Context
from rutinlots.core.guide.fill import Card, FilledField, fill
from rutinlots.core.guide.found import look
from rutinlots.core.reading import Reading
from rutinlots.core.rules import Rules
from rutinlots.running import running
from rutinlots.schemas.error import ErrorSchema
from rutinlots.schemas.guide import CardSchema, FillSchema


@blueprint.route("/guides/<string:guide>/fill", methods=["POST"])
@blueprint.arguments(FillSchema)
@blueprint.response(200, CardSchema)
@blueprint.alt_response(404, schema=ErrorSchema, description="There is no guide with that id.")
def fill_guide(asked: dict[str, Any], guide: str) -> dict[str, Any]:
    """Fill a guide card in: its texts to copy, and what is still missing."""
    rules = running().rules
    if guide not in rules.guides:
        refuse(404, "unknown-guide", "There is no guide with that id. GET /api/v1/pack lists the guides.")
    situation, originals = build({"moment": "open", **asked}, running().clock())
    found = look(rules.guides[guide], Reading(situation, rules.facts))
    card = fill(rules.guides[guide], asked["values"], found, Context(rules.facts.settings, situation.now))
    return told(card, originals)


def blank(guide: Guide, rules: Rules) -> dict[str, Any]:
    """The card before anybody has answered anything, as :class:`CardSchema` dumps it."""
    return told(fill(guide, {}, {}, Context(rules.facts.settings, running().clock())), Originals())


def told(card: Card, originals: Originals) -> dict[str, Any]:
    """The card as :class:`CardSchema` dumps it."""
    outcome = card.outcome and {"text": card.outcome[1], "tone": card.outcome[0].tone}
    return {
        "id": card.guide.id,
        "title": card.guide.title,
        "covers": card.guide.covers,
        "intro": card.intro,
        "fields": [_field(filled, originals) for filled in card.fields],
        "steps": [{"id": step.id, "text": text, "copy": step.copy} for step, text in card.steps],
        "texts": [
            {"id": each.copy.id, "label": each.copy.label, "text": each.text, "missing": each.missing}
            for each in card.copies
        ],
        "missing": card.missing,
        "outcome": outcome,
        "search": card.guide.search,
    }


def _field(filled: FilledField, originals: Originals) -> dict[str, Any]:
    field, found = filled.field, filled.found
    return {
        "id": field.id,
        "label": field.label,
        "type": field.type,
        "options": field.options,
        "required": field.required,
        "hint": field.hint,
        "value": filled.value,
        "found": found
        and {"value": found.value, "where": found.where, "span": found.span and originals.span(found.span)},
        "problem": filled.problem,
    }
