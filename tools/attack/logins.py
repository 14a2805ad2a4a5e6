"""Passwords tried from many addresses."""

import http.client
import re
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from tools.attack.target import CHECK_S, JSON, Outcome, serving


def logins() -> Outcome:
    """40 addresses try 5 passwords each, at once."""
    with serving() as target:

        def tries(source: str) -> None:
            for _ in range(5):
                _, page, headers = target.ask("GET", "/logga-in", source=source)
                [token] = re.findall(r'form_token" value="(\w+)"', page.decode())
                form = {**JSON, "Content-Type": "application/x-www-form-urlencoded", "Cookie": headers["Set-Cookie"].split(";")[0]}
                target.ask("POST", "/logga-in", f"name=a&password=b&form_token={token}".encode(), form, source)

        began = time.monotonic()
        with target.checked() as waits:
            _at_once([partial(tries, f"127.0.1.{n + 1}") for n in range(40)])
        return f"slowest check {max(waits):.2f} s, over after {time.monotonic() - began:.0f} s", max(waits) < CHECK_S


def _at_once(work: list[Callable[[], object]]) -> None:
    def quietly(each: Callable[[], object]) -> None:
        with suppress(OSError, http.client.HTTPException):
            each()

    threads = [threading.Thread(target=quietly, args=(each,)) for each in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
