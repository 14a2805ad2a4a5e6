"""One click for a check: on trial, paused until a day, active again, or no more than a hint."""

from datetime import date, timedelta

from flask import abort, request
from flask.typing import ResponseReturnValue

from rutinlots.api.admission.access import author
from rutinlots.app_state import app_state
from rutinlots.core.rulefile.days import YEARS
from rutinlots.pages.blueprint import bp
from rutinlots.pages.login.login import check_form
from rutinlots.pages.workshop.editing import Pause, edit_page
from rutinlots.pages.workshop.opened import Open
from rutinlots.pages.workshop.review import published
from rutinlots.rule_files.edit import REMOVED, edited
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
    how, today = request.form.get("lage", ""), state.clock().date()
    written = request.form.get("fran", ""), request.form.get("dag", "")
    begins = _day(written[0] or today.isoformat())
    ends = today + timedelta(days=1) if how == "i-morgon" else _day(written[1])
    if how == "pausa" and (fault := _wrong(begins, ends, today)):
        kept = Open(file=file, text=text, opened=hash_of(text), as_text=False)
        return edit_page(kept, status=400, pause=Pause(written, fault))
    try:
        changed, reason = _with_state(text, how, begins if how == "pausa" and begins > today else None, ends)
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


def _wrong(begins: date, ends: date, today: date) -> str:
    """Why there can't be a pause of these days, or nothing."""
    if begins == date.min:
        return f"skriv dagen som pausen börjar som {today:%Y}-12-24"
    if ends <= today or ends.year not in YEARS:
        return f"välj en dag efter i dag och före år {YEARS.stop} då den gäller igen"
    return "pausen ska börja före den dag då den gäller igen" if begins >= ends else ""


def _with_state(text: str, how: str, begins: date | None, ends: date) -> tuple[str, str]:
    """The text of a check in another state, and what was done. :raises ValueError: for a state that is none."""
    if how in ("i-morgon", "pausa"):
        text = edited(_without_pause(text), ("paused_until",), ends.isoformat(), CHECK_KEYS)
        if begins is None:
            return text, f"Pausad till {ends}"
        return edited(text, ("paused_from",), begins.isoformat(), CHECK_KEYS), f"Pausas {begins} och gäller igen {ends}"
    if how == "tips":
        return edited(text, ("level",), "hint", CHECK_KEYS), "Gjord till tips"
    if how not in ("prov", "aktiv"):
        raise ValueError(how)
    status, done = ("trial", "Satt på prov") if how == "prov" else ("active", "Aktiverad")
    return edited(_without_pause(text), ("status",), status, CHECK_KEYS), done


def _without_pause(text: str) -> str:
    for key in ("paused_from", "paused_until"):
        if f"\n{key}:" in text:
            text = edited(text, (key,), REMOVED, CHECK_KEYS)
    return text
