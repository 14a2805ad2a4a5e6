"""A PostgreSQL that takes connections and then says nothing: checks are answered all the same, and soon."""

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from time import monotonic
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import make_url

from rutinlots import create_app, rule_loader
from rutinlots.commands.serving.serve import _warn_without_token
from rutinlots.core.rules import Rules
from rutinlots.store import Store, StoreError
from rutinlots.store.sql import database, engines, migrate
from rutinlots.store.sql.patience import Helpers, Room, TooLate

SITUATION = {
    "moment": "send",
    "ticket": {"id": 5, "conversation": [{"direction": "in", "text": "Hej! Varför är fakturan så hög?"}]},
    "draft": {"kind": "reply", "to": ["anna.berg@example.com"], "text": "Hej Anna,\n\nTack."},
}
PATIENCE_S = 0.9  # then the extension lets the mail go
_WELCOME = b"R\0\0\0\x08\0\0\0\0" + b"Z\0\0\0\x05I"  # you may come in; I am ready


def silent(connection: socket.socket) -> None:
    """Frozen before a connection is accepted."""


def frozen(connection: socket.socket) -> None:
    """Lets in, and freezes at the first statement."""
    with suppress(OSError):
        while (first := connection.recv(8)) and len(first) == 8:
            if first[4:] in (b"\x04\xd2\x16\x2f", b"\x04\xd2\x16\x30"):  # encryption, of two kinds
                connection.sendall(b"N")
                continue
            connection.recv(int.from_bytes(first[:4]) - 8)
            connection.sendall(_WELCOME)
            return


