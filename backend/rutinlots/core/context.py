"""A situation together with what the company knows, and what has been read out of it so far.

Checks and detectors ask a :class:`Context`; each derived thing is worked out once and only if somebody asks.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from rutinlots.core.entities.addresses import is_noreply, is_ours
from rutinlots.core.finding import Hit
from rutinlots.core.mail.draft import Parts, split
from rutinlots.core.mail.history.repeats import Earlier
from rutinlots.core.mail.thread import MessageParts, take_apart
from rutinlots.core.names.register import Names
from rutinlots.core.rulefile.settings import Settings
from rutinlots.core.rulefile.topics import Topic
from rutinlots.core.situation import Message, Situation


@dataclass(frozen=True)
class Knowledge:
    """What the rules know beside the checks: the team's settings, the names of people, topics by id.

    ``phones`` are the numbers (E.164) that may stand in a mail: the settings' and those of the reply snippets.
    ``templates`` are the reply snippets that have something to fill in: title to text, white space folded.
    """

    settings: Settings
    names: Names
    topics: Mapping[str, Topic] = field(default_factory=dict)
    phones: frozenset[str] = frozenset()
    templates: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Context:
    """The view that checks and detectors get."""

    situation: Situation
    knowledge: Knowledge
    finders: Mapping[str, Callable[["Context"], list[Hit]]] = field(default_factory=dict)  # by check id

    def hits(self, check: str) -> list[Hit]:
        """What a check finds here, whatever the moment; worked out once."""
        known = self.cache.setdefault("hits", {})
        if check not in known:
            known[check] = self.finders[check](self)
        return known[check]

    def found(self, check: str) -> bool:
        """Does a check (by id) find anything here?"""
        return bool(self.hits(check))

    def about(self, topic: str) -> bool:
        """Is a mail of the customer's that waits for an answer, or the ticket's subject, about a topic (by id)?"""
        known = self.cache.setdefault("topics", {})
        if topic not in known:
            patterns = self.knowledge.topics[topic].patterns
            ticket = self.situation.ticket
            known[topic] = any(patterns.any(self.messages[index].own) for index in self.waiting) or bool(
                ticket and patterns.any(ticket.subject)
            )
        return known[topic]

    def ever_about(self, topic: str) -> bool:
        """Is any of the customer's mails, answered or not, about a topic (by id)?"""
        if self.about(topic):
            return True
        ticket = self.situation.ticket
        told = zip(ticket.conversation if ticket else (), self.messages, strict=True)
        text = "\n".join(parts.own for message, parts in told if message.direction == "in")
        return self.knowledge.topics[topic].patterns.any(text)

    @cached_property
    def draft(self) -> Parts:
        """The draft's parts (all empty when there is no draft)."""
        return split(self.situation.draft.text if self.situation.draft else "")

    @cached_property
    def messages(self) -> tuple[MessageParts, ...]:
        """The thread's messages taken apart, oldest first, index for index with the conversation."""
        ticket, settings = self.situation.ticket, self.knowledge.settings
        earlier = Earlier()
        found: list[MessageParts] = []
        for message in ticket.conversation if ticket else ():
            parts = take_apart(message, earlier, lambda address: is_ours(address, settings))
            if message.direction != "note":
                earlier.add(parts.written, ours=message.direction == "out")
            found.append(parts)
        return tuple(found)

    @cached_property
    def latest_customer(self) -> int | None:
        """The index of the customer's latest mail in the conversation."""
        ticket = self.situation.ticket
        if ticket is None:
            return None
        return max((i for i, m in enumerate(ticket.conversation) if m.direction == "in"), default=None)

    @cached_property
    def waiting(self) -> tuple[int, ...]:
        """The customer's mails that no mail of ours has answered yet, oldest first; the latest one always.

        What was sent from an address that nobody reads, or by Kravgruppen, was no answer.
        """
        found: list[int] = []
        for index in range(-1 if self.latest_customer is None else self.latest_customer, -1, -1):
            message = self.situation.ticket.conversation[index]  # type: ignore[union-attr]
            if message.direction == "in":
                found.append(index)
            elif message.direction == "out" and not self._unanswering(message):
                break
        return tuple(reversed(found))

    def _unanswering(self, message: Message) -> bool:
        sender, settings = message.sender.email.casefold(), self.knowledge.settings
        return sender == settings.collections_address or is_noreply(sender, settings)

    @property
    def customer_message(self) -> Message | None:
        """The customer's latest mail."""
        index = self.latest_customer
        return None if index is None else self.situation.ticket.conversation[index]  # type: ignore[union-attr]

    @property
    def customer_parts(self) -> MessageParts | None:
        """The customer's latest mail taken apart."""
        index = self.latest_customer
        return None if index is None else self.messages[index]

    @property
    def escalated(self) -> bool:
        """Is the ticket's group the one that escalated tickets go to?"""
        ticket = self.situation.ticket
        group = (ticket.properties.get("Grupp") if ticket else None) or ""
        return group.strip().casefold() == self.knowledge.settings.escalation_group.casefold()

    @cached_property
    def cache(self) -> dict[str, Any]:
        """A place where detectors keep what several checks ask of them; lives as long as the question."""
        return {}
