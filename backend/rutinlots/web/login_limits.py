"""How many logins are tried: a password takes 64 MB and a tenth of a second, which checks must not wait for."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from rutinlots.web.rate_limit import Buckets

_FROM_ONE_ADDRESS = (1 / 30, 5)  # tries a second in the long run, and at once
_FROM_ALL = (1 / 2, 10)


class LoginLimits:
    """One try at a time, so often from each address, and so often from all of them together."""

    def __init__(self) -> None:
        self._place = threading.Lock()
        self._each = Buckets(*_FROM_ONE_ADDRESS)
        self._all = Buckets(*_FROM_ALL)

    @contextmanager
    def attempt(self, address: str) -> Iterator[float]:
        """0: the password may be tried within the block; else the seconds to wait. Never waits itself."""
        if not self._place.acquire(blocking=False):
            yield 1.0
            return
        try:
            yield self._each.wait(address) or self._all.wait("")
        finally:
            self._place.release()
