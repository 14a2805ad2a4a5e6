"""Finds letters that a mail quotes as a sample: the wording of a power of attorney, what to write to a landlord."""

import re
from collections.abc import Iterator, Sequence

from rutinlots.core.mail.closing import after_closing
from rutinlots.core.mail.greeting import greeting_of
from rutinlots.core.mail.lines import Line, above, below

_MARKS = "”“„\"»«"
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
    for index, line in enumerate(lines):
        if line.text and not (found and line.start < found[-1][1]):
            found.extend(_in_marks(lines, index) or _introduced(lines, index))
    return found


def _in_marks(lines: Sequence[Line], index: int) -> list[tuple[int, int]]:
    """The letter whose opening mark is in this line; it is introduced by a colon, or signed."""
    opened = _OPENS.search(lines[index].text)
    if opened is None:
        return []
    for place in range(index + 1, min(index + _MOST, len(lines))):
        text = lines[place].text
        if not set(_MARKS) & set(text):
            continue
        if not _ENDS.search(text) or set(_MARKS) & set(text.rstrip(".,")[:-1]):
            return []
        before = above(lines, index)
        colon = opened.start() > 0 or (before is not None and lines[before].text.endswith(":"))
        signed = any(after_closing(each.text) is not None for each in lines[index + 1 : place + 1])
        return [(lines[index].start + opened.start(), lines[place].end)] if colon or signed else []
    return []


def _introduced(lines: Sequence[Line], index: int) -> list[tuple[int, int]]:
    """The letter that this line introduces: it begins as one, and has a place to sign, or is signed above our own signature."""
    first = below(lines, index) if _INTRODUCED.search(lines[index].text) else None
    if first is None or not (_BEGINS.match(lines[first].text) or greeting_of(lines[first])):
        return []
    signatures = _sign_offs(lines, first)
    signed = next(signatures, len(lines))
    blanks = [place for place in range(first, min(first + _MOST, signed)) if _SIGN_HERE.match(lines[place].text)]
    if blanks:
        last = blanks[-1]
    elif signed - first > _MOST or next(signatures, None) is None:
        return []
    else:
        last = signed
        while last + 1 < min(signed + _SIGNED, len(lines)) and lines[last + 1].text:
            last += 1
    return [(lines[first].start, lines[last].end)]


def _sign_offs(lines: Sequence[Line], first: int) -> Iterator[int]:
    return (place for place in range(first, len(lines)) if lines[place].text and after_closing(lines[place].text) is not None)
