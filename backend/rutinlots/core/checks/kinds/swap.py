"""``swap``: something stands there that should be said in another way; the fix is known."""

from collections.abc import Callable

from rutinlots.core.checks.scopes import read_scopes
from rutinlots.core.context import Context
from rutinlots.core.finding import Fix, Hit
from rutinlots.core.rulefile.patterns import read_patterns
from rutinlots.core.rulefile.reader import MappingReader


def read(reader: MappingReader) -> Callable[[Context], list[Hit]]:
    """Keys: ``in``, ``any`` with ``to`` for each pattern."""
    scopes = read_scopes(reader)
    patterns = read_patterns(reader, swap=True)

    def find(context: Context) -> list[Hit]:
        hits = []
        for passage in scopes(context):
            for match in patterns.matches(passage.text):
                span = passage.span(match.start, match.end)
                to = match.to or ""
                values = {"match": match.text, "means": match.means, "to": to}
                hits.append(Hit((span,), (Fix(to, span, to),), values))
        return hits

    return find
