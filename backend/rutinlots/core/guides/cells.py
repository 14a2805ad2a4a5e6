"""Cells that land where they should when they are pasted into a workbook, and stay the text that they are."""

import re
from collections.abc import Iterable

_BREAK = re.compile(r"[ \t]*[\r\n\u2028\u2029\x0b\x0c\x1c-\x1e\x85]+[ \t]*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_EXACT_DIGITS = 15  # a spreadsheet keeps no more of a number


def tab_separated(cells: Iterable[str]) -> str:
    """One row, its cells with tabs between."""
    return "\t".join(cell(text) for text in cells)


def cell(text: str) -> str:
    """One cell: on one line, without tabs, never a formula, and digits kept as they are written.

    A leading apostrophe makes the spreadsheet treat the rest as text; it isn't shown in the cell.
    """
    flat = _BREAK.sub(_joint, text.strip()).replace("\t", " ")
    flat = _CONTROL.sub("", flat).strip()
    flat = flat.replace('"', "”")  # a straight quote would swallow the cells after it
    digits = flat.replace(" ", "")
    numeral = digits.isdecimal() and (len(digits) > _EXACT_DIGITS or (digits[0] == "0" and len(digits) > 1))
    return f"'{flat}" if flat.startswith(_FORMULA) or numeral else flat


def _joint(match: re.Match[str]) -> str:
    before = match.string[match.start() - 1] if match.start() else ""
    return " " if before in ",;:.!?" else ", "
