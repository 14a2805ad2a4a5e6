"""Everything the mock knows: tickets, what was sent, the switches. Tests hold the same object that the pages serve."""

import itertools
import secrets
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from rutinlots.stage.mock import fields, mailtext
from rutinlots.stage.mock.canned import Folder, folders
from rutinlots.stage.mock.tickets import AGENT, SUPPORT, Attachment, Message, Person, Ticket, canned, load
from rutinlots.stage.mock.variants import VARIANTS, checked

API_KEY = "mockApiKey123"


@dataclass(kw_only=True)
class Delays:
    """Milliseconds; a pair is a range to draw from, 0 is never late."""

    template: tuple[int, int] = (300, 800)  # the reply template after its editor
    navigation: tuple[int, int] = (1000, 3000)  # the new ticket's content after its address
    lingering: tuple[int, int] = (6000, 9000)  # the same, under lingering-page
    inner: int = 120  # action bar and panels after the page
    dependent: int = 1500  # a dependent field after its parent
    canned: int = 250  # a canned response after the click that inserts it
    api_slow: int = 2500  # /api/v2 under api-slow
    rerender: int = 2000  # between two renderings of what Ember owns; 0 is never
    updates: int = 1000  # poll interval for changes to the open ticket; 0 disables polling
    shortest: int = 0  # everything the page itself fetches


@dataclass(kw_only=True)
class Sent:
    """A mail or note as the server got it: ``body_html`` from the editor's model, ``quote_html`` the quoted history."""

    ticket: int | None
    kind: str  # reply · forward · note · new
    to: list[str]
    cc: list[str]
    bcc: list[str]
    subject: str | None
    body_html: str
    body_text: str
    quote_html: str = ""
    set_status: str | None = None
    attachments: list[str] = field(default_factory=list)
    properties: dict[str, str | None] = field(default_factory=dict)
    sender: str | None = None


