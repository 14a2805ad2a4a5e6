"""How much is taken on: a caller that asks without end is slowed, and where more wait than can be answered some are sent away.

Both answers are for the caller to try again. An agent at work asks a few times a minute, and meets neither.
"""

import math

from flask import Flask, g, request

from rutinlots.api.errors import refuse
from rutinlots.api.metrics import metrics
from rutinlots.app_state import AppState
from rutinlots.web.rate_limit import Buckets
from rutinlots.web.security import API

_BURST_S = 6  # so many seconds' worth may come at once
_PROBES = frozenset({"/readyz", "/metrics"})


def shed(app: Flask, state: AppState) -> None:
    """Send requests to the API away while too many wait: a late answer helps nobody who is sending a mail."""
    most = app.config["WAITING"]

    @app.before_request
    def is_there_room() -> None:
        if not request.path.startswith(API):
            return
        waiting = state.waiting()
        metrics().waiting.observe(waiting)
        if waiting > most:
            g.unlogged = True  # the metrics count it; a line for each would fill the disk of whoever is flooded
            metrics().turned_away.labels("busy").inc()
            refuse(503, "busy", "The server has more to do than it can. Try again in a second.", {"Retry-After": "1"})


def slow_down(app: Flask) -> None:
    """Let each caller, known by its token or else its address, ask so often and no oftener.

    Comes before anybody is refused for want of a token, and goes for the pages too: what a stranger asks costs time as well.
    Probes have a bucket of their own at each address, and ``/healthz`` none.
    """
    rate = app.config["RATE"]
    if not rate or app.testing:
        return
    buckets = Buckets(rate, rate * _BURST_S)

    @app.before_request
    def not_too_often() -> None:
        if request.path == "/healthz":
            return
        address = f"{'probe ' if request.path in _PROBES else ''}{request.remote_addr}"
        if wait := buckets.wait(g.get("caller") or address):
            g.unlogged = True
            metrics().turned_away.labels("too-often").inc()
            again = {"Retry-After": str(math.ceil(wait))}
            refuse(429, "too-often", f"More than {rate} requests a second. Try again in a moment.", again)
