"""Splits a draft into greeting, opening, body, closing, signature and quoted history."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rutinlots.core.mail.boilerplate import is_contact_talk, is_furniture
from rutinlots.core.mail.ending.contact import is_device_line, is_policy_line
from rutinlots.core.mail.ending.farewell import farewell_start
from rutinlots.core.mail.ending.signoff import SignOff, sign_offs
from rutinlots.core.mail.greeting import Greeting, greeting_of
from rutinlots.core.mail.history.finder import quoted
from rutinlots.core.mail.lines import Line, between, each_line, lines_of
from rutinlots.core.mail.sample import samples

_MOST_GREETINGS = 10
_SAID = re.compile(r"[”“\"»«„]([^”“\"»«„\n]{8,300})[”“\"»«]")  # words in quotation marks
_SAID_WORDS = 3  # that a quotation has at least; fewer are a title or a button
_WORD = re.compile(r"[^\W\d_]{2,}")
_FILL = "·"  # in the place of each letter that isn't the agent's
_REPLY_MARKER = "##"  # "##- skriv ditt svar ovanför den här raden -##"


class Stretch(NamedTuple):
    """``text`` is the characters from ``start`` to ``end`` (exclusive) of the whole; empty when they are equal."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Parts:
    """A draft's parts; one that is missing is an empty stretch, or None.

    They follow each other in this order, except where a text was put in below a signature that was there already: then
    ``signature`` is between the greeting and the body, or, when there is a body above it, the text is in ``below``.
    """

    text: str
    greeting: Stretch | None  # "Hej Anna,"
    greeting_name: Stretch | None  # "Anna"
    greetings: tuple[Stretch, ...]  # every one at the top: the automatic one and the template's
    opening: Stretch  # the first paragraph after the greeting; with several greetings the whole top, them included
    body: Stretch  # after the greeting, before the closing
    closing: Stretch  # "Du är välkommen att höra av dig. Trevlig helg!"
    signature: Stretch  # from "Med vänlig hälsning"
    signatures: tuple[Stretch, ...]  # each of them, where there are several
    below: tuple[Stretch, ...]  # the agent's own text under each signature that has some
    greetings_below: tuple[Stretch, ...]  # what such a text begins with, when it brings its own greeting
    signer: str | None  # the person's name in the signature
    quote: Stretch  # quoted history, to the end
    own: Stretch  # all that the agent wrote: everything before the quote
    spoken: Stretch  # the same, with a dot for each letter of what is quoted: between the answers, in quotation marks, a sample

    @property
    def says_nothing(self) -> bool:
        """Whether nothing of the agent's own stands in it: greeting and signature come by themselves."""
        return not any(stretch.text for stretch in (self.body, self.closing, *self.below))

    def is_quoted(self, start: int, end: int) -> bool:
        """Whether nothing of a stretch of ``own``, one that has text, is the agent's own words."""
        if self.spoken is self.own:
            return False
        return not self.spoken.text[start - self.own.start : end - self.own.start].replace(_FILL, "").strip()


def split(text: str) -> Parts:
    """Divide a clean draft into its parts; offsets are code points into ``text``."""
    lines = lines_of(text)
    history = quoted(text, lines)
    quote = len(text)
    if history and history[-1][1] == quote:
        quote = history[-1][0]
        lines = [line for line in lines if line.start < quote]
    quoted_letters = samples(lines)
    signed = [each for each in sign_offs(lines) if not _is_within(quoted_letters, each.start)]
    greetings, early = _top(lines, signed)
    after = max(greetings[-1].end if greetings else 0, early[1] if early else 0)
    late = [each.start for each in signed if each.start >= after]
    end = late[0] if late else quote
    closing = farewell_start(text, after, end)
    first = greetings[0] if greetings else None
    stops = [*late[1:], quote] if late else []
    ends = [_signature_end(lines, start, stop) for start, stop in zip(late, stops, strict=True)]
    below = tuple(each for start, stop in zip(ends, stops, strict=True) if (each := _trimmed(text, start, stop)).text)
    signature = early if early and not late else (end, ends[-1] if ends else quote)
    own = _trimmed(text, 0, quote)
    return Parts(
        text=text,
        greeting=_trimmed(text, first.start, first.end) if first else None,
        greeting_name=_trimmed(text, *first.name) if first and first.name else None,
        greetings=tuple(_trimmed(text, each.start, each.end) for each in greetings),
        opening=_trimmed(text, greetings[0].start if len(greetings) > 1 else after, _paragraph_end(text, after, end)),
        body=_trimmed(text, after, closing),
        closing=_trimmed(text, closing, end),
        signature=_trimmed(text, *signature),
        signatures=tuple(_trimmed(text, *each) for each in [*([early] if early else []), *zip(late, ends, strict=True)]),
        below=below,
        greetings_below=tuple(_trimmed(text, *found) for each in below if (found := _greeting_in(each))),
        signer=next((each.name for each in signed if each.name), None),
        quote=Stretch(quote, len(text), text[quote:]),
        own=own,
        spoken=_spoken(own, [(line.start, line.end) for line in lines if line.text.startswith(">")], [*quoted_letters, *history]),
    )


