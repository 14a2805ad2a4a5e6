"""The app factory: assembles configuration, rules, database, security, API and pages."""

import gc
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Flask

from rutinlots import api, app_state, pages, rule_loader
from rutinlots.live_rules import LiveRules
from rutinlots.meaning import Learning, Meanings
from rutinlots.stage import desk
from rutinlots.store import Store
from rutinlots.web.config import ConfigError, are_packaged, database_address, days_kept, identity_file, settle
from rutinlots.web.entry import methods, proxy, security
from rutinlots.web.entry.numbers import shorten_numbers
from rutinlots.web.keys.identity import identity, passing_identity
from rutinlots.web.keys.server_key import server_key

if TYPE_CHECKING:
    from rutinlots.web.login.sign_on import SignOn


class App(Flask):
    """A Flask application of which no view and no hook is asynchronous."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The function itself. Flask looks what each of sixteen functions is at each request: a hundredth of a check's time."""
        return func


def create_app(config: dict[str, Any] | None = None) -> Flask:
    """Assemble the app.

    ``config`` overrides the environment and the defaults of :mod:`rutinlots.web.config`; with ``TESTING`` the database
    is in memory and no token is required. Raises ``ConfigError``, ``RulesError`` or ``StoreError``, each saying what to do.
    """
    with _undisturbed():
        return _assembled(config)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Without collecting garbage: nearly all that a start makes stays, and looking through it takes a tenth of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _assembled(config: dict[str, Any] | None) -> Flask:
    app = App("rutinlots")
    app.config.from_mapping(settle(config))
    shorten_numbers(app)
    app.json.sort_keys = False  # type: ignore[attr-defined]
    clock = app.config.get("CLOCK", app_state.now)
    key = secrets.token_bytes(32) if app.testing else server_key(Path(app.config["DATA"]))
    sign_on = _company_login(app.config, key)
    store = Store(database_address(app.config), connections=app.config["THREADS"])
    try:
        proof = passing_identity() if app.testing else identity(identity_file(app.config))
        live_rules = LiveRules(Path(app.config["RULES"]), rule_loader.load, clock, store.replies, store.rule_changes)
    except BaseException:
        store.close()
        raise
    learning = Learning(store.choices, clock, key, on=app.config["LEARN"])
    meanings = Meanings(app.config["ENCODER"], lambda: live_rules.in_force.rules.index, store.vectors, learning=learning)
    kept = days_kept(app.config)
    state = app_state.AppState(
        live_rules=live_rules,
        store=store,
        clock=clock,
        meanings=meanings,
        key=key,
        identity=proof,
        kept=kept,
        rules_to_database=bool(app.config["DATABASE_URL"]) or are_packaged(app.config["RULES"]),
    )
    app.extensions["rutinlots"] = state
    live_rules.notice = state.note
    live_rules.replaced = state.publisher.heard
    app.extensions["rutinlots.sign_on"] = sign_on
    proxy.trust_proxy(app)
    api.measure(app)
    security.protect(app)
    api.register(app, state)
    app.register_blueprint(pages.bp)
    desk.register(app, pages.CONTENT)
    methods.refuse_unknown_methods(app, api.metrics_of(app).turned_away.labels("method").inc)
    return app


def _company_login(config: Mapping[str, Any], key: bytes) -> "SignOn | None":
    """The company's login, if one is configured. Raises :class:`ConfigError`."""
    if config["OIDC_ISSUER"]:
        from rutinlots.web.login.sign_on import SignOn

        return SignOn(config, key)
    if not config["PASSWORDS"]:
        raise ConfigError("Without passwords leads need the company's login to log in: see --oidc-issuer.")
    if idle := [key for key in ("OIDC_CLIENT_ID", "OIDC_SECRET_FILE", "OIDC_LEADS") if config[key]]:
        option = idle[0].lower().replace("_", "-")
        raise ConfigError(f"--{option} is set for the company's login, but not the address of its issuer: see --oidc-issuer.")
    return None
