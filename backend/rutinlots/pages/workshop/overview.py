"""``/verkstad``: everything that team leaders can change, and the search for the rule behind a text."""

from dataclasses import dataclass
from datetime import date

from flask import render_template, request, url_for

from rutinlots.app_state import app_state
from rutinlots.core.checks.check import Check
from rutinlots.core.rules import Rules
from rutinlots.pages.blueprint import bp
from rutinlots.pages.extension_files import CONTENT
from rutinlots.pages.login.login import check_form
from rutinlots.pages.workshop.ways import ways
from rutinlots.store import Change, StoreError, hash_of
from rutinlots.workshop.changes.change_title import change_title
from rutinlots.workshop.fixed import fixed_texts
from rutinlots.workshop.search import SORTS, Item, Sort, fits, found, items_of
from rutinlots.workshop.words import HOURS

_MOST_REPLIES = 5


@dataclass(frozen=True)
class State:
    """Why a check isn't simply in use, in ``words``, and what the button is called that ends it."""

    words: str
    end: str


@bp.get("/verkstad")
def workshop() -> str:
    """All that can be changed."""
    return _page("")


@bp.post("/verkstad")
def find_rule() -> str:
    """The rules behind a text that an agent sees: sent as a form, since it may have a customer's words in it."""
    check_form()
    return _page(request.form.get("q", "").strip()[:2000])


def _page(asked: str) -> str:
    state = app_state()
    done = request.args.get("klart", "")
    rules = state.live_rules.in_force.read
    today = state.clock().date()
    change = latest(done) if done else None
    title = _done(next((item.title for item in items_of(rules) if item.file == done), ""), change)
    changed = next((check for check in rules.checks if done == f"checks/{check.theme}/{check.id}.yaml"), None)
    done_there = ways(asked) if asked else []
    shown = {way.values.get("file") for way in done_there}
    return render_template(
        "pages/workshop/overview.html",
        asked=asked,
        hits=[hit for hit in found(asked, rules) if hit.item.file not in shown] if asked else [],
        replies=_replies(asked) if asked else [],
        ways=done_there,
        fixed=fits(asked, fixed_texts(CONTENT)) if asked else "",
        groups={sort: _groups(sort, rules) for sort in SORTS},
        sorts=SORTS,
        states={check.id: _state(check, today) for check in rules.checks},
        in_force=state.live_rules.in_force,
        overtaken=_overtaken(),
        done=title,
        done_at=url_for("pages.hours_page") if title == HOURS else url_for("pages.workshop_file", file=done),
        done_file=done,
        done_change=change,
        done_new="ny" in request.args,
        done_state="lage" in request.args,
        done_gone=change is not None and not change.after,
        done_trial=changed is not None and changed.status == "trial",
        done_waits="" if changed is None or changed.in_use(today) else changed.pause_words(today) or "På prov",
    )


def _groups(sort: Sort, rules: Rules) -> list[tuple[str, list[Item]]]:
    """What there is of a sort, by its group: of checks and replies the vocabulary's, as in the folders."""
    named = {"check": rules.vocabulary.themes, "snippet": rules.vocabulary.snippet_themes}.get(sort, {})
    found: dict[str, list[Item]] = {theme: [] for theme in named.values()}
    for item in items_of(rules):
        if item.sort == sort:
            found.setdefault(named.get(item.file.split("/")[1], "") if named else "", []).append(item)
    return [(theme, items) for theme, items in found.items() if items]


def _done(title: str, change: Change | None) -> str:
    return change_title(change.file, change.before, change.after, title) if change else title


def _replies(asked: str) -> list[tuple[int, str, str]]:
    """The company's own replies that have the text, by their numbers."""
    canned = [each.canned for each in app_state().rules.replies]
    fitting = ((each.id, each.title, fits(asked, (each.title, each.text, *each.text.splitlines()))) for each in canned)
    return [each for each in fitting if each[2]][:_MOST_REPLIES]


def latest(file: str) -> Change | None:
    """A file's latest change; None too while the database doesn't answer."""
    try:
        return next(iter(app_state().store.rule_changes.latest(1, file)), None)
    except StoreError:
        return None


def _state(check: Check, today: date) -> State | None:
    if words := check.pause_words(today):
        return State(words, "Ta bort pausen" if check.pause_coming(today) else "Aktivera")
    return None if check.status == "active" else State("På prov", "Aktivera")


def _overtaken() -> list[tuple[str, str]]:
    """Published files whose file in the folder has been changed since, with their titles."""
    state = app_state()
    titles = {item.file: item.title for item in items_of(state.live_rules.in_force.read)}
    published = state.live_rules.published
    found = [file for file, each in published.items() if hash_of(state.publisher.in_folder(file)) != each.base]
    return [(file, titles.get(file, file)) for file in found]
