"""Where sentences begin and end. A line break ends one too; a stop inside a word ("ellevio.se", "10.30") does not."""

import re
from collections.abc import Iterator

_FARTHEST = 1000  # characters to either side at least; no sentence is longer, but a text without any stop is
_STEP = 250  # what is near goes as far as the next of these, so that neighbours have the same near them
_STOPS = (". ", "! ", "? ", "\n")
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!](?=\w)[^.!?\n]*)*[.!?]*")
_CLAUSE = re.compile(r"[^.!?:;\n]+(?:[.!?:;](?!\s|$)[^.!?:;\n]*)*[.!?:;]?")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence, without the white space around it."""
    return _stripped(_SENTENCE, text)


def clauses(text: str) -> Iterator[tuple[int, int]]:
    """The same where a colon and a semicolon end one too."""
    return _stripped(_CLAUSE, text)


def _stripped(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    for found in pattern.finditer(text):
        said = found.group()
        if bare := said.strip():
            start = found.start() + len(said) - len(said.lstrip())
            yield start, start + len(bare)


def around(text: str, start: int, end: int) -> tuple[int, int]:
    """Start and end of the sentence that holds a stretch; of one without an end, what is near.

    The stop is left out, except at the end of a line.
    """
    least = max(0, start - _FARTHEST) // _STEP * _STEP
    most = min(len(text), -(-(end + _FARTHEST) // _STEP) * _STEP)
    before = text[least:start]
    first = least + max(before.rfind(stop) for stop in _STOPS) + 1
    after = text[end : most + 1]  # a stop may have two characters
    last = min((found for stop in _STOPS if (found := after.find(stop)) >= 0), default=most - end)
    return first, end + last
