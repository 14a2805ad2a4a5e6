"""``/logga-in``: login to the pages; not needed on loopback until a team leader has been added."""

import hmac
import math
import secrets

from flask import Response, abort, current_app, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from rutinlots.app_state import app_state
from rutinlots.pages.blueprint import bp
from rutinlots.store.leads import SESSION
from rutinlots.store.tokens import hashed
from rutinlots.web.login_limits import LoginLimits
from rutinlots.web.security import HANDBOOK_COOKIE, at_home, give_cookie

_SESSION = "rutinlots_session"
_FORM = "rutinlots_form"
_LONGEST_FORM = 16 * 1024  # bytes; parsing 200,000 fields would take a third of a second
_OPEN = frozenset({"pages.log_in_page", "pages.log_in", "pages.extension_file"})
_FOR_LEADS = frozenset({"pages.rules_page", "pages.reply_page", "pages.say_about_reply", "pages.switch_starter"})


@bp.before_app_request
def may_see() -> ResponseReturnValue | None:
    """Require login for pages; the API has its own authentication."""
    if request.blueprint != bp.name or request.endpoint in _OPEN:
        return None
    g.leads = True
    if _has_handbook_session():
        return None
    leads, now = app_state().store.leads, app_state().clock()
    secret = request.cookies.get(_SESSION, "")
    g.lead = leads.who(secret, now) if secret else None
    if g.lead or ((at_home() or current_app.testing) and not leads.all()):
        return None
    if request.method != "GET":
        abort(401)
    return redirect(url_for("pages.log_in_page", till=request.full_path.rstrip("?")))


def _has_handbook_session() -> bool:
    """Has the extension opened the pages in this browser with a token? Works while the database is down."""
    cookie = request.cookies.get(HANDBOOK_COOKIE, "")
    token = app_state().authentication.session_owner(cookie, app_state().clock()) if cookie else None
    passed = token is not None and (token.role == "lead" or request.endpoint not in _FOR_LEADS)
    g.handbook_session = passed
    if token is not None:
        g.leads = token.role == "lead"
    return passed


@bp.get("/logga-in")
def log_in_page() -> Response:
    """Show the login form."""
    return _form("", 200)


@bp.post("/logga-in")
def log_in() -> ResponseReturnValue:
    """Log in with name and password."""
    check_form()
    with _limits().attempt(request.remote_addr or "") as wait:
        if wait:
            refused = _form("Det är många som försöker logga in just nu. Vänta en stund och försök igen.", 429)
            refused.headers["Retry-After"] = str(math.ceil(wait))
            return refused
        name, password = (request.form.get(field, "") for field in ("name", "password"))
        secret = app_state().store.leads.log_in(name.strip(), password, app_state().clock())
    if secret is None:
        return _form("Namnet och lösenordet hör inte ihop.", 401)
    response = redirect(_inside(request.form.get("till", "")), 303)
    give_cookie(response, _SESSION, secret, int(SESSION.total_seconds()))
    return response


@bp.post("/logga-ut")
def log_out() -> ResponseReturnValue:
    """Log out."""
    check_form()
    app_state().store.leads.log_out(request.cookies.get(_SESSION, ""))
    response = redirect(url_for("pages.log_in_page"), 303)
    response.delete_cookie(_SESSION)
    return response


@bp.app_context_processor
def form_token() -> dict[str, str]:
    """The CSRF token of a form, derived from a cookie that only our own pages can read."""
    if "form_secret" not in g:
        g.form_secret = request.cookies.get(_FORM) or secrets.token_urlsafe(32)
    return {"form_token": hashed("form " + g.form_secret)}


@bp.after_app_request
def remember_form(response: Response) -> Response:
    """Set the cookie that a form's CSRF token is derived from; keep personal pages out of caches."""
    if g.get("form_secret") and request.cookies.get(_FORM) != g.form_secret and request.blueprint == bp.name:
        give_cookie(response, _FORM, g.form_secret, None)
    if g.get("lead") or g.get("handbook_session"):
        response.headers["Cache-Control"] = "no-store"
    return response


def check_form() -> None:
    """Refuse a form that is too long or that was not on one of our own pages."""
    request.max_content_length = _LONGEST_FORM
    secret = request.cookies.get(_FORM, "")
    if not secret or not hmac.compare_digest(hashed("form " + secret).encode(), request.form.get("form_token", "").encode()):
        abort(400)


def _form(fault: str, status: int) -> Response:
    till = request.values.get("till", "")
    no_leads = not app_state().store.leads.all()
    return make_response(render_template("pages/login.html", fault=fault, till=till, no_leads=no_leads), status)


def _inside(address: str) -> str:
    """The address if it is on this server, else the start page's."""
    plain = address.startswith("/") and not address.startswith("//") and not set(address) & set("\\\r\n\t")
    return address if plain else url_for("pages.start")


def _limits() -> LoginLimits:
    """The limits of login attempts, one per app."""
    limits: LoginLimits = current_app.extensions.setdefault("rutinlots.login_limits", LoginLimits())
    return limits
