"""``pair``: where the one thing stands, the other must stand too."""

from collections.abc import Callable

from rutinlots.core.checks.scopes import read_scopes
from rutinlots.core.context import Context
from rutinlots.core.finding import Hit
from rutinlots.core.rulefile.errors import RuleFileError
from rutinlots.core.rulefile.patterns import read_patterns
from rutinlots.core.rulefile.reader import MappingReader


def read(reader: MappingReader) -> Callable[[Context], list[Hit]]:
    """Keys: ``first`` and ``then``, each with ``in`` and ``any``. A hit is a match of ``first`` without any of ``then``."""
    first, then = reader.mapping("first"), reader.mapping("then")
    if first is None or then is None:
        raise RuleFileError(reader.path, "”first” och ”then” ska båda finnas")
    first_scopes, first_patterns = read_scopes(first), read_patterns(first)
    then_scopes, then_patterns = read_scopes(then), read_patterns(then)
    first.close()
    then.close()

    def find(context: Context) -> list[Hit]:
        hits = [
            Hit((passage.span(match.start, match.end),), values={"match": match.text, "means": match.means})
            for passage in first_scopes(context)
            for match in first_patterns.matches(passage.text)
        ]
        if not hits or any(then_patterns.any(passage.text) for passage in then_scopes(context)):
            return []
        return hits

    return find
