"""Checks on trial: judged for every mail, counted, shown to no agent, and on no answer's time."""

import threading
from copy import deepcopy
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from backend.tests.api.conftest import SITUATION
from rutinlots import create_app, rule_loader, trials
from rutinlots.core.rules import Rules
from rutinlots.store import StoreError, Tally

CHECK = "leftover-placeholder"


def changed(rules: Rules, **how) -> Rules:
    return replace(rules, checks=tuple(replace(each, **how) if each.id == CHECK else each for each in rules.checks))


@pytest.fixture
def served(rules: Rules, monkeypatch: pytest.MonkeyPatch):
    """Starts an app whose placeholder check is changed."""
    apps = []

    def serve(**how) -> FlaskClient:
        monkeypatch.setattr(rule_loader, "load", lambda folder: changed(rules, **how))
        apps.append(create_app({"TESTING": True}))
        return apps[-1].test_client()

    yield serve
    for app in apps:
        app.extensions["rutinlots"].close()


def asked(client: FlaskClient, ticket: int = 1, **more) -> list[str]:
    """The ids of the findings on a draft with a placeholder left in it."""
    situation = deepcopy(SITUATION)
    situation["ticket"]["id"] = ticket
    situation["draft"]["text"] = "Hej Anna,\n\nDen kommer [datum]."
    answer = client.post("/api/v1/checks", json={**situation, **more})
    assert answer.status_code == 200
    return [finding["id"] for finding in answer.json["findings"]]


def tally(client: FlaskClient) -> Tally | None:
    state = client.application.extensions["rutinlots"]
    state.trials.settle()
    return state.store.trial_hits.tally(state.clock().replace(year=2000)).get(CHECK)


def test_a_check_in_use_is_shown_and_not_counted(served):
    client = served()
    assert CHECK in asked(client)
    assert tally(client) is None


def test_a_check_on_trial_is_counted_by_ticket_and_shown_to_no_agent(served):
    client = served(status="trial")
    assert CHECK not in asked(client, 1) + asked(client, 2) + asked(client, 2)
    assert tally(client) == Tally(times=2, tickets=2)


def test_nothing_of_the_mail_is_stored(served):
    client = served(status="trial")
    asked(client)
    assert tally(client) is not None
    with client.application.extensions["rutinlots"].store._database.read() as connection:
        ((_, check, ticket, at),) = connection.exec_driver_sql("SELECT * FROM trial_hits").all()
    assert (check, ticket) == (CHECK, 1)
    assert str(at)[16:19] == ":00"


def test_the_answer_waits_for_no_check_on_trial(served, monkeypatch: pytest.MonkeyPatch):
    let_go = threading.Event()
    judged = trials.on_trial

    def held(*args):
        assert let_go.wait(30)
        return judged(*args)

    monkeypatch.setattr(trials, "on_trial", held)
    client = served(status="trial")
    asked(client)  # answered while the check on trial is held
    let_go.set()
    assert tally(client) == Tally(times=1, tickets=1)


def test_more_than_can_wait_is_left_uncounted_and_every_answer_given(served, monkeypatch: pytest.MonkeyPatch, caplog):
    let_go = threading.Event()
    monkeypatch.setattr(trials, "on_trial", lambda *args: iter([]) if let_go.wait(30) else None)
    monkeypatch.setattr(trials, "_WAITING", 1)
    client = served(status="trial")
    for ticket in range(1, 5):
        asked(client, ticket)
    let_go.set()
    tally(client)
    assert "too many are waiting" in caplog.text


def test_a_check_on_trial_that_crashes_is_named_without_the_mail_and_the_next_is_judged(served, caplog):
    def crash(context):
        raise ValueError(context.situation.draft.text)

    client = served(status="trial", find=crash)
    asked(client)
    assert tally(client) is None
    assert f"The check on trial {CHECK} crashes (ValueError)" in caplog.text
    assert "datum" not in caplog.text


def test_while_the_database_is_away_answers_are_given_and_counting_goes_on_afterwards(served, monkeypatch: pytest.MonkeyPatch):
    client = served(status="trial")
    hits = client.application.extensions["rutinlots"].store.trial_hits

    def fail(keys):
        raise StoreError("The database is away.")

    with monkeypatch.context() as patch:
        patch.setattr(hits, "count", fail)
        asked(client)
        client.application.extensions["rutinlots"].trials.settle()
    asked(client)
    assert tally(client) == Tally(times=1, tickets=1)


def test_without_checks_on_trial_there_is_nothing_in_the_background(served):
    client = served()
    asked(client)
    assert not any(thread.name == "trials" for thread in threading.enumerate())


def test_closing_ends_the_thread_also_with_a_full_queue(served, monkeypatch: pytest.MonkeyPatch):
    client = served(status="trial")
    asked(client)
    client.application.extensions["rutinlots"].close()
    assert not any(thread.name == "trials" for thread in threading.enumerate())
