"""One click for a check: on trial, paused until a day, active again, or no more than a hint."""

from datetime import date, timedelta

from flask import abort, request
from flask.typing import ResponseReturnValue

from rutinlots.api.access import author
from rutinlots.app_state import app_state
from rutinlots.pages.blueprint import bp
from rutinlots.pages.login import check_form
from rutinlots.pages.workshop.opened import Open
from rutinlots.pages.workshop.review import published
from rutinlots.rule_edit import REMOVED, edited
from rutinlots.store import hash_of
from rutinlots.workshop.publish import Wish
from rutinlots.workshop.words import CHECK_KEYS


@bp.post("/verkstad/lage/<check>")
def change_state(check: str) -> ResponseReturnValue:
    """Put a check on trial, pause it until a day, make it active or a hint."""
    check_form()
    state = app_state()
    found = state.live_rules.in_force.read.by_id.get(check)
    if found is None:
        abort(404)
    file = f"checks/{found.theme}/{found.id}.yaml"
    text = state.publisher.text(file)
    day = request.form.get("dag", "")
    if request.form.get("lage") == "i-morgon":
        day = (state.clock().date() + timedelta(days=1)).isoformat()
    try:
        changed, reason = _with_state(text, request.form.get("lage", ""), day)
    except ValueError:
        abort(400)
    wish = Wish(file=file, text=changed, opened=hash_of(text), author=author(), reason=reason)
    return published(wish, Open(file=file, text=changed, opened=wish.opened, as_text=False, reason=reason))


def _with_state(text: str, how: str, day: str) -> tuple[str, str]:
    """The text of a check in another state, and what was done. :raises ValueError: for a day that is none."""
    if how in ("i-morgon", "pausa"):
        until = date.fromisoformat(day)
        return edited(text, ("paused_until",), until.isoformat(), CHECK_KEYS), f"Pausad till {until}"
    if how == "tips":
        return edited(text, ("level",), "hint", CHECK_KEYS), "Gjord till tips"
    if how not in ("prov", "aktiv"):
        raise ValueError(how)
    if "\npaused_until:" in text:
        text = edited(text, ("paused_until",), REMOVED, CHECK_KEYS)
    trial = how == "prov"
    return edited(text, ("status",), "trial" if trial else "active", CHECK_KEYS), "Satt på prov" if trial else "Aktiverad"
