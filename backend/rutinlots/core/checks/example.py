"""Examples: they prove a check, and the handbook and the demo show them.

What an example leaves out is filled in so that nothing but the fault is wrong: the signature, the required properties, a
customer who signs with her own name.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from rutinlots.core.calendar import STOCKHOLM
from rutinlots.core.finding import Span
from rutinlots.core.rulefile.days import within_reach
from rutinlots.core.rulefile.errors import RuleFileError
from rutinlots.core.rulefile.reader import MappingReader, Path
from rutinlots.core.rulefile.settings import Settings
from rutinlots.core.situation import (
    DIRECTIONS,
    DRAFTS,
    MOMENTS,
    SEND_MODES,
    Address,
    Agent,
    Attachment,
    Draft,
    Message,
    Moment,
    Situation,
    Ticket,
)

_NOW = datetime(2026, 3, 10, 10, 15, tzinfo=STOCKHOLM)
_CUSTOMER = Address("Anna Berg", "anna.berg@example.com")
_MAIL = "Hej!\n\nJag undrar över min senaste faktura.\n\nMed vänlig hälsning\nAnna Berg"
_IDS = (1, 2**53 - 1)  # a browser knows no greater whole number
_OPEN, _CLOSE = "<mark>", "</mark>"


@dataclass(frozen=True, kw_only=True)
class Example:
    """One example; ``marks`` are the spans that the check is to find, ``becomes`` the text after its first fix."""

    name: str
    because: str
    moment: Moment | None
    ticket: Ticket | None
    draft: Draft | None
    signed: bool
    agent: str
    now: datetime
    filters: Mapping[str, tuple[str, ...]] | None
    marks: tuple[Span, ...]
    becomes: str | None

    def situation(self, moment: Moment, settings: Settings) -> Situation:
        """The example as a situation at one of the check's moments."""
        ticket = self.ticket
        if ticket is not None and ticket.required is None:
            filled = dict.fromkeys(settings.required_properties, "Faktura")
            ticket = replace(ticket, properties={**filled, **ticket.properties})
        draft = self.draft
        if draft is not None:
            draft = replace(draft, text=draft.text + self.tail(settings))
        return Situation(
            moment=moment, now=self.now, ticket=ticket, draft=draft, agent=Agent("1", self.agent), filters=self.filters
        )

    def tail(self, settings: Settings) -> str:
        """The signature appended to the draft, or an empty text."""
        if not self.signed or self.draft is None or self.draft.kind == "note":
            return ""
        lines = (settings.signature_closing, "", self.agent.split()[0], *settings.signature)
        return "\n\n" + "\n".join(lines)


def read_examples(reader: MappingReader, key: str) -> tuple[Example, ...]:
    """Read the examples under ``bad`` or ``good``. :raises RuleFileError:"""
    return tuple(read_example(MappingReader(item, path)) for path, item in reader.items(key))


def read_example(reader: MappingReader) -> Example:
    """Read one example. :raises RuleFileError:"""
    marks: list[Span] = []
    name = reader.text("name")
    because = reader.text("because", "")
    moment = reader.one_of("moment", MOMENTS) if reader.text("moment", "") else None
    agent = reader.text("agent", "Sandra Ek")
    now = _read_time(reader.raw("now"), reader.at("now"), _NOW)
    filters = _read_filters(reader.mapping("filters"))
    mail = unmarked(reader.text("mail", ""), "conversation/0", marks, reader.at("mail"))
    ticket = None if filters is not None else _read_ticket(reader.mapping("ticket"), mail, marks, now)
    draft = _read_draft(reader, ticket, marks)
    signed = reader.yes("signed", True)
    becomes = reader.text("becomes", "") or None
    reader.close()
    return Example(
        name=name,
        because=because,
        moment=moment,
        ticket=ticket,
        draft=draft,
        signed=signed,
        agent=agent,
        now=now,
        filters=filters,
        marks=tuple(marks),
        becomes=becomes.rstrip("\n") if becomes else None,
    )


def unmarked(text: str, where: str, marks: list[Span], path: Path) -> str:
    """The text without its ``<mark>`` pairs; their spans are added to ``marks``."""
    parts: list[str] = []
    length, rest = 0, text.rstrip("\n")
    while _OPEN in rest:
        before, _, rest = rest.partition(_OPEN)
        inside, closed, rest = rest.partition(_CLOSE)
        if not closed:
            raise RuleFileError(path, "<mark> saknar sitt </mark>")
        start = length + len(before)
        marks.append(Span(where, start, start + len(inside)))
        parts += (before, inside)
        length = start + len(inside)
    return "".join((*parts, rest))


