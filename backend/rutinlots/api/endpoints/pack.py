"""``GET /pack``: what the extension needs while the backend is down."""

from datetime import date
from typing import Any

from flask import Response, jsonify, request

from rutinlots.api.blueprint import blueprint
from rutinlots.api.endpoints.guides import blank
from rutinlots.api.wire.answer import GO_TO_FIELD, why
from rutinlots.app_state import app_state
from rutinlots.core.checks.kinds.field import BLANK
from rutinlots.core.rules import Rules
from rutinlots.schemas.library import PackSchema

# The check about required fields, which the extension can do by itself.
_EMPTY_FIELDS = "empty-required-field"


@blueprint.route("/pack", methods=["GET"])
@blueprint.response(200, PackSchema, headers={"ETag": {"schema": {"type": "string"}}})
@blueprint.alt_response(304, description="Unchanged since the ETag in If-None-Match.", success=True)
def pack() -> Response:
    """What the extension needs offline. With If-None-Match, an unchanged pack is 304."""
    rules = app_state().rules
    response = jsonify(PackSchema().dump(contents(rules, app_state().clock().date())))
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    response.make_conditional(request)
    return response


def contents(rules: Rules, today: date) -> dict[str, Any]:
    """The pack of a rule set on a day, in the form that :class:`PackSchema` dumps."""
    settings = rules.knowledge.settings
    return {
        "version": rules.hash,
        "prompts": {
            "gate": {
                "code": settings.log_code,
                "status": settings.log_status,
                "internal_domains": [*settings.domains, *settings.staffing_domains],
            },
            "required": settings.required_properties,
            "empty_fields": _empty_fields(rules, today),
        },
        "guides": [blank(guide, rules) for guide in rules.guides.values()],
        "snippets": rules.shown_library,
        "selectors": rules.extension.selectors,
        "off": rules.extension.off,
    }


def _empty_fields(rules: Rules, today: date) -> dict[str, Any] | None:
    """The words of the check about required fields; None when the rule set has no such check in use."""
    check = rules.by_id.get(_EMPTY_FIELDS)
    if check is None or not check.in_use(today):
        return None
    return {
        "id": check.id,
        "covers": check.covers,
        "level": check.level,
        "title": check.title,
        "message": check.message,
        "why": why(check, rules),
        "moments": check.moments,
        "guide": check.guide,
        "action": GO_TO_FIELD if "go-to-field" in check.actions else None,
        "blank": sorted(BLANK),
    }
