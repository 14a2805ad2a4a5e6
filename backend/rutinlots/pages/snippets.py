"""``/svar``: reply snippets to read, search and copy."""

import re

from flask import render_template, request

from rutinlots.app_state import app_state
from rutinlots.core.snippets import Snippet
from rutinlots.core.validation.whole import file_of
from rutinlots.pages.blueprint import bp

_FIELD = re.compile(r"(\[[^\]\n]+\])")


@bp.get("/svar")
def snippets() -> str:
    """All snippets by theme, or those that match the words."""
    rules, meanings, uses = app_state().rules, app_state().meanings, app_state().uses.known()
    words = request.args.get("q", "").strip()[:200]
    active = rules.shown_library
    if words:
        meanings.start()
        matching = rules.index.search(words, limit=len(active), meaning=meanings.waited_for(), uses=uses)
    found = tuple(map(rules.shown, matching)) if words else active
    themes: dict[str, list[Snippet]] = {}
    for snippet in found:
        themes.setdefault("" if words else snippet.theme, []).append(snippet)
    return render_template(
        "pages/snippets.html",
        themes=themes,
        words=words,
        count=len(found),
        pieces=_pieces,
        library=app_state().live_rules.library,
        off=[reply for reply in rules.replies if reply.said.off],
        meaning=meanings.state,
        learned=_learned(),
        files={each.id: file_of(each) for each in rules.snippets},
    )


def _learned() -> dict[str, int]:
    """How many choices count for each reply, by its id, where there are any."""
    learning, now = app_state().meanings.learning, app_state().clock()
    return {reply: max(1, round(each.later(now).weight)) for reply, each in learning.sums.items()} if learning else {}


def _pieces(text: str) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is a field to fill in."""
    return [(piece, index % 2 == 1) for index, piece in enumerate(_FIELD.split(text)) if piece]