def _is_within(stretches: Sequence[tuple[int, int]], place: int) -> bool:
    """Is a place in one of several stretches, which follow each other?"""
    index = bisect_right(stretches, place, key=lambda each: each[0]) - 1
    return index >= 0 and place < stretches[index][1]


def _spoken(own: Stretch, marked: Sequence[tuple[int, int]], letters: Sequence[tuple[int, int]]) -> Stretch:
    """What the agent says by itself: quoted lines, letters and quotations filled with dots, every place kept."""
    quotations = [
        (own.start + said.start(1), own.start + said.end(1))
        for said in _SAID.finditer(own.text)
        if len(_WORD.findall(said[1])) >= _SAID_WORDS and not set(said[1]) & set("[]{}<>")
    ]
    pieces: list[str] = []
    place = 0
    for start, end in sorted((*marked, *letters, *quotations)):
        first, last = max(start - own.start, place), min(end, own.end) - own.start
        if first < last:
            pieces += (own.text[place:first], re.sub(r"\S", _FILL, own.text[first:last]))
            place = last
    return Stretch(own.start, own.end, "".join(pieces) + own.text[place:]) if pieces else own


def _trimmed(text: str, start: int, end: int) -> Stretch:
    """The stretch without blanks at its ends."""
    inside = text[start:end]
    bare = inside.strip()
    if len(bare) != len(inside):
        start += len(inside) - len(inside.lstrip())
    return Stretch(start, start + len(bare), bare)


def _top(lines: Sequence[Line], signed: Sequence[SignOff]) -> tuple[list[Greeting], tuple[int, int] | None]:
    """The greetings that the draft begins with, and a signature among them that has the text below it."""
    greetings: list[Greeting] = []
    early: tuple[int, int] | None = None
    sign_lines = {each.index for each in signed if each.start == lines[each.index].start}
    index = 0
    while index < len(lines):
        line = lines[index]
        if not line.text or line.text.startswith((_REPLY_MARKER, ">")):
            index += 1
            continue
        if index in sign_lines and early is None:
            below = next((i for i in range(index + 1, len(lines)) if _resumes(lines[i])), None)
            if below is None:
                break
            early = (line.start, lines[below - 1].end)
            index = below
            continue
        rest = line
        while rest.text and len(greetings) < _MOST_GREETINGS and (greeting := greeting_of(rest)):
            greetings.append(greeting)
            rest = rest.after(greeting.end)
        if any(map(str.isalnum, rest.text)):
            break
        index += 1
    return greetings, early


def _signature_end(lines: Sequence[Line], start: int, stop: int) -> int:
    """Where the signature from ``start`` ends: at ``stop``, or where the writer's own text goes on before it."""
    below = map(lines.__getitem__, between(lines, start + 1, stop))
    return next((line.start for line in below if _resumes(line) and not _belongs_to_signature(line.text)), stop)


def _belongs_to_signature(text: str) -> bool:
    return is_furniture(text) or is_contact_talk(text) or is_device_line(text)


def _greeting_in(below: Stretch) -> tuple[int, int] | None:
    """The greeting that a text below the signature begins with."""
    first = lines_of(below.text)[0]
    found = greeting_of(Line(below.start + first.start, first.text))
    return (found.start, found.end) if found else None


def _resumes(line: Line) -> bool:
    """Does the writer's own text go on here, below a signature block? Its lines are short and no sentences."""
    text = line.text
    if not text or is_policy_line(text):
        return False
    if len(text) > 100 or (text[-1] in ".!?:" and len(text.split()) > 2):
        return True
    greeting = greeting_of(line)
    return greeting is not None and greeting.end == line.end


def _paragraph_end(text: str, start: int, end: int) -> int:
    """The end of the first paragraph in ``text[start:end]``: its first blank line, or its first line without one."""
    region = text[start:end]
    place = start + len(region) - len(region.lstrip())
    first_line = None
    for line in each_line(text[place:end].rstrip()):
        if not line.text:
            return place + line.start
        first_line = first_line if first_line is not None else place + line.end
    return first_line if first_line is not None else end
