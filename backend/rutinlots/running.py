"""What a running server holds, for those who answer requests."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import current_app

from rutinlots.core.rules import Rules
from rutinlots.store import Store

STOCKHOLM = ZoneInfo("Europe/Stockholm")


@dataclass
class Running:
    """``clock`` answers the time in Sweden."""

    rules: Rules
    store: Store
    clock: Callable[[], datetime]


def running() -> Running:
    """The state of the app that is answering."""
    return current_app.extensions["rutinlots"]


def now() -> datetime:
    """The time in Sweden."""
    return datetime.now(STOCKHOLM)
