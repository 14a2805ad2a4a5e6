"""``GET /snippets``: the agent's own search among the reply snippets."""

from typing import Any

from rutinlots.api.blueprint import blueprint
from rutinlots.running import running
from rutinlots.schemas.library import SearchSchema, SnippetsSchema


@blueprint.route("/snippets", methods=["GET"])
@blueprint.arguments(SearchSchema, location="query")
@blueprint.response(200, SnippetsSchema)
def snippets(search: dict[str, str]) -> dict[str, Any]:
    """Snippets that fit the words, the best first; all of them when there are no words."""
    rules = running().rules
    words = search["q"].strip()
    if words:
        return {"snippets": [rules.shown(snippet) for snippet in rules.index.search(words)]}
    return {"snippets": [rules.shown(snippet) for snippet in rules.snippets if snippet.status == "active"]}
