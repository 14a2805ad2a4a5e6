"""Checks are answered by the thread that reads them, and none waits for one that may be waiting itself."""

import threading
from collections.abc import Iterator
from queue import Empty, SimpleQueue

import pytest

from rutinlots.web.server.turns import PATIENCE_S, Turns

LONG_S = 20.0  # a test fails after it


class Clock:
    """A time that stands still until it is moved."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


class Check:
    """A check that is answered for as long as the test says."""

    def __init__(self) -> None:
        self.begun, self.answered, self.done = threading.Event(), threading.Event(), threading.Event()
        self.thread: int | None = None

    def service(self) -> None:
        self.thread = threading.get_ident()
        self.begun.set()
        assert self.answered.wait(LONG_S)
        self.done.set()


class Server:
    """Connections on which checks come in: ``sent`` ones are read when a thread looks."""

    def __init__(self, clock: Clock):
        self.sent: SimpleQueue[Check | None] = SimpleQueue()
        self.handed: SimpleQueue[Check] = SimpleQueue()
        self.lookers: list[int] = []
        self.stopped = False
        self.turns = Turns(self.look, self.handed.put, lambda: self.sent.put(None), clock)
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def run(self) -> None:
        while not self.stopped:
            self.turns.once()

    def look(self, seconds: float) -> None:
        self.lookers.append(threading.get_ident())
        try:
            came = self.sent.get(timeout=seconds or 0.001)
        except Empty:
            return
        if isinstance(came, Check):
            self.turns.add(came)

    def send(self, *checks: Check) -> None:
        for check in checks:
            self.sent.put(check)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def server(clock: Clock) -> Iterator[Server]:
    started = Server(clock)
    yield started
    started.stopped = True
    started.sent.put(None)
    started.thread.join(LONG_S)
    started.turns.close()


def test_checks_are_answered_one_at_a_time_by_the_thread_that_reads_them(server: Server):
    first, second, third = checks = [Check() for _ in range(3)]
    for check in checks:
        server.turns.add(check)
    assert first.begun.wait(LONG_S)
    first.answered.set()
    assert second.begun.wait(LONG_S)
    assert first.done.is_set()
    assert not third.begun.is_set()
    assert len(server.turns) == 2  # the one that is being answered, and the one that waits
    second.answered.set()
    third.answered.set()
    assert third.done.wait(LONG_S)
    assert {check.thread for check in checks} == {server.thread.ident}
    assert server.handed.empty()


def test_while_one_takes_long_what_waits_and_what_comes_is_handed_to_others(server: Server, clock: Clock):
    stuck, waiting, coming = Check(), Check(), Check()
    server.send(stuck)
    assert stuck.begun.wait(LONG_S)
    server.turns.add(waiting)
    clock.now += PATIENCE_S

    assert server.handed.get(timeout=LONG_S) is waiting
    server.send(coming)
    assert server.handed.get(timeout=LONG_S) is coming
    assert not stuck.done.is_set()
    assert server.lookers[-1] != server.thread.ident
    stuck.answered.set()
    assert stuck.done.wait(LONG_S)


def test_after_it_the_thread_reads_and_answers_itself_again(server: Server, clock: Clock):
    stuck, handed, after = Check(), Check(), Check()
    server.send(stuck)
    assert stuck.begun.wait(LONG_S)
    clock.now += PATIENCE_S
    server.send(handed)
    assert server.handed.get(timeout=LONG_S) is handed

    stuck.answered.set()
    assert stuck.done.wait(LONG_S)
    server.send(after)  # read by one thread or the other, and answered by the one
    assert after.begun.wait(LONG_S)
    assert after.thread == server.thread.ident
    after.answered.set()
    assert after.done.wait(LONG_S)


def test_a_check_that_fails_ends_its_turn(server: Server):
    class Failing(Check):
        def service(self) -> None:
            raise RuntimeError("on purpose")

    after = Check()
    server.send(Failing(), after)
    assert after.begun.wait(LONG_S)
    after.answered.set()
    assert after.done.wait(LONG_S)


def test_an_answer_wakes_no_look_when_the_thread_that_gives_it_looks_itself(server: Server):
    mine: SimpleQueue[bool] = SimpleQueue()

    class Asking(Check):
        def service(self) -> None:
            mine.put(server.turns.is_mine)

    server.send(Asking())
    assert mine.get(timeout=LONG_S)
    assert not server.turns.is_mine


def test_the_thread_that_stands_in_ends_with_the_server(clock: Clock):
    before = set(threading.enumerate())
    server = Server(clock)
    stands_in = next(each for each in set(threading.enumerate()) - before if each.name == "stand-in")
    server.stopped = True
    server.sent.put(None)
    server.turns.close()
    stands_in.join(LONG_S)
    assert not stands_in.is_alive()
