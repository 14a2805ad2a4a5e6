"""Invented HTTP methods."""

import http.client
from contextlib import suppress

from tools.attack.target import Outcome, serving


def methods() -> Outcome:
    """300 requests with invented methods of 200 kB."""
    with serving() as target:
        before = target.megabytes()
        for number in range(300):
            with suppress(OSError, http.client.HTTPException):
                target.ask(f"A{number}" + "X" * 200_000, "/healthz")
        grown, log = target.megabytes() - before, target.log.stat().st_size / 1e6
        return f"{grown:.0f} MB of memory, {log:.1f} MB of log", grown < 50 and log < 1
