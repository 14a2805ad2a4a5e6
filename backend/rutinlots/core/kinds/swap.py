"""``swap``: something stands there that should be said in another way; the fix is known."""

from collections.abc import Callable

from rutinlots.core.definition.pattern import read_patterns
from rutinlots.core.definition.place import read_places
from rutinlots.core.definition.shape import Shape
from rutinlots.core.finding import Fix, Hit
from rutinlots.core.reading import Reading


def read(shape: Shape) -> Callable[[Reading], list[Hit]]:
    """Keys: ``in``, ``any`` with ``to`` for each pattern."""
    places = read_places(shape)
    patterns = read_patterns(shape, swap=True)

    def find(reading: Reading) -> list[Hit]:
        hits = []
        for passage in places(reading):
            for match in patterns.matches(passage.text):
                span = passage.span(match.start, match.end)
                to = match.to or ""
                values = {"match": match.text, "means": match.means, "to": to}
                hits.append(Hit((span,), (Fix(to, span, to),), values))
        return hits

    return find
