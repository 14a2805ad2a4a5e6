"""Where a mail is signed: "Med vänlig hälsning", "Mvh Anna", "//Anna", a bare name, "Skickat från min iPhone"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rutinlots.core.mail.lines import Line
from rutinlots.core.mail.signer import begins_with_name, signed_name
from rutinlots.core.mail.words import STREET_ENDINGS

# Alternatives of fixed words, no nested repetition: time grows with the line only, and a line is cut at 200.
_CLOSING = (
    r"(?:(?:med |tack och )?(?:de |så )?(?:vänliga?|vänligaste|bästa|allra bästa|varma?|många|soliga?|hjärtliga?|glada|"
    r"trevliga|goda) häl(?:sning(?:ar)?|sn\.?)|m\.? ?v\.? ?h\b\.?|hälsning(?:ar(?:na)?)?|hälsn\b\.?|högaktningsfullt|"
    r"(?:with |my )?(?:kind(?:est)?|best|warm(?:est)?) (?:regards|wishes)|regards|(?:yours )?sincerely(?: yours)?|"
    r"yours (?:faithfully|truly)|(?:(?:med )?(?:vennlig|venlig|beste|mange) )?hilsen(?:er)?)"
)
_WEAK_CLOSING = (
    r"(?:vänligen|v\.?h\b\.?|b\.?h\b\.?|br\b|allt gott|kram(?:ar)?|hälsar|best|cheers|ha det(?: så)? (?:bra|gott))"
)
_THANKS = (
    r"(?:(?:stort |tusen )?tack på förhand|på förhand tack|tack så mycket(?: på förhand)?|tack för hjälpen|"
    r"tacksam för (?:snabbt )?svar|tack|takk(?: på forhånd)?|many thanks|thanks(?: in advance| a lot| so much)?|"
    r"thank you(?: in advance| so much| very much)?)"
)
_STRONG_LINE = re.compile(_CLOSING + r"(?![\w-])", re.I)
_WEAK_LINE = re.compile(_WEAK_CLOSING + r"(?![\w-])", re.I)
_THANKS_LINE = re.compile(_THANKS + r"(?![\w-])", re.I)
_AT_END = re.compile(r"(?:(?<=[.!?,)])|(?<=\w)) +(" + _CLOSING + r"(?![\w-]))[ ,.!:/-]*", re.I)
_WEAK_AT_END = re.compile(
    r"(?<=[.!?)]) +(" + _WEAK_CLOSING + r"(?![\w-]))[ ,.!:/-]*(?=[^\W\d_]+(?: [^\W\d_]+)?\W*$)", re.I
)
_SLASH_AT_END = re.compile(r"(?<=[.!?)]) +(//?) ?(?=[^\W\d_])")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_FIRST_WORDS = frozenset(  # of all the closings above: a quick test that most lines fail
    """
    med tack de så vänlig vänliga vänligaste bästa allra varm varma många solig soliga hjärtlig hjärtliga glada trevliga
    goda m mvh hälsning hälsningar hälsningarna hälsn högaktningsfullt with my kind kindest best warm warmest regards
    yours sincerely vennlig venlig beste mange hilsen hilsener vänligen v vh b bh br allt kram kramar hälsar cheers ha
    stort tusen på tacksam takk many thanks thank
    """.split()
)
_HINTS = ("mvh", "m.v.h", "hälsn", "regards", "hilsen")
_DEVICE = re.compile(
    r"(?:skickat|skickad|skickades|sent|sendt) (?:från|med|via|from|with|fra)\b|(?:hämta|get|skaffa) outlook\b|"
    r"från min (?:iphone|ipad|mobil)|virusfri\b|virus-free\b",
    re.I,
)
_MARKS = " ,.!:;/\\-–—~*_|"
_NEAR = 20  # lines up or down that are looked through for one with text
_CONTACT_LINES = 12
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
        if line.text and (place := _signed_here(lines, index)):
            found.append(place)
    if not found and (bare := _bare_name(lines)):
        found.append(bare)
    device = _device_lines(lines)
    if device is not None and (not found or device < found[0].index):
        found.insert(0, SignOff(device, lines[device].start, None))
    return found


def _signed_here(lines: Sequence[Line], index: int) -> SignOff | None:
    line = lines[index]
    text = line.text[:_LONG]
    if text[0] in "/-–—~\\_":
        return _dashed(lines, index)
    first = _FIRST_WORD.match(text)
    if first is None or first.group().casefold() not in _FIRST_WORDS:
        return _at_end(lines, index)
    if strong := _STRONG_LINE.match(text):
        rest = text[strong.end() :].strip(_MARKS)
        if second := _STRONG_LINE.match(rest):  # "Best regards / Med vänlig hälsning"
            rest = rest[second.end() :].strip(_MARKS)
        if not rest or (len(rest) < 40 and rest.casefold().startswith(("och tack", "och på förhand"))):
            return SignOff(index, line.start, _name_below(lines, index, lower_case=True))
        if (place := _with_rest(line, index, rest, lower_case=_takes_lower_case(strong.group()))):
            return place
    elif weak := _WEAK_LINE.match(text):
        rest = text[weak.end() :].strip(_MARKS)
        if rest:
            if begins_with_name(rest) and len(rest.split()) <= 4:
                return SignOff(index, line.start, signed_name(rest))
        elif name := _name_below(lines, index, lower_case=False):
            return SignOff(index, line.start, name)
    elif thanks := _THANKS_LINE.match(text):
        return _after_thanks(line, index, text, thanks.end(), _is_last(lines, index))
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


def _after_thanks(line: Line, index: int, text: str, end: int, last: bool) -> SignOff | None:
    """ "Tack på förhand! Anna" is signed. "Tack Sandra!" thanks Sandra."""
    rest = text[end:]
    mark = rest[:1]
    name = rest.strip(_MARKS)
    if not name or not last or name[:1].islower():
        return None
    thanked = rest.rstrip().endswith("!") or (not mark.strip() and len(text[:end].split()) == 1)
    if thanked or len(name.split()) > 3 or not begins_with_name(name):
        return None
    return SignOff(index, line.start, signed_name(name))


def _at_end(lines: Sequence[Line], index: int) -> SignOff | None:
    """ "… ring mig efter kl 16. Mvh Anna" and "Tack för hjälpen! /Anna" """
    line = lines[index]
    tail = line.text[-_LONG:]
    start = line.end - len(tail)
    folded = tail.casefold()
    found = None
    if any(hint in folded for hint in _HINTS):
        for each in _AT_END.finditer(tail):
            found = each
    elif (weak := _WEAK_AT_END.search(tail)) and _is_last(lines, index):
        found = weak
    if found is not None:
        rest = tail[found.end() :].strip(_MARKS)
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
    if line.text in ("--", "—", "__"):
        name = _name_below(lines, index, lower_case=False)
        return SignOff(index, line.start, name) if name or _is_last(lines, index, 8) else None
    rest = line.text[:_LONG].lstrip("/-–—~\\ ")
    slash = line.text[0] == "/"
    if strong := _STRONG_LINE.match(rest):
        after = rest[strong.end() :].strip(_MARKS)
        name = signed_name(after, lower_case=True) if after else _name_below(lines, index, lower_case=True)
        return SignOff(index, line.start, name)
    if not rest or len(rest.split()) > 5 or not _is_last(lines, index, 6):
        return None
    lower = slash and rest.isalpha() and _is_last(lines, index)
    if not slash:
        beside = (_above(lines, index), _below(lines, index))
        if any(i is not None and lines[i].text[0] in "-–—•*" for i in beside):
            return None  # a list
    if begins_with_name(rest, lower_case=lower):
        return SignOff(index, line.start, signed_name(rest, lower_case=lower))
    return None


def _name_below(lines: Sequence[Line], index: int, *, lower_case: bool) -> str | None:
    """The name on the first line with text below this one."""
    below = _below(lines, index)
    if below is None:
        return None
    text = lines[below].text[:_LONG]
    return signed_name(text.lstrip("/-–—~ "), lower_case=lower_case and len(text.split()) <= 3)


def _above(lines: Sequence[Line], index: int) -> int | None:
    return next((i for i in range(index - 1, max(index - _NEAR, -1), -1) if lines[i].text), None)


def _below(lines: Sequence[Line], index: int) -> int | None:
    return next((i for i in range(index + 1, min(index + _NEAR, len(lines))) if lines[i].text), None)


def _is_last(lines: Sequence[Line], index: int, allowed: int = 2) -> bool:
    """Is there nothing below but a few short lines (a number, an address, a mobile's own line)?"""
    below = 0
    for line in lines[index + 1 : index + 30]:
        if not line.text or _DEVICE.match(line.text):
            continue
        below += 1
        if below > allowed or len(line.text) > 80 or not _is_contact(line.text):
            return False
    return True


def _is_contact(text: str) -> bool:
    """A line of a signature block: a number, an address on the web, or a short title."""
    if any(map(str.isdigit, text[:100])) or "@" in text or "www." in text:
        return True
    return len(text) <= 40 and text[-1] not in ".!?:,"


def _bare_name(lines: Sequence[Line]) -> SignOff | None:
    """A name alone under the last sentence, maybe with contact lines below it."""
    contact = False
    for step, index in enumerate(range(len(lines) - 1, -1, -1)):
        line = lines[index]
        if step > 3 * _CONTACT_LINES:
            return None
        if not line.text or _DEVICE.match(line.text):
            continue
        above = _above(lines, index)
        name = signed_name(line.text) if above is not None and len(line.text) <= 50 else None
        if name and _ends_the_text(lines, above, index) and not name.casefold().endswith(STREET_ENDINGS):
            if contact and len(name.split()) == 1 and not _is_contact_block(lines, index):
                return None
            return SignOff(index, line.start, name)
        if not _is_contact(line.text) or len(line.text) > 80:
            return None
        contact = True
    return None


def _is_contact_block(lines: Sequence[Line], index: int) -> bool:
    below = [line.text for line in lines[index + 1 :] if line.text]
    return any("@" in text or "www." in text or sum(map(str.isdigit, text)) >= 7 for text in below)


def _ends_the_text(lines: Sequence[Line], above: int | None, index: int) -> bool:
    """Is the line above a finished sentence or a thank-you?"""
    if above is None:
        return False
    text = lines[above].text
    if _THANKS_LINE.match(text) and len(text) <= 40:
        return True
    return text[-1] in ".!?)" and not (text[-1] == "." and len(text) < 4)


def _device_lines(lines: Sequence[Line]) -> int | None:
    """The index of "Skickat från min iPhone" when nothing but such lines stands below it."""
    for index in range(len(lines) - 1, max(len(lines) - 40, -1), -1):
        text = lines[index].text
        if text:
            if not (len(text) <= 120 and _DEVICE.match(text)):
                return None
            above = _above(lines, index)
            if above is None or not _DEVICE.match(lines[above].text):
                return index
    return None
