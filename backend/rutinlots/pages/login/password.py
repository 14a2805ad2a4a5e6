"""``/losenord``: a lead changes the password."""

import math

from flask import Response, abort, g, make_response, render_template, request
from flask.typing import ResponseReturnValue

from rutinlots.api.admission.access import author
from rutinlots.app_state import app_state
from rutinlots.pages.blueprint import bp
from rutinlots.pages.login.login import check_form, give_session, limits
from rutinlots.store import Session
from rutinlots.store.access.passwords import LONGEST, SHORTEST, WeakPassword
from rutinlots.web.entry.security import BROWSER_COOKIE, sent_cookie

_FAULTS = {
    "short": f"Det nya lösenordet är för kort. Det ska ha minst {SHORTEST} tecken; några ord är lätta att komma ihåg.",
    "long": f"Det nya lösenordet är för långt. Det får ha högst {LONGEST} tecken.",
    "common": "Det nya lösenordet är lätt att gissa. Välj några ord som inte hör ihop.",
    "different": "De två nya lösenorden är inte likadana.",
    "wrong": "Det nuvarande lösenordet stämmer inte.",
    "often": "Det har varit många försök. Vänta en stund och försök igen.",
}


@bp.get("/losenord")
def password_page() -> Response:
    """Show the form."""
    return _form("", 200)


@bp.post("/losenord")
def change_password() -> ResponseReturnValue:
    """Change the password of the lead who is logged in; every other login of that lead ends."""
    check_form()
    name = _lead()
    current, new, again = (request.form.get(field, "") for field in ("current", "new", "again"))
    if new != again:
        return _form("different", 400)
    state = app_state()
    now = state.clock()
    with limits().attempt(request.remote_addr, name, sent_cookie(BROWSER_COOKIE), now) as attempt:
        if attempt.wait:
            refused = _form("often", 429)
            refused.headers["Retry-After"] = str(math.ceil(attempt.wait))
            return refused
        try:
            secret = state.store.leads.change(name, current, new, now)
            attempt.right = secret is not None
        except WeakPassword as weak:
            attempt.right = True  # nothing was verified
            return _form(weak.why, 400)
    if secret is None:
        state.store.audit.note("login-failed", author(), "password change", now)
        return _form("wrong", 401)
    state.store.audit.note("password-changed", author(), name, now)
    return give_session(make_response(render_template("pages/password.html", fault="", done=True)), secret, name)


def _form(fault: str, status: int) -> Response:
    _lead()
    return make_response(render_template("pages/password.html", fault=_FAULTS.get(fault, ""), done=False), status)


def _lead() -> str:
    session: Session | None = g.get("session")
    if session is None or session.method != "password":
        abort(404)  # neither a handbook opened from Freshdesk nor the company's login has a password here
    return session.lead
