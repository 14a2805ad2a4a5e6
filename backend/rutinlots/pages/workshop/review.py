"""What a change would do, before it is published; and publishing it."""

from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import replace

from flask import Response, make_response, redirect, render_template, request, stream_with_context, url_for
from flask.typing import ResponseReturnValue

from rutinlots.api.admission.access import UNNAMED, author
from rutinlots.app_state import app_state
from rutinlots.core.calendar import STOCKHOLM
from rutinlots.pages.workshop.counters import DAYS, counted
from rutinlots.pages.workshop.editing import edit_page
from rutinlots.pages.workshop.opened import CLASH, Open
from rutinlots.rule_loader import Problem
from rutinlots.store import StoreError, hash_of
from rutinlots.workshop.changes.clashes import choices
from rutinlots.workshop.changes.difference import differences
from rutinlots.workshop.changes.merge import Merged, merged
from rutinlots.workshop.effects.by_sort import effects
from rutinlots.workshop.effects.effect import Effect
from rutinlots.workshop.forms.field import name_of
from rutinlots.workshop.judging.draft import judged
from rutinlots.workshop.judging.faults import Fault
from rutinlots.workshop.proofs import Busy, ended
from rutinlots.workshop.publish import FOLDER, Conflict, Refused, Wish
from rutinlots.workshop.search import items_of

Review = Generator[tuple[int, int], None, Response]
_AWAY = "databasen svarar inte just nu, så det går inte att anteckna vem som ändrar; inget är ändrat, så försök igen om en stund"
_NAMELESS = {FOLDER.who: "Någon som når mappen på servern", UNNAMED: "Någon på den här datorn"}
_BUSY = "någon annan granskar eller publicerar just nu, och det görs en i taget; vänta några sekunder och försök igen"


def review_page(opened: Open, problems: tuple[Problem, ...] = (), status: int = 200) -> ResponseReturnValue:
    """What a change would do, before it is published; told step by step to a page that asks for that (``steg``)."""
    steps = _review(opened, problems, status)
    if not request.form.get("steg"):
        return ended(steps)
    try:
        first = next(steps)
    except StopIteration as end:
        answer: Response = end.value
        return answer
    response = Response(stream_with_context(_told(first, steps)), mimetype="text/html")
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Accel-Buffering"] = "no"  # a proxy that waits for the end would hide how far it has come
    return response


def _told(first: tuple[int, int], steps: Review) -> Iterator[str]:
    """How far it has come, as comments that are followed by the page."""
    now = first
    with closing(steps):
        while True:
            yield f"<!-- {now[0]}/{now[1]} -->\n"
            try:
                now = next(steps)
            except StopIteration as end:
                yield end.value.get_data(as_text=True)
                return


def _review(opened: Open, problems: tuple[Problem, ...], status: int, joined: str = "") -> Review:
    """``joined`` says whose change has been put together with what was open."""
    state = app_state()
    judgement = judged(opened.file, opened.text, state.live_rules)
    if judgement.faults or judgement.rules is None or not judgement.passes:
        return edit_page(opened, status=status, blocked=True, joined=joined)
    before = state.publisher.text(opened.file)
    if hash_of(before) != opened.opened:
        both, overtaken = _with_both(opened, before), _changed(opened.file, before)
        names = {clash.path: name_of(clash.path) for clash in both.clashes}
        if names and not (opened.seen == hash_of(before) and {*names.values()} <= {*opened.chosen}):
            return conflict_page(opened, both, overtaken)
        text = both.text([path for path, name in names.items() if not opened.chosen[name]])
        if not text:
            return make_response(redirect(url_for("pages.workshop"), 303))
        joint = replace(opened, text=text, opened=hash_of(before), seen="", chosen={})
        return (yield from _review(joint, problems, status, overtaken))
    try:
        with state.publisher.proofs.alone():
            found = problems or (yield from state.publisher.proofs.proving(judgement.rules))
            changed = Effect()
            if not found:
                changed = yield from effects(opened.file, judgement, state.live_rules.in_force, state.publisher.proofs.telling)
    except Busy:
        return edit_page(opened, [Fault(_BUSY)], 429)
    page = render_template(
        "pages/workshop/review.html",
        opened=opened,
        differences=differences(opened.file, before, opened.text, state.rules.vocabulary),
        new=not before,
        problems=found,
        effect=changed,
        counted=counted(judgement, changed) if before and not found else [],
        titles={item.file: item.title for item in items_of(judgement.rules)},
        days=DAYS,
        joined=joined,
    )
    response = make_response(page, status)
    response.headers["Cache-Control"] = "no-store"
    return response


def publish(opened: Open) -> ResponseReturnValue:
    """Publish what is open, in the name of who asks."""
    wish = Wish(file=opened.file, text=opened.text, opened=opened.opened, author=author(), reason=opened.reason)
    return published(wish, opened)


def published(wish: Wish, opened: Open, *, state_only: bool = False) -> ResponseReturnValue:
    """Publish, and go to the list, or back to a form of its own; or show why that can't be done, with all that was typed.

    ``state_only``: nothing that was typed in the file's form is published, so the browser still offers it back.
    """
    known = wish.opened != hash_of("")
    try:
        app_state().publisher.publish(wish)
    except Refused as refused:
        return review_page(opened, refused.problems, 409)
    except Conflict as conflict:
        both = _with_both(opened, conflict.text)
        if conflict.text != wish.text and (both.clashes or both.text() != conflict.text):
            return review_page(opened, status=409)  # else it has been published already, as by a second click
    except Busy:
        return edit_page(opened, [Fault(_BUSY)], 429)
    except StoreError:
        return edit_page(opened, [Fault(_AWAY)], 503)
    if opened.back:
        return redirect(f"{opened.back}?klart=ja", 303)
    new, state = None if known else "ja", "ja" if state_only else None
    return redirect(url_for("pages.workshop", klart=opened.file, ny=new, lage=state), 303)


def _with_both(opened: Open, now: str) -> Merged:
    """What is open together with what has been changed meanwhile."""
    return merged(opened.file, app_state().publisher.as_opened(opened.file, opened.opened), opened.text, now)


def conflict_page(opened: Open, both: Merged, overtaken: str) -> Response:
    """What another has changed meanwhile in the same places, to choose from."""
    page = render_template(
        "pages/workshop/conflict.html",
        opened=opened,
        theirs=hash_of(both.theirs),
        choices=list(choices(both.clashes, app_state().rules.vocabulary)),
        clash=CLASH,
        changed=overtaken,
    )
    response = make_response(page, 409)
    response.headers["Cache-Control"] = "no-store"
    return response


def _changed(file: str, text: str) -> str:
    """Who made a file's text what it is, and when, as far as the history knows."""
    try:
        latest = next(iter(app_state().store.rule_changes.latest(1, file)), None)
    except StoreError:
        latest = None
    if latest is None or latest.after != text:
        return "Någon annan ändrade den"
    when = latest.at.astimezone(STOCKHOLM).strftime("%Y-%m-%d kl. %H.%M")
    if latest.who == author().who:
        return f"Du ändrade den själv {when}, kanske i en annan flik"
    return f"{_NAMELESS.get(latest.who, latest.who)} ändrade den {when}"
