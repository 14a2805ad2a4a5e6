"""Clean text, with its offsets in the text as sent.

Editors and mail programs leave no-break spaces, zero-width characters, signs for the direction of writing, carriage returns and
decomposed letters.
The engine reads text without them; spans are converted to offsets in the original.
"""

import re
import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

_DIRECTION = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # around what is copied from elsewhere
_JOINER, _SYMBOLS = "\u200d", "\u2190"  # between two symbols it makes one of them: a family
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad" + _DIRECTION)
_SPACES = frozenset("\u00a0\u2007\u202f\u2002\u2003\u2009\u200a\u3000")
_LINE_ENDS = frozenset("\r\x0b\x0c\u0085\u2028\u2029")
# One character class, so no backtracking: is there anything at all to clean or to count double?
_ODD = re.compile("[" + "".join(sorted(_INVISIBLE | _SPACES | _LINE_ENDS)) + "\u0300-\u036f\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class CleanText:
    """``starts[i]`` and ``ends[i]`` are the UTF-16 offsets in the original of character i of the clean ``text``."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def utf16(self, start: int, end: int) -> tuple[int, int]:
        """The UTF-16 offsets in the original of the clean stretch from ``start`` to ``end`` (exclusive)."""
        if start >= end:
            place = self.starts[start] if start < len(self.text) else (self.ends[-1] if self.text else 0)
            return place, place
        return self.starts[start], self.ends[end - 1]


def cleaned(original: str) -> str:
    """The clean text alone, of which nothing will be looked up in the original."""
    return clean(original).text if _ODD.search(original) else original


def clean(original: str) -> CleanText:
    """Clean a text, remembering where each character came from."""
    if not _ODD.search(original):
        return CleanText(original, range(len(original)), range(1, len(original) + 1))
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    offset = 0
    previous = ""
    for character in original:
        start, offset = offset, offset + (2 if character > "\uffff" else 1)
        if character in _INVISIBLE and not (character == _JOINER and characters and characters[-1] >= _SYMBOLS):
            pass
        elif character == "\n" and previous == "\r":
            ends[-1] = offset
        elif unicodedata.combining(character) and characters and len(
            composed := unicodedata.normalize("NFC", characters[-1] + character)
        ) == 1:
            characters[-1], ends[-1] = composed, offset
        else:
            replaced = "\n" if character in _LINE_ENDS else " " if character in _SPACES else character
            characters.append(replaced)
            starts.append(start)
            ends.append(offset)
        previous = character
    return CleanText("".join(characters), array("I", starts), array("I", ends))
