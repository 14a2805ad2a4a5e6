"""Builds the engine's situation from a validated question, with every text cleaned."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from rutinlots.api.offsets import OffsetMap
from rutinlots.core.mail.text import clean
from rutinlots.core.situation import Address, Agent, Attachment, Draft, Message, Situation, Ticket


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
    required = ticket.get("required")
    return Ticket(
        id=ticket.get("id"),
        subject=_line(ticket.get("subject")),
        status=_maybe(ticket.get("status")),
        properties={_line(name): _maybe(value) for name, value in ticket.get("properties", {}).items()},
        required=None if required is None else _lines(required),
        requester=_address(ticket.get("requester")),
        conversation=tuple(
            _message(message, f"conversation/{index}", offsets) for index, message in enumerate(ticket.get("conversation", ()))
        ),
    )


def _message(message: Mapping[str, Any], where: str, offsets: OffsetMap) -> Message:
    text, html = message.get("text"), message.get("html")
    built = Message(
        direction=message["direction"],
        sender=_address(message.get("sender")),
        to=_bare(message.get("to", ())),
        cc=_bare(message.get("cc", ())),
        sent_at=message.get("sent_at"),
        attachments=_files(message.get("attachments", ())),
        html=html,
    )
    built = replace(built, text=offsets.clean(where, text or ""))
    if html:
        offsets.came_as_html(where, built)
    return built


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
    return clean(text).text.strip() if text else ""


def _maybe(text: str | None) -> str | None:
    return None if text is None else _line(text)
