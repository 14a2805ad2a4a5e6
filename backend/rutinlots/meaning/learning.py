"""Learns from what agents choose, without keeping what customers write.

When a reply has been inserted and the mail is sent, the vector of the customer's mail is added to that reply's sum. A sum
is in memory until five different tickets are in it. Then it is added to the one on disk, as a whole: so what is on disk,
and the difference between two copies of it, is never one mail's.
"""

import hashlib
import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from rutinlots.store import Choices, Chosen, Event, StoreError

log = logging.getLogger(__name__)

TICKETS = 5  # different ones in what is written to disk
MOST_OF_AN_AGENT = 5.0  # what one agent's choices count in a reply's sum, at most
REMEMBERED = 1000  # tickets whose vector, and whose inserted replies, are in memory
SENT = ("sent", "sent-unlogged")
_Ticket = tuple[str, int]  # the host name of its Freshdesk account, and its number there


@dataclass
class _Waiting:
    """What is not on disk yet."""

    chosen: Chosen
    tickets: set[_Ticket] = field(default_factory=set)


class Learning:
    """Sums of what each reply was chosen for.

    :param kept: where sums of at least :data:`TICKETS` tickets are kept.
    :param key: makes agents' names unreadable in them.
    :param on: when false, nothing is added and nothing is used.
    """

    def __init__(self, kept: Choices, clock: Callable[[], datetime], key: bytes, *, on: bool = True):
        self.on = on
        self._kept = kept
        self._clock = clock
        self._key = key
        self._encoder = ""
        self._unread = self._told = False
        self._lock = threading.RLock()
        self._tickets: OrderedDict[_Ticket, Any] = OrderedDict()
        self._inserted: OrderedDict[_Ticket, dict[str, str]] = OrderedDict()
        self._disk: dict[str, Chosen] = {}
        self._waiting: dict[str, _Waiting] = {}
        self.sums: Mapping[str, Chosen] = {}
        """Each reply's sum, by its id: another object after each change."""

    def begin(self, encoder: str) -> None:
        """Learn from that encoder's vectors from now on."""
        with self._lock:
            self._encoder = encoder
            self._unread = self.on
        self.look()

    def look(self) -> None:
        """Read what is kept, unless that is done: a database that is away is asked again at the next look."""
        with self._lock:
            if not self._unread:
                return
            try:
                self._disk = self._kept.all(self._encoder)
                self._unread = self._told = False
            except StoreError as error:
                if not self._told:
                    log.warning("What agents have chosen can't be read yet: %s", error)
                self._told = True
            self._sum()

    def opened(self, ticket: int, vector: Any, tenant: str = "") -> None:
        """Remember what the mail of a Freshdesk account's ticket means."""
        if self.on:
            with self._lock:
                _put(self._tickets, (tenant, ticket), vector)

    def happened(self, events: Iterable[Event], who: str | None) -> None:
        """Learn from what an agent did; ``who`` is None where agents aren't told apart."""
        if self.on and self._encoder:
            with self._lock:
                for event in events:
                    if event.ticket is None:
                        continue
                    ticket = (event.tenant, event.ticket)
                    if event.kind == "inserted" and event.snippet:
                        _put(self._inserted, ticket, {**self._inserted.get(ticket, {}), event.snippet: self._hash(who)})
                    elif event.kind in SENT:
                        for reply, agent in self._inserted.pop(ticket, {}).items():
                            self._learn(reply, ticket, agent)

    def forget(self, reply: str) -> None:
        """Forget all about a reply. Raises :class:`StoreError`."""
        with self._lock:
            self._kept.forget(reply)
            self._disk.pop(reply, None)
            self._waiting.pop(reply, None)
            self._sum()

    def _learn(self, reply: str, ticket: _Ticket, agent: str) -> None:
        vector = self._tickets.get(ticket)
        waiting = self._waiting.get(reply)
        if vector is None or (waiting is not None and ticket in waiting.tickets):
            return
        now, known = self._clock(), self.sums.get(reply)
        said = known.later(now).agents.get(agent, 0.0) if known and agent else 0.0
        weight = min(1.0, MOST_OF_AN_AGENT - said)
        if weight <= 0:
            return
        one = Chosen(
            total=[weight * float(value) for value in vector], weight=weight, agents={agent: weight} if agent else {}, at=now
        )
        if waiting is None:
            self._waiting[reply] = waiting = _Waiting(one)
        else:
            waiting.chosen = waiting.chosen.plus(one)
        waiting.tickets.add(ticket)
        if len(waiting.tickets) >= TICKETS:
            self._write(reply, waiting.chosen)
        self._sum()

    def _write(self, reply: str, chosen: Chosen) -> None:
        try:
            self._disk[reply] = self._kept.add(reply, self._encoder, chosen)
            del self._waiting[reply]
        except StoreError as error:
            log.warning("What agents have chosen can't be kept, and waits in memory: %s", error)

    def _sum(self) -> None:
        sums = dict(self._disk)
        for reply, waiting in self._waiting.items():
            sums[reply] = sums[reply].plus(waiting.chosen) if reply in sums else waiting.chosen
        self.sums = sums

    def _hash(self, who: str | None) -> str:
        if who is None:
            return ""
        return hashlib.blake2b(who.encode("utf-8", "surrogatepass"), key=self._key[:64], digest_size=8).hexdigest()


def _put(remembered: OrderedDict[_Ticket, Any], ticket: _Ticket, value: Any) -> None:
    remembered[ticket] = value
    remembered.move_to_end(ticket)
    while len(remembered) > REMEMBERED:
        remembered.popitem(last=False)
