"""``pair``: where the one thing stands, the other must stand too."""

from collections.abc import Callable

from rutinlots.core.definition.errors import Invalid
from rutinlots.core.definition.pattern import read_patterns
from rutinlots.core.definition.place import read_places
from rutinlots.core.definition.shape import Shape
from rutinlots.core.finding import Hit
from rutinlots.core.reading import Reading


def read(shape: Shape) -> Callable[[Reading], list[Hit]]:
    """Keys: ``first`` and ``then``, each with ``in`` and ``any``. A hit is a match of ``first`` without any of ``then``."""
    first, then = shape.shape("first"), shape.shape("then")
    if first is None or then is None:
        raise Invalid(shape.path, "”first” och ”then” ska båda finnas")
    first_places, first_patterns = read_places(first), read_patterns(first)
    then_places, then_patterns = read_places(then), read_patterns(then)
    first.close()
    then.close()

    def find(reading: Reading) -> list[Hit]:
        hits = [
            Hit((passage.span(match.start, match.end),), values={"match": match.text, "means": match.means})
            for passage in first_places(reading)
            for match in first_patterns.matches(passage.text)
        ]
        if not hits or any(then_patterns.any(passage.text) for passage in then_places(reading)):
            return []
        return hits

    return find
