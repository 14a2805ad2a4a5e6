"""One click for a check: on trial, paused until a day, active again, or no more than a hint."""

from datetime import date, timedelta

from flask import abort, request
from flask.typing import ResponseReturnValue

from rutinlots.api.admission.access import author
from rutinlots.app_state import app_state
from rutinlots.core.rulefile.days import YEARS
from rutinlots.pages.blueprint import bp
from rutinlots.pages.login.login import check_form
from rutinlots.pages.workshop.editing import edit_page
from rutinlots.pages.workshop.opened import Open
from rutinlots.pages.workshop.review import published
from rutinlots.rule_files.edit import REMOVED, edited
from rutinlots.store import hash_of
from rutinlots.workshop.judging.faults import Fault
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
    how, today = request.form.get("lage", ""), state.clock().date()
    until = today + timedelta(days=1) if how == "i-morgon" else _day(request.form.get("dag", ""))
    if how == "pausa" and (until <= today or until.year not in YEARS):
        kept = Open(file=file, text=text, opened=hash_of(text), as_text=False)
        return edit_page(kept, [Fault(f"välj en dag efter i dag och före år {YEARS.stop}")], 400)
    try:
        changed, reason = _with_state(text, how, until)
    except ValueError:
        abort(400)
    wish = Wish(file=file, text=changed, opened=hash_of(text), author=author(), reason=reason)
    return published(wish, Open(file=file, text=changed, opened=wish.opened, as_text=False, reason=reason), state_only=True)


def _day(text: str) -> date:
    """A day; the first there is for a text that is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.min


def _with_state(text: str, how: str, until: date) -> tuple[str, str]:
    """The text of a check in another state, and what was done. :raises ValueError: for a state that is none."""
    if how in ("i-morgon", "pausa"):
        return edited(text, ("paused_until",), until.isoformat(), CHECK_KEYS), f"Pausad till {until}"
    if how == "tips":
        return edited(text, ("level",), "hint", CHECK_KEYS), "Gjord till tips"
    if how not in ("prov", "aktiv"):
        raise ValueError(how)
    if "\npaused_until:" in text:
        text = edited(text, ("paused_until",), REMOVED, CHECK_KEYS)
    trial = how == "prov"
    return edited(text, ("status",), "trial" if trial else "active", CHECK_KEYS), "Satt på prov" if trial else "Aktiverad"
