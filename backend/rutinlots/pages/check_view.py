"""View models of checks for the handbook: message, and examples with marked stretches."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rutinlots.core.calendar import WEEKDAYS
from rutinlots.core.checks.check import Check
from rutinlots.core.checks.example import Example, read_examples
from rutinlots.core.context import Context
from rutinlots.core.entities.dates import date_words
from rutinlots.core.evaluate import message_of
from rutinlots.core.finding import Span
from rutinlots.core.rulefile.reader import MappingReader
from rutinlots.core.rules import Rules
from rutinlots.core.sentences import around
from rutinlots.core.situation import Ticket

_MESSAGES = {"in": "Kundens mejl", "out": "Vårt mejl", "note": "Anteckning"}

Piece = tuple[str, bool]  # a stretch of text, and whether it is marked


@dataclass(frozen=True, kw_only=True)
class Shown:
    """An example for display: ``facts`` are what is special about the ticket or mail, ``texts`` are labelled texts."""

    name: str
    because: str
    facts: tuple[tuple[str, str], ...]
    texts: tuple[tuple[str, tuple[Piece, ...]], ...]
    becomes: str

    @property
    def sentence(self) -> tuple[Piece, ...]:
        """The sentence with the first mark, for paper; nothing where none is."""
        for _, pieces in self.texts:
            at = next((number for number, (_, marked) in enumerate(pieces) if marked), None)
            if at is not None:
                text, start = "".join(words for words, _ in pieces), sum(len(words) for words, _ in pieces[:at])
                end = start + len(pieces[at][0])
                first, last = around(text, start, end)
                cut = ((text[first:start].lstrip(), False), (text[start:end], True), (text[end : last + 1].rstrip(), False))
                return tuple(piece for piece in cut if piece[0])
        return ()


@dataclass(frozen=True)
class CheckView:
    """A check's message, filled in from its first bad example, and all its examples."""

    message: str
    bad: tuple[Shown, ...]
    good: tuple[Shown, ...]


_CACHE: dict[str, Mapping[str, CheckView]] = {}  # the views of one rule set, by its hash


def check_views(rules: Rules) -> Mapping[str, CheckView]:
    """The views of all checks, by id."""
    views = _CACHE.get(rules.hash)
    if views is None:
        views = {check.id: _view(check, rules) for check in rules.checks}
        _CACHE.clear()
        _CACHE[rules.hash] = views
    return views


def _view(check: Check, rules: Rules) -> CheckView:
    return CheckView(_message(check, rules), tuple(map(shown, check.bad)), tuple(map(shown, check.good)))


def _message(check: Check, rules: Rules) -> str:
    example = check.bad[0]
    moment = example.moment or check.moments[0]
    situations = ((office, example.situation(moment, office.knowledge.settings)) for office in rules.offices)
    found = (Context(situation, office.knowledge, office.finders).hits(check.id) for office, situation in situations)
    return message_of(check, next(filter(None, found), ()))


@lru_cache(maxsize=1)
def _plain() -> Example:
    """An example of defaults only: what equals them need not be shown."""
    return read_examples(MappingReader({"good": [{"name": "-", "draft": "-"}]}), "good")[0]


def _plain_ticket() -> Ticket:
    return _plain().ticket or Ticket()


def shown(example: Example, marks: Sequence[Span] | None = None) -> Shown:
    """An example for display, with its own marks or others."""
    marked = example if marks is None else replace(example, marks=tuple(marks))
    texts = [*_mails(marked), *_draft(marked)]
    return Shown(
        name=example.name, because=example.because, facts=tuple(_facts(example)), texts=tuple(texts), becomes=example.becomes or ""
    )


def _facts(example: Example) -> Iterator[tuple[str, str]]:
    plain, ticket, draft = _plain(), example.ticket, example.draft
    for name, values in (example.filters or {}).items():
        yield name, ", ".join(values) or "alla"
    if example.now != plain.now:
        yield "Dag", f"{WEEKDAYS[example.now.weekday()]} {date_words(example.now.date())} {example.now:%H.%M}"
    if ticket is not None:
        if ticket.requester != _plain_ticket().requester:
            yield "Kund", f"{ticket.requester.name} <{ticket.requester.email}>".strip()
        if ticket.subject != _plain_ticket().subject:
            yield "Ärendets ämne", ticket.subject
        yield from ((name, value or "(tomt)") for name, value in ticket.properties.items())
    if draft is not None:
        if ticket is not None and draft.to != (ticket.requester.email,) and draft.to:
            yield "Till", ", ".join(draft.to)
        yield from ((label, ", ".join(who)) for label, who in (("Kopia", draft.cc), ("Dold kopia", draft.bcc)) if who)
        if draft.attachments:
            yield "Bifogat", ", ".join(attachment.name for attachment in draft.attachments)
        if draft.send_mode == "send":
            yield "Skickas med", "Skicka"


def _mails(example: Example) -> Iterator[tuple[str, tuple[Piece, ...]]]:
    if example.ticket is None:
        return
    usual = _plain_ticket().conversation[0].text
    for index, message in enumerate(example.ticket.conversation):
        if message.text and message.text != usual:
            label = {"in": "Kundens mejl", "out": "Vårt mejl", "note": "Anteckning"}[message.direction]
            files = ", ".join(attachment.name for attachment in message.attachments)
            yield (
                label + (f" (bifogat: {files})" if files else ""),
                _pieces(message.text, example, f"conversation/{index}"),
            )


def _draft(example: Example) -> Iterator[tuple[str, tuple[Piece, ...]]]:
    draft = example.draft
    if draft is None:
        return
    if draft.subject:
        yield "Ämnesrad", _pieces(draft.subject, example, "subject")
    if draft.text:
        label = {"reply": "Ditt svar", "forward": "Vidarebefordran", "new": "Nytt mejl", "note": "Anteckning"}[draft.kind]
        yield label, _pieces(draft.text, example, "draft")


def _pieces(text: str, example: Example, where: str) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    at = 0
    for span in sorted((span for span in example.marks if span.where == where), key=lambda span: span.start):
        pieces += [(text[at : span.start], False), (text[span.start : span.end], True)]
        at = span.end
    return tuple(piece for piece in (*pieces, (text[at:], False)) if piece[0])
