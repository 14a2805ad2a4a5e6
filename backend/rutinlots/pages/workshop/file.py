"""``/verkstad``: where team leaders change checks, replies, guides and settings."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import Response, abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from rutinlots.api.access import author
from rutinlots.api.answer import why
from rutinlots.app_state import app_state
from rutinlots.core.checks.check import Check
from rutinlots.core.rulefile.errors import RuleFileError
from rutinlots.core.rules import Rules
from rutinlots.pages.blueprint import bp
from rutinlots.pages.check_view import shown
from rutinlots.pages.login import check_form
from rutinlots.store import Change, StoreError, hash_of
from rutinlots.workshop.difference import differences
from rutinlots.workshop.draft import Judgement, in_use, judged
from rutinlots.workshop.effect import card, effect
from rutinlots.workshop.faults import LONGEST, Fault, too_long
from rutinlots.workshop.fields import Group, filled_in, groups_of, in_order, name_of
from rutinlots.workshop.publish import Busy, Conflict, Refused, Wish, is_rule_file
from rutinlots.workshop.search import SORTS, found, items_of

_LONGEST = 8 * LONGEST  # bytes of a form: the text twice, with its signs encoded
DAYS = 30  # of counters
_AWAY = "databasen svarar inte just nu, så det går inte att anteckna vem som ändrar; inget är ändrat, så försök igen om en stund"
_BUSY = "någon annan granskar eller publicerar just nu, och det görs en i taget; vänta några sekunder och försök igen"


@dataclass(kw_only=True)
class Open:
    """A file as it is open in a browser: its text as it was opened (``opened`` is a hash of it) and as it is now."""

    file: str
    text: str
    opened: str
    as_text: bool
    reason: str = ""

    @property
    def title(self) -> str:
        """What the file is called on the pages."""
        items = {item.file: item.title for item in items_of(app_state().live_rules.in_force.read)}
        written = re.search(r"^title: (.+)$", self.text, re.M)  # of one that is new
        return items.get(self.file, written[1] if written else self.id)

    @property
    def sort(self) -> str:
        """What it is."""
        sorts = {"checks": "Kontroll", "snippets": "Svar", "routines": "Rutin och guider"}
        return sorts.get(self.file.partition("/")[0], "Inställningar")

    @property
    def id(self) -> str:
        """A check's or a reply's id."""
        return self.file.rpartition("/")[2].removesuffix(".yaml")


@bp.get("/verkstad")
def workshop() -> str:
    """All that can be changed, or what is found by a text."""
    state = app_state()
    asked, done = request.args.get("q", "").strip()[:2000], request.args.get("klart", "")
    rules = state.live_rules.in_force.read
    today = state.clock().date()
    return render_template(
        "pages/workshop/overview.html",
        asked=asked,
        hits=found(asked, rules) if asked else [],
        items=items_of(rules),
        sorts=SORTS,
        states={check.id: _state(check, today) for check in rules.checks},
        in_force=state.live_rules.in_force,
        overtaken=_overtaken(),
        done=next((item.title for item in items_of(rules) if item.file == done), ""),
        done_file=done,
        done_change=_latest(done) if done else None,
        done_new="ny" in request.args,
    )


def _latest(file: str) -> Change | None:
    try:
        return next(iter(app_state().store.rule_changes.latest(1, file)), None)
    except StoreError:
        return None


def _state(check: Check, today: date) -> str:
    if check.paused(today):
        return f"Pausad till {check.paused_until}"
    return "" if check.status == "active" else "På prov"


def _overtaken() -> list[str]:
    """Published files whose file in the folder has been changed since."""
    state = app_state()
    published = state.live_rules.published
    return [file for file, each in published.items() if hash_of(state.publisher.in_folder(file)) != each.base]


@bp.get("/verkstad/fil/<path:file>")
def workshop_file(file: str) -> Response:
    """A file to change, as a form or (``som=text``) as text."""
    text = _text(file)
    opened = Open(file=file, text=text, opened=hash_of(text), as_text=request.args.get("som") == "text")
    return edit_page(opened)


@bp.post("/verkstad/fil/<path:file>")
def change_file(file: str) -> ResponseReturnValue:
    """Judge, show, or publish what has been typed: what to do is the name of the button (``gor``)."""
    _begin(file)
    how = request.form.get("gor", "prova")
    opened, faults = _sent(file)
    if faults:
        return edit_page(opened, faults)
    if how in ("text", "formular"):
        opened.as_text = how == "text"
        return edit_page(opened)
    if how == "granska":
        return review_page(opened)
    if how == "publicera":
        return _publish(opened)
    return edit_page(opened)


def _begin(file: str) -> None:
    request.max_form_memory_size = _LONGEST
    check_form(_LONGEST)
    if not is_rule_file(file):
        abort(404)


def _text(file: str) -> str:
    if not is_rule_file(file):
        abort(404)
    text = app_state().publisher.text(file)
    if not text:
        abort(404)
    return text


def _sent(file: str) -> tuple[Open, list[Fault]]:
    """What the browser has sent: the text, with the form's fields in it."""
    form = request.form
    text = form.get("yaml" if form.get("vy") == "text" else "utgangstext", "").replace("\r\n", "\n")
    opened = Open(
        file=file, text=text, opened=form.get("opened", ""), as_text=form.get("vy") == "text", reason=form.get("skal", "")[:500]
    )
    if faults := too_long(text):
        return opened, faults
    rules = app_state().live_rules.in_force.read
    try:
        opened.text = in_order(file, text) if opened.as_text else filled_in(file, text, form.to_dict(flat=False), rules)
    except RuleFileError:
        opened.as_text = True  # the page names the fault and its line
    return opened, []


