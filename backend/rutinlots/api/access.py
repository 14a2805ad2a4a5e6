"""Bearer-token authentication of the API; not needed on loopback while no token exists."""

from flask import Flask, g, request

from rutinlots.api.errors import refuse
from rutinlots.app_state import app_state
from rutinlots.web.security import API, at_home

_OPEN = frozenset({"/api/v1/openapi.json", "/api/v1/docs"})


def identify(app: Flask) -> None:
    """Look up the token of each request to the API and the metrics; sets ``g.token`` and, if it is valid, ``g.caller``."""

    @app.before_request
    def look_up_token() -> None:
        if not _is_guarded(app):
            return
        scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() == "bearer" and secret.strip():
            g.token = app_state().authentication.owner(secret.strip())
            if g.token is not None:
                g.caller = g.token.hash


def guard(app: Flask) -> None:
    """Require a token for the API and the metrics. Must be installed after :func:`identify`."""

    @app.before_request
    def require_token() -> None:
        if not _is_guarded(app) or g.get("token"):
            return
        if "token" in g:
            refuse(401, "token-invalid", "The token is not valid. Create a new one with: rutinlots token create NAME")
        if app_state().authentication.any_made() or not at_home():
            refuse(401, "token-missing", "Token missing. Send it in the header Authorization: Bearer TOKEN.")


def _is_guarded(app: Flask) -> bool:
    guarded = request.path.startswith(API) or request.path == "/metrics"
    return guarded and request.path not in _OPEN and request.method != "OPTIONS" and not app.testing
