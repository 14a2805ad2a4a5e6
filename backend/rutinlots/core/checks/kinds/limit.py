"""``limit``: there is too much of something."""

import re
from collections.abc import Iterator
from itertools import pairwise

from rutinlots.core.checks.scopes import read_scopes
from rutinlots.core.checks.silence import Reason, Seeker, no_text
from rutinlots.core.context import Context
from rutinlots.core.finding import Hit
from rutinlots.core.rulefile.reader import MappingReader
from rutinlots.core.sentences import clauses

MEASURES = {"paragraph-characters": (1, 20_000), "sentence-words": (1, 1_000)}  # and what a limit may be
_LINE = re.compile(r"\S(?:.*\S)?")  # without the blanks around it
_BLOCK = re.compile(r"\S.*(?:\n[^\S\n]*\S.*)*")  # lines with text, up to an empty one
_FULL_LINE = 60  # characters
_BULLETS = "-–•*·0123456789"


def _paragraphs(text: str, largest: int = 0) -> Iterator[tuple[int, int, int]]:
    """Start, end and number of characters of each paragraph: a line, or the lines of one that a mail program broke.

    Of those up to ``largest`` not all are there.
    """
    if len(text) <= largest:
        return
    for block in _BLOCK.finditer(text):
        if block.end() - block.start() <= largest:
            continue
        lines = list(_LINE.finditer(text, *block.span()))
        ends = [line.span() for line in lines]
        if _broken([line.group() for line in lines]):
            ends = [(ends[0][0], ends[-1][1])]
        yield from ((begin, end, end - begin) for begin, end in ends)


def _broken(lines: list[str]) -> bool:
    """Are these lines one text, most of them ended in the middle of a sentence because they were full?"""
    cut = sum(
        len(line) >= _FULL_LINE and line[-1] not in ".!?:" and following[0] not in _BULLETS for line, following in pairwise(lines)
    )
    return cut * 2 >= len(lines) > 1


def _sentences(text: str, largest: int = 0) -> Iterator[tuple[int, int, int]]:
    """Start, end and number of words of each sentence; a line break ends one too."""
    place = 0
    for line in text.split("\n"):
        if len(line) > 2 * largest and len(line.split()) > largest:  # few lines are longer than a sentence may be
            yield from ((place + start, place + end, len(line[start:end].split())) for start, end in clauses(line))
        place += len(line) + 1


def read(reader: MappingReader) -> Seeker:
    """Keys: ``in`` (scopes), ``measure`` (``paragraph-characters`` or ``sentence-words``) and ``max``.

    Each paragraph or sentence above ``max`` is a hit. It is 1 to 20000 characters or 1 to 1000 words.
    """
    scopes = read_scopes(reader)
    measure = reader.one_of("measure", MEASURES)
    largest = reader.number("max", MEASURES[measure])

    stretches = _paragraphs if measure == "paragraph-characters" else _sentences

    def find(context: Context) -> list[Hit]:
        return [
            Hit(spans=(passage.span(start, end),), values={"size": str(size), "max": str(largest)})
            for passage in scopes(context)
            for start, end, size in stretches(passage.text, largest)
            if size > largest
        ]

    def silence(context: Context) -> list[Reason]:
        passages = scopes(context)
        unit = "tecken" if measure == "paragraph-characters" else "ord"
        longest = max((size for passage in passages for _, _, size in stretches(passage.text)), default=0)
        return no_text(passages) or [Reason("nothing", f"Det längsta är {longest} {unit}, och gränsen är {largest}.")]

    return Seeker(find, silence)
