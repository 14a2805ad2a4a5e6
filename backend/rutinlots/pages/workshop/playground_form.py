"""The playground's form: an example, or what a team leader has pasted, as the fields of the page; and those as a question."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from marshmallow import ValidationError
from werkzeug.datastructures import MultiDict

from rutinlots.core.checks.example import Example, read_examples
from rutinlots.core.rulefile.reader import MappingReader
from rutinlots.core.rulefile.settings import Settings
from rutinlots.core.situation import Address, Draft, LogHistory, Message, Moment, Situation
from rutinlots.schemas.question import QuestionSchema

FIELDS = (
    *("moment", "day", "time", "agent", "filters"),
    *("customer", "subject", "status", "properties", "required", "logged"),
    *("kind", "sender", "to", "cc", "bcc", "draft-subject", "files", "mode", "text"),
)
MAIL_FIELDS = ("direction", "from", "mail-to", "mail-cc", "sent", "mail-files", "mail")
HISTORIES = {
    "": LogHistory(),
    "logged": LogHistory(logged=True),
    "unlogged": LogHistory(sent_unlogged=True),
    "both": LogHistory(logged=True, sent_unlogged=True),
}
Values = Mapping[str, str]


class Unreadable(ValueError):
    """The form can't be read; the message says why, in Swedish."""


@dataclass(frozen=True)
class Filled:
    """The form's values, and those of each mail of the thread, oldest first."""

    values: Values
    mails: list[Values] = field(default_factory=list)


def sent_form(form: MultiDict[str, str]) -> Filled:
    """What a browser has sent."""
    columns = [form.getlist(name) for name in MAIL_FIELDS]
    mails: list[Values] = [dict(zip(MAIL_FIELDS, row, strict=True)) for row in zip(*columns, strict=False)]
    return Filled({name: form.get(name, "") for name in FIELDS}, mails)


def empty_form(settings: Settings, now: datetime) -> Filled:
    """A form to paste into: right in everything but what is to be written; mail and reply are those of the customer."""
    filled = example_form(_plain(), "write", settings)
    mails: list[Values] = [{**mail, "from": "", "mail": "", "sent": ""} for mail in filled.mails]
    return Filled({**filled.values, **_time(now), "to": ""}, mails)


@lru_cache(maxsize=1)
def _plain() -> Example:
    return read_examples(MappingReader({"good": [{"name": "-", "draft": "Hej!"}]}), "good")[0]


def example_form(example: Example, moment: Moment, settings: Settings) -> Filled:
    """An example of a check file."""
    situation = example.situation(moment, settings)
    ticket = situation.ticket
    values = {**dict.fromkeys(FIELDS, ""), "moment": moment, **_time(situation.now), "agent": situation.agent.name}
    if situation.filters is not None:
        values["filters"] = "\n".join(f"{name}: {', '.join(chosen)}" for name, chosen in situation.filters.items())
    if situation.draft is not None:
        values |= _draft_values(situation.draft)
    if ticket is None:
        return Filled(values)
    values |= {
        "customer": _written(ticket.requester),
        "subject": ticket.subject,
        "status": ticket.status or "",
        "properties": "\n".join(f"{name}: {value or ''}" for name, value in ticket.properties.items()),
        "required": ", ".join(ticket.required or ()),
    }
    return Filled(values, [_mail_values(message) for message in ticket.conversation])


def _time(now: datetime) -> Values:
    return {"day": f"{now:%Y-%m-%d}", "time": f"{now:%H:%M}"}


def _draft_values(draft: Draft) -> Values:
    return {
        "kind": draft.kind,
        "sender": draft.sender or "",
        "to": ", ".join(draft.to),
        "cc": ", ".join(draft.cc),
        "bcc": ", ".join(draft.bcc),
        "draft-subject": draft.subject or "",
        "files": ", ".join(each.name for each in draft.attachments),
        "mode": draft.send_mode or "",
        "text": draft.text,
    }


def _mail_values(message: Message) -> Values:
    return {
        "direction": message.direction,
        "from": _written(message.sender),
        "mail-to": ", ".join(message.to),
        "mail-cc": ", ".join(message.cc),
        "sent": f"{message.sent_at:%Y-%m-%dT%H:%M}" if message.sent_at else "",
        "mail-files": ", ".join(each.name for each in message.attachments),
        "mail": message.text,
    }


