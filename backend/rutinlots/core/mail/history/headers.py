"""The block of headers above quoted history ("Från: … Skickat: … Till: … Ämne: …"), and the separators above that."""

import re
from collections.abc import Sequence

from rutinlots.core.kept import by_line
from rutinlots.core.mail.history.wording import FORM_KEYS, KEYS, SEPARATORS
from rutinlots.core.mail.lines import Line, below

_LONGEST = 400  # characters of a separator or header line
_BLOCK_LINES = 16  # of one block of headers
_WRAPPED = 3  # lines that one header may go on over
_RULE = 8  # characters that a drawn line has at least
_DRAWN = "-_*–—=~"
_TITLED = "|".join(
    sorted({re.escape(key.capitalize()) for key, kind in KEYS.items() if kind != "other" and len(key) > 1}, key=len, reverse=True)
)
_ON_ONE_LINE = re.compile(rf"\*?({_TITLED})\s?:\*?\s?")
_LINED = re.compile(r"[-_=*–—~ ]{2,}\s*([^\s_=*–—:<>@~][^_=*–—:<>@~]{2,44}?)\s?(?:[-_=*–—~]{2,}|:\s?$)")
_CLOCK = re.compile(r"(?<!\d)\d{1,2}[:.]\d\d(?!\d)")
_LABELLED = re.compile(r"\W{0,2}[^\W\d_][^\s:]{0,19}(?: [^\s:]{1,15}){0,2}\s?:\s?\S")
_BY = ("forwarded by ", "vidarebefordrat av ", "videresendt av ", "weitergeleitet von ", "edelleenlähettänyt ")


def separator(lines: Sequence[Line], index: int) -> int:
    """How many lines, from this one, are a separator: "-----Ursprungligt meddelande-----", "Begin forwarded message:",
    a helpdesk's "##- svara ovanför -##", or a rule above headers. 0 when they are none."""
    text = lines[index].text
    if len(text) > 2 * _LONGEST or not may_separate(text):
        return 0
    if text.startswith("##"):
        return int(text.rstrip("- ").endswith("##"))
    drawn = text[0] in _DRAWN
    bare = text.strip(_DRAWN + " :：").casefold()
    if bare in SEPARATORS or (drawn and bare.startswith(_BY)):
        return 1
    lined = _LINED.match(text) if drawn and bare else None
    if lined and lined.group(1).strip().casefold().strip("- ") in SEPARATORS:
        return 1  # the headers stand behind it on the same line
    if not drawn or (bare and not lined) or (not bare and len(text) < _RULE):
        return 0
    # A rule, or a separator in words that aren't known: headers below say what it is.
    place = below(lines, index)
    return place - index if place is not None and place <= index + 3 and header_block(lines, place) else 0


def may_separate(text: str) -> bool:
    """A quick test of a line, which is not blank, for what begins or ends as separators do."""
    return text[0] in _DRAWN or text[-1] in ":：" or text.startswith("##")


def header_block(lines: Sequence[Line], index: int) -> int:
    """How many lines, from this one, are the headers that Outlook and forwarded mails carry; 0 when they are none.

    "Från", "Till" and "Datum" are also how a customer lists a move, and a form on the web has labels of its own: a
    subject or an address tells mail headers.
    """
    first = KEYS.get(key_of(lines[index].text))
    if first is None:
        return 0
    if first == "sender" and (height := _one_line(lines, index)):
        return height
    kinds = {first}
    address = "@" in lines[index].text
    told_by_sender = address
    end, waited = index + 1, 0
    for place in range(index + 1, min(index + _BLOCK_LINES, len(lines))):
        text = lines[place].text
        key = key_of(text)
        kind = KEYS.get(key)
        if kind is not None:
            kinds.add(kind)
            end, waited = place + 1, 0
        elif key in FORM_KEYS:
            return 0
        else:
            waited += 1
            if waited > (_WRAPPED if text else 1):
                break
        address = address or (kind is not None and "@" in text)
        told_by_sender = told_by_sender or (kind == "sender" and "@" in text)
    mails = kinds - {"other"}
    if "sender" not in kinds or len(kinds) < 2:
        return 0
    if first == "sender":
        return (end - index) if ("subject" in kinds and len(kinds) > 1) or (told_by_sender and len(kinds) > 1) else 0
    return (end - index) if len(mails) >= 3 and address else 0


@by_line
def key_of(text: str) -> str:
    """The header's name in "Från: …", "*Från:* …" or "Från : …", case-folded; empty when there is none."""
    head, colon, _ = text[:40].replace("：", ":", 1).partition(":")
    return head.strip("*_> \u2022").casefold() if colon else ""


def may_head(text: str) -> bool:
    """Can the line, in whatever language, say who wrote when what is known to be quoted below it?"""
    if len(text) > _LONGEST or text[-1] in ".!?":
        return False
    drawn = not any(map(str.isalnum, text))
    return drawn or "@" in text or _CLOCK.search(text) is not None or _LABELLED.match(text) is not None


def _one_line(lines: Sequence[Line], index: int) -> int:
    """All headers on one line, which may be wrapped."""
    text = lines[index].text[: 2 * _LONGEST]
    kinds = {KEYS[found.group(1).casefold()] for found in _ON_ONE_LINE.finditer(text)}
    return int(len(kinds) >= 3)
