"""A reply's or a routine's text in the form: a line for each paragraph or row of a list, while the file breaks its lines."""

import re
import textwrap

from rutinlots.core.snippets.texts.snippet import paragraphs
from rutinlots.rule_files.edit import KeyPath

_WIDTH = 114  # columns of a line in the file, without its indent
_BLANK = re.compile(r"\[[^\[\]\n]*\]")
_KEPT = "\0"  # a space inside a blank, at which no line is broken


def is_prose(file: str, path: KeyPath) -> bool:
    """Is it a text in whose paragraphs line breaks are only the file's?"""
    if file.startswith("snippets/"):
        return path in (("text",), ("english",))
    return file.startswith("routines/") and len(path) == 3 and (path[0], path[2]) == ("sections", "text")


def whole_lines(text: str) -> tuple[str, ...]:
    """The lines to show of a text in a file."""
    return tuple(paragraphs(text).split("\n")) if text.strip() else ()


def broken_lines(typed: list[str], before: str) -> list[str]:
    """What was typed, in lines of a file; a paragraph that was there before keeps its own."""
    known = {paragraphs(block): block.split("\n") for block in re.split(r"\n\s*\n", before.strip("\n"))}
    lines: list[str] = []
    for block in re.split(r"\n\s*\n", "\n".join(typed)):
        lines += ["", *(known.get(paragraphs(block)) or _broken(block))]
    return lines[1:]


def _broken(block: str) -> list[str]:
    lines = []
    for row in paragraphs(block).split("\n"):
        whole = _BLANK.sub(lambda blank: blank[0].replace(" ", _KEPT), row)
        wrapped = textwrap.wrap(whole, _WIDTH, break_long_words=False, break_on_hyphens=False) or [whole]
        lines += [line.replace(_KEPT, " ") for line in wrapped]
    return lines if paragraphs("\n".join(lines)) == paragraphs(block) else paragraphs(block).split("\n")
