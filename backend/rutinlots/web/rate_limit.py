"""Token-bucket rate limiter, one bucket per caller."""

import threading
from collections.abc import Callable
from time import monotonic

_MOST = 10_000  # callers remembered; those whose buckets are full again are forgotten first


class RateLimiter:
    """Allows ``rate`` actions per second in the long run, ``burst`` at once."""

    def __init__(self, rate: float, burst: float, clock: Callable[[], float] = lambda: monotonic()):
        self._rate = rate
        self._burst = burst
        self._clock = clock
        self._lock = threading.Lock()
        self._left: dict[str, tuple[float, float]] = {}

    def wait(self, who: str) -> float:
        """Take one of the caller's tokens. Returns 0, or the seconds until one is available (none is taken then)."""
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
