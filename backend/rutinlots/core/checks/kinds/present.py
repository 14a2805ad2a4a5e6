"""``present``: something stands there that should not."""

from collections.abc import Callable

from rutinlots.core.checks.scopes import read_scopes
from rutinlots.core.context import Context
from rutinlots.core.finding import Hit
from rutinlots.core.rulefile.patterns import read_patterns
from rutinlots.core.rulefile.reader import MappingReader


def read(reader: MappingReader) -> Callable[[Context], list[Hit]]:
    """Keys: ``in``, ``any``, and ``at_least`` (how many matches it takes; 1)."""
    scopes = read_scopes(reader)
    patterns = read_patterns(reader)
    at_least = reader.number("at_least", 1)

    def find(context: Context) -> list[Hit]:
        hits = [
            Hit((passage.span(match.start, match.end),), values={"match": match.text})
            for passage in scopes(context)
            for match in patterns.matches(passage.text)
        ]
        return hits if len(hits) >= at_least else []

    return find
