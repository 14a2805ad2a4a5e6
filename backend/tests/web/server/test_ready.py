"""Connections are read and written when they are ready, and asked what they wait for only when that may have changed."""

import socket
from collections.abc import Iterator

import pytest

from rutinlots.web.server.ready import Ready


class Clock:
    """A time that stands still until it is moved."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


class One:
    """A connection with all that waitress asks of it."""

    accepting = False

    def __init__(self) -> None:
        self.socket, self.other = socket.socketpair()
        self.reads, self.writes = True, False
        self.asked = 0
        self.did: list[str] = []

    def readable(self) -> bool:
        self.asked += 1
        return self.reads

    def writable(self) -> bool:
        return self.writes

    def handle_read_event(self) -> None:
        self.did.append(f"read {self.socket.recv(10).decode()}")

    def handle_write_event(self) -> None:
        self.did.append("written")
        self.writes = False


@pytest.fixture
def one() -> Iterator[One]:
    made = One()
    yield made
    made.socket.close()
    made.other.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_what_has_come_is_read_and_what_rests_is_not_asked_again(one: One, clock: Clock):
    ready = Ready({one.socket.fileno(): one}, clock)
    ready.look(0)
    for _ in range(5):
        ready.look(0)
    assert one.asked == 1
    one.other.sendall(b"Hej")
    ready.look(20)
    assert one.did == ["read Hej"]
    assert one.asked == 2


def test_a_change_that_is_told_counts_at_the_next_look(one: One, clock: Clock):
    ready = Ready({one.socket.fileno(): one}, clock)
    ready.look(0)
    one.writes = True
    ready.look(0)
    assert one.did == []
    ready.changed(one.socket.fileno())
    ready.look(20)
    ready.look(0)
    assert one.did == ["written"]


def test_a_change_that_is_not_told_counts_within_a_second(one: One, clock: Clock):
    ready = Ready({one.socket.fileno(): one}, clock)
    ready.look(0)
    one.writes = True
    clock.now += 1
    ready.look(20)
    assert one.did == ["written"]


def test_one_that_wants_nothing_is_left_alone_until_it_does(one: One, clock: Clock):
    one.reads = False
    ready = Ready({one.socket.fileno(): one}, clock)
    one.other.sendall(b"Hej")
    ready.look(0)
    assert one.did == []
    one.reads = True
    ready.changed(one.socket.fileno())
    ready.look(20)
    assert one.did == ["read Hej"]
    one.reads = False
    ready.changed(one.socket.fileno())
    one.other.sendall(b"igen")
    ready.look(0)
    assert one.did == ["read Hej"]


def test_one_that_is_gone_is_not_looked_at(one: One, clock: Clock):
    known = {one.socket.fileno(): one}
    ready = Ready(known, clock)
    ready.look(0)
    ready.gone(one.socket.fileno())
    del known[one.socket.fileno()]
    one.other.sendall(b"Hej")
    ready.look(0)
    ready.gone(one.socket.fileno())  # once more does no harm, nor does what never was
    ready.changed(None)
    ready.gone(None)
    assert one.did == []
