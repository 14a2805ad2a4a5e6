"""Rutinlots: guidance for customer-service agents inside Freshdesk."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask import Flask

__all__ = ["create_app"]


def create_app(config: dict[str, Any] | None = None) -> "Flask":
    """Assemble the app.

    ``config`` overrides the environment and the defaults of :mod:`rutinlots.config`; ``TESTING`` gives a database in
    memory and asks for no token. Raises ``ConfigError``, ``RulesError`` or ``StoreError``, each saying what to do.
    """
    # Imported here so that the core can be used without a web server.
    from flask import Flask

    from rutinlots import api, library, pages, proxy, running, security
    from rutinlots.config import database_address, settle
    from rutinlots.rulebook import Rulebook
    from rutinlots.store import Store

    app = Flask(__name__)
    app.config.from_mapping(settle(config))
    app.json.sort_keys = False  # type: ignore[attr-defined]
    clock = app.config.get("CLOCK", running.now)
    rulebook = Rulebook(Path(app.config["RULES"]), library.load, clock)
    store = Store(database_address(app.config), connections=app.config["THREADS"])
    state = running.Running(rulebook, store, clock)
    app.extensions["rutinlots"] = state
    proxy.trust_proxy(app)
    api.measure(app)
    security.protect(app)
    api.register(app, state)
    app.register_blueprint(pages.bp)
    return app
