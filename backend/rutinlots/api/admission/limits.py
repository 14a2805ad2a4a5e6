"""Load limits: 429 for a caller that asks too often, 503 while too many requests wait.

Both say when to try again. An agent at work asks a few times a minute and meets neither.
"""

import math

from flask import Flask, g, request

from rutinlots.api.errors import refuse
from rutinlots.api.metrics import metrics
from rutinlots.app_state import AppState
from rutinlots.web.entry.addresses import caller
from rutinlots.web.entry.security import API
from rutinlots.web.rate_limit import RateLimiter

_BURST_S = 6  # seconds' worth of requests allowed at once
_PROBES = frozenset({"/readyz", "/metrics"})


def shed(app: Flask, state: AppState) -> None:
    """Refuse API requests while too many wait: a late answer is useless to an agent who is sending a mail."""
    most = app.config["WAITING"]

    @app.before_request
    def refuse_when_busy() -> None:
        if not request.path.startswith(API):
            return
        waiting = state.waiting()
        metrics().waiting.observe(waiting)
        if waiting > most:
            g.unlogged = True  # the metrics count it; a line for each would fill the disk during a flood
            metrics().turned_away.labels("busy").inc()
            refuse(503, "busy", "The server is busy. Try again in a second.", {"Retry-After": "1"})


def slow_down(app: Flask) -> None:
    """Limit the rate of each caller, known by its token or else its address.

    Must be installed before requests without a token are refused; applies to the pages too, since a stranger's requests
    cost time as well. Probes have a limit of their own for each address, and ``/healthz`` has none.
    """
    rate = app.config["RATE"]
    if not rate or app.testing:
        return
    limiter = RateLimiter(rate, rate * _BURST_S)

    @app.before_request
    def limit_rate() -> None:
        if request.path == "/healthz":
            return
        address = f"{'probe ' if request.path in _PROBES else ''}{caller(request.remote_addr)}"
        if wait := limiter.wait(g.get("caller") or address):
            g.unlogged = True
            metrics().turned_away.labels("too-often").inc()
            headers = {"Retry-After": str(math.ceil(wait))}
            refuse(429, "too-often", f"More than {rate} requests per second. Try again in a moment.", headers)
