"""The mock Freshdesk of :mod:`rutinlots.stage.mock` as an app of its own with controls, to test the extension in a real browser.

``create_app()`` gives a Flask app; its ``mock`` is the account behind it, see :class:`rutinlots.stage.mock.state.Mock`.
"""

from collections.abc import Iterable
from datetime import date

from flask import Flask

from rutinlots.stage.mock import Mock, Sent, internal, pages, rest

__all__ = ["FreshdeskApp", "Mock", "Sent", "create_app"]


class FreshdeskApp(Flask):
    """The app with the account it serves as ``mock``."""

    mock: Mock


def create_app(variants: Iterable[str] = (), *, seed: int = 1, today: date | None = None) -> FreshdeskApp:
    """A Freshdesk account in memory. ``variants`` are described in variants.py, the other options in :class:`Mock`."""
    from . import control

    app = FreshdeskApp(__name__, static_folder=None)
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.mock = Mock(variants, seed=seed, today=today)
    for module in (pages, internal, rest, control):
        app.register_blueprint(module.blueprint(app.mock))
    return app
