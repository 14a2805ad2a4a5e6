"""Finds where a mail is signed: "Med vänlig hälsning", "Mvh Anna", "//Anna", a bare name, "Skickat från min iPhone"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rutinlots.core.kept import by_line
from rutinlots.core.mail.ending.closing import (
    AT_END,
    HINTS,
    ON_BEHALF,
    STRONG_LINE,
    THANKS_LINE,
    WEAK_AT_END,
    WEAK_LINE,
    may_begin_closing,
)
from rutinlots.core.mail.ending.contact import is_contact_line, is_device_line, is_reachable
from rutinlots.core.mail.ending.farewell import is_farewell
from rutinlots.core.mail.ending.signer import THROUGH, begins_with_name, signed_name
from rutinlots.core.mail.greeting import greeting_of
from rutinlots.core.mail.lines import Line, above, below
from rutinlots.core.mail.words import PLACE_ENDINGS, STREET_ENDINGS

_SLASH_AT_END = re.compile(r"(?<=[.!?)]) +(//?) ?(?=[^\W\d_])")
_DASHES = "/-–—~\\_"
_DRAWN = frozenset("-–—_=~")
_RULE = re.compile(r"([=*#+•·])(?: ?\1){2,}")  # "====", "* * *"
_BELOW_RULE = 8  # lines that a signature under one has at most
_MARKS = re.compile(r"^[^\w(\"']+|[^\w)\"'.]+$|^_+|_+$")  # blanks, commas, dashes, emoji
_BLOCK = 40  # lines that a signature block has at most
_LONGEST_NAME_LINE = 50
_LONG = 200


@dataclass(frozen=True)
class SignOff:
    """The line (by index) and the offset where a signature starts, and the name, when a person's."""

    index: int
    start: int
    name: str | None


def sign_offs(lines: Sequence[Line]) -> list[SignOff]:
    """The places where the mail is signed, from the first; a name alone at the end counts when nothing else does.

    :param lines: the writer's own lines, quoted history left out.
    """
    found: list[SignOff] = []
    for index, line in enumerate(lines):
        if line.text and _may_sign(line.text) and (place := _signed_here(lines, index)):
            found.append(place)
    if not found and (bare := _bare_name(lines)):
        found.append(bare)
    device = _device_lines(lines)
    if device is not None and (not found or device < found[0].index):
        found.insert(0, SignOff(device, lines[device].start, None))
    return found


@by_line
def _may_sign(text: str) -> bool:
    """What a line must have by itself for :func:`_signed_here`, whatever the others are; few have it."""
    head, tail = text[:_LONG], text[-_LONG:]
    if text[0] in _DASHES or _RULE.fullmatch(head):
        return True
    if may_begin_closing(head):
        if STRONG_LINE.match(head) or ON_BEHALF.match(head) or WEAK_LINE.match(head):
            return True
        thanks = THANKS_LINE.match(head)
        if thanks is not None and _name_after_thanks(head, thanks.end()):
            return True
    if "/" in tail and _SLASH_AT_END.search(tail) or WEAK_AT_END.search(tail):
        return True
    folded = tail.casefold()
    return any(hint in folded for hint in HINTS) and AT_END.search(tail) is not None


def _signed_here(lines: Sequence[Line], index: int) -> SignOff | None:
    line = lines[index]
    text = line.text[:_LONG]
    if text[0] in _DASHES:
        return _dashed(lines, index)
    if _RULE.fullmatch(text):
        return _below_rule(lines, index)
    if not may_begin_closing(text):
        return _at_end(lines, index)
    if strong := STRONG_LINE.match(text):
        rest = _bare(text[strong.end() :])
        if second := STRONG_LINE.match(rest):  # "Best regards / Med vänlig hälsning"
            rest = _bare(rest[second.end() :])
        if not rest or (len(rest) < 40 and rest.casefold().startswith(("och tack", "och på förhand"))):
            return SignOff(index, line.start, _name_below(lines, index, lower_case=True))
        if (place := _with_rest(line, index, rest, lower_case=_takes_lower_case(strong.group()))):
            return place
    elif ON_BEHALF.match(text):
        if name := _name_below(lines, index, lower_case=False):
            return SignOff(index, line.start, name)
    elif weak := WEAK_LINE.match(text):
        rest = _bare(text[weak.end() :])
        if rest:
            if begins_with_name(rest) and len(rest.split()) <= 4:
                return SignOff(index, line.start, signed_name(rest))
        elif not is_farewell(text) and (name := _name_below(lines, index, lower_case=False)):
            return SignOff(index, line.start, name)
    elif thanks := THANKS_LINE.match(text):
        return _after_thanks(lines, index, text, thanks.end()) or _at_end(lines, index)
    return _at_end(lines, index)


