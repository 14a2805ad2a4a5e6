"""``GET /pack``: what the extension needs while the backend is down."""

from typing import Any

from flask import Response, current_app, request

from rutinlots.api.blueprint import blueprint
from rutinlots.api.guides import blank
from rutinlots.app_state import app_state
from rutinlots.core.rules import Rules
from rutinlots.schemas.library import PackSchema

_LABELS = {
    "title": "Logga i CAB innan mejlet går",
    "copy": "Kopiera texten",
    "send": "Loggat – skicka",
    "send_and_close": "Loggat – skicka och avsluta",
    "back": "Tillbaka till mejlet",
}


@blueprint.route("/pack", methods=["GET"])
@blueprint.response(200, PackSchema, headers={"ETag": {"schema": {"type": "string"}}})
@blueprint.alt_response(304, description="Unchanged since the ETag in If-None-Match.", success=True)
def pack() -> Response:
    """What the extension needs offline. With If-None-Match, an unchanged pack is 304."""
    rules = app_state().rules
    response = current_app.json.response(PackSchema().dump(contents(rules)))
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    return response.make_conditional(request)


def contents(rules: Rules) -> dict[str, Any]:
    """The pack of a rule set, in the form that :class:`PackSchema` dumps."""
    settings = rules.knowledge.settings
    return {
        "version": rules.hash,
        "prompts": {
            "gate": {
                "code": settings.log_code,
                "status": settings.log_status,
                "labels": _LABELS,
                "internal_domains": [*settings.domains, *settings.staffing_domains],
            },
            "required": settings.required_properties,
        },
        "guides": [blank(guide, rules) for guide in rules.guides.values()],
        "snippets": [rules.shown(snippet) for snippet in rules.snippets if snippet.status == "active"],
        "texts": rules.vocabulary.levels,
        "selectors": rules.extension.selectors,
        "off": rules.extension.off,
    }
