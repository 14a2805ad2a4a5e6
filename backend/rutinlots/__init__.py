"""Rutinlots: guidance for customer-service agents inside Freshdesk."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask import Flask

__all__ = ["create_app"]


def create_app(config: dict[str, Any] | None = None) -> "Flask":
    """Assemble the Flask app; see :func:`rutinlots.app.create_app`."""
    from rutinlots import app  # imported here so that core can be used without a web server

    return app.create_app(config)
