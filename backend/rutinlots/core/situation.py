"""The situation: what the agent sees and has written at one moment, as plain values.

All text is clean (see :mod:`rutinlots.core.mail.text`): NFC, ``\\n`` line ends, no zero-width characters, and
ordinary spaces. Offsets are code points into that text; the API turns them into UTF-16 of what was sent.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, get_args

Moment = Literal["list", "open", "write", "send", "note"]
Direction = Literal["in", "out", "note"]
DraftKind = Literal["reply", "forward", "new", "note"]
SendMode = Literal["send", "send-and-close"]

MOMENTS: tuple[Moment, ...] = get_args(Moment)
DIRECTIONS: tuple[Direction, ...] = get_args(Direction)
DRAFTS: tuple[DraftKind, ...] = get_args(DraftKind)
SEND_MODES: tuple[SendMode, ...] = get_args(SendMode)


@dataclass(frozen=True)
class Address:
    """A correspondent; either part may be empty."""

    name: str = ""
    email: str = ""


@dataclass(frozen=True)
class Attachment:
    """A file by name; ``type`` is its media type and ``size`` is in bytes, where known."""

    name: str
    type: str | None = None
    size: int | None = None


@dataclass(frozen=True, kw_only=True)
class Message:
    """One message of the thread. ``html`` is the same body as ``text`` where the page had it."""

    direction: Direction
    sender: Address = Address()
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    sent_at: datetime | None = None
    attachments: tuple[Attachment, ...] = ()
    text: str = ""
    html: str | None = None


@dataclass(frozen=True, kw_only=True)
class Ticket:
    """The ticket that is open. ``required`` is None where the page did not say which properties are."""

    id: int | None = None
    subject: str = ""
    status: str | None = None
    properties: Mapping[str, str | None] = field(default_factory=dict)
    required: tuple[str, ...] | None = None
    requester: Address = Address()
    conversation: tuple[Message, ...] = ()  # oldest first


@dataclass(frozen=True, kw_only=True)
class Draft:
    """The draft. ``text`` is the editor's text, template and signature included."""

    kind: DraftKind = "reply"
    text: str = ""
    sender: str | None = None
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    bcc: tuple[str, ...] = ()
    subject: str | None = None
    attachments: tuple[Attachment, ...] = ()
    send_mode: SendMode | None = None


@dataclass(frozen=True)
class Agent:
    """The agent who is writing; ``name`` is the display name in Freshdesk."""

    id: str = ""
    name: str = ""


@dataclass(frozen=True)
class LogHistory:
    """A ticket's log history: was it logged in CAB, and has an unlogged mail left since then (or ever, if not)?"""

    logged: bool = False
    sent_unlogged: bool = False


@dataclass(frozen=True, kw_only=True)
class Situation:
    """One question to the engine."""

    moment: Moment
    now: datetime
    ticket: Ticket | None = None
    draft: Draft | None = None
    agent: Agent = Agent()
    filters: Mapping[str, tuple[str, ...]] | None = None  # of the ticket list, at the moment ``list``
    history: LogHistory = LogHistory()
