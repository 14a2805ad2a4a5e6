"""``POST /guides/<id>/fill``: fills a guide card from the thread and the agent's answers."""

from typing import Any

from rutinlots.api.blueprint import blueprint
from rutinlots.api.errors import refuse
from rutinlots.api.wire.card import as_json, hits
from rutinlots.api.wire.offsets import OffsetMap
from rutinlots.api.wire.situation import build
from rutinlots.app_state import app_state
from rutinlots.core.context import Context
from rutinlots.core.guides.computed import FillContext
from rutinlots.core.guides.fill import Card, fill
from rutinlots.core.guides.model import Guide
from rutinlots.core.guides.prefill import look
from rutinlots.core.rules import Rules
from rutinlots.schemas.error import ErrorSchema
from rutinlots.schemas.guide import CardSchema, FillSchema


@blueprint.route("/guides/<string:guide>/fill", methods=["POST"])
@blueprint.arguments(FillSchema())
@blueprint.response(200, CardSchema)
@blueprint.alt_response(404, schema=ErrorSchema, description="Unknown guide.")
def fill_guide(asked: dict[str, Any], guide: str) -> dict[str, Any]:
    """Fill a guide card: texts to copy, and what is missing."""
    rules = app_state().rules
    if guide not in rules.guides:
        refuse(404, "unknown-guide", "Unknown guide. GET /api/v1/pack lists the guides.")
    situation, offsets = build({"moment": "open", **asked}, app_state().clock())
    found = look(rules.guides[guide], Context(situation, rules.knowledge))
    card = fill(rules.guides[guide], asked["values"], found, FillContext(rules.knowledge.settings, situation.now))
    return serialized(card, rules, offsets)


def blank(guide: Guide, rules: Rules) -> dict[str, Any]:
    """The card without answers, in the form that :class:`CardSchema` dumps."""
    card = fill(guide, {}, {}, FillContext(rules.knowledge.settings, app_state().clock()))
    return serialized(card, rules, OffsetMap())


def serialized(card: Card, rules: Rules, offsets: OffsetMap) -> dict[str, Any]:
    """The card in the form that :class:`CardSchema` dumps."""
    values = {**as_json(card, rules.routine_of[card.guide.id]), "search": hits(card, app_state().handbook)}
    for filled, field in zip(card.fields, values["fields"], strict=True):
        if filled.found and filled.found.span:
            field["found"]["span"] = offsets.span(filled.found.span)
    return values