def edit_page(opened: Open, faults: list[Fault] | None = None, status: int = 200, *, blocked: bool = False) -> Response:
    """The page on which a file is changed, judged as it is; ``blocked`` says that it can't be published so."""
    live = app_state().live_rules
    judgement = Judgement(faults=tuple(faults)) if faults else judged(opened.file, opened.text, live)
    groups: list[Group] = []
    if not opened.as_text:
        groups = groups_of(opened.file, opened.text, live.in_force.read)
        opened.as_text = not groups
    page = render_template(
        "pages/workshop/edit.html",
        opened=opened,
        groups=groups,
        at_fields=_at_fields(judgement, groups),
        blocked=blocked,
        **_judgement(judgement),
    )
    response = make_response(page, status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _judgement(judgement: Judgement) -> dict[str, Any]:
    """What the part of the page needs that shows what comes of a draft."""
    outcomes = [(outcome, shown(outcome.example, outcome.spans)) for outcome in judgement.outcomes]
    return {"judgement": judgement, "outcomes": outcomes, "card": _card(judgement)}


def _card(judgement: Judgement) -> dict[str, Any] | None:
    """The card of a check as the API gives it to the overlay."""
    check, rules = judgement.check, judgement.rules
    found = card(check, in_use(check, rules)) if check and rules else None
    if found is None or check is None or rules is None:
        return None
    return {
        "id": check.id,
        "level": check.level,
        "title": check.title,
        "message": found.message,
        "why": {**why(check, rules), "url": None},
        "guide": check.guide,
        "fixes": [{"label": fix.label} for fix in found.fixes],
        "actions": [],
        "spans": [],
    }


def _at_fields(judgement: Judgement, groups: list[Group]) -> dict[str, str]:
    """Faults by the name of the field that they are about."""
    names = {field.name for group in groups for field in group.fields}
    found: dict[str, str] = {}
    for fault in judgement.faults:
        path = fault.path
        while path and name_of(path) not in names:
            path = path[:-1]
        if path:
            name = name_of(path)
            found[name] = f"{found[name]}. {fault.what}" if name in found else fault.what
    return found


def review_page(opened: Open, problems: tuple[Any, ...] = (), status: int = 200) -> ResponseReturnValue:
    """What a change would do, before it is published."""
    state = app_state()
    judgement = judged(opened.file, opened.text, state.live_rules)
    if judgement.faults or judgement.rules is None or not judgement.passes:
        return edit_page(opened, status=status, blocked=True)
    before = state.publisher.text(opened.file)
    check = judgement.check
    try:
        with state.publisher.alone():
            found = problems or state.publisher.faults(judgement.rules)
            changed = effect(check, state.live_rules.in_force.read, judgement.rules) if check else None
    except Busy:
        return edit_page(opened, [Fault(_BUSY)], 429)
    page = render_template(
        "pages/workshop/review.html",
        opened=opened,
        differences=differences(before, opened.text, state.rules.vocabulary),
        problems=found,
        effect=changed,
        counts=_counts(check.id) if check else None,
        days=DAYS,
        overtaken=hash_of(before) != opened.opened,
    )
    response = make_response(page, status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _counts(check: str) -> dict[str, int] | None:
    """What has happened with a check in the last days; None while the database is away."""
    state = app_state()
    now = state.clock()
    try:
        counted = state.store.statistics.between(now - timedelta(days=DAYS), now + timedelta(days=1)).checks
    except StoreError:
        return None
    return {kind: count for (kind, about), count in counted.items() if about == check}


def _publish(opened: Open) -> ResponseReturnValue:
    wish = Wish(file=opened.file, text=opened.text, opened=opened.opened, author=author(), reason=opened.reason)
    return published(wish, opened)


def published(wish: Wish, opened: Open) -> ResponseReturnValue:
    """Publish, and go to the list; or show why that can't be done, with all that was typed."""
    known = wish.opened != hash_of("")
    try:
        app_state().publisher.publish(wish)
    except Refused as refused:
        return review_page(opened, refused.problems, 409)
    except Conflict as conflict:
        return conflict_page(opened, conflict.text)
    except Busy:
        return edit_page(opened, [Fault(_BUSY)], 429)
    except StoreError:
        return edit_page(opened, [Fault(_AWAY)], 503)
    return redirect(url_for("pages.workshop", klart=opened.file, ny=None if known else "ja"), 303)


def conflict_page(opened: Open, now: str) -> Response:
    """Both texts of a file that another has changed meanwhile."""
    differing = differences(now, opened.text, app_state().rules.vocabulary)
    page = render_template(
        "pages/workshop/conflict.html", opened=opened, now=now, theirs=hash_of(now), differences=differing
    )
    return make_response(page, 409)


def rules_now() -> Rules:
    """The rules as the files have them."""
    return app_state().live_rules.in_force.read
