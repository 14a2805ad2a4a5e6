"""Requests take turns, and none waits for one that may be waiting itself."""

import threading
from collections.abc import Iterator

import pytest

from rutinlots.web.turns import PATIENCE_S, Turns

LONG_S = 20.0  # a test fails after it


class Clock:
    """A time that stands still until it is moved."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


class Request:
    """A request that is answered for as long as the test says."""

    def __init__(self, order: list[str], name: str, *, is_check: bool = True):
        self.is_check = is_check
        self._order = order
        self._name = name
        self.begun, self.answered, self.done = threading.Event(), threading.Event(), threading.Event()
        self.cancelled = False

    def service(self) -> None:
        self._order.append(self._name)
        self.begun.set()
        assert self.answered.wait(LONG_S)
        self.done.set()

    def cancel(self) -> None:
        self.cancelled = True


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def turns(clock: Clock) -> Iterator[Turns]:
    started = Turns(3, lambda task: task.is_check, clock)
    yield started
    started.shutdown()


def test_requests_are_answered_one_at_a_time_in_their_order(turns: Turns):
    order: list[str] = []
    first, second, third = requests = [Request(order, name) for name in ("first", "second", "third")]
    for request in requests:
        turns.add_task(request)

    assert first.begun.wait(LONG_S)
    first.answered.set()
    assert second.begun.wait(LONG_S)
    assert first.done.is_set()
    assert not third.begun.is_set()
    assert list(turns.queue) == [third]
    assert turns.waiting == 0  # there is a thread for it
    second.answered.set()
    assert third.begun.wait(LONG_S)
    assert second.done.is_set()
    third.answered.set()
    assert third.done.wait(LONG_S)
    assert order == ["first", "second", "third"]


def test_those_that_wait_are_counted_from_where_there_are_more_requests_than_threads(turns: Turns):
    order: list[str] = []
    requests = [Request(order, str(number)) for number in range(5)]
    for request in requests:
        turns.add_task(request)
    assert requests[0].begun.wait(LONG_S)
    assert turns.waiting == 2  # besides those that the three threads have, or will have at once
    for request in requests:
        request.answered.set()
    assert requests[-1].done.wait(LONG_S)
    assert turns.waiting == 0


def test_what_takes_no_turns_begins_at_once_and_holds_no_check_up(turns: Turns):
    order: list[str] = []
    login, check, page = (Request(order, name, is_check=name == "check") for name in ("login", "check", "page"))
    for request in (login, check, page):
        turns.add_task(request)
    for request in (login, check, page):
        assert request.begun.wait(LONG_S)
    for request in (login, check, page):
        request.answered.set()
        assert request.done.wait(LONG_S)


def test_when_one_takes_long_the_next_begins_beside_it(turns: Turns, clock: Clock):
    order: list[str] = []
    stuck, second, third = (Request(order, name) for name in ("stuck", "second", "third"))
    turns.add_task(stuck)
    assert stuck.begun.wait(LONG_S)
    clock.now += PATIENCE_S

    turns.add_task(second)
    assert second.begun.wait(LONG_S)
    second.answered.set()
    assert second.done.wait(LONG_S)

    turns.add_task(third)
    assert third.begun.wait(LONG_S)
    assert not stuck.done.is_set()
    for request in (stuck, third):
        request.answered.set()
        assert request.done.wait(LONG_S)


def test_a_request_that_already_waits_begins_when_the_one_before_it_has_taken_too_long(turns: Turns, clock: Clock):
    order: list[str] = []
    stuck, second = Request(order, "stuck"), Request(order, "second")
    turns.add_task(stuck)
    assert stuck.begun.wait(LONG_S)
    turns.add_task(second)
    clock.now += PATIENCE_S

    assert second.begun.wait(LONG_S)
    assert not stuck.done.is_set()
    for request in (stuck, second):
        request.answered.set()
        assert request.done.wait(LONG_S)


def test_what_waits_when_the_server_stops_is_cancelled(clock: Clock):
    turns = Turns(1, lambda task: task.is_check, clock)
    order: list[str] = []
    stuck, waiting = Request(order, "stuck"), Request(order, "waiting")
    turns.add_task(stuck)
    assert stuck.begun.wait(LONG_S)
    turns.add_task(waiting)
    turns.set_thread_count(0)
    stuck.answered.set()
    turns.shutdown()
    assert stuck.done.is_set()
    assert waiting.cancelled
    assert not turns.queue


def test_a_request_that_fails_ends_its_turn(turns: Turns):
    class Failing(Request):
        def service(self) -> None:
            raise RuntimeError("on purpose")

    order: list[str] = []
    next_one = Request(order, "next")
    turns.add_task(Failing(order, "failing"))
    turns.add_task(next_one)
    assert next_one.begun.wait(LONG_S)
    next_one.answered.set()
    assert next_one.done.wait(LONG_S)
