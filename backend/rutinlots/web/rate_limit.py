"""How often somebody may do something: a bucket of tokens for each, refilled at an even rate."""

import threading
import time
from collections.abc import Callable

_MOST = 10_000  # so many are known at once; those whose buckets are full again are forgotten first


class Buckets:
    """``rate`` times a second in the long run, ``burst`` at once."""

    def __init__(self, rate: float, burst: float, clock: Callable[[], float] = time.monotonic):
        self._rate = rate
        self._burst = burst
        self._clock = clock
        self._lock = threading.Lock()
        self._left: dict[str, tuple[float, float]] = {}

    def wait(self, who: str) -> float:
        """Take one token of ``who``: 0 when there was one, else the seconds until there is (nothing is taken then)."""
        with self._lock:
            now = self._clock()
            left, at = self._left.get(who, (self._burst, now))
            left = min(self._burst, left + (now - at) * self._rate)
            if left < 1:
                return (1 - left) / self._rate
            if who not in self._left and len(self._left) >= _MOST:
                self._forget(now)
            self._left[who] = (left - 1, now)
            return 0

    def _forget(self, now: float) -> None:
        full = self._burst / self._rate
        self._left = {who: state for who, state in self._left.items() if now - state[1] < full}
        if len(self._left) >= _MOST:
            self._left.clear()
