"""A ticket to look in, and cards: those that are shipped and the test's own."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import pytest

from rutinlots.core.calendar import STOCKHOLM
from rutinlots.core.context import Context
from rutinlots.core.guides.computed import FillContext
from rutinlots.core.guides.fill import Card, fill
from rutinlots.core.guides.model import Guide
from rutinlots.core.guides.prefill import look
from rutinlots.core.guides.read import read_routine
from rutinlots.core.rules import Rules
from rutinlots.core.situation import Address, Agent, Message, Situation, Ticket

TUESDAY = datetime(2026, 3, 10, 10, 15, tzinfo=STOCKHOLM)
EVENING = datetime(2026, 3, 10, 18, 30, tzinfo=STOCKHOLM)


@pytest.fixture
def make() -> Callable[..., Guide]:
    """A guide with only the keys that the test is about."""

    def guide(**keys: Any) -> Guide:
        order = ("fields", "computed", "steps", "copies", "outcomes", "search")
        values = {"id": "prov", "title": "Prov", "covers": ["KM-01"], "section": "1 Ett"}
        values |= {key: keys[key] for key in order if key in keys}
        routine = {
            "id": "rutin", "title": "Rutin", "summary": "Kort.",
            "sections": [{"title": "1 Ett", "anchor": "ett", "text": "Text."}], "guides": [values],
        }  # fmt: skip
        return read_routine(routine, "rutin").guides[0]

    return guide


@pytest.fixture
def card(rules: Rules) -> Callable[..., Card]:
    """A guide (by id, or one of the test's own) filled with answers."""

    def filled(
        guide: str | Guide, values: Mapping[str, Any] | None = None, *, ticket: Ticket | None = None, now: datetime = TUESDAY
    ) -> Card:
        if isinstance(guide, str):
            guide = rules.guides[guide]
        situation = Situation(moment="open", now=now, ticket=ticket, agent=Agent("1", "Sandra Ek"))
        found = look(guide, Context(situation, rules.knowledge))
        return fill(guide, values or {}, found, FillContext(rules.knowledge.settings, now))

    return filled


@pytest.fixture
def mail() -> Callable[..., Ticket]:
    """A ticket with one mail from the customer."""

    def ticket(text: str, *, subject: str = "Fråga", email: str = "anna.berg@example.com", **message: Any) -> Ticket:
        person = Address(message.pop("name", "Anna Berg"), email)
        message.setdefault("to", ("kundservice@ellevio.se",))
        message.setdefault("sent_at", TUESDAY)
        received = Message(direction="in", sender=person, text=text, **message)
        return Ticket(id=90103, subject=subject, requester=person, conversation=(received,))

    return ticket
