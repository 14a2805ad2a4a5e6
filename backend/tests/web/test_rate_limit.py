"""RateLimiter: a burst at once, an even rate for long, each caller for itself."""

import pytest

from rutinlots.web import rate_limit
from rutinlots.web.rate_limit import RateLimiter


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def limiter(clock: Clock) -> RateLimiter:
    """Two a second, four at once."""
    return RateLimiter(2, 4, clock)


def test_a_burst_is_let_through_and_then_the_wait_is_told(limiter: RateLimiter):
    assert [limiter.wait("a") for _ in range(6)] == [0, 0, 0, 0, 0.5, 0.5]


def test_in_the_long_run_the_rate_holds(limiter: RateLimiter, clock: Clock):
    taken = 0
    for _ in range(1000):
        clock.now += 0.1
        taken += limiter.wait("a") == 0
    assert 200 <= taken <= 204


def test_each_has_a_bucket_of_its_own(limiter: RateLimiter):
    assert [limiter.wait("a") for _ in range(5)][-1] > 0
    assert limiter.wait("b") == 0


def test_an_idle_caller_saves_no_more_than_a_burst(limiter: RateLimiter, clock: Clock):
    limiter.wait("a")
    clock.now = 1e6
    assert [limiter.wait("a") for _ in range(5)] == [0, 0, 0, 0, 0.5]


def test_callers_without_end_do_not_fill_the_memory(limiter: RateLimiter, monkeypatch):
    monkeypatch.setattr(rate_limit, "_MOST", 10)
    for number in range(1000):
        limiter.wait(str(number))
    assert len(limiter._left) <= 10
