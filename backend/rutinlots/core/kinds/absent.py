"""``absent``: something is missing that should stand there."""

from collections.abc import Callable

from rutinlots.core.definition.pattern import read_patterns
from rutinlots.core.definition.place import read_places
from rutinlots.core.definition.shape import Shape
from rutinlots.core.finding import Hit
from rutinlots.core.reading import Reading


def read(shape: Shape) -> Callable[[Reading], list[Hit]]:
    """Keys: ``in``, ``any``. A hit has no place: what is missing stands nowhere.

    While the agent has written nothing but the template's greeting and signature, nothing is missing yet.
    """
    places = read_places(shape)
    about_draft = str(shape.values["in"]).startswith("draft")
    patterns = read_patterns(shape)

    def find(reading: Reading) -> list[Hit]:
        if about_draft and reading.situation.draft is None:
            return []
        if reading.situation.moment == "write" and not reading.draft.body.text.strip():
            return []
        return [] if any(patterns.any(passage.text) for passage in places(reading)) else [Hit()]

    return find
