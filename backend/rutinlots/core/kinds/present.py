"""``present``: something stands there that should not."""

from collections.abc import Callable

from rutinlots.core.definition.pattern import read_patterns
from rutinlots.core.definition.place import read_places
from rutinlots.core.definition.shape import Shape
from rutinlots.core.finding import Hit
from rutinlots.core.reading import Reading


def read(shape: Shape) -> Callable[[Reading], list[Hit]]:
    """Keys: ``in``, ``any``, and ``at_least`` (how many matches it takes; 1)."""
    places = read_places(shape)
    patterns = read_patterns(shape)
    at_least = shape.number("at_least", 1)

    def find(reading: Reading) -> list[Hit]:
        hits = [
            Hit((passage.span(match.start, match.end),), values={"match": match.text, "means": match.means})
            for passage in places(reading)
            for match in patterns.matches(passage.text)
        ]
        return hits if len(hits) >= at_least else []

    return find
