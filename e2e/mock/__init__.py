"""A mock of Freshdesk's agent pages, for testing the extension in a real browser.

``create_app()`` gives a Flask app; its ``mock`` is the account behind it, see :class:`e2e.mock.state.Mock`.
What the pages look like follows public evidence; unpublished parts are invented and marked so in the code.
"""

from collections.abc import Iterable
from datetime import date

from flask import Flask

from .state import Mock, Sent

__all__ = ["FreshdeskApp", "Mock", "Sent", "create_app"]


class FreshdeskApp(Flask):
    """The app with the account it serves as ``mock``."""

    mock: Mock


def create_app(variants: Iterable[str] = (), *, seed: int = 1, today: date | None = None) -> FreshdeskApp:
    """A Freshdesk account in memory. ``variants`` are described in variants.py, the other options in :class:`Mock`."""
    from . import control, internal, pages, rest

    app = FreshdeskApp(__name__, static_folder=None)
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.mock = Mock(variants, seed=seed, today=today)
    for module in (pages, internal, rest, control):
        app.register_blueprint(module.blueprint(app.mock))
    return app
