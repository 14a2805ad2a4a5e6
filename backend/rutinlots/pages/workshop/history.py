"""``/verkstad/historik``: who changed what in the rules, when and why, and the way back."""

from collections.abc import Mapping

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.utils import redirect

from rutinlots.api.admission.access import author
from rutinlots.app_state import app_state
from rutinlots.pages.blueprint import bp
from rutinlots.pages.login.login import check_form
from rutinlots.pages.workshop.opened import Open
from rutinlots.pages.workshop.review import published
from rutinlots.store import Change, hash_of
from rutinlots.workshop.changes.change_title import change_title
from rutinlots.workshop.changes.changed_names import names_in_short
from rutinlots.workshop.changes.difference import ELSE, Difference, changed_fields, differences
from rutinlots.workshop.changes.merge import merged
from rutinlots.workshop.publish import Wish, is_rule_file
from rutinlots.workshop.search import items_of

_SHOWN = 100  # changes on the page
_FEW = 3  # differences that are shown in the list


@bp.get("/verkstad/historik")
def history() -> str:
    """The latest changes, of all files or of one (``fil``)."""
    state = app_state()
    file = request.args.get("fil")
    changes = state.store.rule_changes.latest(_SHOWN, file)
    titles = _titles()
    return render_template(
        "pages/workshop/history.html",
        changes=[(each, _title(each, titles), _labels(each)) for each in changes],
        file=file,
        title=titles.get(file or "") or (_title(changes[0], titles) if changes else file),
    )


def _titles() -> dict[str, str]:
    return {item.file: item.title for item in items_of(app_state().live_rules.in_force.read)}


def _title(change: Change, titles: Mapping[str, str]) -> str:
    return change_title(change.file, change.before, change.after, titles.get(change.file, ""))


def _labels(change: Change) -> str:
    if not change.before or not change.after:
        return "Togs bort" if change.before else "Ny"
    if change.file.startswith("names/"):
        return names_in_short(change.before, change.after) or ELSE
    fields = changed_fields(change.file, change.before, change.after, app_state().rules.vocabulary)
    labels = list(dict.fromkeys(label for label, *_ in fields)) or [ELSE]
    more = f" och {len(labels) - _FEW} till" if len(labels) > _FEW else ""
    parts: dict[str, list[str]] = {}  # those that stand in the same part are named after it, which is said once
    for label in labels[:_FEW]:
        part, _, name = label.rpartition(" › ")
        parts.setdefault(part, []).append(name)
    return ", ".join(f"{part} › {', '.join(names)}" if part else ", ".join(names) for part, names in parts.items()) + more


def _differences(change: Change) -> list[Difference]:
    return differences(change.file, change.before, change.after, app_state().rules.vocabulary)


@bp.get("/verkstad/historik/<int:number>")
def one_change(number: int) -> str:
    """One change, field by field."""
    change = _change(number)
    now = app_state().publisher.text(change.file) if is_rule_file(change.file) else ""
    undone, is_alone = _undone(change, now)
    return render_template(
        "pages/workshop/change.html",
        change=change,
        title=_title(change, _titles()),
        differences=_differences(change),
        is_latest=now == change.after,
        is_alone=is_alone,
        is_as_before=now == change.before,
        back=differences(change.file, now, undone, app_state().rules.vocabulary) if now != undone else [],
        opened=hash_of(now),
        can_go_back=is_rule_file(change.file),
    )


def _change(number: int) -> Change:
    change = app_state().store.rule_changes.one(number)
    if change is None:
        abort(404)
    return change


def _undone(change: Change, now: str) -> tuple[str, bool]:
    """A file without a change, and whether what was changed later is still in it: not where that is the same, or all there is."""
    both = merged(change.file, change.after, change.before, now)
    return (change.before, now == change.after) if both.clashes else (both.text(), True)


@bp.post("/verkstad/historik/<int:number>/tillbaka")
def undo(number: int) -> ResponseReturnValue:
    """Take back a change: alone or, where what it changed has been changed again, with all that was changed later."""
    check_form()
    change = _change(number)
    if not is_rule_file(change.file):
        abort(404)
    opened = request.form.get("opened", "")
    when = f"{change.at.astimezone(app_state().clock().tzinfo):%Y-%m-%d kl. %H.%M}"
    text, is_alone = _undone(change, app_state().publisher.as_opened(change.file, opened) or "")
    reason = request.form.get("skal", "").strip() or (f"Ångrade ändringen {when}" if is_alone else f"Tillbaka till före {when}")
    wish = Wish(file=change.file, text=text, opened=opened, author=author(), reason=reason)
    return published(wish, Open(file=change.file, text=text, opened=opened, as_text=True, reason=reason))


@bp.get("/verkstad/bada/<path:file>")
def both_texts(file: str) -> str:
    """A published file and the folder's, where that has been changed since."""
    state = app_state()
    if file not in state.live_rules.published:
        abort(404)
    published_text, folder = state.publisher.text(file), state.publisher.in_folder(file)
    return render_template(
        "pages/workshop/both.html",
        file=file,
        title=_titles().get(file, file),
        published=published_text,
        folder=folder,
        opened=hash_of(published_text),
        differences=differences(file, folder, published_text, state.rules.vocabulary),
    )


@bp.post("/verkstad/bada/<path:file>")
def choose_text(file: str) -> ResponseReturnValue:
    """Keep what is published, or take the folder's file."""
    check_form()
    state = app_state()
    if file not in state.live_rules.published:
        abort(404)
    if request.form.get("valj") == "publicerad":
        state.publisher.keep_published(file, author())
        return redirect(url_for("pages.workshop"), 303)
    folder, opened = state.publisher.in_folder(file), request.form.get("opened", "")
    wish = Wish(file=file, text=folder, opened=opened, author=author(), reason="Filen i mappen")
    return published(wish, Open(file=file, text=folder, opened=opened, as_text=True))
