"""A message of the thread, taken apart into what the sender wrote, the signature and the quoted history."""

from collections.abc import Sequence
from dataclasses import dataclass

from rutinlots.core.mail.draft import Stretch
from rutinlots.core.mail.html import aligned_quotes, read_html
from rutinlots.core.mail.lines import Line, lines_of
from rutinlots.core.mail.history.finder import Range, quoted
from rutinlots.core.mail.signoff import sign_offs
from rutinlots.core.situation import Message

_POSTSCRIPT = ("ps ", "ps. ", "ps: ", "ps, ", "p.s", "ps!")


@dataclass(frozen=True)
class MessageParts:
    """A message's parts. Answers written between quoted lines make ``own`` several pieces."""

    text: str  # the message as plain text
    own: str  # without signature and quoted history: the pieces' texts, one after the other
    own_stretch: Stretch  # from the first piece's start to the last one's end
    pieces: tuple[Stretch, ...]  # where ``own`` is in ``text``; one piece, from 0, in most mails
    signature: str
    signer: str | None  # the name the sender signed with; None when it isn't sure to be one
    quote: str
    written: str  # all but the quoted history, in its order

    def in_text(self, start: int, end: int) -> tuple[int, int]:
        """Where the stretch of ``own`` from ``start`` to ``end`` is in ``text``."""
        return self._place(start, False), self._place(end, True)

    def _place(self, offset: int, is_end: bool) -> int:
        for piece in self.pieces:
            length = piece.end - piece.start
            if offset < length or (is_end and offset == length):
                return piece.start + offset
            offset -= length
        return self.own_stretch.end


def take_apart(message: Message) -> MessageParts:
    """Take a message apart; offsets are code points into the parts' ``text``.

    That is the message's text. A message that came as HTML only is read into text. Where both are there, the HTML
    tells what is quoted, if the two can be laid on each other.
    """
    known: Sequence[Range] = ()
    text = message.text
    if message.html:
        page = read_html(message.html)
        if text.strip():
            known = aligned_quotes(page, text)
        else:
            text, known = page.text, page.quotes
    return _parts(text, quoted(text, lines_of(text), known))


def _parts(text: str, history: Sequence[Range]) -> MessageParts:
    lines, pieces = _own_lines(text, history)
    written = "\n".join(text[a:b].strip() for a, b in pieces)
    signed = sign_offs(lines)
    signature = ""
    if signed:
        start, index = signed[0].start, signed[0].index
        resumed = next(
            (i for i in range(index + 1, len(lines)) if lines[i].text.casefold().startswith(_POSTSCRIPT)), len(lines)
        )
        until = lines[resumed].start if resumed < len(lines) else len(text)
        signature = "".join(text[max(a, start) : min(b, until)] for a, b in pieces if a < until and b > start).strip()
        before = [(a, min(b, start)) for a, b in pieces if a < start]
        pieces = before + [(max(a, until), b) for a, b in pieces if b > until]
    while pieces and not text[slice(*pieces[-1])].strip():
        pieces.pop()
    if pieces:
        first, last = pieces[-1]
        pieces[-1] = first, first + len(text[first:last].rstrip())
        first, last = pieces[0]
        if first:
            pieces[0] = last - len(text[first:last].lstrip()), last
    stretches = tuple(Stretch(a, b, text[a:b]) for a, b in pieces)
    start, end = (stretches[0].start, stretches[-1].end) if stretches else (0, 0)
    return MessageParts(
        text=text,
        own="".join(piece.text for piece in stretches),
        own_stretch=Stretch(start, end, text[start:end]),
        pieces=stretches,
        signature=signature,
        signer=next((each.name for each in signed if each.name), None),
        quote="\n".join(text[a:b] for a, b in history),
        written=written,
    )


def _own_lines(text: str, history: Sequence[Range]) -> tuple[list[Line], list[Range]]:
    """The lines outside the quoted history, and the stretches they make up."""
    pieces: list[Range] = []
    place = 0
    for start, end in history:
        if text[place:start].strip():
            pieces.append((place, start))
        place = end
    if text[place:].strip():
        pieces.append((place, len(text)))
    lines: list[Line] = []
    for start, end in pieces:
        lines.extend(Line(line.start + start, line.text) for line in lines_of(text[start:end]))
    return lines, pieces
