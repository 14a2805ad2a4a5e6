"""A message of the thread, taken apart into what the sender wrote, the signature and the quoted history."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from rutinlots.core.mail.boilerplate import inserted
from rutinlots.core.mail.draft import Stretch
from rutinlots.core.mail.ending.signature import signed
from rutinlots.core.mail.forward import Passed, passed_on
from rutinlots.core.mail.greeting import greeting_of
from rutinlots.core.mail.history.answers import find_answers
from rutinlots.core.mail.history.finder import History, Range, find_history
from rutinlots.core.mail.history.repeats import Earlier
from rutinlots.core.mail.html.page import Page, read_html
from rutinlots.core.mail.introduction import introduced
from rutinlots.core.mail.lines import Line, lines_of
from rutinlots.core.situation import Message

_QUESTION_LINES = 6  # of the history that an answer is logged below


@dataclass(frozen=True, kw_only=True)
class MessageParts:
    """A message's parts. Answers written between quoted lines make ``own`` several pieces."""

    text: str  # the message as plain text
    own: str  # without signature and quoted history: the pieces' texts, one after the other
    own_stretch: Stretch  # from the first piece's start to the last one's end
    pieces: tuple[Stretch, ...]  # where ``own`` is in ``text``; one piece, from 0, in most mails
    signature: str
    signer: str | None  # the name the sender signed with; None when it isn't sure to be one
    passed: Passed | None  # what the sender passed on without a word of their own
    quote: str
    written: str  # all but the quoted history, in its order
    answers: str  # ``written``, with the quoted lines that answers stand between

    def in_text(self, start: int, end: int) -> tuple[int, int]:
        """Where the stretch of ``own`` from ``start`` to ``end`` is in ``text``."""
        return self._place(start, False), self._place(end, True)

    def _place(self, offset: int, is_end: bool) -> int:
        ends = self._ends
        index = bisect_left(ends, offset) if is_end else bisect_right(ends, offset)
        return self.pieces[index].end - (ends[index] - offset) if index < len(ends) else self.own_stretch.end

    @cached_property
    def introduced(self) -> str | None:
        """The name by which the sender introduces themselves."""
        return introduced(self.own)

    @cached_property
    def _ends(self) -> Sequence[int]:
        """Where in ``own`` each piece ends."""
        return list(accumulate(piece.end - piece.start for piece in self.pieces))


def take_apart(
    message: Message, earlier: Earlier | None = None, is_ours: Callable[[str], bool] | None = None
) -> MessageParts:
    """Take a message apart; offsets are code points into the parts' ``text``.

    The HTML is read where there is one with words in it: a text beside it may have lost its lines.

    :param earlier: the thread's mails before this one.
    :param is_ours: whether an address is the company's own.
    """
    page = _page(message)
    text = page.text
    history = find_history(text, lines_of(text), page.quotes, page.boxes)
    tails: dict[int, int] = {}
    if earlier and (earlier.has_ours or True in history.taken):
        tails = find_answers(history, earlier, incoming=message.direction == "in")
    passed = passed_on(text, history, message.sender.email, earlier, is_ours)
    return _parts(text, history, tails, passed)


def text_of(message: Message) -> str:
    """The text that a message is read as."""
    return _page(message).text


def _page(message: Message) -> Page:
    page = read_html(message.html) if message.html else Page("")
    return page if page.text or not message.text.strip() else Page(message.text)


def _parts(text: str, history: History, tails: dict[int, int], passed: Passed | None) -> MessageParts:
    quotes = history.ranges(text, tails) if True in history.taken else []
    written = _between(quotes, text)
    own: list[Range] = []
    signature: list[Range] = []
    signer = None
    for start, end in written:
        part = signed(_lines(text, start, end), start, end)
        own += _without_banners(text, part.own)
        signature += part.signature
        signer = signer or part.name
    if passed is not None:
        own += passed.pieces
        signer = signer or (passed.signer if passed.by_writer else None)
    stretches = _stretches(text, own)
    start, end = (stretches[0].start, stretches[-1].end) if stretches else (0, 0)
    return MessageParts(
        text=text,
        own="".join(piece.text for piece in stretches),
        own_stretch=Stretch(start, end, text[start:end]),
        pieces=stretches,
        signature="".join(text[a:b] for a, b in signature).strip(),
        signer=signer,
        passed=passed,
        quote="\n".join(text[a:b] for a, b in quotes),
        written="\n".join(text[a:b].strip() for a, b in written),
        answers=_answers(text, history, quotes, written),
    )


def _lines(text: str, start: int, end: int) -> list[Line]:
    return [Line(line.start + start, line.text) for line in lines_of(text[start:end])]


def _between(quotes: Sequence[Range], text: str) -> list[Range]:
    """The stretches with something in them outside the quoted ones."""
    found: list[Range] = []
    place = 0
    for start, end in (*quotes, (len(text), len(text))):
        if text[place:start].strip():
            found.append((place, start))
        place = end
    return found


def _without_banners(text: str, own: Sequence[Range]) -> list[Range]:
    """The stretches without what mail servers and forms put into them."""
    found: list[Range] = []
    for start, end in own:
        place = start
        for first, last in inserted(_lines(text, start, end)):
            found.append((place, first))
            place = last
        found.append((place, end))
    return found


def _stretches(text: str, own: Sequence[Range]) -> tuple[Stretch, ...]:
    """The pieces with something in them, without blanks before the first and after the last."""
    pieces = [(start, end) for start, end in own if text[start:end].strip()]
    if pieces:
        first, last = pieces[-1]
        pieces[-1] = first, first + len(text[first:last].rstrip())
        first, last = pieces[0]
        if first:
            pieces[0] = last - len(text[first:last].lstrip()), last
    return tuple(Stretch(start, end, text[start:end]) for start, end in pieces)


def _answers(text: str, history: History, quotes: Sequence[Range], written: Sequence[Range]) -> str:
    """What the sender wrote; between quoted lines each answer has above it what it answers."""
    below = [start for start, _ in written if quotes and start > quotes[0][0]]
    if not below or (len(below) == 1 and below[0] > quotes[-1][0]):
        return "\n".join(text[start:end].strip() for start, end in written)
    heads = {line.start for line, heading in zip(history.lines, history.heading, strict=True) if heading}
    parts: list[str] = []
    waiting = iter(quotes)
    above, following = None, next(waiting, None)
    for start, end in written:
        while following is not None and following[1] <= start:
            above, following = following, next(waiting, None)
        if above is not None and (asked := _asked(text, above, heads)):
            parts.append("\n" + "\n".join(f"> {line}" for line in asked))
        parts.append(text[start:end].strip())
    return "\n".join(parts).strip("\n")


def _asked(text: str, quote: Range, heads: Set[int]) -> list[str]:
    """The last paragraph of the history above an answer."""
    found: list[str] = []
    for line in reversed(_lines(text, *quote)):
        bare = line.text.lstrip("> ")
        if line.start in heads or len(found) == _QUESTION_LINES or (found and not bare):
            break
        greeting = greeting_of(Line(0, bare)) if bare else None
        if bare and not (greeting and greeting.end >= len(bare)):
            found.append(bare)
    return found[::-1]
