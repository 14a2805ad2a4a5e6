"""Bearer-token authentication of the API; not needed on loopback while no token exists."""

from flask import Flask, current_app, g, request

from rutinlots.api.errors import refuse
from rutinlots.app_state import app_state
from rutinlots.store.tokens import hashed
from rutinlots.web.security import API, at_home

_OPEN = frozenset({"/api/v1/openapi.json", "/api/v1/docs"})


def guard(app: Flask) -> None:
    """Require a token for the API and the metrics; sets ``g.token``."""

    @app.before_request
    def require_token() -> None:
        guarded = request.path.startswith(API) or request.path == "/metrics"
        if not guarded or request.path in _OPEN or request.method == "OPTIONS" or current_app.testing:
            return
        authentication = app_state().authentication
        scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() == "bearer" and secret.strip():
            g.token = authentication.owner(secret.strip())
            g.caller = hashed(secret.strip())
            if g.token is None:
                refuse(401, "token-invalid", "The token is not valid. Create a new one with: rutinlots token create NAME")
        elif authentication.any_made() or not at_home():
            refuse(401, "token-missing", "Token missing. Send it in the header Authorization: Bearer TOKEN.")