def read_address(text: str) -> Address:
    """``Anna Berg <anna@example.com>``, or an address alone."""
    name, bracket, email = text.partition("<")
    if bracket:
        return Address(name.strip(), email.strip(" >"))
    return Address("", name.strip()) if "@" in name else Address(name.strip(), "")


def _read_time(value: Any, path: Path, default: datetime) -> datetime:
    if value is None:
        return default
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        raise RuleFileError(path, "skriv tiden som 2026-03-10 10:15") from None
    within_reach(moment.date(), path)
    return moment if moment.tzinfo else moment.replace(tzinfo=STOCKHOLM)


def _read_filters(reader: MappingReader | None) -> Mapping[str, tuple[str, ...]] | None:
    return None if reader is None else {name: reader.texts(name) for name in reader.values}


def _attachments(reader: MappingReader) -> tuple[Attachment, ...]:
    return tuple(Attachment(name) for name in reader.texts("attachments", ()))


def _read_ticket(reader: MappingReader | None, mail: str, marks: list[Span], now: datetime) -> Ticket:
    reader = reader or MappingReader({})
    requester = reader.text("requester", "")
    person = read_address(requester) if requester else _CUSTOMER
    subject = reader.text("subject", "Faktura")
    status = reader.text("status", "Öppen")
    properties = reader.mapping("properties")
    required = reader.texts("required", ()) or None
    messages = [_read_message(MappingReader(item, path), index, person, marks, now)
                for index, (path, item) in enumerate(reader.items("conversation"))]  # fmt: skip
    if mail and messages:
        raise RuleFileError(reader.path, "skriv ”mail” eller ”conversation”, inte båda")
    if not messages:
        text = mail or _MAIL
        messages = [Message(direction="in", sender=person, to=("kundservice@ellevio.se",), sent_at=now, text=text)]
    ticket_id = reader.number("id", _IDS, 90103)
    reader.close()
    values = {} if properties is None else {n: v if isinstance(v, str) else None for n, v in properties.values.items()}
    return Ticket(
        id=ticket_id,
        subject=subject,
        status=status,
        properties=values,
        required=required,
        requester=person,
        conversation=tuple(messages),
    )


def _read_message(reader: MappingReader, index: int, person: Address, marks: list[Span], now: datetime) -> Message:
    direction = reader.one_of("direction", DIRECTIONS, "in")
    written_by = reader.text("from", "")
    sender = read_address(written_by) if written_by else person if direction == "in" else Address("Sandra Ek", "")
    default_to = {"in": ("kundservice@ellevio.se",), "out": (person.email,), "note": ()}[direction]
    message = Message(
        direction=direction,
        sender=sender,
        to=reader.texts("to", default_to),
        cc=reader.texts("cc", ()),
        sent_at=_read_time(reader.raw("sent_at"), reader.at("sent_at"), now),
        attachments=_attachments(reader),
        text=unmarked(reader.text("text", ""), f"conversation/{index}", marks, reader.at("text")),
        html=reader.text("html", "") or None,
    )
    reader.close()
    return message


def _read_draft(reader: MappingReader, ticket: Ticket | None, marks: list[Span]) -> Draft | None:
    value = reader.raw("draft")
    if value is None:
        return None
    inner = MappingReader({"text": value} if isinstance(value, str) else value, reader.at("draft"))
    kind = inner.one_of("kind", DRAFTS, "reply")
    to = (ticket.requester.email,) if ticket and kind in ("reply", "new") else ()
    text = unmarked(inner.text("text", ""), "draft", marks, inner.at("text"))
    subject = unmarked(inner.text("subject", ""), "subject", marks, inner.at("subject")) or None
    draft = Draft(
        kind=kind,
        text=text,
        sender=inner.text("from", "") or None,
        to=inner.texts("to", to),
        cc=inner.texts("cc", ()),
        bcc=inner.texts("bcc", ()),
        subject=subject,
        attachments=_attachments(inner),
        send_mode=inner.one_of("send_mode", SEND_MODES, "send-and-close"),
    )
    inner.close()
    return draft