def _written(address: Address) -> str:
    return f"{address.name} <{address.email}>" if address.name and address.email else address.name or address.email


def question(filled: Filled) -> dict[str, Any]:
    """The form as a loaded question, like the extension's. :raises Unreadable:"""
    values = filled.values
    asked: dict[str, Any] = {
        "moment": values["moment"],
        "now": _now(values),
        "agent": {"name": values["agent"]},
        "list": {"filters": {name: _listed(text) for name, text in _lines(values["filters"])}},
    }
    if values["moment"] != "list":
        asked["ticket"] = {
            "id": 1,
            "subject": values["subject"],
            "status": values["status"],
            "properties": dict(_lines(values["properties"])),
            "required": _listed(values["required"]) or None,
            "requester": _address(values["customer"]),
            "conversation": [_message(mail, values) for mail in filled.mails if _is_written(mail)],
        }
        if values["kind"] and values["moment"] != "open":
            asked["draft"] = _draft(values)
    try:
        loaded: dict[str, Any] = QuestionSchema().load(asked)
    except ValidationError:
        raise Unreadable(
            "Något går inte att läsa. Ett mejl får ha en miljon tecken, andra fält femhundra, och inget får mer än 200 rader."
        ) from None
    return loaded


def _now(values: Values) -> str:
    try:
        return datetime.fromisoformat(f"{values['day']}T{values['time']}").isoformat()
    except ValueError:
        raise Unreadable("Dagen eller klockslaget går inte att läsa. Skriv som 2026-03-10 och 10:15.") from None


def _is_written(mail: Values) -> bool:
    return bool(mail["mail"].strip() or mail["mail-files"].strip())


def _message(mail: Values, values: Values) -> dict[str, Any]:
    usual = values["customer"] if mail["direction"] == "in" else ""
    return {
        "direction": mail["direction"],
        "from": _address(mail["from"] or usual),
        "to": _listed(mail["mail-to"]),
        "cc": _listed(mail["mail-cc"]),
        "sent_at": mail["sent"] or None,
        "attachments": _listed(mail["mail-files"]),
        "text": mail["mail"],
    }


def _draft(values: Values) -> dict[str, Any]:
    return {
        "kind": values["kind"],
        "from": values["sender"] or None,
        "to": _listed(values["to"]) or _customers(values),
        "cc": _listed(values["cc"]),
        "bcc": _listed(values["bcc"]),
        "subject": values["draft-subject"] or None,
        "attachments": _listed(values["files"]),
        "send_mode": values["mode"] or None,
        "text": values["text"],
    }


def _customers(values: Values) -> list[str]:
    """To whom a reply goes of which nothing else is said."""
    email = _address(values["customer"])["email"] if values["kind"] == "reply" else ""
    return [email] if email else []


def _lines(text: str) -> Iterable[tuple[str, str]]:
    """Lines like "Typ: Faktura"."""
    parted = (line.partition(":") for line in text.splitlines())
    return [(name.strip(), value.strip()) for name, _, value in parted if name.strip()]


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _address(text: str) -> dict[str, str]:
    name, bracket, email = text.partition("<")
    if bracket:
        return {"name": name.strip(), "email": email.strip(" >")}
    return {"name": "", "email": text.strip()} if "@" in text else {"name": text.strip(), "email": ""}


def history(filled: Filled) -> LogHistory:
    """The log history that the form asks for."""
    return HISTORIES.get(filled.values["logged"], LogHistory())


def with_older_mail(filled: Filled) -> Filled:
    """The form with room for a mail before those in it."""
    return Filled(filled.values, [{**dict.fromkeys(MAIL_FIELDS, ""), "direction": "out"}, *filled.mails])


def texts(situation: Situation) -> list[tuple[str, str, str]]:
    """The situation's texts that findings can point at: heading, name as in spans, text."""
    found = []
    if situation.ticket:
        titles = {"in": "Kundens mejl", "out": "Vårt mejl", "note": "Anteckning"}
        for index, message in enumerate(situation.ticket.conversation):
            found.append((titles[message.direction], f"conversation/{index}", message.text))
    if situation.draft:
        if situation.draft.subject:
            found.append(("Ämnesrad", "subject", situation.draft.subject))
        found.append(("Utkastet", "draft", situation.draft.text))
    return found
