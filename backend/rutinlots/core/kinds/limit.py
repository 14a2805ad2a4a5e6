"""``limit``: more of something than there should be."""

import re
from collections.abc import Callable, Iterator

from rutinlots.core.finding import Hit
from rutinlots.core.place import read_places
from rutinlots.core.reading import Reading
from rutinlots.core.shape import Shape

MEASURES = ("paragraph-characters", "sentence-words")
_SENTENCE = re.compile(r"[^.!?:;\n]+(?:[.!?:;](?!\s|$)[^.!?:;\n]*)*[.!?:;]?")


def _paragraphs(text: str) -> Iterator[tuple[int, int, int]]:
    """Start, end and number of characters of each line that says something."""
    start = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            begin = start + len(line) - len(line.lstrip())
            yield begin, begin + len(stripped), len(stripped)
        start += len(line) + 1


def _sentences(text: str) -> Iterator[tuple[int, int, int]]:
    """Start, end and number of words of each sentence; a line break ends one too."""
    for found in _SENTENCE.finditer(text):
        words = found.group().split()
        if words:
            begin = found.start() + len(found.group()) - len(found.group().lstrip())
            yield begin, found.start() + len(found.group().rstrip()), len(words)


def read(shape: Shape) -> Callable[[Reading], list[Hit]]:
    """Keys: ``in``, ``measure`` (paragraph-characters or sentence-words, each by itself), ``max``."""
    places = read_places(shape)
    measure = shape.one_of("measure", MEASURES)
    largest = shape.number("max")

    stretches = _paragraphs if measure == "paragraph-characters" else _sentences

    def find(reading: Reading) -> list[Hit]:
        return [
            Hit((passage.span(start, end),), values={"size": str(size), "max": str(largest)})
            for passage in places(reading)
            for start, end, size in stretches(passage.text)
            if size > largest
        ]

    return find
