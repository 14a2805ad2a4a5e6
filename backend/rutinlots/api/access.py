"""Who may use the API: bearer tokens, except at one's own machine while no token has been made."""

from flask import Flask, g, request

from rutinlots.api.errors import refuse
from rutinlots.app_state import app_state
from rutinlots.web.security import API, at_home

_OPEN = frozenset({"/api/v1/openapi.json", "/api/v1/docs"})


def identify(app: Flask) -> None:
    """Find out whose token is shown before every request to the API and the metrics: ``g.token``, ``g.caller``."""

    @app.before_request
    def whose() -> None:
        if not _asks(app):
            return
        scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() == "bearer" and secret.strip():
            g.token = app_state().authentication.owner(secret.strip())
            if g.token is not None:
                g.caller = g.token.hash


def guard(app: Flask) -> None:
    """Refuse requests to the API and the metrics without a valid token. Comes after :func:`identify`."""

    @app.before_request
    def may_ask() -> None:
        if not _asks(app) or g.get("token"):
            return
        if "token" in g:
            refuse(401, "token-invalid", "The token is not valid. Make a new one with: rutinlots token create NAME")
        if app_state().authentication.any_made() or not at_home():
            refuse(401, "token-missing", "A token is needed: send it in the header Authorization: Bearer TOKEN.")


def _asks(app: Flask) -> bool:
    asks = request.path.startswith(API) or request.path == "/metrics"
    return asks and request.path not in _OPEN and request.method != "OPTIONS" and not app.testing
