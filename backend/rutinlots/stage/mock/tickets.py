"""The invented customers' tickets, read from tickets.yaml."""

import functools
import itertools
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from rutinlots.rule_files.document import read_document
from rutinlots.stage.mock import fields, mailtext

SUPPORT = "kundservice@ellevio.se"
_ZONE = ZoneInfo("Europe/Stockholm")
_FILE = Path(__file__).with_name("tickets.yaml")
_DEFAULTS: dict[str, str | None] = {
    "status": "Väntar svar internt",
    "priority": "Låg",
    "group": "Kundservice",
    "agent": "Sandra Lind",
}


@dataclass(frozen=True, kw_only=True)
class Person:
    """A contact or an agent. A contact without display name is called by its address' local part, as Freshdesk does."""

    id: int
    name: str
    email: str
    phone: str | None = None
    company: str | None = None

    @classmethod
    def of(cls, name: str | None, email: str, phone: str | None = None, company: str | None = None) -> "Person":
        local = email.partition("@")[0]
        number = 90_000_000 + sum(ord(letter) * 31**place for place, letter in enumerate(email)) % 9_999_999
        return cls(id=number, name=name or local[:1].upper() + local[1:], email=email, phone=phone, company=company)


AGENT = Person(id=80001, name="Sandra Lind", email="sandra.lind@example.com")


@dataclass(frozen=True)
class Attachment:
    name: str
    size: int = 48_213

    @property
    def type(self) -> str:
        kinds = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png", "xlsx": "application/vnd.ms-excel"}
        return kinds.get(self.name.rpartition(".")[2].lower(), "application/octet-stream")


@dataclass(frozen=True, kw_only=True)
class Message:
    """One entry of a thread. ``kind`` is in (the customer), external (someone else), out (an agent's mail) or note."""

    id: int
    kind: str
    sender: Person
    to: tuple[str, ...]
    cc: tuple[str, ...]
    at: datetime
    html: str
    attachments: tuple[Attachment, ...] = ()

    @property
    def text(self) -> str:
        return mailtext.to_text(self.html)

    @property
    def incoming(self) -> bool:
        return self.kind in ("in", "external")


@dataclass(kw_only=True)
class Ticket:
    """``messages[0]`` is the description. ``version`` grows with every change."""

    id: int
    subject: str
    requester: Person
    shows: str
    messages: list[Message]
    properties: dict[str, str | None]
    tags: list[str] = field(default_factory=list)
    version: int = 1

    @property
    def updated(self) -> datetime:
        return self.messages[-1].at


def load(today: date | None) -> tuple[datetime, dict[int, Ticket]]:
    """The data's clock and its tickets by id, shifted by whole days so that the clock's date is ``today``."""
    document = _document()
    now = _time(document["now"])
    shift = timedelta(days=(today - now.date()).days) if today else timedelta()
    ids = itertools.count(43_000_101)
    return now + shift, {int(entry["id"]): _ticket(entry, shift, ids) for entry in document["tickets"]}


def latest_day(at: datetime) -> date:
    """The last day on which the account's clock doesn't stand later than that: none of its mails is still to come then."""
    now = _time(_document()["now"])
    day = at.astimezone(_ZONE)
    return day.date() if day.time() >= now.time() else day.date() - timedelta(days=1)


def canned() -> list[dict[str, Any]]:
    """The account's own canned responses, each with its own greeting and closing: id, title, html."""
    return [
        {"id": 70_001 + number, "title": entry["title"], "html": mailtext.to_html(entry["text"].rstrip("\n"))}
        for number, entry in enumerate(_document()["canned"])
    ]


@functools.cache
def _document() -> dict[str, Any]:
    document: dict[str, Any] = read_document(_FILE.read_text(encoding="utf-8")).values
    return document


def _time(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=_ZONE)


def _ticket(entry: dict[str, Any], shift: timedelta, ids: "itertools.count[int]") -> Ticket:
    who = entry["requester"]
    requester = Person.of(who.get("name"), who["email"], who.get("phone"), who.get("company"))
    properties = {item.key: _DEFAULTS.get(item.key) for item in fields.FIELDS} | entry.get("properties", {})
    return Ticket(
        id=int(entry["id"]),
        subject=entry["subject"],
        requester=requester,
        shows=entry["shows"],
        messages=[_message(message, requester, shift, next(ids)) for message in entry["messages"]],
        properties=properties,
        tags=entry.get("tags", []),
    )


def _message(entry: dict[str, Any], requester: Person, shift: timedelta, number: int) -> Message:
    kind = entry["kind"]
    incoming = kind in ("in", "external")
    sender = requester if kind == "in" else AGENT
    if "from" in entry:
        sender = Person.of(entry["from"].get("name"), entry["from"]["email"])
    return Message(
        id=number,
        kind=kind,
        sender=sender,
        to=tuple(entry.get("to", [SUPPORT] if incoming else [] if kind == "note" else [requester.email])),
        cc=tuple(entry.get("cc", [])),
        at=_time(entry["at"]) + shift,
        html=entry["html"] if "html" in entry else mailtext.to_html(entry["text"].rstrip("\n")),
        attachments=tuple(Attachment(name) for name in entry.get("attachments", [])),
    )