def _takes_lower_case(closing: str) -> bool:
    """ "mvh anna" is a signature, "hälsningar från oss" isn't."""
    return closing[:1] in "mM"


def _with_rest(line: Line, index: int, rest: str, *, lower_case: bool) -> SignOff | None:
    """A closing phrase and a name on one line; "Hälsningar från Göteborg, vår faktura är fel" is none."""
    words = rest.split()
    if words[0].casefold() in ("från", "from", "fra"):
        after = rest[len(words[0]) :].strip()
        if len(words) <= 6 and begins_with_name(after):
            name = signed_name(after)
            return SignOff(index, line.start, name if name and len(name.split()) > 1 else None)
        return None
    if begins_with_name(rest, lower_case=lower_case and len(words) <= 3):
        return SignOff(index, line.start, signed_name(rest, lower_case=lower_case and len(words) <= 3))
    return None


def _after_thanks(lines: Sequence[Line], index: int, text: str, end: int) -> SignOff | None:
    name = _name_after_thanks(text, end)
    return SignOff(index, lines[index].start, signed_name(name)) if name and _is_last(lines, index) else None


def _name_after_thanks(text: str, end: int) -> str | None:
    """ "Tack på förhand! Anna" is signed. "Tack Sandra!" thanks Sandra."""
    rest = text[end:]
    name = _bare(rest)
    one_word = " " not in text[:end]
    thanked = rest.rstrip().endswith("!") or (one_word and rest.startswith(" "))
    return None if not name or thanked or len(name.split()) > 3 or not begins_with_name(name) else name


def _at_end(lines: Sequence[Line], index: int) -> SignOff | None:
    """ "… ring mig efter kl 16. Mvh Anna" and "Tack för hjälpen! /Anna" """
    line = lines[index]
    tail = line.text[-_LONG:]
    start = line.end - len(tail)
    folded = tail.casefold()
    found = None
    if any(hint in folded for hint in HINTS):
        for each in AT_END.finditer(tail):
            found = each
    elif (weak := WEAK_AT_END.search(tail)) and _is_last(lines, index):
        found = weak
    if found is not None:
        rest = _bare(tail[found.end() :])
        lower = len(rest.split()) == 1 and _takes_lower_case(found.group(1))
        if rest and len(rest.split()) <= 4 and begins_with_name(rest, lower_case=lower):
            return SignOff(index, start + found.start(1), signed_name(rest, lower_case=lower))
    elif "/" in tail and (slash := _SLASH_AT_END.search(tail)):
        name = signed_name(tail[slash.end() :])
        if name and len(tail) - slash.end() <= 40 and _is_last(lines, index):
            return SignOff(index, start + slash.start(1), name)
    return None


def _dashed(lines: Sequence[Line], index: int) -> SignOff | None:
    """ "/Anna", "// Anna", "- Anna" and the "-- " of mail programs."""
    line = lines[index]
    if set(line.text) <= _DRAWN:
        name = _name_below(lines, index, lower_case=False)
        bare = line.text in ("--", "—", "__")
        return SignOff(index, line.start, name) if name or (bare and _is_last(lines, index, 8)) else None
    rest = line.text[:_LONG].lstrip("/-–—~\\ ")
    slash = line.text[0] == "/"
    if strong := STRONG_LINE.match(rest):
        after = _bare(rest[strong.end() :])
        name = signed_name(after, lower_case=True) if after else _name_below(lines, index, lower_case=True)
        return SignOff(index, line.start, name)
    if not rest or len(rest.split()) > 5 or not _is_last(lines, index, 6):
        return None
    lower = slash and rest.isalpha() and _is_last(lines, index)
    if not slash:
        beside = (above(lines, index), below(lines, index))
        if any(i is not None and lines[i].text[0] in "-–—•*" for i in beside):
            return None  # a list
    if begins_with_name(rest, lower_case=lower):
        return SignOff(index, line.start, signed_name(rest, lower_case=lower))
    return None


