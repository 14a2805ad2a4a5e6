"""``/snippets``: search among the reply snippets."""

from typing import Any

from rutinlots.api.blueprint import blueprint
from rutinlots.app_state import app_state
from rutinlots.schemas.library import SearchSchema, SnippetsSchema


@blueprint.route("/snippets", methods=["GET"])
@blueprint.arguments(SearchSchema(), location="query")
@blueprint.response(200, SnippetsSchema)
def snippets(search: dict[str, str]) -> dict[str, Any]:
    """Snippets that match the words, best first; all of them without words."""
    return _fitting(search["q"].strip())


@blueprint.route("/snippets", methods=["POST"])
@blueprint.arguments(SearchSchema())
@blueprint.response(200, SnippetsSchema)
def search_snippets(search: dict[str, str]) -> dict[str, Any]:
    """The same with the words in the body: they may be a customer's, and addresses end up in logs."""
    return _fitting(search["q"].strip())


def _fitting(words: str) -> dict[str, Any]:
    rules = app_state().rules
    if words:
        return {"snippets": [rules.shown(snippet) for snippet in rules.index.search(words)]}
    return {"snippets": rules.shown_library}
