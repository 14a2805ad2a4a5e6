"""Mails whose sender wrote nothing above what they passed on: what was passed on is read instead."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rutinlots.core.mail.ending.signature import signed
from rutinlots.core.mail.ending.signoff import sign_offs
from rutinlots.core.mail.history.finder import History, Range, find_history
from rutinlots.core.mail.history.headers import header_block, key_of
from rutinlots.core.mail.history.repeats import Earlier
from rutinlots.core.mail.history.wording import KEYS
from rutinlots.core.mail.lines import Line, between, lines_of

# What is written above a forwarded mail and says nothing of it.
_NOTHING = frozenset(
    """
    fyi se nedan vb vbf för kännedom enligt vidarebefordrar vidarebefordrat vidarebefordras detta mejl mail mejlet mailet här
    kommer hej hi hello see below forwarding nedanstående bifogat
    """.split()
)
_MOST_NOTHING = 6  # words
_SIGN = r"[^\s<>()\[\]@,;:\"']"  # of an address
_ADDRESS = re.compile(rf"(?<!{_SIGN}){_SIGN}++@{_SIGN}+")
_SENDER = re.compile("(?:" + "|".join(key.capitalize() for key, kind in KEYS.items() if kind == "sender") + r")\s?:")


@dataclass(frozen=True)
class Passed:
    """The words of the person who wrote the forwarded mail.

    :ivar writer: their address; empty where the headers have none. :ivar signer: the name they signed with.
    :ivar by_writer: they passed it on themselves.
    """

    pieces: tuple[Range, ...]
    signer: str | None
    writer: str
    by_writer: bool


def passed_on(
    text: str, history: History, sender: str, earlier: Earlier | None, is_ours: Callable[[str], bool] | None
) -> Passed | None:
    """What to read of a mail that is all forward; None for others, and where the mail passed on is ours or the thread's.

    :param sender: who passed it on.
    """
    if True not in history.taken or not _says_nothing(history):
        return None
    lines = history.lines
    start = next((index for index, heading in enumerate(history.heading) if heading), None)
    if start is None:
        return None
    end = start
    while end < len(lines) and history.heading[end]:
        end += 1
    head, bare = "\n".join(line.text for line in lines[start:end]), _bare(lines[end:])
    first = next((index for index, line in enumerate(bare) if line.text), len(bare))
    # Apple marks the headers as it marks the mail.
    height = header_block(bare, first) if first < len(bare) else 0
    head += "\n" + "\n".join(line.text for line in bare[first : first + height])
    writer = _writer(head)
    if writer is None:
        return None  # a reply's "Den … skrev …:" with nothing above: what is quoted was written to this sender
    if writer and is_ours is not None and is_ours(writer):
        return None
    bare = bare[first + height :]
    inner = "\n".join(line.text for line in bare)
    if not inner.strip() or (earlier and earlier.has(inner)):
        return None
    pieces, signer = _read(text, bare, inner)
    return Passed(pieces, signer, writer, bool(sender) and sender.casefold() == writer.casefold())


def _says_nothing(history: History) -> bool:
    own = [line for line, taken in zip(history.lines, history.taken, strict=True) if line.text and not taken]
    if not own:
        return True
    signs = sign_offs(own)
    before = own[: signs[0].index] if signs and signs[0].start == own[signs[0].index].start else own
    words = [word.strip(".,:;!").casefold() for line in before for word in line.text[:200].split()]
    return len(words) <= _MOST_NOTHING and all(word in _NOTHING for word in words)


def _writer(head: str) -> str | None:
    """Who wrote it according to its headers: an address, or nothing known; None where there are no headers at all."""
    for line in head.split("\n"):
        if KEYS.get(key_of(line)) == "sender":
            found = _ADDRESS.search(line)
            return found.group() if found else ""
    told = _SENDER.search(head)  # all headers on the separator's line
    found = _ADDRESS.search(head, told.end()) if told else None
    return found.group() if found else None


def _bare(lines: Sequence[Line]) -> list[Line]:
    """The lines without the angles before them."""
    return [
        line.after(line.start + len(line.text) - len(line.text.lstrip(">"))) if line.text[:1] == ">" else line for line in lines
    ]


def _read(text: str, lines: Sequence[Line], inner: str) -> tuple[tuple[Range, ...], str | None]:
    """The words of the mail passed on, without what that one quotes and without its signature, and the name it is signed with."""
    plain = lines_of(inner)[: len(lines)]
    history = find_history(inner, plain)
    kept: list[Line] = []
    for line, taken in zip(lines, history.taken, strict=False):
        if taken:
            break
        kept.append(line)
    if not kept:
        return (), None
    part = signed(kept, kept[0].start, kept[-1].end)
    pieces: list[Range] = []
    for start, end in part.own:
        inside = map(kept.__getitem__, between(kept, start, end))
        pieces += [(line.start, min(_next_start(text, line), end)) for line in inside if line.text]
    return _joined(pieces), part.name


def _next_start(text: str, line: Line) -> int:
    """Just behind the line's end, its line break included."""
    return line.end + (text[line.end : line.end + 1] == "\n")


def _joined(pieces: Sequence[Range]) -> tuple[Range, ...]:
    """Stretches that follow each other directly, as one."""
    found: list[Range] = []
    for start, end in pieces:
        if found and found[-1][1] == start:
            found[-1] = found[-1][0], end
        else:
            found.append((start, end))
    return tuple(found)
