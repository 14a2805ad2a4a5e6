"""``/``, ``/regler`` and ``/tackning``: start page, state of the rules, coverage of the routines."""

from datetime import datetime, timedelta
from itertools import groupby

from flask import render_template, url_for

from rutinlots.api.admission.access import is_staff
from rutinlots.app_state import app_state
from rutinlots.core.guides.model import Guide
from rutinlots.core.handbook.coverage import coverage
from rutinlots.pages.blueprint import bp
from rutinlots.store import StoreError, Tally

TRIAL_DAYS = 30  # how far back hits of checks on trial are counted


@bp.get("/")
def start() -> str:
    """The start page."""
    rules = app_state().rules
    counts = {
        "checks": sum(check.in_use(app_state().clock().date()) for check in rules.checks),
        "guides": len(rules.guides),
        "snippets": len(rules.library),
    }
    broken = bool(app_state().live_rules.in_force.problems)
    return render_template("pages/start.html", rules=rules, counts=counts, broken=broken, staff=is_staff())


@bp.get("/regler")
def rules_page() -> str:
    """The rules in force, and why a change was refused; for team leaders."""
    state = app_state()
    now = state.clock()
    return render_template(
        "pages/rules.html",
        in_force=state.live_rules.in_force,
        trials=[check for check in state.rules.checks if check.status == "trial"],
        paused=[check for check in state.rules.checks if check.pause_words(now.date())],
        today=now.date(),
        tallies=_tallies(now - timedelta(days=TRIAL_DAYS)),
        days=TRIAL_DAYS,
    )


def _tallies(since: datetime) -> dict[str, Tally]:
    """What checks on trial would have shown; empty while the database is down, as the page tells of the rules first of all."""
    try:
        return app_state().store.trial_hits.tally(since)
    except StoreError:
        return {}


@bp.get("/tackning")
def covered() -> str:
    """What covers each section of each routine, or why nothing has to."""
    sections = coverage(app_state().rules)
    grouped = [(routine, list(items)) for routine, items in groupby(sections, key=lambda item: item.routine)]
    whole = sum(item.whole for item in sections)
    return render_template("pages/coverage.html", grouped=grouped, whole=whole, total=len(sections), guide_address=_guide_address)


def _guide_address(guide: Guide) -> str:
    return f"{url_for('pages.routine_page', routine=app_state().rules.routine_of[guide.id].id)}#guide-{guide.id}"
