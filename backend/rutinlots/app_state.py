"""The state of a running app, for request handlers."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from flask import current_app, g, has_request_context

from rutinlots.core.calendar import STOCKHOLM
from rutinlots.core.handbook.search import Handbook
from rutinlots.core.rules import Rules
from rutinlots.live_rules import LiveRules, RulesInForce
from rutinlots.store import Store, StoreError
from rutinlots.web.authentication import Authenticator


@dataclass(kw_only=True)
class AppState:
    """``clock`` returns the time in Sweden, ``key`` seals cookies, ``waiting`` the number of requests that wait for a thread.

    ``is_new``: neither a token nor a login existed when that was last known.
    """

    live_rules: LiveRules
    store: Store
    clock: Callable[[], datetime]
    key: bytes
    waiting: Callable[[], int] = lambda: 0
    is_new: bool = False

    def __post_init__(self) -> None:
        with suppress(StoreError):
            self.is_new = not self.store.leads.all() and not self.store.tokens.all()
        self.authentication = Authenticator(self.store.tokens, self.store.revocations, self.key)

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
        """Close the database and stop watching the rules."""
        self.live_rules.close()
        self.store.close()


def app_state() -> AppState:
    """The state of the current app."""
    state: AppState = current_app.extensions["rutinlots"]
    return state


def now() -> datetime:
    """The time in Sweden."""
    return datetime.now(STOCKHOLM)
