"""What a running server holds, for those who answer requests."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask import current_app, g, has_request_context

from rutinlots.core.calendar import STOCKHOLM
from rutinlots.core.handbook.search import Handbook
from rutinlots.core.rules import Rules
from rutinlots.live_rules import LiveRules, RulesInForce
from rutinlots.store import Store
from rutinlots.web.authentication import Authenticator


@dataclass
class AppState:
    """``clock`` answers the time in Sweden, ``waiting`` how many requests wait for somebody to answer them."""

    live_rules: LiveRules
    store: Store
    clock: Callable[[], datetime]
    waiting: Callable[[], int] = lambda: 0

    def __post_init__(self) -> None:
        self.authentication = Authenticator(self.store.tokens)

    @property
    def rules(self) -> Rules:
        """The rules in force; the same set for the whole of a request, even if another takes its place meanwhile."""
        return self._in_force.rules

    @property
    def handbook(self) -> Handbook:
        """The handbook of :attr:`rules`, ready to be searched."""
        return self._in_force.handbook

    @property
    def _in_force(self) -> RulesInForce:
        if not has_request_context():
            return self.live_rules.in_force
        if "in_force" not in g:
            g.in_force = self.live_rules.in_force
        return g.in_force

    def close(self) -> None:
        """Let go of the database and the folder."""
        self.live_rules.close()
        self.store.close()


def app_state() -> AppState:
    """The state of the app that is answering."""
    return current_app.extensions["rutinlots"]


def now() -> datetime:
    """The time in Sweden."""
    return datetime.now(STOCKHOLM)
