"""``present``: something is there that should not be."""

from collections.abc import Callable

from rutinlots.core.checks.scopes import read_scopes
from rutinlots.core.context import Context
from rutinlots.core.finding import Hit, shown
from rutinlots.core.rulefile.patterns import read_patterns
from rutinlots.core.rulefile.reader import MappingReader


def read(reader: MappingReader) -> Callable[[Context], list[Hit]]:
    """Keys: ``in`` (scopes), ``any`` (patterns) and ``at_least`` (number of matches needed; 1).

    Each match is a hit; ``quoted`` is the match in quotation marks, so that several read well in one message.
    """
    scopes = read_scopes(reader)
    patterns = read_patterns(reader)
    at_least = reader.number("at_least", 1)

    def find(context: Context) -> list[Hit]:
        hits = [
            Hit(
                spans=(passage.span(match.start, match.end),),
                values={"match": shown(match.text), "quoted": f"”{shown(match.text)}”"},
            )
            for passage in scopes(context)
            for match in patterns.matches(passage.text)
        ]
        return hits if len(hits) >= at_least else []

    return find