def _below_rule(lines: Sequence[Line], index: int) -> SignOff | None:
    """A name below a drawn line, which may as well part two texts: it is a line of its own, or a whole name."""
    place = below(lines, index)
    name = _name_below(lines, index, lower_case=False) if place is not None and _is_last(lines, index, _BELOW_RULE) else None
    if name is None or place is None or not (" " in name or name == _bare(lines[place].text)):
        return None
    return SignOff(index, lines[index].start, name)


def _name_below(lines: Sequence[Line], index: int, *, lower_case: bool) -> str | None:
    """The name on the first line with text below this one."""
    place = below(lines, index)
    if place is None:
        return None
    text = lines[place].text[:_LONG]
    if (following := below(lines, place)) is not None and (person := _for_others(text, lines[following].text[:_LONG])):
        return person
    return signed_name(text.lstrip("/-–—~ "), lower_case=lower_case and len(text.split()) <= 3)


def _for_others(text: str, following: str) -> str | None:
    """The person on the line below, who signs for others: "Brf Eken", "gm Ulla Norr"."""
    between = {text.split()[-1].casefold().rstrip(".:"), following.split()[0].casefold().rstrip(".:")}
    return None if between.isdisjoint(THROUGH) else signed_name(f"{text} {following}")


def _is_last(lines: Sequence[Line], index: int, allowed: int = 2) -> bool:
    """Is there nothing below but a few short lines (a number, an address, a mobile's own line)?"""
    for line in lines[index + 1 : index + 30]:
        if line.text and not is_device_line(line.text):
            allowed -= 1
            if allowed < 0 or not is_contact_line(line.text):
                return False
    return True


def _bare_name(lines: Sequence[Line]) -> SignOff | None:
    """A name alone under the last sentence, maybe with contact lines below it."""
    contacts: list[str] = []
    for index in range(len(lines) - 1, max(len(lines) - _BLOCK, 0), -1):
        text = lines[index].text
        if not text or is_device_line(text):
            continue
        name = signed_name(text) if len(text) <= _LONGEST_NAME_LINE and _is_below_the_text(lines, index) else None
        if name and not name.casefold().endswith(STREET_ENDINGS + PLACE_ENDINGS):
            # One word above a title or a place needs more to be a name.
            sure = " " in name or not contacts or any(map(is_reachable, contacts))
            return SignOff(index, lines[index].start, name) if sure else None
        if not is_contact_line(text):
            return None
        contacts.append(text)
    return None


def _is_below_the_text(lines: Sequence[Line], index: int) -> bool:
    """Is the line above a finished sentence, a thank-you or a wish?"""
    place = above(lines, index)
    if place is None:
        return False
    text = lines[place].text
    greeting = greeting_of(lines[place]) if above(lines, place) is None else None
    if greeting is not None and greeting.end == lines[place].end:
        return False  # all that the mail says is below its greeting
    if (THANKS_LINE.match(text) and len(text) <= 40) or is_farewell(text[:_LONG]):
        return True
    return text[-1] in ".!?)" and (text[-1] != "." or len(text) > 3)


def _device_lines(lines: Sequence[Line]) -> int | None:
    """The index of "Skickat från min iPhone" when only such lines are below it."""
    first = None
    for index in range(len(lines) - 1, max(len(lines) - _BLOCK, -1), -1):
        text = lines[index].text
        if text and not is_device_line(text):
            break
        first = index if text else first
    return first


@by_line
def _bare(text: str) -> str:
    """The text without the marks and emoji at its ends."""
    return _MARKS.sub("", text).strip()
