"""Mails replayed one by one: how much is learned by so many uses of each reply, and that one odd agent spoils nothing.

Twelve replies of which neither words nor meaning say anything; ``tools.ranking.learning`` does the same with mails in words.
"""

from datetime import UTC, datetime
from itertools import count

import numpy as np
import pytest

from rutinlots.core.snippets import Index
from rutinlots.core.snippets.fusion import fuse
from rutinlots.meaning.encoder import FLOATS
from rutinlots.meaning.learning import Learning
from rutinlots.meaning.prepare import prepare
from rutinlots.meaning.space import Space
from rutinlots.store import Event, Store
from rutinlots.workshop.proofs import ended

from .conftest import Words, snippet

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
REPLIES, AGENTS, ASKED = 12, 5, 8
NOISE = 0.16  # in each number of a mail's vector, whose matter has the length 1


def mail(matter: int, number: int) -> np.ndarray:
    """A mail about a matter, unlike any other."""
    found = np.random.default_rng(1000 * matter + number).normal(scale=NOISE, size=FLOATS).astype(np.float32)
    found += np.random.default_rng(matter).normal(scale=FLOATS**-0.5, size=FLOATS).astype(np.float32)
    return found / np.linalg.norm(found)


@pytest.fixture
def space(index: Index, store: Store, encoder: Words) -> Space:
    index = index.with_replies([snippet(f"freshdesk-{number}", "Svar", own=True) for number in range(REPLIES)])
    return ended(prepare(index, encoder, store.vectors))


def replayed(space: Space, uses: int, odd: bool) -> float:
    """The share of further mails whose reply is first, after so many uses of each."""
    learning, tickets = Learning(Store().choices, lambda: NOON, b"replay"), count(1)
    learning.begin("words-1")
    for number in range(uses):
        for matter in range(REPLIES):
            ticket, agent = next(tickets), number % AGENTS
            chosen = (matter + 1) % REPLIES if odd and agent == AGENTS - 1 else matter
            learning.opened(ticket, mail(matter, number))
            happened = [Event(id=f"{ticket}-{kind}", at=NOON, kind=kind, ticket=ticket, snippet=f"freshdesk-{chosen}")
                        for kind in ("inserted", "sent")]  # fmt: skip
            learning.happened(happened, f"agent {agent}")
    right = 0
    for matter in range(REPLIES):
        for number in range(ASKED):
            likeness = space.likeness(mail(matter, 500 + number), learning.sums)
            found = fuse([0.0, 0.0], [0.0] * REPLIES, space.index.kinsfolk, likeness).replies
            right += max(found, key=found.__getitem__) == matter
    return right / (REPLIES * ASKED)


def test_the_more_a_reply_is_used_the_oftener_it_is_first_and_one_odd_agent_spoils_nothing(space: Space):
    none, one, five, twenty = (replayed(space, uses, odd=False) for uses in (0, 1, 5, 20))
    assert none == 1 / REPLIES
    assert none < one < five < twenty
    assert twenty > 0.9

    assert replayed(space, 5, odd=True) > one
    assert replayed(space, 20, odd=True) > twenty - 0.05
