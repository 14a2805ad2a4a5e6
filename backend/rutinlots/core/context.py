"""A situation with the rules' data, and everything derived from it so far.

Checks and detectors use a :class:`Context`; each derived value is computed once, when first needed.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from rutinlots.core.entities.addresses import is_at, is_noreply
from rutinlots.core.finding import Hit
from rutinlots.core.kept import Kept, memory_of
from rutinlots.core.mail.draft import Parts, split
from rutinlots.core.mail.history.repeats import Earlier
from rutinlots.core.mail.language import Language, is_aside, language_of
from rutinlots.core.mail.thread import MessageParts, take_apart
from rutinlots.core.names.register import Names
from rutinlots.core.rulefile.patterns import Words
from rutinlots.core.rulefile.settings import Settings
from rutinlots.core.rulefile.topics import Topic
from rutinlots.core.situation import Message, Situation

T = TypeVar("T")
_KEPT = 3_000_000  # bytes of memory for the threads that are kept taken apart: those of 200 agents at work
_LONGEST_KEPT = 1_000_000


@dataclass(frozen=True, kw_only=True)
class Knowledge:
    """The rules' data besides the checks: the team's settings, the name register, topics by id.

    ``phones`` are the numbers (E.164) allowed in a mail: the settings' and those of the reply snippets.
    ``templates`` are the reply snippets with fields to fill in: title to text, white space folded.
    ``words`` are the word lists.
    """

    settings: Settings
    names: Names
    topics: Mapping[str, Topic] = field(default_factory=dict)
    phones: frozenset[str] = frozenset()
    templates: Mapping[str, str] = field(default_factory=dict)
    words: Words = field(default_factory=Words)


@dataclass(frozen=True)
class Thread:
    """A thread's messages taken apart, and what has been read out of it by the rules' data: ``known``, by what was asked."""

    messages: tuple[MessageParts, ...]
    knowledge: Knowledge
    known: dict[Hashable, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Context:
    """What checks and detectors work on."""

    situation: Situation
    knowledge: Knowledge
    finders: Mapping[str, Callable[["Context"], list[Hit]]] = field(default_factory=dict)  # by check id

    def hits(self, check: str) -> list[Hit]:
        """A check's hits, whatever the moment; computed once."""
        hits = self._hits.get(check)
        if hits is None:
            hits = self._hits[check] = self.finders[check](self)
        return hits

    def found(self, check: str) -> bool:
        """Does a check (by id) find anything here?"""
        return bool(self.hits(check))

    def about(self, topic: str) -> bool:
        """Is a mail of the customer's that waits for an answer, or the ticket's subject, about a topic (by id)?"""
        return self.of_thread(("about", topic), lambda: self._about(topic))

    def _about(self, topic: str) -> bool:
        found, ticket = self.knowledge.topics[topic].patterns.any, self.situation.ticket
        return any(found(self.messages[index].own) for index in self.waiting) or bool(ticket and found(ticket.subject))

    def ever_about(self, topic: str) -> bool:
        """Is any of the customer's mails, answered or not, about a topic (by id)?"""
        return self.about(topic) or self.of_thread(("ever about", topic), lambda: self._ever_about(topic))

    def _ever_about(self, topic: str) -> bool:
        pairs = zip(self.conversation, self.messages, strict=True)
        text = "\n".join(parts.own for message, parts in pairs if message.direction == "in")
        return self.knowledge.topics[topic].patterns.any(text)

    @cached_property
    def draft(self) -> Parts:
        """The draft's parts (all empty when there is no draft)."""
        return split(self.situation.draft.text if self.situation.draft else "")

    @property
    def conversation(self) -> tuple[Message, ...]:
        """The thread, oldest first; empty when no ticket is open."""
        return self.situation.ticket.conversation if self.situation.ticket else ()

    @property
    def messages(self) -> tuple[MessageParts, ...]:
        """The thread's messages taken apart, oldest first, index for index with the conversation."""
        return self._thread.messages

    @cached_property
    def _thread(self) -> Thread:
        settings, ticket = self.knowledge.settings, self.situation.ticket
        key = self.conversation, ticket.subject if ticket else ""
        thread = _threads.get(key)
        if thread is None or thread.knowledge is not self.knowledge:
            thread = Thread(_taken_apart(self.conversation, (*settings.domains, *settings.staffing_domains)), self.knowledge)
            size = sum(len(message.text) + len(message.html or "") for message in self.conversation)
            if size <= _LONGEST_KEPT:
                _threads.put(key, thread, memory_of(size))
        return thread

    def of_thread(self, key: Hashable, work: Callable[[], T]) -> T:
        """What ``work`` makes of the thread, the ticket's subject and the rules, and of nothing else: done once while they are
        kept, however many questions come about them."""
        known = self._thread.known
        if key not in known:
            known[key] = work()
        result: T = known[key]
        return result

    def of_thread_with(self, key: str, given: Hashable, work: Callable[[], T]) -> T:
        """The same for work that depends on something else, ``given``, too; what the latest one made of the thread is kept."""
        known = self._thread.known
        latest: tuple[Hashable, T] | None = known.get(key)
        if latest is None or latest[0] != given:
            latest = known[key] = given, work()
        return latest[1]

    @cached_property
    def latest_customer(self) -> int | None:
        """The index of the customer's latest mail in the conversation."""
        return max((i for i, m in enumerate(self.conversation) if m.direction == "in"), default=None)

    @cached_property
    def waiting(self) -> tuple[int, ...]:
        """The customer's mails that no mail of ours has answered yet, oldest first; the latest one always.

        Mail sent from a noreply address, or by Kravgruppen, is no answer.
        """
        return self.of_thread("waiting", self._waiting)

    def _waiting(self) -> tuple[int, ...]:
        found: list[int] = []
        for index in range(-1 if self.latest_customer is None else self.latest_customer, -1, -1):
            message = self.conversation[index]
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
        return None if index is None else self.conversation[index]

    @property
    def customer_parts(self) -> MessageParts | None:
        """The customer's latest mail taken apart."""
        index = self.latest_customer
        return None if index is None else self.messages[index]

    @cached_property
    def language(self) -> Language | None:
        """The language of the customer's latest mail; None where it can't be told, another mail of theirs is in Swedish, or it
        is but a few English words in a Swedish thread."""
        return self.of_thread("language", self._language)

    def _language(self) -> Language | None:
        theirs = [parts for message, parts in zip(self.conversation, self.messages, strict=True) if message.direction == "in"]
        if not theirs:
            return None
        *before, latest = theirs
        spoken, earlier = language_of(latest.own), {language_of(parts.own) for parts in before}
        if "sv" in earlier or (spoken == "en" and spoken not in earlier and is_aside(latest.own) and self._is_swedish()):
            return None
        return spoken

    def _is_swedish(self) -> bool:
        """Is the thread in Swedish, but for the customer's latest mail?"""
        said = (
            parts.quote if index == self.latest_customer else parts.own
            for index, (message, parts) in enumerate(zip(self.conversation, self.messages, strict=True))
            if message.direction != "note"
        )
        return language_of("\n".join(said)) == "sv"

    @cached_property
    def written_in(self) -> Language | None:
        """The language of the draft; None while it can't be told."""
        return language_of(self.draft.body.text)

    @cached_property
    def in_english(self) -> bool:
        """Is the draft in English, or, while that can't be told, the customer's mail?"""
        return (self.written_in or self.language) == "en"

    @property
    def escalated(self) -> bool:
        """Is the ticket assigned to the escalation group?"""
        ticket = self.situation.ticket
        group = (ticket.properties.get("Grupp") if ticket else None) or ""
        return group.strip().casefold() == self.knowledge.settings.escalation_group.casefold()

    def once(self, work: Callable[["Context"], T]) -> T:
        """The result of a function of this context, computed once."""
        if work not in self._results:
            self._results[work] = work(self)
        result: T = self._results[work]
        return result

    @cached_property
    def _results(self) -> dict[Callable[["Context"], Any], Any]:
        return {}

    @cached_property
    def _hits(self) -> dict[str, list[Hit]]:
        return {}


def _taken_apart(conversation: tuple[Message, ...], ours: tuple[str, ...]) -> tuple[MessageParts, ...]:
    earlier = Earlier()
    found: list[MessageParts] = []
    for message in conversation:
        parts = take_apart(message, earlier, lambda address: is_at(address, ours))
        if message.direction != "note":
            earlier.add(parts.written, ours=message.direction == "out")
        found.append(parts)
    return tuple(found)


# While a reply is written, the same thread comes with each question.
_threads: Kept[tuple[tuple[Message, ...], str], Thread] = Kept(_KEPT)
