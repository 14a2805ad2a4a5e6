"""What a running server holds, for those who answer requests."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import current_app, g, has_request_context

from rutinlots.core.rules import Rules
from rutinlots.doorkeeper import Doorkeeper
from rutinlots.rulebook import Rulebook
from rutinlots.store import Store

STOCKHOLM = ZoneInfo("Europe/Stockholm")


@dataclass
class Running:
    """``clock`` answers the time in Sweden, ``waiting`` how many requests wait for somebody to answer them."""

    rulebook: Rulebook
    store: Store
    clock: Callable[[], datetime]
    waiting: Callable[[], int] = lambda: 0

    def __post_init__(self) -> None:
        self.doorkeeper = Doorkeeper(self.store.tokens)

    @property
    def rules(self) -> Rules:
        """The rules in force; the same set for the whole of a request, even if another takes its place meanwhile."""
        if not has_request_context():
            return self.rulebook.standing.rules
        if "rules" not in g:
            g.rules = self.rulebook.standing.rules
        return g.rules

    def close(self) -> None:
        """Let go of the database and the folder."""
        self.rulebook.close()
        self.store.close()


def running() -> Running:
    """The state of the app that is answering."""
    return current_app.extensions["rutinlots"]


def now() -> datetime:
    """The time in Sweden."""
    return datetime.now(STOCKHOLM)
