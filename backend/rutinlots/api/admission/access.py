"""Who may call what: agents' extensions the API, leads and operators what the server tells about itself."""

import logging
from contextlib import suppress

from flask import Flask, Response, current_app, g, request

from rutinlots.api.errors import refuse
from rutinlots.app_state import app_state
from rutinlots.store import Author, Session, StoreError, Token
from rutinlots.web.entry.addresses import caller
from rutinlots.web.entry.security import API, HANDBOOK_COOKIE, SESSION_COOKIE, at_home, sent_cookie
from rutinlots.web.rate_limit import RateLimiter

log = logging.getLogger("rutinlots.audit")

DOCS = frozenset({"/api/v1/openapi.json", "/api/v1/docs"})
FIGURES = "/metrics"
OPEN = "/api/v1/identity"  # what the server is asked before it gets a token
_TOLD = (1 / 60, 5)  # refusals of one address that are logged: per second in the long run, and at once
_STAFF = frozenset({"lead", "operator"})

UNNAMED = "without a token"  # the owner of this machine, in the audit trail


def identify(app: Flask) -> None:
    """Look up the token of each request to the API and the metrics; sets ``g.token`` and, if it is valid, ``g.caller``."""

    @app.before_request
    def look_up_token() -> None:
        if _is_guarded(app) and (secret := _bearer()):
            g.token = app_state().authentication.owner(secret)
            if g.token is not None:
                g.caller = g.token.hash


def guard(app: Flask) -> None:
    """Require a token of the right role for the API, its documentation and the metrics; to be installed after :func:`identify`."""

    told = RateLimiter(*_TOLD)

    @app.after_request
    def tell_refusal(response: Response) -> Response:
        if response.status_code in (401, 403) and not told.wait(caller(request.remote_addr)):
            by = author()
            fields = {"what": "refused", "who": by.who, "source": by.source, "about": response.status_code}
            log.warning("%(what)s: %(who)s from %(source)s: %(about)d", fields, extra=fields)
        return response

    @app.before_request
    def require_token() -> None:
        if not _is_guarded(app) or request.path == OPEN:
            return
        if "token" in g and g.token is None:
            refuse(401, "token-invalid", "The token is not valid. Create a new one with: rutinlots token create NAME")
        if request.path == FIGURES or request.path in DOCS:
            _require_staff()
        elif "token" in g:
            if g.token.role == "operator":
                refuse(403, "wrong-role", "An operator's token is for the server's figures only. Agents' have the role agent.")
        elif app_state().authentication.any_made() or not at_home():
            refuse(401, "token-missing", "Token missing. Send it in the header Authorization: Bearer TOKEN.")


def _require_staff() -> None:
    if _is_new_here():
        return
    token: Token | None = g.get("token")
    if token is None and not (request.path in DOCS and is_staff()):
        refuse(401, "token-missing", "This is for leads and operators. Send their token in Authorization: Bearer TOKEN.")
    if token is not None and token.role not in _STAFF:
        refuse(403, "wrong-role", "This is for leads and operators. Create one with: rutinlots token create NAME --role operator")


def is_staff() -> bool:
    """Whether details about the server are for the caller: a lead, an operator, or its owner before anything is set up.

    While the database is away, nothing new is known of logins; a caller who can't be known is none of them.
    """
    try:
        token = app_state().authentication.owner(secret) if (secret := _bearer()) else handbook_token()
        return (token is not None and token.role in _STAFF) or _is_lead() or _is_new_here()
    except StoreError:
        return _is_new_here()


def author() -> Author:
    """Who asks, for the audit trail: a token's owner, also on pages that it has opened, a lead, or the owner of this machine."""
    token: Token | None = g.get("token") or (None if g.get("lead") else g.get("opened_by"))
    who = f"{token.name} (token {token.id})" if token else g.get("lead") or UNNAMED
    return Author(who, request.remote_addr or "")


def agent() -> str | None:
    """Which agent asks, by the token; None where none is needed, since all are alike then."""
    token: Token | None = g.get("token")
    return f"{token.id}" if token else None


def session() -> Session | None:
    """The login of a lead in this browser. One by password counts only where passwords are allowed."""
    secret = sent_cookie(SESSION_COOKIE)
    found = app_state().store.sessions.of(secret, app_state().clock()) if secret else None
    return None if found and found.method == "password" and not current_app.config["PASSWORDS"] else found


def _is_lead() -> bool:
    found = session()
    return found is not None and not found.first


def handbook_token() -> Token | None:
    """The token with which the extension has opened the handbook in this browser. Works while the database is down."""
    cookie = sent_cookie(HANDBOOK_COOKIE)
    return app_state().authentication.session_owner(cookie, app_state().clock()) if cookie else None


def is_private() -> bool:
    """Whether the pages are open to the caller: at home, until there is a login."""
    return _may_be_new() and not app_state().store.leads.all()


def _may_be_new() -> bool:
    return (at_home() or current_app.testing) and not current_app.config["OIDC_ISSUER"]


def _is_new_here() -> bool:
    """Whether this is the owner's own machine, on which there is neither token nor login; as last known."""
    state = app_state()
    with suppress(StoreError):
        state.is_new = not state.store.leads.all() and not state.authentication.any_made()
    return state.is_new and _may_be_new()


def _bearer() -> str:
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    return secret.strip() if scheme.lower() == "bearer" else ""


def _is_guarded(app: Flask) -> bool:
    return (request.path.startswith(API) or request.path == FIGURES) and request.method != "OPTIONS" and not app.testing
