"""Who may use the API: bearer tokens, except at one's own machine while no token has been made."""

from flask import Flask, current_app, g, request

from rutinlots.api.errors import refuse
from rutinlots.app_state import app_state
from rutinlots.store.tokens import hashed
from rutinlots.web.security import API, at_home

_OPEN = frozenset({"/api/v1/openapi.json", "/api/v1/docs"})


def guard(app: Flask) -> None:
    """Ask for a token before every request to the API and the metrics; ``g.token`` is the one that was shown."""

    @app.before_request
    def may_ask() -> None:
        asks = request.path.startswith(API) or request.path == "/metrics"
        if not asks or request.path in _OPEN or request.method == "OPTIONS" or current_app.testing:
            return
        authentication = app_state().authentication
        scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() == "bearer" and secret.strip():
            g.token = authentication.owner(secret.strip())
            g.caller = hashed(secret.strip())
            if g.token is None:
                refuse(401, "token-invalid", "The token is not valid. Make a new one with: rutinlots token create NAME")
        elif authentication.any_made() or not at_home():
            refuse(401, "token-missing", "A token is needed: send it in the header Authorization: Bearer TOKEN.")
