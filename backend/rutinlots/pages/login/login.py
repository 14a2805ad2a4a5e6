"""``/logga-in``: login to the pages; not needed on loopback until a team leader has been added."""

import hmac
import math
import secrets
from typing import TypeVar

from flask import Response, abort, current_app, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as BaseResponse

from rutinlots.api.admission.access import author, handbook_token, is_private, session
from rutinlots.app_state import app_state
from rutinlots.pages.blueprint import bp
from rutinlots.pages.courses.membership import PAGES, has_ended, membership
from rutinlots.stage.desk import BLUEPRINTS
from rutinlots.store import Author, StoreError
from rutinlots.store.access.sessions import SESSION
from rutinlots.store.access.tokens import hashed
from rutinlots.web.entry.security import BROWSER_COOKIE, HANDBOOK_COOKIE, SESSION_COOKIE, drop_cookie, give_cookie, sent_cookie
from rutinlots.web.login.login_limits import BROWSER, LoginLimits

_FORM = "rutinlots_form"
_LONGEST_FORM = 16 * 1024  # bytes
_MOST_FIELDS = 2000  # the playground's with 200 mails; parsing 900,000 takes two seconds. A form with a file has 1,000 at most
Answer = TypeVar("Answer", bound=BaseResponse)
_COMPANY = ("pages.company_login", "pages.company_answer")
_CHANGE = frozenset({"pages.password_page", "pages.change_password"})
_OWN = ("pages.log_in_page", "pages.log_in", "pages.log_out", "pages.privacy", "pages.extension_file")
_OPEN = frozenset({*_OWN, *_COMPANY, *PAGES})
_SECRET = frozenset({"pages.log_in_page", "pages.log_in", "pages.log_out", *_COMPANY})
_GUARDED = BLUEPRINTS | {bp.name}
_FOR_LEADS = frozenset(
    f"pages.{page}"
    for page in (
        *("rules_page", "playground", "try_rules", "statistics", "statistics_table"),
        *("reply_page", "say_about_reply", "switch_starter", "take_replies", "forget_choices"),
        *("workshop", "find_rule", "workshop_file", "change_file", "change_state", "new_page", "make_new"),
        *("exempt", "exempted_page", "approve", "approved_page"),
        *("history", "one_change", "undo", "both_texts", "choose_text", "hours_page", "change_hours"),
        *("courses_page", "make_course", "course_page", "course_table", "close_course", "delete_course"),
    )
)


@bp.before_app_request
def may_see() -> ResponseReturnValue | None:
    """Require login for pages and the stage; the API has its own authentication."""
    if request.blueprint not in _GUARDED or request.endpoint in _OPEN:
        return None
    g.leads = True
    passed = _has_handbook_session()
    try:
        _know_lead()
    except StoreError:
        if not passed:
            raise
    g.leads = g.leads or bool(g.get("lead"))
    if g.get("lead") and g.session.first and request.endpoint not in _CHANGE:
        return redirect(url_for("pages.password_page"), 303)
    if passed or g.get("lead") or is_private():
        return None
    if request.endpoint not in _FOR_LEADS and membership():
        g.leads = False
        return None
    if request.method != "GET":
        abort(401)
    if request.endpoint not in _FOR_LEADS and has_ended():
        return redirect(url_for("pages.join_page"))
    return redirect(url_for("pages.log_in_page", till=request.full_path.rstrip("?")))


def _know_lead() -> None:
    g.session = session()
    g.lead = g.session.lead if g.session else None


def _has_handbook_session() -> bool:
    """Has the extension opened the pages in this browser with a token? Works while the database is down."""
    token = handbook_token()
    passed = token is not None and (token.role == "lead" or request.endpoint not in _FOR_LEADS)
    g.handbook_session = passed
    g.opened_by = token
    if token is not None:
        g.leads = token.role == "lead"
    return passed


@bp.get("/logga-in")
def log_in_page() -> Response:
    """Show the login form."""
    return form_page("", 200)


