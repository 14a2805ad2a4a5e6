"""A stand-in for Freshdesk's agent pages, so that the extension is tried in a real browser.

``create_app()`` gives a Flask app; its ``mock`` is the account behind it, see :class:`e2e.mock.state.Mock`.
What the pages look like follows public evidence; what nobody has published is our invention and marked so in the code.
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
    """A Freshdesk account of its own, in memory. See variants.py for ``variants`` and :class:`Mock` for the rest."""
    from . import control, internal, pages, rest

    app = FreshdeskApp(__name__, static_folder=None)
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.mock = Mock(variants, seed=seed, today=today)
    for module in (pages, internal, rest, control):
        app.register_blueprint(module.blueprint(app.mock))
    return app
