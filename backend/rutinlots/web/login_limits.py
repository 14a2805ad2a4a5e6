"""Limits of login attempts: verifying a password takes 64 MB and a tenth of a second, which would delay checks."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from rutinlots.web.rate_limit import RateLimiter

_FROM_ONE_ADDRESS = (1 / 30, 5)  # attempts per second in the long run, and at once
_FROM_ALL = (1 / 2, 10)


class LoginLimits:
    """One attempt at a time, with one rate per address and one for the whole server."""

    def __init__(self) -> None:
        self._place = threading.Lock()
        self._each = RateLimiter(*_FROM_ONE_ADDRESS)
        self._all = RateLimiter(*_FROM_ALL)

    @contextmanager
    def attempt(self, address: str) -> Iterator[float]:
        """Gives 0 if the password may be verified within the block, or the seconds to wait. Never blocks."""
        if not self._place.acquire(blocking=False):
            yield 1.0
            return
        try:
            yield self._each.wait(address) or self._all.wait("")
        finally:
            self._place.release()