class Mock:
    """One Freshdesk account. Every method may be called from any thread.

    ``today`` moves all dates by whole days so that the newest mails came on that day; None keeps the data's own.
    ``seed`` decides every draw of the pages (delays within their range, invented attribute names).
    """

    def __init__(self, variants: Iterable[str] = (), *, seed: int = 1, today: date | None = None) -> None:
        self._changed = threading.Condition()
        self._first = (checked(variants), seed, today)
        # The drafts that outlive the page: of reply, note, forward, new; and what is `around` them.
        self.keeps: tuple[str, ...] = ("reply",)
        self.reset()

    def reset(self) -> None:
        """Restore the initial state: tickets, drafts, sent mail, variants and delays."""
        with self._changed:
            self.variants, self._seed, today = self._first
            self.now, self.tickets = load(today)
            self.delays = Delays()
            self.sent: list[Sent] = []
            self.drafts: dict[tuple[int, str], str] = {}
            self.around: dict[tuple[int, str], dict[str, Any]] = {}  # a draft's to, cc, bcc and attachments
            self.addressed: dict[int, dict[str, list[str]]] = {}  # to whom a draft goes, if not as usual: to, cc
            self.composed: dict[str, Any] | None = None  # what a new mail begins with, if not as usual: to, subject, html, …
            self.token = secrets.token_hex(8)  # what pages loaded before a reset still try to write is refused
            self.api_calls: list[str] = []
            self.canned = canned()
            self.folders: list[Folder] = folders()
            self.api_key = API_KEY
            self.throttled = 0  # so many requests to the documented API are refused as too many
            self.remaining = 395  # what it says is left of the account's requests this minute
            self._ids = itertools.count(1 + max(m.id for t in self.tickets.values() for m in t.messages))
            self._pages = itertools.count(self._seed * 1000)

    # The switches.

    def use(self, *variants: str) -> None:
        """These variants from now on, for every page that is loaded."""
        self.variants = checked(variants)

    def settings(self, own: Iterable[str] = ()) -> dict[str, Any]:
        """Settings of a page load. ``own`` are variants set in this browser's cookie."""
        variants = self.variants | checked(own)
        return {
            "variants": sorted(variants),
            "known_variants": {name: swedish for name, (swedish, _) in VARIANTS.items()},
            "delays": vars(self.delays),
            "seed": next(self._pages),
            "now": self.now.isoformat(),
        }

    # Canned responses.

    def folder(self, folder_id: int) -> Folder | None:
        """A folder of canned responses by its id."""
        return next((folder for folder in self.folders if folder.id == folder_id), None)

    # Tickets.

    def ticket(self, ticket_id: int) -> Ticket:
        """Raises KeyError naming the tickets there are."""
        if ticket_id not in self.tickets:
            raise KeyError(f"no ticket {ticket_id}; there are {', '.join(map(str, self.tickets))}")
        return self.tickets[ticket_id]

    def properties(self, ticket_id: int) -> dict[str, str | None]:
        """The properties by their Swedish label."""
        ticket = self.ticket(ticket_id)
        return {item.label: ticket.properties[item.key] for item in fields.FIELDS}

    def set_properties(self, ticket_id: int, values: Mapping[str, str | None]) -> None:
        """Change properties, named by Swedish label or by key."""
        labels = {item.label: item.key for item in fields.FIELDS}
        with self._changed:
            ticket = self.ticket(ticket_id)
            for name, value in values.items():
                key = labels.get(name, name)
                if key not in fields.BY_KEY:
                    raise KeyError(f"no property {name!r}; there are {', '.join(labels)}")
                ticket.properties[key] = value or None
            ticket.version += 1

    def rename_contact(self, ticket_id: int, name: str) -> None:
        """Rename the ticket's requester, in the contact and in the mails they have sent."""
        with self._changed:
            ticket = self.ticket(ticket_id)
            before, ticket.requester = ticket.requester, replace(ticket.requester, name=name)
            ticket.messages[:] = [
                replace(message, sender=ticket.requester) if message.sender == before else message for message in ticket.messages
            ]
            ticket.version += 1

    def add_message(
        self,
        ticket_id: int,
        text: str = "",
        *,
        kind: str = "in",
        html: str | None = None,
        sender: tuple[str, str] | None = None,
        to: Iterable[str] = (),
        cc: Iterable[str] = (),
        attachments: Iterable[str] = (),
        after: timedelta = timedelta(minutes=5),
    ) -> Message:
        """A mail or note arrives, ``after`` the latest one; the account's clock goes on with it.

        ``kind`` is in, out, note or external; ``sender`` is (name, address).
        """
        with self._changed:
            ticket = self.ticket(ticket_id)
            person = Person.of(*sender) if sender else (ticket.requester if kind == "in" else AGENT)
            usual = {"in": (SUPPORT,), "external": (SUPPORT,), "out": (ticket.requester.email,), "note": ()}
            message = Message(
                id=next(self._ids),
                kind=kind,
                sender=person,
                to=tuple(to) or usual[kind],
                cc=tuple(cc),
                at=max(ticket.messages[-1].at + after, self.now),
                html=html if html is not None else mailtext.to_html(text),
                attachments=tuple(Attachment(name) for name in attachments),
            )
            ticket.messages.append(message)
            ticket.version += 1
            self.now = max(self.now, message.at)
            return message

    def add_ticket(self, like: int, ticket_id: int, **changes: Any) -> Ticket:
        """A new ticket that is a copy of another but for ``changes`` to its attributes."""
        with self._changed:
            source = self.ticket(like)
            copied = {"messages": list(source.messages), "properties": dict(source.properties)}
            ticket = replace(source, **{**copied, **changes, "id": ticket_id})
            self.tickets[ticket_id] = ticket
            return ticket

    # Mail.

    def draft(self, ticket_id: int, kind: str, body: str | None, around: Mapping[str, Any]) -> None:
        """Keep what is begun of a mail or note, with its recipients and attachments; without a body nothing more of it."""
        key = ticket_id, kind
        self.drafts.pop(key, None)
        self.around.pop(key, None)
        if body is not None:
            self.drafts[key] = body
            if around and "around" in self.keeps:
                self.around[key] = dict(around)

    @property
    def weight_of_drafts(self) -> int:
        """How long all that is begun is."""
        return sum(map(len, self.drafts.values())) + sum(len(str(each)) for each in self.around.values())

    def send(self, mail: Sent) -> None:
        """Record a mail or note, add it to its ticket and set the ticket's status."""
        with self._changed:
            self.sent.append(mail)
            if mail.kind == "new":
                self.composed = None
            if mail.ticket is not None:
                self.add_message(
                    mail.ticket,
                    kind="note" if mail.kind == "note" else "out",
                    html=mail.body_html + mail.quote_html,
                    to=mail.to,
                    cc=mail.cc,
                    attachments=mail.attachments,
                )
                self.draft(mail.ticket, mail.kind, None, {})
                changes: dict[str, str | None] = dict(mail.properties)
                if mail.set_status:
                    changes["status"] = mail.set_status
                self.set_properties(mail.ticket, changes)
            self._changed.notify_all()

    def wait_for_sent(self, count: int = 1, timeout: float = 10) -> list[Sent]:
        """The sent mails, once there are ``count`` or more. Raises TimeoutError after ``timeout`` seconds."""
        with self._changed:
            if not self._changed.wait_for(lambda: len(self.sent) >= count, timeout):
                raise TimeoutError(f"{len(self.sent)} of {count} mails were sent within {timeout} s")
            return list(self.sent)
