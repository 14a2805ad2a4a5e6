"""Finds letters that a mail quotes as a sample: the wording of a power of attorney, what to write to a landlord."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cache

from rutinlots.core.mail.ending.closing import after_closing
from rutinlots.core.mail.greeting import greeting_of
from rutinlots.core.mail.lines import Line, above, below

_MARKS = "”“„\"»«"
_MARK_SET = frozenset(_MARKS)
_OPENS = re.compile(rf"(?:^|(?<=: ))[{_MARKS}](?=\w)[^{_MARKS}]*$")  # the rest of the line is quoted
_ENDS = re.compile(rf"[{_MARKS}][.,]?$")
_INTRODUCED = re.compile(
    r"\b(?:så här|exempel|\w*mall(?:en)?|förslag|följande|formulering(?:en)?|skriv\w*|texten|like this|example|template|sample)\b"
    r".*:$",
    re.IGNORECASE,
)
_BEGINS = re.compile(r"(?:Härmed|Undertecknad\w*|Jag, |Vi, |Till |Hereby|I, )")
_SIGN_HERE = re.compile(r"(?:underskrift|namnteckning|namnförtydligande|ort(?: och datum)?|signature|place and date) ?:", re.I)
_MOST = 40  # lines of a sample
_SIGNED = 3  # lines of its signature


def samples(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """The stretches of such letters: in quotation marks, or introduced ("Skriv så här:") and signed above our own signature."""
    found: list[tuple[int, int]] = []

    @cache
    def signed() -> list[int]:
        """The lines with a closing phrase, looked for once."""
        return [place for place, line in enumerate(lines) if line.text and after_closing(line.text) is not None]

    for index in [index for index, (_, text) in enumerate(lines) if text[-1:] == ":" or not _MARK_SET.isdisjoint(text)]:
        if found and lines[index].start < found[-1][1]:
            continue
        found.extend(_in_marks(lines, index, signed))
        if lines[index].text.endswith(":"):
            found.extend(_introduced(lines, index, signed))
    return found


def _in_marks(lines: Sequence[Line], index: int, signed: Callable[[], list[int]]) -> list[tuple[int, int]]:
    """The letter whose opening mark is in this line; it is introduced by a colon, or signed."""
    opened = _OPENS.search(lines[index].text)
    if opened is None:
        return []
    for place in range(index + 1, min(index + _MOST, len(lines))):
        text = lines[place].text
        if _MARK_SET.isdisjoint(text):
            continue
        if not _ENDS.search(text) or not _MARK_SET.isdisjoint(text.rstrip(".,")[:-1]):
            return []
        before = above(lines, index)
        colon = opened.start() > 0 or (before is not None and lines[before].text.endswith(":"))
        sure = colon or bisect_left(signed(), index + 1) < bisect_left(signed(), place + 1)
        return [(lines[index].start + opened.start(), lines[place].end)] if sure else []
    return []


def _introduced(lines: Sequence[Line], index: int, signed: Callable[[], list[int]]) -> list[tuple[int, int]]:
    """The letter that this line introduces: it begins as one, and has a place to sign, or is signed above our own signature."""
    first = below(lines, index) if _INTRODUCED.search(lines[index].text) else None
    if first is None or not (_BEGINS.match(lines[first].text) or greeting_of(lines[first])):
        return []
    own = signed()[(at := bisect_left(signed(), first)) : at + 2]  # the sample's and the next
    end = min(first + _MOST, own[0] if own else len(lines))
    blanks = [place for place in range(first, end) if _SIGN_HERE.match(lines[place].text)]
    if blanks:
        last = blanks[-1]
    elif len(own) < 2 or own[0] > first + _MOST:
        return []
    else:
        last = own[0]
        while last + 1 < min(own[0] + _SIGNED, len(lines)) and lines[last + 1].text:
            last += 1
    return [(lines[first].start, lines[last].end)]
