"""``/snippets``: search among the reply snippets."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from rutinlots.api.blueprint import blueprint
from rutinlots.app_state import app_state
from rutinlots.core.snippets import Snippet
from rutinlots.schemas.library import SearchSchema, SnippetsSchema


@blueprint.route("/snippets", methods=["GET"])
@blueprint.arguments(SearchSchema(), location="query")
@blueprint.response(200, SnippetsSchema)
def snippets(search: dict[str, str]) -> dict[str, Any]:
    """Snippets that match the words, also by what they mean, best first; all of them by folder without words."""
    return _fitting(search["q"].strip())


@blueprint.route("/snippets", methods=["POST"])
@blueprint.arguments(SearchSchema())
@blueprint.response(200, SnippetsSchema)
def search_snippets(search: dict[str, str]) -> dict[str, Any]:
    """The same with the words in the body: they may be a customer's, and addresses end up in logs."""
    return _fitting(search["q"].strip())


def _fitting(words: str) -> dict[str, Any]:
    state = app_state()
    rules, uses = state.rules, state.uses.known()
    if not words:
        return {"snippets": _most_used_first(rules.shown_library, uses)}
    state.meanings.start()
    found = rules.index.search(words, meaning=state.meanings.waited_for(), uses=uses)
    return {"snippets": [rules.shown(snippet) for snippet in found]}


def _most_used_first(library: Sequence[Snippet], uses: Mapping[str, int]) -> list[Snippet]:
    """The library by folder, the folder and the reply first that are used most."""
    folders: Counter[str] = Counter()
    for snippet in library:
        folders[snippet.theme] += uses.get(snippet.id, 0)
    place = {name: number for number, name in enumerate(dict.fromkeys(snippet.theme for snippet in library))}
    return sorted(library, key=lambda each: (-folders[each.theme], place[each.theme], -uses.get(each.id, 0)))
