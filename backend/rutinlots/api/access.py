"""Who may use the API: bearer tokens, except at one's own machine while no token has been made."""

import time

from flask import Flask, current_app, g, request

from rutinlots.api.errors import refuse
from rutinlots.config import LOOPBACK_NAMES, is_loopback
from rutinlots.security import API, host_name
from rutinlots.store import StoreError, Tokens
from rutinlots.store.tokens import hashed

_OPEN = frozenset({"/api/v1/openapi.json", "/api/v1/docs"})
_FRESH_S = 2.0  # a token that is made or revoked works, or stops working, within this time


class Doorkeeper:
    """Knows the tokens; keeps what it knew while the database is away."""

    def __init__(self, tokens: Tokens):
        self._tokens = tokens
        self._roles: dict[str, str] = {}
        self._any = False
        self._read_at: float | None = None

    def _refresh(self) -> None:
        if self._read_at is not None and time.monotonic() - self._read_at < _FRESH_S:
            return
        try:
            made = self._tokens.all()
        except StoreError:
            if self._read_at is None:
                raise
        else:
            self._any = bool(made)
            self._roles = {token.hash: token.role for token in made if token.revoked_at is None}
        self._read_at = time.monotonic()

    def any_made(self) -> bool:
        """Whether a token was ever made, be it revoked."""
        self._refresh()
        return self._any

    def role(self, secret: str) -> str | None:
        """The role of a valid token's secret."""
        self._refresh()
        return self._roles.get(hashed(secret))


def guard(app: Flask, tokens: Tokens) -> None:
    """Ask for a token before every request to the API and the metrics."""
    doorkeeper = Doorkeeper(tokens)

    @app.before_request
    def may_ask() -> None:
        asks = request.path.startswith(API) or request.path == "/metrics"
        if not asks or request.path in _OPEN or request.method == "OPTIONS" or current_app.testing:
            return
        scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() == "bearer" and secret.strip():
            g.role = doorkeeper.role(secret.strip())
            g.caller = hashed(secret.strip())
            if g.role is None:
                refuse(401, "token-invalid", "The token is not valid. Make a new one with: rutinlots token create NAME")
        elif doorkeeper.any_made() or not _at_home():
            refuse(401, "token-missing", "A token is needed: send it in the header Authorization: Bearer TOKEN.")


def _at_home() -> bool:
    """Does the request come from this very machine, for this very machine?"""
    return (
        is_loopback(current_app.config["HOST"])
        and (request.remote_addr is None or is_loopback(request.remote_addr))
        and host_name(request.host) in LOOPBACK_NAMES
    )
