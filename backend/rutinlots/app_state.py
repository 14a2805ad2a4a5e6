"""The state of a running app, for request handlers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask import current_app, g, has_request_context

from rutinlots.core.calendar import STOCKHOLM
from rutinlots.core.handbook.search import Handbook
from rutinlots.core.rules import Rules
from rutinlots.live_rules import LiveRules, RulesInForce
from rutinlots.meaning import Meanings
from rutinlots.store import Store
from rutinlots.web.authentication import Authenticator


@dataclass(kw_only=True)
class AppState:
    """``clock`` returns the time in Sweden, ``waiting`` the number of requests that wait for a thread."""

    live_rules: LiveRules
    store: Store
    clock: Callable[[], datetime]
    meanings: Meanings
    waiting: Callable[[], int] = lambda: 0

    def __post_init__(self) -> None:
        self.authentication = Authenticator(self.store.tokens)

    @property
    def rules(self) -> Rules:
        """The rules in force; the same set throughout a request, even if it is replaced meanwhile."""
        return self._in_force.rules

    @property
    def handbook(self) -> Handbook:
        """The search index of :attr:`rules`."""
        return self._in_force.handbook

    @property
    def _in_force(self) -> RulesInForce:
        if not has_request_context():
            return self.live_rules.in_force
        if "in_force" not in g:
            g.in_force = self.live_rules.in_force
        in_force: RulesInForce = g.in_force
        return in_force

    def close(self) -> None:
        """Close the database, and stop watching the rules and encoding."""
        self.meanings.close()
        self.live_rules.close()
        self.store.close()


def app_state() -> AppState:
    """The state of the current app."""
    state: AppState = current_app.extensions["rutinlots"]
    return state


def now() -> datetime:
    """The time in Sweden."""
    return datetime.now(STOCKHOLM)
