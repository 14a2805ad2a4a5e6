"""``absent``: something is missing."""

from collections.abc import Callable

from rutinlots.core.checks.scopes import read_scopes
from rutinlots.core.context import Context
from rutinlots.core.finding import Hit
from rutinlots.core.rulefile.patterns import read_patterns
from rutinlots.core.rulefile.reader import MappingReader


def read(reader: MappingReader) -> Callable[[Context], list[Hit]]:
    """Keys: ``in`` (scopes) and ``any`` (patterns). There is a hit, without a place, when no pattern matches.

    At the moment ``write``, a draft with only the template's greeting and signature is left alone.
    """
    scopes = read_scopes(reader)
    about_draft = str(reader.values["in"]).startswith("draft")
    patterns = read_patterns(reader)

    def find(context: Context) -> list[Hit]:
        if about_draft and context.situation.draft is None:
            return []
        if context.situation.moment == "write" and not context.draft.body.text.strip():
            return []
        return [] if any(patterns.any(passage.text) for passage in scopes(context)) else [Hit()]

    return find
