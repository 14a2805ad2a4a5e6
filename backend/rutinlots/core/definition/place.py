"""The places that a check may look in, by the names its file uses."""

from collections.abc import Callable
from dataclasses import dataclass

from rutinlots.core.definition.errors import Invalid
from rutinlots.core.definition.shape import Shape, choice
from rutinlots.core.finding import Span
from rutinlots.core.reading import Reading


@dataclass(frozen=True)
class Passage:
    """A stretch of one text: ``start`` is where ``text`` begins in ``where``."""

    where: str
    start: int
    text: str

    def span(self, start: int, end: int) -> Span:
        """The span of a stretch of this passage."""
        return Span(self.where, self.start + start, self.start + end)


def _stretch(name: str) -> Callable[[Reading], list[Passage]]:
    def passages(reading: Reading) -> list[Passage]:
        stretch = getattr(reading.draft, name)
        return [Passage("draft", stretch.start, stretch.text)] if stretch is not None and stretch.text else []

    return passages


def _written(reading: Reading) -> list[Passage]:
    """What the agent wrote, without signature and quoted history."""
    if reading.situation.draft is None:
        return []
    parts = reading.draft
    edges = [parts.own.start, *(edge for each in parts.signatures for edge in (each.start, each.end)), parts.own.end]
    # A signature may also stand above the text: that was put in below it.
    pieces = [Passage("draft", start, parts.text[start:end]) for start, end in zip(edges[::2], edges[1::2], strict=True)]
    return [piece for piece in pieces if piece.text.strip()] or pieces[:1]


def _extra_greetings(reading: Reading) -> list[Passage]:
    """Greetings after the first one."""
    return [Passage("draft", each.start, each.text) for each in reading.draft.greetings[1:]]


def _subject(reading: Reading) -> list[Passage]:
    draft = reading.situation.draft
    return [Passage("subject", 0, draft.subject)] if draft and draft.subject else []


def _ticket_subject(reading: Reading) -> list[Passage]:
    ticket = reading.situation.ticket
    return [Passage("ticket", 0, ticket.subject)] if ticket and ticket.subject else []


def _customer(reading: Reading) -> list[Passage]:
    """The customer's latest mail, in its own words."""
    index, parts = reading.latest_customer, reading.customer_parts
    return [Passage(f"conversation/{index}", piece.start, piece.text) for piece in parts.pieces] if parts else []


def _customer_whole(reading: Reading) -> list[Passage]:
    """The customer's latest mail with its quoted history and signature."""
    index, parts = reading.latest_customer, reading.customer_parts
    return [Passage(f"conversation/{index}", 0, parts.text)] if parts else []


def _thread(*directions: str) -> Callable[[Reading], list[Passage]]:
    def passages(reading: Reading) -> list[Passage]:
        ticket = reading.situation.ticket
        if ticket is None:
            return []
        return [
            Passage(f"conversation/{index}", 0, parts.text)
            for index, (message, parts) in enumerate(zip(ticket.conversation, reading.messages, strict=True))
            if message.direction in directions
        ]

    return passages


PLACES: dict[str, Callable[[Reading], list[Passage]]] = {
    "draft": _written,
    "draft.greeting": _stretch("greeting"),
    "draft.greeting.name": _stretch("greeting_name"),
    "draft.extra-greetings": _extra_greetings,
    "draft.opening": _stretch("opening"),
    "draft.body": _stretch("body"),
    "draft.closing": _stretch("closing"),
    "draft.signature": _stretch("signature"),
    "draft.quote": _stretch("quote"),
    "draft.own": _stretch("own"),
    "draft.subject": _subject,
    "ticket.subject": _ticket_subject,
    "customer": _customer,
    "customer.whole": _customer_whole,
    "thread": _thread("in", "out"),
    "thread.in": _thread("in"),
    "thread.out": _thread("out"),
}


def read_places(shape: Shape) -> Callable[[Reading], list[Passage]]:
    """Read ``in``: one place or a list of them. :raises Invalid: for a place that does not exist."""
    named = shape.raw("in")
    if isinstance(named, str):
        return PLACES[choice(named, PLACES, shape.at("in"))]
    chosen = [PLACES[name] for name in shape.some_of("in", PLACES)]
    if not chosen:
        raise Invalid(shape.at("in"), "”in” är tom: skriv minst en plats")
    return lambda reading: [passage for place in chosen for passage in place(reading)]
