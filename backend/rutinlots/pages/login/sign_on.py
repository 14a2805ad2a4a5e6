"""``/logga-in/foretaget``: leads log in with the company's login, by OpenID Connect."""

import logging
from typing import TYPE_CHECKING

from flask import abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

from rutinlots.app_state import app_state
from rutinlots.pages.blueprint import bp
from rutinlots.pages.login.login import form_page, inside
from rutinlots.store import Author
from rutinlots.store.access.sessions import SESSION
from rutinlots.web.entry.security import SESSION_COOKIE, SIGN_ON_COOKIE, drop_cookie, give_cookie, sent_cookie
from rutinlots.web.login.company_login import WAITING, SignOnError

if TYPE_CHECKING:
    from rutinlots.web.login.sign_on import SignOn

log = logging.getLogger(__name__)
_FAULTS = {
    "busy": (429, "Det är många som försöker logga in just nu. Vänta en stund och försök igen."),
    "away": (503, "Företagets inloggning svarar inte. Försök igen om en stund."),
    "stale": (400, "Inloggningen tog för lång tid, eller började i ett annat fönster. Försök igen."),
    "refused": (403, "Företagets inloggning släppte inte in dig. Försök igen, eller säg till den som sköter servern."),
}
_NO_LEAD = "Du är inloggad hos företaget, men är inte utsedd till teamledare i Rutinlots. Säg till den som sköter servern."


@bp.get("/logga-in/foretaget")
def company_login() -> ResponseReturnValue:
    """Send the browser to the company's login."""
    try:
        address, kept = _sign_on().begin(_back(), request.args.get("till", "")[:1000], app_state().clock())
    except SignOnError as error:
        return _refused(error)
    response = redirect(address)
    give_cookie(response, SIGN_ON_COOKIE, kept, int(WAITING.total_seconds()))
    return response


@bp.get("/logga-in/foretaget/svar")
def company_answer() -> ResponseReturnValue:
    """Where the company's login sends the browser back."""
    state, source = app_state(), request.remote_addr or ""
    now = state.clock()
    try:
        person, till = _sign_on().finish(sent_cookie(SIGN_ON_COOKIE), request.args, now)
    except SignOnError as error:
        if error.why == "refused":
            state.store.audit.note("login-failed", Author("unknown name", source), "company login", now)
        return _refused(error)
    secret = None
    if person.lead is not False:
        secret = state.store.sessions.begin(person.name, "listed" if person.lead is None else "claimed", now)
    if secret is None:
        state.store.audit.note("login-failed", Author(person.name, source), "company login, not a lead", now)
        return form_page(_NO_LEAD, 403)
    state.store.audit.note("login", Author(person.name, source), "company login", now)
    response = redirect(inside(till), 303)
    drop_cookie(response, SIGN_ON_COOKIE)
    give_cookie(response, SESSION_COOKIE, secret, int(SESSION.total_seconds()))
    return response


def _refused(error: SignOnError) -> ResponseReturnValue:
    status, words = _FAULTS[error.why]
    log.warning("The company's login failed: %s", error)
    response = form_page(words, status)
    if status in (429, 503):
        response.headers["Retry-After"] = "5"
    return response


def _sign_on() -> "SignOn":
    found: SignOn | None = current_app.extensions["rutinlots.sign_on"]
    return found or abort(404)


def _back() -> str:
    """Where the issuer sends the browser: under the public address, else under the name that was asked for."""
    path: str = url_for("pages.company_answer")
    return (current_app.config["PUBLIC_URL"] or request.host_url.rstrip("/")) + path
