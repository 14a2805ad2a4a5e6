"""What agents choose is learned as sums over many mails; no single mail's meaning is ever on disk."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import numpy as np
import pytest

from rutinlots.core.snippets import Index
from rutinlots.meaning.encoder import FLOATS
from rutinlots.meaning.learning import MOST_OF_AN_AGENT, TICKETS, Learning
from rutinlots.meaning.prepare import prepare
from rutinlots.store import Event, Store, StoreError
from rutinlots.workshop.proofs import ended

from .conftest import Words, snippet

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
KEY = b"k" * 32


@pytest.fixture
def now() -> list[datetime]:
    """The time, which tests may change."""
    return [NOW]


@pytest.fixture
def learning(store: Store, now: list[datetime]) -> Learning:
    begun = Learning(store.choices, lambda: now[0], KEY)
    begun.begin("words-1")
    return begun


def vector(number: int) -> np.ndarray:
    """A mail's vector, unlike any other's."""
    found = np.random.default_rng(number).normal(size=FLOATS).astype(np.float32)
    return found / np.linalg.norm(found)


def event(kind: str, ticket: int, reply: str | None = None) -> Event:
    return Event(id=str(uuid4()), at=NOW, kind=kind, ticket=ticket, snippet=reply)


def choose(learning: Learning, ticket: int, reply: str = "autogiro", who: str | None = None, sent: str = "sent") -> None:
    """An agent opens a ticket, inserts a reply and sends the mail."""
    learning.opened(ticket, vector(ticket))
    learning.happened([event("inserted", ticket, reply), event(sent, ticket)], who)


@pytest.mark.parametrize("sent", ["sent", "sent-unlogged"])
def test_what_is_inserted_counts_when_the_mail_is_sent(learning: Learning, sent: str):
    learning.opened(1, vector(1))
    learning.happened([event("inserted", 1, "autogiro")], None)
    before = dict(learning.sums)
    learning.happened([event(sent, 1)], None)

    assert before == {}
    assert learning.sums["autogiro"].weight == 1
    assert learning.sums["autogiro"].total == pytest.approx(vector(1).tolist())


def test_a_mail_sent_without_a_reply_and_one_of_an_unknown_ticket_teach_nothing(learning: Learning):
    learning.opened(1, vector(1))
    learning.happened([event("sent", 1)], None)
    learning.happened([event("inserted", 2, "autogiro"), event("sent", 2)], None)

    assert learning.sums == {}


def test_a_ticket_counts_once_among_those_that_wait(learning: Learning):
    choose(learning, 1)
    choose(learning, 1)

    assert learning.sums["autogiro"].weight == 1


def test_nothing_is_on_disk_before_five_different_tickets_are_in_the_sum(learning: Learning, store: Store):
    for ticket in (1, 2, 3, 4, 4, 3):
        choose(learning, ticket)
    before = store.choices.all("words-1")
    choose(learning, 5)

    assert before == {}
    assert store.choices.all("words-1")["autogiro"].weight == TICKETS
    assert store.choices.all("words-1")["autogiro"].total == pytest.approx(sum(map(vector, range(1, 6))).tolist(), abs=1e-5)


def test_two_states_of_the_disk_never_differ_by_fewer_than_five_mails(learning: Learning, store: Store):
    weights = []
    for ticket in range(1, 19):
        choose(learning, ticket)
        weights.append(store.choices.all("words-1").get("autogiro"))

    assert [each and each.weight for each in weights] == [None] * 4 + [5] * 5 + [10] * 5 + [15] * 4
    assert learning.sums["autogiro"].weight == 18


def test_what_is_on_disk_is_known_after_a_restart(learning: Learning, store: Store):
    for ticket in range(1, 8):
        choose(learning, ticket)
    again = Learning(store.choices, lambda: NOW, KEY)
    again.begin("words-1")
    other = Learning(store.choices, lambda: NOW, KEY)
    other.begin("words-2")

    assert again.sums["autogiro"].weight == TICKETS
    assert other.sums == {}, "vectors of another encoder mean something else"


def test_one_agents_choices_count_no_more_than_five_in_a_reply(learning: Learning):
    for ticket in range(1, 21):
        choose(learning, ticket, who="Sandra")
    choose(learning, 21, who="Ali")

    assert learning.sums["autogiro"].weight == MOST_OF_AN_AGENT + 1


def test_the_cap_holds_after_a_restart_and_names_no_agent_on_disk(learning: Learning, store: Store):
    for ticket in range(1, 6):
        choose(learning, ticket, who="Sandra")
    again = Learning(store.choices, lambda: NOW, KEY)
    again.begin("words-1")
    for ticket in range(6, 12):
        choose(again, ticket, who="Sandra")

    assert again.sums["autogiro"].weight == MOST_OF_AN_AGENT
    assert "Sandra" not in str(store.choices.all("words-1"))


def test_choices_fade_over_months_and_an_agents_count_again(learning: Learning, now: list[datetime]):
    for ticket in range(1, 6):
        choose(learning, ticket, who="Sandra")
    now[0] += timedelta(days=180)
    choose(learning, 6, who="Sandra")

    assert learning.sums["autogiro"].weight == pytest.approx(3.5)


def test_a_reply_is_forgotten_on_disk_too(learning: Learning, store: Store):
    for ticket in range(1, 8):
        choose(learning, ticket)
        choose(learning, ticket, "inflyttning")
    learning.forget("autogiro")

    assert set(learning.sums) == set(store.choices.all("words-1")) == {"inflyttning"}


def test_switched_off_nothing_is_added_and_nothing_used(learning: Learning, store: Store):
    for ticket in range(1, 6):
        choose(learning, ticket)
    off = Learning(store.choices, lambda: NOW, KEY, on=False)
    off.begin("words-1")
    choose(off, 6)

    assert off.sums == {}


def test_without_an_encoder_nothing_is_learned(store: Store):
    learning = Learning(store.choices, lambda: NOW, KEY)
    choose(learning, 1)

    assert learning.sums == {}


def test_while_the_database_is_away_sums_wait_in_memory(learning: Learning, store: Store, monkeypatch: pytest.MonkeyPatch):
    def away(*_: object) -> None:
        raise StoreError("away")

    with monkeypatch.context() as patch:
        patch.setattr(store.choices, "add", away)
        for ticket in range(1, 7):
            choose(learning, ticket)
    choose(learning, 7)

    assert store.choices.all("words-1")["autogiro"].weight == learning.sums["autogiro"].weight == 7


def test_what_is_kept_counts_as_soon_as_a_database_that_was_away_at_the_start_is_back(
    learning: Learning, store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    for ticket in range(1, TICKETS + 1):
        choose(learning, ticket)

    def away(*_: object) -> None:
        raise StoreError("away")

    again = Learning(store.choices, lambda: NOW, KEY)
    with monkeypatch.context() as patch:
        patch.setattr(store.choices, "all", away)
        again.begin("words-1")
        again.look()
        choose(again, TICKETS + 1)
    again.look()

    assert again.sums["autogiro"].weight == TICKETS + 1
    assert [record.message for record in caplog.records] == ["What agents have chosen can't be read yet: away"]


@pytest.fixture
def on_disk(tmp_path: Path) -> Iterator[tuple[Store, Path]]:
    opened = Store(f"sqlite:///{tmp_path / 'rutinlots.db'}")
    yield opened, tmp_path
    opened.close()


def test_no_mails_vector_is_in_any_file_whatever_its_form(on_disk: tuple[Store, Path]):
    store, folder = on_disk
    learning = Learning(store.choices, lambda: NOW, KEY)
    learning.begin("words-1")
    for ticket in range(1, 14):
        choose(learning, ticket)
    everything = b"".join(path.read_bytes() for path in folder.iterdir())
    sums = np.array([vector(ticket) for ticket in range(1, 14)]).cumsum(axis=0)

    def held(value: np.ndarray) -> bool:
        # any eight neighbours of it, in any of the forms that a program would write
        return any(value[:8].astype(kind).tobytes() in everything for kind in (np.float16, np.float32, np.float64))

    written = np.array(store.choices.all("words-1")["autogiro"].total, np.float32)
    assert held(written), "what is written would be found"
    assert not any(held(vector(ticket)) for ticket in range(1, 14))
    assert not any(held(sums[count - 1]) for count in (1, 2, 3, 4))


def test_what_agents_choose_is_suggested_first_for_such_mails(index: Index, store: Store, encoder: Words, learning: Learning):
    replies = [snippet("freshdesk-1", "Betalning med autogiro", own=True), snippet("freshdesk-2", "Svar 17 B", own=True)]
    index = index.with_replies(replies, hidden=["autogiro", "inflyttning"])
    space = ended(prepare(index, encoder, store.vectors))
    mails = [f"Hei! Lasku veloitetaan tililtäni {number}?" for number in range(5)]

    class Meaning:
        def likeness(self, text: str):
            return space.likeness(encoder.encode([text], asked=True)[0], learning.sums)

    before = index.suggest("Hei! Lasku veloitetaan tililtäni?", meaning=Meaning())[0].snippet
    for ticket, mail in enumerate(mails):
        learning.opened(ticket, encoder.encode([mail], asked=True)[0])
        learning.happened([event("inserted", ticket, "freshdesk-2"), event("sent", ticket)], None)
    after = index.suggest("Hei! Lasku veloitetaan tililtäni?", meaning=Meaning())[0].snippet

    assert (before, after) == ("freshdesk-1", "freshdesk-2")
