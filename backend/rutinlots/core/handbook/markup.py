"""The little markup of routine texts: paragraphs between blank lines, lists with "- " or "1. ", and **bold**."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

_NUMBERED = re.compile(r"\d{1,2}\. +")
_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)

Kind = Literal["paragraph", "list", "numbered"]
Run = tuple[str, bool]  # text, and whether it is bold


@dataclass(frozen=True)
class Block:
    """One paragraph (with one item) or one list; an item is its runs of plain and bold text."""

    kind: Kind
    items: tuple[tuple[Run, ...], ...]


def blocks(text: str) -> list[Block]:
    """A text as blocks, in order."""
    found: list[tuple[Kind, list[list[str]]]] = []
    fresh = True
    for line in (raw.strip() for raw in text.split("\n")):
        if not line:
            fresh = True
            continue
        marker = "- " if line.startswith("- ") else match.group() if (match := _NUMBERED.match(line)) else ""
        kind: Kind = "list" if marker == "- " else "numbered" if marker else "paragraph"
        if marker and found and found[-1][0] == kind:
            found[-1][1].append([line[len(marker) :]])
        elif marker or fresh or not found:
            found.append((kind, [[line[len(marker) :]]]))
        else:
            found[-1][1][-1].append(line)
        fresh = False
    return [Block(kind, tuple(_runs(" ".join(lines)) for lines in items)) for kind, items in found]


def plain(text: str) -> str:
    """The text without its markup, on one line."""
    return " ".join("".join(run for run, _ in item) for block in blocks(text) for item in block.items)


def _runs(text: str) -> tuple[Run, ...]:
    pieces: Iterable[str] = _BOLD.split(text)
    return tuple((piece, index % 2 == 1) for index, piece in enumerate(pieces) if piece)
