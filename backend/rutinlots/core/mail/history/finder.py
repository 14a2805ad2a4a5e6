"""Where quoted history is: the lines that mail programs put above it, and the marks they put before it.

Everything is decided line by line with plain string tests or patterns without nested repetition, so a hostile mail
costs no more time than its length.
"""

import re
from collections.abc import Callable, Sequence

from rutinlots.core.mail.lines import Line

Range = tuple[int, int]
_Test = Callable[[Sequence[Line], int, Sequence[bool]], int]

_LONGEST = 400  # characters that an attribution ("Den … skrev …:") or a header line may have
_ATTRIBUTION_LINES = 3  # it may be wrapped over
_HEADER_LINES = 12  # to look for the other headers in
_RULE = 8  # characters that a drawn line has at least
_DRAWN = "-_*–—"

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
_SENDER_LINE = re.compile(r"(?:från|from|fra|von) ?:")
_ON_ONE_LINE = re.compile(r"\s\*?(?:skickat|sent|sendt|datum|date|till|to|til|ämne|subject|emne)\s?:\*?\s", re.I)

_WROTE = re.compile(r"\b(skrev|wrote|schrieb|skreiv)\b", re.I)
_WROTE_WORDS = ("skrev", "wrote", "schrieb", "skreiv", ">:")
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\b")
_DATE_FIRST = re.compile(
    r"(?:\d|den\b|on\b|på\b|am\b|le\b|(?:mån|tis|ons|tors?|fre|lör|sön|man|tir|tirs|lør|søn|mon|tue|wed|thu|fri|sat|sun)"
    r"[a-zåäöø]{0,6}\b)",
    re.I,
)
_DATE_AFTER = re.compile(r"\s(?:den\s)?\d{1,4}[-/. ]")
# "Ni skrev den 3 mars: …" and "… skrev till oss: …" are the customer's own sentences.
_SPEAKERS = frozenset(
    """
    jag vi ni du han hon de dom man er min vår mig oss sig att till om så
    i we you he she they my our to that in so
    """.split()
)


def quoted(text: str, lines: Sequence[Line], known: Sequence[Range] = ()) -> list[Range]:
    """The stretches of ``text`` that are quoted history, in order; ``lines`` are the text's.

    :param known: stretches known to be quoted (from the mail's HTML); a line that begins in one counts as marked.
    """
    marked = _marked(lines, known)
    taken = list(marked)
    folded = text.casefold()
    tests: list[_Test] = [_separator]
    if _SENDER_LINE.search(folded):
        tests.append(_header)
    if any(word in folded for word in _WROTE_WORDS):
        tests.append(_attribution)
    index, last = 0, len(lines)
    while index < last:
        height = 0
        if lines[index].text and not taken[index]:
            height = next((height for test in tests if (height := test(lines, index, marked))), 0)
        if not height:
            index += 1
            continue
        below = next((i for i in range(index + height, last) if lines[i].text), last)
        until = below if below < last and marked[below] else last
        taken[index:until] = [True] * (until - index)
        index = until
    _take_wrapped(lines, marked, taken)
    return _ranges(text, lines, taken) if True in taken else []


def _marked(lines: Sequence[Line], known: Sequence[Range]) -> list[bool]:
    marked = [line.text[:1] == ">" for line in lines]
    if not known:
        return marked
    spot = 0
    ordered = sorted(known)
    for index, line in enumerate(lines):
        while spot < len(ordered) and ordered[spot][1] <= line.start:
            spot += 1
        if spot < len(ordered) and line.text and ordered[spot][0] <= line.start:
            marked[index] = True
    return marked


# Each test says how many lines, from this one, announce quoted history; 0 when they don't.


def _separator(lines: Sequence[Line], index: int, marked: Sequence[bool]) -> int:
    """ "-----Ursprungligt meddelande-----", "Begin forwarded message:", or a rule above Outlook's headers."""
    text = lines[index].text
    drawn = text[0] in _DRAWN
    if len(text) > _LONGEST or not (drawn or text[-1] == ":"):
        return 0
    bare = text.strip(_DRAWN + "= :").casefold()
    if bare:
        return int(bare in _SEPARATORS)
    below = next((i for i in range(index + 1, min(index + 4, len(lines))) if lines[i].text), None)
    return below - index if len(text) >= _RULE and below is not None and _header(lines, below, marked) else 0


def _header(lines: Sequence[Line], index: int, marked: Sequence[bool]) -> int:
    """The first line of the headers that Outlook and forwarded mails carry.

    "Från", "Till" and "Datum" are also how a customer lists a move: a subject or an address tells mail headers.
    """
    text = lines[index].text
    if _key(text) not in _SENDER_KEYS:
        return 0
    if len({found.group().strip(" *:").casefold() for found in _ON_ONE_LINE.finditer(text[: 2 * _LONGEST])}) >= 2:
        return 1
    keys = {_key(line.text) for line in lines[index + 1 : index + 1 + _HEADER_LINES]}
    others = keys & _OTHER_KEYS
    return int(bool(others and (keys & _SUBJECT_KEYS or "@" in text)))


def _key(text: str) -> str:
    """The header's name in "Från: …", "*Från:* …" or "Från : …"; empty when there is none."""
    head, colon, _ = text[:40].partition(":")
    return head.strip("* ").casefold() if colon else ""


def _attribution(lines: Sequence[Line], index: int, marked: Sequence[bool]) -> int:
    """ "Den tis, 10 mar 2026 kl 10:15 skrev Anna Berg <…>:", maybe wrapped."""
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


def _take_wrapped(lines: Sequence[Line], marked: Sequence[bool], taken: list[bool]) -> None:
    """A long quoted line that was wrapped leaves a rest without its mark between two marked lines."""
    for index in range(1, len(lines) - 1) if True in marked else ():
        line = lines[index].text
        if (
            not taken[index] and line and line[0].islower()
            and marked[index - 1] and marked[index + 1] and len(lines[index - 1].text) >= 60
        ):
            taken[index] = True


def _ranges(text: str, lines: Sequence[Line], taken: Sequence[bool]) -> list[Range]:
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
