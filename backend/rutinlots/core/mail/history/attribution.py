"""The line above quoted history that says who wrote it when: "Den tis 10 mars 2026 kl 10:15 skrev Anna Berg <…>:"."""

import re
from collections.abc import Sequence

from rutinlots.core.mail.history.wording import LEADS, MONTHS, SPEAKERS, WEEKDAYS, WROTE
from rutinlots.core.mail.lines import Line

_LONGEST = 400  # characters, all its lines together
_LINES = 4  # it may be wrapped over
_DATE_WITHIN = 60  # characters from its beginning, or from the verb
_EDGES = "-–—*_= \"'“”"

_WROTE = re.compile(r"(?<!\w)(?:" + "|".join(sorted(map(re.escape, WROTE), key=len, reverse=True)) + r")(?!\w)", re.I)
_HINTS = tuple(sorted({word.split()[-1].rstrip(")").split("(")[0] for word in WROTE}))
_CLOCK = re.compile(r"(?<!\d)\d{1,2}[:.]\d\d(?![\d.])")
_DATE = re.compile(
    r"(?<!\d)(?:\d{4}[-./] ?\d{1,2}[-./] ?\d{1,2}|\d{1,2}[-./] ?\d{1,2}[-./] ?\d{2,4}|"
    rf"\d{{1,2}}(?:[.,:]|st|nd|rd|th|er)?[ -]?(?:de |of )?(?:{MONTHS})|(?:{MONTHS})[^\W\d_]{{0,9}}[.,]? \d{{1,2}})(?!\d)",
    re.I,
)
_LEADS = "|".join(map(re.escape, sorted(LEADS, key=len, reverse=True)))
_LEAD_WORD = re.compile(rf"(?:{_LEADS}|(?:{WEEKDAYS})[^\W\d_]{{0,9}})(?![^\W\d_])", re.I)
_ADDRESS = re.compile(r"[<(\[]?\s?(?:mailto:)?[^\s<>()\[\]@,;:\"]+@[^\s<>()\[\]@,;:\"]+\.[^\s<>()\[\]@,;:\"]+\s?[>)\]]?")
_ENDS = re.compile(r"\s?[:：]$")


def attribution(lines: Sequence[Line], index: int, marked: Sequence[bool]) -> int:
    """How many lines, from this one, say who wrote what is quoted below; 0 when they don't.

    Where the lines would still say so without the first, that one belongs to what stands above.
    """
    joined = lines[index].text
    for height in range(1, _LINES + 1):
        if len(joined) > _LONGEST:
            return 0
        if _tells(joined, lines, index, height):
            later = range(index + 1, index + height)
            return 0 if any(_tells_alone(lines, index, start, index + height) for start in later) else height
        following = index + height
        if following >= len(lines) or not lines[following].text or (marked[following] and not _is_rest(lines[following].text)):
            return 0
        joined += " " + lines[following].text
    return 0


def may_hold(folded: str) -> bool:
    """A quick test of a whole case-folded text: can there be an attribution in it?"""
    return any(hint in folded for hint in _HINTS) or ">:" in folded or "@" in folded


def may_begin(text: str) -> bool:
    """A quick test of the line that attributions begin with."""
    if len(text) > _LONGEST:
        return False
    bare = text.lstrip(_EDGES)
    return bool(bare) and (
        bare[0].isdigit() or "@" in text or _LEAD_WORD.match(bare) is not None or _WROTE.search(text) is not None
    )


def _is_rest(text: str) -> bool:
    """The last line of a wrapped attribution: ">:" """
    return _ENDS.search(text) is not None and len(text) <= 3


def _tells_alone(lines: Sequence[Line], index: int, start: int, end: int) -> bool:
    """Do the lines from ``start`` on say it without those from ``index`` on?"""
    joined = " ".join(line.text for line in lines[start:end])
    if not _tells(joined, lines, start, end - start):
        return False
    return _dated_first(joined.strip(_EDGES)) or not _is_first_half(lines[index].text)


def _is_first_half(text: str) -> bool:
    """Can this line have been wrapped before the name, or inside it?"""
    if text[-1] in ".!?":
        return False
    bare = text.strip(_EDGES)
    if _dated_first(bare):
        return _CLOCK.search(bare) is not None or _is_dated_to_the_year(bare)
    words = bare.split()
    return len(words) <= 6 and 2 * sum(word[0].isupper() for word in words) >= len(words) and not bare[0].isdigit()


def _tells(text: str, lines: Sequence[Line], index: int, height: int) -> bool:
    bare = text.strip(_EDGES)
    # Without a colon (Zoho, old mobiles) all the rest has to be there.
    closed = _ENDS.search(bare) is not None or (text.startswith("--") and text.endswith("--"))
    wrote = None
    for wrote in _WROTE.finditer(bare):
        if wrote.end() >= len(bare) - 2:
            break
    timed = _CLOCK.search(bare) is not None
    address = _ADDRESS.search(bare)
    if wrote is None:
        return _unverbed(bare, address, timed=timed, closed=closed)
    if not closed and not (timed and address and _is_last(bare, wrote.end())):
        return False
    before, after = bare[: wrote.start()].split(), bare[wrote.end() :].split()
    if before and before[-1].casefold().strip(",") in SPEAKERS:
        return False
    if after and after[0].strip(":").casefold() in SPEAKERS - LEADS:
        return False
    if _dated_first(bare):
        return bool(address or timed or (_is_dated_to_the_year(bare) and closed))
    if date := _DATE.search(bare, wrote.end(), wrote.end() + _DATE_WITHIN):
        between = [word.casefold() for word in bare[wrote.end() : date.start()].split()]
        named = bool(before) and (bool(address) or before[0].casefold() not in SPEAKERS)
        return named and len(between) <= 4 and not (SPEAKERS - LEADS) & set(between) and bool(address or timed)
    # "Anna Berg <anna@…> skrev:"
    if address is None or not closed or not _is_last(bare, wrote.end()) or address.end() > wrote.start():
        return False
    words = bare[: address.start()].split()
    own = bool(words) and (words[0].casefold() in SPEAKERS or not (words[0][0].isupper() or words[0][0] in "\"'"))
    return not own and len(words) <= 6 and (index == 0 or not lines[index - 1].text or height == 1)


def _unverbed(bare: str, address: re.Match[str] | None, *, timed: bool, closed: bool) -> bool:
    """ "2026-03-10 10:15 GMT+01:00 Anna Berg <anna@…>:" """
    if address is None or not _dated_first(bare):
        return False
    rest = _ENDS.sub("", bare[address.end() :]).strip()
    if rest or bare[address.start()] not in "<([":
        return False
    words = bare[: address.start()].split()
    return len(words) <= 14 and (timed if closed else timed and bare[0].isdigit())


def _is_last(bare: str, end: int) -> bool:
    return not _ENDS.sub("", bare[end:]).strip(_EDGES + ".")


def _is_dated_to_the_year(bare: str) -> bool:
    """A date with its year, as no one writes in a sentence's beginning: "Den 2026-03-10, skrev Anna:"."""
    found = _DATE.search(bare)
    return found is not None and sum(map(str.isdigit, bare[found.start() : found.end() + 6])) >= 5


def _dated_first(bare: str) -> bool:
    """Does the text begin with a date, maybe after a weekday and "den"?"""
    date = _DATE.search(bare, 0, _DATE_WITHIN)
    if date is None:
        return False
    return date.start() == 0 or (_LEAD_WORD.match(bare) is not None and len(bare[: date.start()].split()) <= 5)
