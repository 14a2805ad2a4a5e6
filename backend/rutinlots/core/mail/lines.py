"""A text as lines that know where they stand."""

from typing import NamedTuple

_MOST = 10_000  # lines that are told apart; in a longer text all the rest is the last line


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
    found: list[Line] = []
    position = 0
    for raw in text.split("\n", _MOST):
        bare = raw.strip()
        found.append(Line(position + (raw.find(bare) if bare else 0), bare))
        position += len(raw) + 1
    return found
