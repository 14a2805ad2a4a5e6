"""Buckets: a burst at once, an even rate for long, each caller for itself."""

import pytest

from rutinlots.web import rate_limit
from rutinlots.web.rate_limit import Buckets


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def buckets(clock: Clock) -> Buckets:
    """Two a second, four at once."""
    return Buckets(2, 4, clock)


def test_a_burst_is_let_through_and_then_the_wait_is_told(buckets: Buckets):
    assert [buckets.wait("a") for _ in range(6)] == [0, 0, 0, 0, 0.5, 0.5]


def test_in_the_long_run_the_rate_holds(buckets: Buckets, clock: Clock):
    taken = 0
    for _ in range(1000):
        clock.now += 0.1
        taken += buckets.wait("a") == 0
    assert 200 <= taken <= 204


def test_each_has_a_bucket_of_its_own(buckets: Buckets):
    assert [buckets.wait("a") for _ in range(5)][-1] > 0
    assert buckets.wait("b") == 0


def test_an_idle_caller_saves_no_more_than_a_burst(buckets: Buckets, clock: Clock):
    buckets.wait("a")
    clock.now = 1e6
    assert [buckets.wait("a") for _ in range(5)] == [0, 0, 0, 0, 0.5]


def test_callers_without_end_do_not_fill_the_memory(buckets: Buckets, monkeypatch):
    monkeypatch.setattr(rate_limit, "_MOST", 10)
    for number in range(1000):
        buckets.wait(str(number))
    assert len(buckets._left) <= 10
