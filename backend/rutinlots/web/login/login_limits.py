"""Limits of login attempts.

Verifying a password takes 64 MB and a tenth of a second, which would delay checks: so one at a time, with a rate for the
whole server. Guessing is limited for each name at each address, for each address and for each name, through the database.
Only wrong passwords count. A browser in which the name has logged in before has tries of its own, which strangers can't
use up: neither those in the same office nor those who try that name from everywhere.
"""

import hmac
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from rutinlots.store.access.login_tries import Bucket, LoginTries
from rutinlots.store.access.tokens import hashed
from rutinlots.web.entry.addresses import caller
from rutinlots.web.rate_limit import RateLimiter

BROWSER = timedelta(days=180)  # how long a browser is remembered after a login
_FROM_ALL = (1 / 2, 10)  # attempts per second in the long run, and at once
# at once, and seconds until one more
_NAME_AT_ADDRESS = (5, 30.0)
_ADDRESS = (30, 6.0)
_NAME = (20, 60.0)


@dataclass
class Attempt:
    """``wait``: 0 if the password may be verified, or the seconds to wait. Set ``right`` if it was right."""

    wait: float = 0
    right: bool = False
    buckets: list[Bucket] = field(default_factory=list)


class LoginLimits:
    """The limits of one server; the ``tries`` are shared with others on the same database."""

    def __init__(self, tries: LoginTries, key: bytes, *, clock: Callable[[], float] = time.monotonic):
        self._tries = tries
        self._key = key
        self._place = threading.Lock()
        self._strangers = RateLimiter(*_FROM_ALL, clock)
        self._known = RateLimiter(*_FROM_ALL, clock)

    @contextmanager
    def attempt(self, address: str | None, name: str, browser: str, now: datetime) -> Iterator[Attempt]:
        """Verify a password within the block, if there is no ``wait``. Never blocks.

        ``browser`` is what :meth:`remember` gave, or anything else.
        """
        if not self._place.acquire(blocking=False):
            yield Attempt(wait=1.0)
            return
        try:
            known = self._knows(browser, name, now)
            attempt = Attempt(buckets=_buckets(caller(address), name, browser if known else ""))
            attempt.wait = self._tries.take(attempt.buckets, now)
            if not attempt.wait and (wait := (self._known if known else self._strangers).wait("")):
                attempt.wait = wait
                self._tries.give_back(attempt.buckets, now)
            yield attempt
            if attempt.right:
                self._tries.give_back(attempt.buckets, now)
        finally:
            self._place.release()

    def remember(self, name: str, now: datetime) -> str:
        """What a browser keeps after a login. It opens nothing."""
        content = f"{secrets.token_hex(8)}.{int((now + BROWSER).timestamp())}"
        return f"{content}.{self._seal(content, name)}"

    def _knows(self, browser: str, name: str, now: datetime) -> bool:
        content, _, seal = browser.rpartition(".")
        until = content.rpartition(".")[2]
        alive = until.isdecimal() and len(until) < 12 and now.timestamp() < int(until)
        return alive and hmac.compare_digest(self._seal(content, name).encode(), seal.encode("utf-8", "replace"))

    def _seal(self, content: str, name: str) -> str:
        text = f"browser {content} {name}"
        return hmac.new(self._key, text.encode("utf-8", "surrogatepass"), "sha256").hexdigest()


def _buckets(address: str, name: str, browser: str) -> list[Bucket]:
    if browser:
        return [Bucket(hashed(f"browser {browser}"), *_NAME_AT_ADDRESS)]
    return [
        Bucket(hashed(f"name at address {address} {name}"), *_NAME_AT_ADDRESS),
        Bucket(hashed(f"address {address}"), *_ADDRESS),
        Bucket(hashed(f"name {name}"), *_NAME),
    ]
