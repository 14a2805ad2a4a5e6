"""``/handbok``: the routines with their checks, examples and guides."""

from typing import Any

from flask import abort, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from rutinlots.api.admission.access import is_staff
from rutinlots.api.wire.card import as_json, hits
from rutinlots.app_state import app_state
from rutinlots.core.guides.computed import FillContext
from rutinlots.core.guides.fill import Card, fill
from rutinlots.core.handbook.coverage import coverage
from rutinlots.core.handbook.search import excerpt
from rutinlots.pages.blueprint import bp
from rutinlots.pages.check_view import check_views
from rutinlots.schemas.strict import MOST

_KINDS = {"section": "Rutin", "check": "Kontroll", "guide": "Guide", "snippet": "Svar"}
_LONGEST_ANSWER = 20_000


@bp.get("/handbok")
def handbook() -> str:
    """The list of routines, or search results."""
    rules = app_state().rules
    words = request.args.get("q", "").strip()[:200]
    today = app_state().clock().date()
    paused = {f"#{check.id}" for check in rules.checks if check.paused(today)}
    found = [entry for entry in app_state().handbook.search(words) if words and entry.url[entry.url.find("#") :] not in paused]
    return render_template("pages/handbook.html", routines=rules.routines, words=words, found=found, kinds=_KINDS, excerpt=excerpt)


@bp.get("/handbok/<routine>")
def routine_page(routine: str) -> str:
    """One routine: its sections, and the checks and guides of each."""
    rules = app_state().rules
    page = next((each for each in rules.routines if each.id == routine), None)
    if page is None:
        abort(404)
    today, staff = app_state().clock().date(), is_staff()
    checks = [check for check in rules.checks if check.source.routine == routine and (staff or check.in_use(today))]
    return render_template(
        "pages/routine.html",
        routine=page,
        covered=[item for item in coverage(rules) if item.routine.id == routine],
        check_views=check_views(rules),
        today=today,
        checks={s.title: [c for c in checks if c.source.section == s.title] for s in page.sections},
        guides={s.title: [g for g in page.guides if g.section == s.title] for s in page.sections},
        outline=lambda guide: _card(guide.id, {}),
    )


@bp.post("/handbok/guide/<guide>")
def fill_guide(guide: str) -> ResponseReturnValue:
    """Fill a guide card with answers: ``{"values": {field: text or list of texts}}``."""
    rules = app_state().rules
    if guide not in rules.guides:
        abort(404)
    try:
        body = request.get_json()
    except RecursionError:  # brackets nested without end
        abort(400)
    values = body.get("values") if isinstance(body, dict) else None
    if not isinstance(values, dict) or len(values) > MOST or not all(_answer(value) for value in values.values()):
        abort(400)
    card = _card(guide, values)
    return jsonify({**as_json(card, rules.routine_of[guide]), "search": hits(card, app_state().handbook)})


def _card(guide: str, values: dict[str, Any]) -> Card:
    state = app_state()
    return fill(state.rules.guides[guide], values, {}, FillContext(state.rules.knowledge.settings, state.clock()))


def _answer(value: Any) -> bool:
    texts = value if isinstance(value, list) else [value]
    return len(texts) <= MOST and all(isinstance(text, str) and len(text) <= _LONGEST_ANSWER for text in texts)
