"""Checks as the handbook shows them: what they say, and their examples with the marked stretches."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rutinlots.core.calendar import WEEKDAYS
from rutinlots.core.checks.check import Check
from rutinlots.core.checks.example import Example, read_examples
from rutinlots.core.context import Context
from rutinlots.core.entities.dates import date_words
from rutinlots.core.evaluate import joined
from rutinlots.core.rulefile.reader import MappingReader
from rutinlots.core.rules import Rules

_MESSAGES = {"in": "Kundens mejl", "out": "Vårt mejl", "note": "Anteckning"}
_DRAFTS = {"reply": "Ditt svar", "forward": "Vidarebefordran", "new": "Nytt mejl", "note": "Anteckning"}

Piece = tuple[str, bool]  # a stretch of text, and whether it is marked


@dataclass(frozen=True)
class Shown:
    """An example to look at: ``facts`` are what is special about the ticket or the mail, ``texts`` are labelled."""

    name: str
    because: str
    facts: tuple[tuple[str, str], ...]
    texts: tuple[tuple[str, tuple[Piece, ...]], ...]
    becomes: str


@dataclass(frozen=True)
class CheckView:
    """A check's message as it sounds in its first bad example, and all examples."""

    message: str
    bad: tuple[Shown, ...]
    good: tuple[Shown, ...]


_KEPT: dict[str, Mapping[str, CheckView]] = {}  # of the rules last shown, by their hash


def check_views(rules: Rules) -> Mapping[str, CheckView]:
    """All checks as exhibits, by id."""
    shown = _KEPT.get(rules.hash)
    if shown is None:
        shown = {check.id: _exhibit(check, rules) for check in rules.checks}
        _KEPT.clear()
        _KEPT[rules.hash] = shown
    return shown


def _exhibit(check: Check, rules: Rules) -> CheckView:
    return CheckView(_said(check, rules), tuple(map(_shown, check.bad)), tuple(map(_shown, check.good)))


def _said(check: Check, rules: Rules) -> str:
    example = check.bad[0]
    situation = example.situation(example.moment or check.moments[0], rules.knowledge.settings)
    context = Context(situation, rules.knowledge, {other.id: other.find for other in rules.checks})
    return check.message.format_map(joined(check.find(context)))


@lru_cache(maxsize=1)
def _plain() -> Example:
    """An example that says nothing special: what it has need not be shown."""
    return read_examples(MappingReader({"good": [{"name": "-", "draft": "-"}]}), "good")[0]


def _shown(example: Example) -> Shown:
    texts = [*_mails(example), *_draft(example)]
    return Shown(example.name, example.because, tuple(_facts(example)), tuple(texts), example.becomes or "")


def _facts(example: Example) -> Iterator[tuple[str, str]]:
    plain, ticket, draft = _plain(), example.ticket, example.draft
    for name, values in (example.filters or {}).items():
        yield name, ", ".join(values) or "alla"
    if example.now != plain.now:
        yield "Dag", f"{WEEKDAYS[example.now.weekday()]} {date_words(example.now.date())} {example.now:%H.%M}"
    if ticket is not None:
        if ticket.requester != plain.ticket.requester:
            yield "Kund", f"{ticket.requester.name} <{ticket.requester.email}>".strip()
        if ticket.subject != plain.ticket.subject:
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
    usual = _plain().ticket.conversation[0].text
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
