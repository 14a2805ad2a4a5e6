"""``/inloggningar``: a lead sees where else that name is logged in, and ends it."""

from datetime import datetime, timedelta

from flask import Response, abort, g, make_response, render_template, request
from flask.typing import ResponseReturnValue

from rutinlots.api.admission.access import author
from rutinlots.app_state import app_state
from rutinlots.core.calendar import STOCKHOLM
from rutinlots.pages.blueprint import bp
from rutinlots.pages.login.login import check_form
from rutinlots.store import Session

FRESH = timedelta(minutes=10)  # since the login; a browser that was left logged in ends nothing


@bp.get("/inloggningar")
def sessions_page() -> Response:
    """List the lead's open sessions."""
    return _page(200)


@bp.post("/inloggningar")
def end_session() -> ResponseReturnValue:
    """End one of the lead's sessions by its id, or all but this one."""
    check_form()
    session, state = _session(), app_state()
    if state.clock() - session.began_at > FRESH:
        return _page(403, late=True)
    which = request.form.get("session", "")
    others = [each.id for each in state.store.sessions.all(session.lead, state.clock()) if each.id != session.id]
    ended = sum(state.store.sessions.end(session.lead, each) for each in others if which in ("", each))
    if ended:
        state.store.audit.note("session-ended", author(), f"{ended} of {session.lead}", state.clock())
    return _page(200, ended=ended)


def _page(status: int, *, late: bool = False, ended: int = 0) -> Response:
    session, state = _session(), app_state()
    every = state.store.sessions.all(session.lead, state.clock())
    rows = [(each.id, _moment(each.began_at), _moment(each.seen_at)) for each in every]
    page = render_template("pages/sessions.html", rows=rows, own=session.id, late=late, ended=ended)
    return make_response(page, status)


def _moment(at: datetime) -> str:
    return f"{at.astimezone(STOCKHOLM):%Y-%m-%d kl. %H.%M}"


def _session() -> Session:
    session: Session | None = g.get("session")
    return session or abort(404)  # a handbook opened from Freshdesk ends with its token
