"""A text in pieces, each with the findings that point at it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rutinlots.core.finding import Span


@dataclass(frozen=True)
class Piece:
    """A stretch of text; ``by`` are the numbers of what points at it, ``ends`` those that end with it."""

    text: str
    by: tuple[int, ...]
    ends: tuple[int, ...]


def underlined(text: str, where: str, pointers: Sequence[Iterable[Span]]) -> list[Piece]:
    """The text cut at each edge of a span in it. ``pointers`` are the spans of each thing that points, numbered from 1.

    A span without length underlines nothing.
    """
    here = [
        (span.start, min(span.end, len(text)), number)
        for number, spans in enumerate(pointers, 1)
        for span in spans
        if span.where == where and span.start < span.end
    ]
    edges = sorted({0, len(text), *(edge for start, end, _ in here for edge in (start, end) if edge <= len(text))})
    return [
        Piece(
            text[start:end],
            tuple(dict.fromkeys(number for first, last, number in here if first <= start and end <= last)),
            tuple(dict.fromkeys(number for _, last, number in here if last == end)),
        )
        for start, end in pairwise(edges)
    ]
