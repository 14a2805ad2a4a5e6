"""Builds the engine's situation from a validated question, with every text cleaned."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple, TypeVar

from rutinlots.api.wire.offsets import OffsetMap
from rutinlots.core.mail.text import CleanText, clean, cleaned
from rutinlots.core.situation import Address, Agent, Attachment, Draft, Message, Situation, Ticket
from rutinlots.schemas.kept import Loaded

T = TypeVar("T")


class _Sent(NamedTuple):
    """A message, and its text beside what was sent."""

    message: Message
    text: CleanText


def build(question: Mapping[str, Any], clock: datetime) -> tuple[Situation, OffsetMap]:
    """The situation of a question loaded by :class:`QuestionSchema`, and the offsets of its texts.

    ``clock`` is used when the question has no time.
    """
    offsets = OffsetMap()
    ticket, draft, agent = question.get("ticket"), question.get("draft"), question.get("agent") or {}
    filters = (question.get("list") or {}).get("filters")
    situation = Situation(
        moment=question["moment"],
        now=question.get("now") or clock,
        ticket=_ticket(ticket, offsets) if ticket is not None else None,
        draft=_draft(draft, offsets) if draft is not None else None,
        agent=Agent(agent.get("id") or "", _line(agent.get("name"))),
        filters=None if filters is None else {_line(name): _lines(values) for name, values in filters.items()},
    )
    return situation, offsets


def _ticket(ticket: Mapping[str, Any], offsets: OffsetMap) -> Ticket:
    built, sent = _once(ticket, lambda: _read_ticket(ticket))
    for index, each in enumerate(sent):
        offsets.add(f"conversation/{index}", each.message, each.text)
    return built


def _once(part: Mapping[str, Any], build: Callable[[], T]) -> T:
    """What is built of a part of the question, done once while the part is kept."""
    if not isinstance(part, Loaded):
        return build()
    if part.built is None:
        part.built = build()
    built: T = part.built
    return built


def _read_ticket(ticket: Mapping[str, Any]) -> tuple[Ticket, list[_Sent]]:
    required = ticket.get("required")
    sent = [_once(message, partial(_message, message)) for message in ticket.get("conversation", ())]
    built = Ticket(
        id=ticket.get("id"),
        subject=_line(ticket.get("subject")),
        status=_maybe(ticket.get("status")),
        properties={_line(name): _maybe(value) for name, value in ticket.get("properties", {}).items()},
        required=None if required is None else _lines(required),
        requester=_address(ticket.get("requester")),
        conversation=tuple(each.message for each in sent),
    )
    return built, sent


def _message(message: Mapping[str, Any]) -> _Sent:
    text = clean(message.get("text") or "")
    built = Message(
        direction=message["direction"],
        sender=_address(message.get("sender")),
        to=_bare(message.get("to", ())),
        cc=_bare(message.get("cc", ())),
        sent_at=message.get("sent_at"),
        attachments=_files(message.get("attachments", ())),
        text=text.text,
        html=message.get("html"),
    )
    return _Sent(built, text)


def _draft(draft: Mapping[str, Any], offsets: OffsetMap) -> Draft:
    subject, sender = draft.get("subject"), draft.get("sender")
    return Draft(
        kind=draft["kind"],
        text=offsets.clean("draft", draft["text"]),
        sender=None if sender is None else _bare((sender,))[0],
        to=_bare(draft.get("to", ())),
        cc=_bare(draft.get("cc", ())),
        bcc=_bare(draft.get("bcc", ())),
        subject=None if subject is None else offsets.clean("subject", subject),
        attachments=_files(draft.get("attachments", ())),
        send_mode=draft.get("send_mode"),
    )


def _address(address: Mapping[str, Any] | None) -> Address:
    if address is None:
        return Address()
    return Address(_line(address.get("name")), _bare((address.get("email") or "",))[0])


def _bare(addresses: Any) -> tuple[str, ...]:
    """The addresses without names: ``Anna Berg <anna@example.com>`` becomes ``anna@example.com``."""
    bare = []
    for written in map(_line, addresses):
        _name, bracket, inside = written.rpartition("<")
        bare.append(inside.removesuffix(">").strip() if bracket and written.endswith(">") else written)
    return tuple(bare)


def _files(files: Any) -> tuple[Attachment, ...]:
    return tuple(Attachment(_line(file["name"]), file.get("type"), file.get("size")) for file in files)


def _lines(texts: Any) -> tuple[str, ...]:
    return tuple(map(_line, texts))


def _line(text: str | None) -> str:
    return cleaned(text).strip() if text else ""


def _maybe(text: str | None) -> str | None:
    return None if text is None else _line(text)