@bp.post("/logga-in")
def log_in() -> ResponseReturnValue:
    """Log in with name and password."""
    if not current_app.config["PASSWORDS"]:
        abort(404)
    check_form()
    name, password = request.form.get("name", "").strip(), request.form.get("password", "")
    now = app_state().clock()
    with limits().attempt(request.remote_addr, name, sent_cookie(BROWSER_COOKIE), now) as attempt:
        if attempt.wait:
            refused = form_page("Det är många som försöker logga in just nu. Vänta en stund och försök igen.", 429)
            refused.headers["Retry-After"] = str(math.ceil(attempt.wait))
            return refused
        secret = app_state().store.leads.log_in(name, password, now)
        attempt.right = secret is not None
    trail, source = app_state().store.audit, request.remote_addr or ""
    if secret is None:
        # Something else may have been typed where the name belongs, such as the password.
        known = name in {lead.name for lead in app_state().store.leads.all()}
        trail.note("login-failed", Author(name if known else "unknown name", source), "", now)
        return form_page("Namnet och lösenordet hör inte ihop.", 401)
    trail.note("login", Author(name, source), "", now)
    return give_session(redirect(inside(request.form.get("till", "")), 303), secret, name)


def give_session(response: Answer, secret: str, name: str) -> Answer:
    """Set the cookies of a lead's session, and of a browser in which that name has logged in."""
    give_cookie(response, SESSION_COOKIE, secret, int(SESSION.total_seconds()))
    give_cookie(response, BROWSER_COOKIE, limits().remember(name, app_state().clock()), int(BROWSER.total_seconds()))
    return response


@bp.post("/logga-ut")
def log_out() -> ResponseReturnValue:
    """Log out: the login and the handbook opened from Freshdesk end on the server, whatever copies of the cookies there are."""
    check_form()
    state = app_state()
    _know_lead()
    if g.lead:
        state.store.audit.note("logout", author(), "", state.clock())
    state.store.sessions.log_out(sent_cookie(SESSION_COOKIE))
    state.authentication.end_session(sent_cookie(HANDBOOK_COOKIE), state.clock())
    response = redirect(url_for("pages.log_in_page"), 303)
    for cookie in (SESSION_COOKIE, HANDBOOK_COOKIE):
        drop_cookie(response, cookie)
    # Not "cookies": that would end what other sites of the domain have set, and forget the browser.
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@bp.app_context_processor
def form_token() -> dict[str, str]:
    """The CSRF token of a form, derived from a cookie that only our own pages can read."""
    if "form_secret" not in g:
        g.form_secret = sent_cookie(_FORM) or secrets.token_urlsafe(32)
    return {"form_token": hashed("form " + g.form_secret)}


@bp.after_app_request
def remember_form(response: Response) -> Response:
    """Set the cookie that a form's CSRF token is derived from; keep personal pages out of caches."""
    if g.get("form_secret") and sent_cookie(_FORM) != g.form_secret and request.blueprint in _GUARDED:
        give_cookie(response, _FORM, g.form_secret, None)
    if g.get("lead") or g.get("handbook_session") or request.endpoint in _SECRET:
        response.headers["Cache-Control"] = "no-store"
    return response


def check_form(longest: int = _LONGEST_FORM) -> None:
    """Refuse a form that is not from our own page, longer than so many bytes, or of too many fields; these are counted unread."""
    request.max_content_length = longest
    fields = request.get_data()
    if request.mimetype != "multipart/form-data" and fields.count(b"&") > _MOST_FIELDS:
        abort(413)
    secret = sent_cookie(_FORM)
    if not secret or not hmac.compare_digest(hashed("form " + secret).encode(), request.form.get("form_token", "").encode()):
        abort(400)


def form_page(fault: str, status: int) -> Response:
    """The login form, with what went wrong."""
    till = request.values.get("till", "")
    company, passwords = bool(current_app.config["OIDC_ISSUER"]), current_app.config["PASSWORDS"]
    no_leads = passwords and not company and not app_state().store.leads.all()
    how = {"company": company, "passwords": passwords, "no_leads": no_leads}
    return make_response(render_template("pages/login.html", fault=fault, till=till, **how), status)


def inside(address: str) -> str:
    """The address if it is on this server, else the start page's."""
    plain = address.startswith("/") and not address.startswith("//") and not set(address) & set("\\\r\n\t")
    return address if plain else url_for("pages.start")


def limits() -> LoginLimits:
    """The limits of login attempts, one per app."""
    if "rutinlots.login_limits" not in current_app.extensions:
        state = app_state()
        current_app.extensions["rutinlots.login_limits"] = LoginLimits(state.store.login_tries, state.key)
    found: LoginLimits = current_app.extensions["rutinlots.login_limits"]
    return found
