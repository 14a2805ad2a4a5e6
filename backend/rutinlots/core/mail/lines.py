"""A text as lines with their offsets."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_NEAR = 20  # lines up or down that are looked through for one with text
_MOST = 10_000  # lines that are separated; in a longer text the last line holds the rest


class Line(NamedTuple):
    """One line without its surrounding blanks; ``start`` is where that text begins, in code points."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """Where the text of the line ends (exclusive)."""
        return self.start + len(self.text)

    def after(self, place: int) -> "Line":
        """The rest of the line from a place in it, without the blanks before."""
        rest = self.text[place - self.start :].lstrip()
        return Line(self.end - len(rest), rest)


def lines_of(text: str) -> list[Line]:
    """The lines of a clean text; blank ones have an empty text."""
    return list(each_line(text))


def each_line(text: str) -> Iterator[Line]:
    """The same, one by one."""
    position = 0
    for raw in text.split("\n", _MOST):
        bare = raw.strip()
        yield Line(position + (raw.find(bare) if bare and len(bare) != len(raw) else 0), bare)
        position += len(raw) + 1


def between(lines: Sequence[Line], start: int, stop: int) -> range:
    """The indexes of the lines that begin at ``start`` or after it, and before ``stop``."""
    return range(bisect_left(lines, start, key=_begins), bisect_left(lines, stop, key=_begins))


def _begins(line: Line) -> int:
    return line.start


def above(lines: Sequence[Line], index: int) -> int | None:
    """The index of the nearest line above that has text."""
    return next((i for i in range(index - 1, max(index - _NEAR, -1), -1) if lines[i].text), None)


def below(lines: Sequence[Line], index: int) -> int | None:
    """The index of the nearest line below that has text."""
    return next((i for i in range(index + 1, min(index + _NEAR, len(lines))) if lines[i].text), None)
