"""``except``: where a check's hits are none, whatever its way of looking."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from rutinlots.core.checks.silence import Reason, Seeker
from rutinlots.core.context import Context
from rutinlots.core.finding import Hit, Span
from rutinlots.core.rulefile.expressions import Expression
from rutinlots.core.rulefile.joining import Later, when_needed
from rutinlots.core.rulefile.patterns import sources_of
from rutinlots.core.rulefile.reader import MappingReader
from rutinlots.core.sentences import around

Place = Literal["match", "sentence", "text", "customer"]
PLACES: tuple[Place, ...] = get_args(Place)


@dataclass(frozen=True)
class Exempt:
    """One exception: what it is found by, where that is looked for, and why."""

    because: str
    place: Place
    words: Expression | Later

    def holds(self, context: Context, hit: Hit) -> bool:
        """Does it excuse a hit?"""
        return any(map(self.words.is_in, _texts(self.place, context, hit)))


@dataclass(frozen=True)
class Exceptions:
    """The exceptions of a check."""

    all: tuple[Exempt, ...] = ()

    def sparing(self, seeker: Seeker) -> Seeker:
        """The way of looking, without the hits that are excused."""
        if not self.all:
            return seeker

        def find(context: Context) -> list[Hit]:
            hits = [hit for hit in seeker.find(context) if not any(each.holds(context, hit) for each in self.all)]
            return hits if len(hits) >= seeker.least else []

        def silence(context: Context) -> list[Reason]:
            excused = dict.fromkeys(
                f"Den hittar {_named(context, hit)}, men ett undantag gäller: {each.because}"
                for hit in seeker.find(context)
                for each in self.all
                if each.holds(context, hit)
            )
            return [Reason("excused", text) for text in excused] or seeker.silence(context)

        return Seeker(find, silence, seeker.least)


def read_exceptions(reader: MappingReader) -> Exceptions:
    """A hit of the check is none where an exception holds. Each has

    - ``because``: why, in Swedish;
    - ``in``: where it looks: ``sentence`` (the sentence around the hit; the default), ``match`` (the hit itself), ``text`` (all of
      the mail that the hit is in, without quoted history) or ``customer`` (the customer's mails);
    - ``pattern`` or ``patterns``: what it looks for, as whole words.

    A hit without a place, since something is missing, has no sentence: then the draft is looked through.

    :raises RuleFileError: with the path of what is wrong.
    """
    return Exceptions(tuple(_read(MappingReader(item, path, reader.lists)) for path, item in reader.items("except")))


def _read(entry: MappingReader) -> Exempt:
    because = entry.text("because")
    place = entry.one_of("in", PLACES, "sentence")
    if not {"pattern", "patterns"} & set(entry.values):
        raise entry.missing("patterns", "skriv minst ett ord eller uttryck")
    words = when_needed(sources_of(entry))
    entry.close()
    return Exempt(because, place, words)


def _texts(place: Place, context: Context, hit: Hit) -> Iterator[str]:
    """The texts in which an exception looks."""
    if place == "customer":
        for message, parts in zip(context.conversation, context.messages, strict=True):
            if message.direction == "in":
                yield parts.own
        return
    if not hit.spans:
        yield context.draft.own.text
    for span in hit.spans:
        yield _PLACES[place](context, span)


def _match(context: Context, span: Span) -> str:
    return _text_of(context, span)[span.start : span.end]


def _sentence(context: Context, span: Span) -> str:
    text = _text_of(context, span)
    return text[slice(*around(text, span.start, span.end))]


def _own(context: Context, span: Span) -> str:
    """The mail of the span, without quoted history."""
    if span.where == "draft":
        return context.draft.own.text
    message = _message(span)
    return _text_of(context, span) if message is None else context.messages[message].own


_PLACES: dict[Place, Callable[[Context, Span], str]] = {"match": _match, "sentence": _sentence, "text": _own}


def _text_of(context: Context, span: Span) -> str:
    """The text that a span counts in."""
    ticket, draft, message = context.situation.ticket, context.situation.draft, _message(span)
    if message is not None:
        return context.messages[message].text
    if span.where == "ticket":
        return ticket.subject if ticket else ""
    return ((draft.subject or "") if span.where == "subject" else draft.text) if draft else ""


def _message(span: Span) -> int | None:
    folder, _, number = span.where.partition("/")
    return int(number) if folder == "conversation" else None


def _named(context: Context, hit: Hit) -> str:
    """What a hit points at, for an explanation."""
    found = " ".join(_match(context, hit.spans[0]).split()) if hit.spans else ""
    return f"”{found}”" if found else "något"
