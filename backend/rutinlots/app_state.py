"""The state of a running app, for request handlers."""

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from flask import current_app, g, has_request_context

from rutinlots.core.calendar import STOCKHOLM
from rutinlots.core.handbook.search import Handbook
from rutinlots.core.rules import Rules
from rutinlots.live_rules import LiveRules, RulesInForce
from rutinlots.meaning import Meanings
from rutinlots.store import Author, Store, StoreError
from rutinlots.store.audit import What
from rutinlots.store.retention import Days
from rutinlots.trials import Trials
from rutinlots.uses import Uses
from rutinlots.web.authentication import Authenticator
from rutinlots.web.keys.identity import Identity
from rutinlots.workshop.publish import Publisher

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

log = logging.getLogger(__name__)

_SERVER = Author("the server", "itself")  # of what happens without a caller


@dataclass(kw_only=True)
class AppState:
    """``clock`` returns the time in Sweden, ``waiting`` the number of requests that wait for a thread.

    ``key`` seals cookies, ``identity`` proves to extensions which server this is;
    ``kept`` is how long data is kept; ``is_new``: neither token nor login existed when last known.
    ``rules_to_database``: other servers may follow, or an upgrade replaces the folder, so that changed rules are published there.
    ``meaning_elsewhere``: the process that knows what mails mean, where that is another one.
    """

    live_rules: LiveRules
    store: Store
    clock: Callable[[], datetime]
    meanings: Meanings
    key: bytes
    identity: Identity
    kept: Days
    waiting: Callable[[], int] = lambda: 0
    is_new: bool = False
    rules_to_database: bool = False
    meaning_elsewhere: "WSGIApplication | None" = None

    def __post_init__(self) -> None:
        with suppress(StoreError):
            self.is_new = not self.store.leads.all() and not self.store.tokens.all()
        self.publisher = Publisher(
            self.live_rules, self.store.rule_changes, self.clock, tell=self._told, to_database=self.rules_to_database
        )
        self.trials = Trials(self.store.trial_hits)
        self.uses = Uses(self.store.statistics, self.clock)
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

    def note(self, what: What, about: str, author: Author = _SERVER) -> None:
        """Add to the audit trail; a database that is away costs the entry, which is logged."""
        try:
            self.store.audit.note(what, author, about, self.clock())
        except StoreError as error:
            log.warning("Not in the audit trail: %s by %s from %s: %s (%s)", what, author.who, author.source, about, error)

    def _told(self, author: Author, about: str) -> None:
        self.note("rules-changed", about, author)

    def forget_old(self) -> None:
        """Delete what is older than the settings allow; what can't be deleted now is tried again the next day."""
        try:
            deleted = self.store.retention.forget(self.kept, self.clock())
            if any(deleted.values()):
                self.note("retention", ", ".join(f"{kind}: {count}" for kind, count in deleted.items()))
        except Exception as error:  # the thread must live
            log.error("What is too old was not deleted: %s", error if isinstance(error, StoreError) else type(error).__name__)

    def close(self) -> None:
        """Close the database, and stop watching the rules and encoding."""
        self.trials.close()
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
