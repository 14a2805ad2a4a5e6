"""Where quoted history is: the lines that mail programs put above it, and the marks they put before it.

Everything is decided line by line with plain string tests or patterns without nested repetition, so a hostile mail
costs no more time than its length.
"""

import re
from collections.abc import Sequence

from rutinlots.core.mail.lines import Line, lines_of

Range = tuple[int, int]

_LONGEST = 400  # characters that an attribution ("Den … skrev …:") or a header line may have
_ATTRIBUTION_LINES = 3  # it may be wrapped over
_HEADER_LINES = 12  # to look for the other headers in

_SEPARATORS = frozenset(
    "ursprungligt meddelande|originalmeddelande|vidarebefordrat meddelande|vidarebefordrat brev|"
    "original message|original-nachricht|forwarded message|begin forwarded message|begin forwarded mail|"
    "opprinnelig melding|videresendt melding|oprindelig meddelelse|videresendt meddelelse|"
    "påbörjat vidarebefordrat brev|börja vidarebefordrat brev|vidarebefordrat mejl|ursprungligt mejl".split("|")
)
_SENDER_KEYS = frozenset({"från", "from", "fra", "von"})
_SUBJECT_KEYS = frozenset({"ämne", "subject", "emne", "betreff", "ärende"})
_OTHER_KEYS = frozenset(
    "skickat|sent|sendt|gesendet|datum|date|dato|till|to|til|an|kopia|cc|kopi|svara till|reply-to|prioritet".split("|")
)
_ON_ONE_LINE = re.compile(r"\s\*?(?:skickat|sent|sendt|datum|date|till|to|til|ämne|subject|emne)\s?:\*?\s", re.I)

_WROTE = re.compile(r"\b(skrev|wrote|schrieb|skreiv)\b", re.I)
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\b")
_DATE_FIRST = re.compile(
    r"(?:\d|den\b|on\b|på\b|am\b|le\b|(?:mån|tis|ons|tors?|fre|lör|sön|man|tir|tirs|lør|søn|mon|tue|wed|thu|fri|sat|sun)"
    r"[a-zåäöø]{0,6}\b)",
    re.I,
)
_DATE_AFTER = re.compile(r"\s(?:den\s)?\d{1,4}[-/. ]")
_SPEAKERS = frozenset(
    "jag vi ni du han hon de dom man er min vår mig oss sig att till om så i we you he she they my our to that in so".split()
)


def quoted(text: str, known: Sequence[Range] = ()) -> list[Range]:
    """The stretches of ``text`` that are quoted history, in order.

    :param known: stretches known to be quoted (from the mail's HTML); a line that begins in one counts as marked.
    """
    lines = lines_of(text)
    marked = _marked(lines, known)
    taken = list(marked)
    index, last = 0, len(lines)
    while index < last:
        if taken[index] or not lines[index].text:
            index += 1
            continue
        height = _introduction(lines, index, marked)
        if not height:
            index += 1
            continue
        below = next((i for i in range(index + height, last) if lines[i].text), last)
        for i in range(index, below if below < last and marked[below] else last):
            taken[i] = True
        index = below if below < last and marked[below] else last
    _take_wrapped(lines, marked, taken)
    return _ranges(text, lines, taken)


def _marked(lines: list[Line], known: Sequence[Range]) -> list[bool]:
    marked = [line.text.startswith(">") for line in lines]
    spot = 0
    ordered = sorted(known)
    for index, line in enumerate(lines):
        while spot < len(ordered) and ordered[spot][1] <= line.start:
            spot += 1
        if spot < len(ordered) and line.text and ordered[spot][0] <= line.start:
            marked[index] = True
    return marked


def _introduction(lines: list[Line], index: int, marked: list[bool]) -> int:
    """How many lines from here announce quoted history: 0 when they don't."""
    text = lines[index].text
    first = text[0]
    if first in "-_*–—=" or first in "VvBbPpOoUu":
        bare = text.strip("-_*–—= :").casefold()
        if bare in _SEPARATORS and (first in "-_*–—=" or text.endswith(":") or len(bare.split()) > 1):
            return 1
        if not bare and len(text) >= 8:
            below = next((i for i in range(index + 1, min(index + 4, len(lines))) if lines[i].text), None)
            return below - index if below is not None and _header(lines, below) else 0
    if _header(lines, index):
        return 1
    return _attribution(lines, index, marked)


def _key(text: str) -> str:
    """The header's name in "Från: …", "*Från:* …" or "Från : …"; empty when there is none."""
    head, colon, _ = text[:40].partition(":")
    return head.strip("* ").casefold() if colon else ""


def _header(lines: list[Line], index: int) -> bool:
    """Is this the first line of Outlook's or a forwarded mail's headers?

    "Från", "Till" and "Datum" are also how a customer lists a move: a subject or an address tells mail headers.
    """
    text = lines[index].text
    if _key(text) not in _SENDER_KEYS:
        return False
    if len({found.group().strip(" *:").casefold() for found in _ON_ONE_LINE.finditer(text[: 2 * _LONGEST])}) >= 2:
        return True
    keys = {_key(line.text) for line in lines[index + 1 : index + 1 + _HEADER_LINES]}
    others = keys & _OTHER_KEYS
    return bool(others and (keys & _SUBJECT_KEYS or "@" in text))


def _attribution(lines: list[Line], index: int, marked: list[bool]) -> int:
    """How many lines the attribution ("Den … skrev … <…>:") that begins here takes up: 0 when there is none."""
    text = lines[index].text
    if len(text) > _LONGEST:
        return 0
    begins_with_date = _DATE_FIRST.match(text)
    if not begins_with_date and not (text.endswith(":") and _WROTE.search(text)):
        return 0
    height = 1
    while not text.endswith(":"):
        following = index + height
        if height == _ATTRIBUTION_LINES or following >= len(lines) or not lines[following].text or marked[following]:
            return 0
        text += " " + lines[following].text
        height += 1
    if len(text) > _LONGEST:
        return 0
    wrote = _WROTE.search(text)
    if wrote is None:
        # Old Gmail: "2026-03-10 10:15 GMT+01:00 Anna Berg <anna@…>:"
        return height if text[0].isdigit() and "@" in text and text.endswith(">:") and _CLOCK.search(text) else 0
    before, after = text[: wrote.start()].split(), text[wrote.end() :].split()
    if (before and before[-1].casefold() in _SPEAKERS) or (after and after[0].strip(":").casefold() in _SPEAKERS):
        return 0
    told = "@" in text or _CLOCK.search(text)
    if begins_with_date:
        return height if told and any(map(str.isdigit, text)) else 0
    return height if told and _DATE_AFTER.match(text, wrote.end()) else 0


def _take_wrapped(lines: list[Line], marked: list[bool], taken: list[bool]) -> None:
    """A long quoted line that was wrapped leaves a rest without its mark between two marked lines."""
    for index in range(1, len(lines) - 1):
        line = lines[index].text
        if (
            not taken[index] and line and line[0].islower()
            and marked[index - 1] and marked[index + 1] and len(lines[index - 1].text) >= 60
        ):
            taken[index] = True


def _ranges(text: str, lines: list[Line], taken: list[bool]) -> list[Range]:
    """The taken lines as stretches; blank lines between two taken ones belong to them."""
    ranges: list[Range] = []
    open_since: int | None = None
    until = 0
    for index, line in enumerate(lines):
        if taken[index]:
            open_since = line.start if open_since is None else open_since
            until = line.end
        elif line.text and open_since is not None:
            ranges.append((open_since, until))
            open_since = None
    if open_since is not None:
        ranges.append((open_since, len(text)))
    return ranges
