"""``limit``: more of something than there should be."""

from collections.abc import Callable, Iterator

from rutinlots.core.finding import Hit
from rutinlots.core.place import read_places
from rutinlots.core.reading import Reading
from rutinlots.core.shape import Shape

MEASURES = ("paragraph-characters", "words")


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            begin = start + len(line) - len(line.lstrip())
            yield begin, begin + len(stripped)
        start += len(line) + 1


def read(shape: Shape) -> Callable[[Reading], list[Hit]]:
    """Keys: ``in``, ``measure`` (paragraph-characters: each paragraph by itself; words: all of it), ``max``."""
    places = read_places(shape)
    measure = shape.one_of("measure", MEASURES)
    largest = shape.number("max")

    def find(reading: Reading) -> list[Hit]:
        hits = []
        for passage in places(reading):
            if measure == "words":
                size, stretches = len(passage.text.split()), [(0, len(passage.text))]
                sizes = [size]
            else:
                stretches = list(_paragraphs(passage.text))
                sizes = [end - start for start, end in stretches]
            for size, (start, end) in zip(sizes, stretches, strict=True):
                if size > largest:
                    values = {"size": str(size), "max": str(largest)}
                    hits.append(Hit((passage.span(start, end),), values=values))
        return hits

    return find