@pytest.fixture(params=[silent, frozen])
def stuck(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a server that gets stuck in one way or the other."""
    taken: list[socket.socket] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def take() -> None:
            with suppress(OSError):
                while True:
                    taken.append(listening.accept()[0])
                    threading.Thread(target=request.param, args=(taken[-1],), daemon=True).start()

        threading.Thread(target=take, daemon=True).start()
        yield f"postgresql+psycopg://tester@127.0.0.1:{listening.getsockname()[1]}/postgres"
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
    for connection in taken:
        connection.close()


@pytest.fixture
def started(rules: Rules, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """A server as ``rutinlots serve`` begins it, which has answered nothing yet."""
    monkeypatch.setattr(rule_loader, "load", lambda folder: rules)
    app = create_app({"TESTING": True})
    _warn_without_token(app.config, app.extensions["rutinlots"].authentication)
    return app


@pytest.fixture
def app(started: Flask, stuck: str) -> Iterator[Flask]:
    """That server when its database has frozen; its caches of the ledger are empty."""
    app = started
    store: Store = app.extensions["rutinlots"].store
    good = store._database
    bad = database.Database(engines.postgresql(make_url(stuck), 8), "The database", 8)
    for part in (store, store.ledger, store.leads, store.sessions, store.tokens):
        part._database = bad
    yield app
    bad.close()
    good.close()


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> SimpleQueue[float]:
    """The seconds that each question to the database was given. A slow machine adds to them, so time itself isn't measured."""
    given: SimpleQueue[float] = SimpleQueue()
    run = Helpers.run

    def noted(self: Helpers, work: Callable[[], Any], seconds: float) -> Any:
        given.put(seconds)
        return run(self, work, seconds)

    monkeypatch.setattr(Helpers, "run", noted)
    return given


def taken(waits: SimpleQueue[float]) -> list[float]:
    return [waits.get() for _ in range(waits.qsize())]


def test_checks_and_probes_are_answered_in_time_and_events_are_refused(app: Flask, waits: SimpleQueue[float]):
    client = app.test_client()
    assert client.post("/api/v1/checks", json=SITUATION).status_code == 200
    assert 0 < sum(taken(waits)) < PATIENCE_S
    assert (client.get("/healthz").status_code, client.get("/readyz").status_code) == (200, 503)
    event = {"id": str(uuid4()), "at": "2026-03-10T09:15:00Z", "kind": "logged", "ticket": 5}
    assert client.post("/api/v1/events", json={"events": [event]}).status_code == 503
    assert taken(waits) == [], "it rests after a failure"


def test_those_who_wait_to_write_leave_half_of_the_places_to_checks(
    app: Flask, waits: SimpleQueue[float], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(database, "_WRITE_PATIENCE_S", 30.0)
    store: Store = app.extensions["rutinlots"].store
    for _ in range(4):
        threading.Thread(target=lambda: _fails(lambda: store.sessions.log_out("x")), daemon=True).start()
    assert [waits.get() for _ in range(4)] == [30.0] * 4
    with pytest.raises(StoreError, match="too many writes are waiting"):
        store.sessions.log_out("x")
    assert app.test_client().post("/api/v1/checks", json=SITUATION).status_code == 200
    assert 0 < sum(taken(waits)) < PATIENCE_S


def _fails(work: Callable[[], object]) -> bool:
    with pytest.raises(StoreError):
        work()
    return True


def test_many_at_once_do_not_wait_for_each_other(app: Flask, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(database, "_READ_PATIENCE_S", 4.0)
    store: Store = app.extensions["rutinlots"].store
    began = monotonic()
    with ThreadPoolExecutor(30) as all_at_once:
        assert all(all_at_once.map(lambda _: _fails(store.probe), range(30)))
    assert monotonic() - began < 12, "eight at a time would take sixteen seconds"


def test_a_server_is_not_started_on_it_and_says_why(stuck: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(migrate, "_PATIENCE_S", 0.3)
    with pytest.raises(StoreError, match="doesn't respond in time"):
        Store(stuck)


def test_helpers_hand_on_what_comes_of_the_work():
    helpers = Helpers(2)
    assert helpers.run(lambda: 5, 10) == 5
    with pytest.raises(KeyError):
        helpers.run(lambda: {}[1], 10)
    helpers.close()


def test_helpers_who_are_all_stuck_are_not_waited_for_and_work_again_when_they_are_free():
    helpers, gate = Helpers(2), threading.Event()
    for _ in range(3):
        with pytest.raises(TooLate):
            helpers.run(gate.wait, 0.05)
    gate.set()
    assert helpers.run(lambda: 5, 10) == 5
    helpers.close()


_FORKS = """
import os, threading
from rutinlots.store.sql.patience import Helpers
helpers = Helpers(1)
helpers.run(lambda: None, 10)
helpers.disband()
print(threading.active_count(), flush=True)
child = os.fork()
if child == 0:
    print(helpers.run(lambda: "answered", 10), flush=True)
    os._exit(0)
os.waitpid(child, 0)
print(helpers.run(lambda: "answered", 10))
"""


@pytest.mark.skipif(os.name != "posix", reason="processes are forked on Linux and macOS")
def test_helpers_that_were_disbanded_leave_no_thread_and_work_on_both_sides_of_a_fork():
    forked = subprocess.run([sys.executable, "-c", _FORKS], capture_output=True, text=True, timeout=60)
    assert (forked.stdout.split(), forked.stderr) == (["1", "answered", "answered"], "")


def test_a_slow_sqlite_leaves_half_of_the_places_to_others(tmp_path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(database, "_ROOM_WAIT_S", 0.05)
    store = Store(f"sqlite:///{tmp_path / 'a.db'}", connections=2)
    with store._database._room_to_write.place(0), pytest.raises(StoreError, match="too many writes are waiting"):
        store.sessions.log_out("y")
    with store._database._room_to_write.place(0):
        assert store.leads.all() == []
    store.sessions.log_out("y")
    store.close()


def test_a_place_is_waited_for_as_long_as_others_are_let_go_of():
    room, had = Room(1), []

    def have(name: int) -> None:
        with room.place(5):
            had.append(name)

    with ThreadPoolExecutor(8) as all_at_once:
        list(all_at_once.map(have, range(200)))
    assert sorted(had) == list(range(200))
