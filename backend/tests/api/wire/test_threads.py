"""A long thread is sent once: the answer tells a key that stands for it while the agent writes."""

from copy import deepcopy

import pytest

from rutinlots.api.wire import threads
from rutinlots.app_state import now
from rutinlots.core.kept import Kept

CHECKS, SUGGESTIONS = "/api/v1/checks", "/api/v1/suggestions"
LONG = "Fakturan för lägenheten är mycket högre än förra månaden. " * 200
HEARD = {"direction": "in", "text": "Hej igen,\n\nnär kommer pengarna tillbaka?\n\nMed vänlig hälsning\nAnna Berg"}


@pytest.fixture
def situation(situation):
    situation["ticket"]["conversation"] = [
        {"direction": "in", "text": f"Hej!\n\nKundnummer 1234567. {LONG}\n\nMed vänlig hälsning\nAnna Berg"},
        {"direction": "out", "text": "Hej Anna,\n\nTack för ditt mejl. Vi tittar på det."},
        {"direction": "in", "html": f"<p>Hej, vad är klart?</p><p>{LONG}</p>"},
    ]
    situation["draft"]["text"] = "Hej Anna,\n\nVad är ditt kundnummer?"
    return situation


def named(situation, key, *more):
    """The same question with a key in the place of its thread, and what has come since."""
    short = deepcopy(situation)
    short["ticket"] |= {"thread": key, "conversation": list(more)}
    return short


def told(client, question, **how):
    answer = client.post(CHECKS, json=question, **how)
    assert answer.status_code == 200, answer.text
    return answer.json


def refused(client, question, path=CHECKS, **how):
    answer = client.post(path, json=question, **how)
    return (answer.status_code, answer.json.get("error", {}).get("code")) == (409, "thread-unknown")


@pytest.mark.parametrize("moment", ["open", "write", "send"])
def test_a_thread_that_is_named_is_answered_as_if_it_had_been_sent(client, situation, moment):
    situation["moment"] = moment
    whole = told(client, situation)
    assert told(client, named(situation, whole["thread"])) == whole
    assert whole["findings"] or moment == "open"


def test_what_has_come_since_is_sent_beside_the_name(client, situation):
    key = told(client, situation)["thread"]
    short = named(situation, key, HEARD)
    situation["ticket"]["conversation"].append(HEARD)
    whole = told(client, situation)
    assert told(client, short) == whole
    assert whole["thread"] != key


def test_suggestions_are_asked_for_by_the_name_too(client, situation):
    key = told(client, situation)["thread"]
    answers = [client.post(SUGGESTIONS, json=question).json for question in (situation, named(situation, key))]
    assert answers[0] == answers[1]


def test_who_was_asked_for_suggestions_only_knows_the_thread_too(client, situation, monkeypatch):
    key = told(client, situation)["thread"]
    monkeypatch.setattr(threads, "_known", Kept(1_000_000))
    assert refused(client, named(situation, key), SUGGESTIONS)
    client.post(SUGGESTIONS, json=situation)
    assert not refused(client, named(situation, key), SUGGESTIONS)


def test_a_short_thread_has_no_name(client, situation):
    situation["ticket"]["conversation"][0]["text"] = "Hej!"
    situation["ticket"]["conversation"][2] = HEARD
    assert "thread" not in told(client, situation)


def test_a_name_that_is_not_known_asks_for_the_whole(client, situation):
    assert refused(client, named(situation, "0" * 64))
    assert refused(client, named(situation, "0" * 64), SUGGESTIONS)
    assert refused(client, named(situation, "", HEARD))


def test_more_messages_than_a_ticket_has_ask_for_the_whole(client, situation):
    key = told(client, situation)["thread"]
    assert refused(client, named(situation, key, *[HEARD] * 198))
    assert not refused(client, named(situation, key, *[HEARD] * 197))


def test_a_name_is_worth_nothing_to_another_caller_or_in_another_account(make_app, situation):
    app = make_app()
    tokens = app.extensions["rutinlots"].store.tokens
    anna, bo = ({"headers": {"Authorization": f"Bearer {tokens.create(name, 'agent', now())}"}} for name in ("Anna", "Bo"))
    client = app.test_client()
    key = told(client, situation, **anna)["thread"]
    assert not refused(client, named(situation, key), **anna)
    assert refused(client, named(situation, key), **bo)
    assert refused(client, named(situation, key) | {"tenant": "annat.freshdesk.com"}, **anna)
    assert told(client, situation, **bo)["thread"] != key


def test_no_more_threads_are_kept_than_there_is_room_for(client, situation, monkeypatch):
    monkeypatch.setattr(threads, "_known", Kept(100_000))
    key = told(client, situation)["thread"]
    for number in range(5):
        other = deepcopy(situation)
        other["ticket"]["conversation"][0]["text"] += f" {number}"
        told(client, other)
    assert refused(client, named(situation, key))
