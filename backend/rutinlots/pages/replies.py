"""``/svar/NUMBER``: what a team leader says about one of the company's own replies; and what holds for the whole library.

``/svar/freshdesk`` takes in the replies that the team leader's own browser has read in Freshdesk.
"""

import zlib
from contextlib import closing

from flask import abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from rutinlots.api.admission.access import author
from rutinlots.app_state import app_state
from rutinlots.core.snippets.texts.reply import Reply, Said
from rutinlots.freshdesk import ShapeError, parse
from rutinlots.pages.blueprint import bp
from rutinlots.pages.login.login import check_form
from rutinlots.store.replies import Pulled

_LARGEST = 2 * 1024 * 1024  # bytes of all replies, packed
_LARGEST_UNPACKED = 30 * 1024 * 1024
_LISTED = 10  # titles of those that are new, and of those that are changed or gone


@bp.get("/svar/<int:number>")
def reply_page(number: int) -> str:
    """One reply, and what is said about it."""
    rules = app_state().rules
    active = [check for check in rules.checks if check.status == "active"]
    return render_template("pages/reply.html", reply=_reply(number), checks=active, snippets=rules.snippets)


@bp.post("/svar/<int:number>")
def say_about_reply(number: int) -> ResponseReturnValue:
    """Keep what is said about a reply; it is in force at once."""
    check_form()
    rules, form = app_state().rules, request.form
    _reply(number)
    answers, instead_of = form.get("answers") or None, form.get("instead_of") or None
    if (answers is not None and answers not in rules.by_id) or (instead_of is not None and instead_of not in rules.snippet_by_id):
        abort(400)
    words = tuple(form.get("words", "").replace(",", "\n").splitlines())
    said = Said(off=bool(form.get("off")), words=words, answers=answers, instead_of=instead_of)
    if not app_state().store.replies.say(number, said):
        abort(404)
    _tell(f"reply {number}")
    app_state().live_rules.look_at_replies()
    return redirect(url_for("pages.snippets") + ("" if said.off else f"#freshdesk-{number}"), 303)


@bp.post("/svar/freshdesk")
def take_replies() -> ResponseReturnValue:
    """Take in all replies that the extension has read in the team leader's own browser, and say what that changes."""
    check_form(_LARGEST)
    state, host = app_state(), request.form.get("host", "")
    if current_app.config["TENANTS"] and host not in current_app.config["TENANTS"]:
        return _taken(f"Servern arbetar inte med {host[:100]}. Den som sköter servern kan lägga till det."), 422
    try:
        found = parse(_unpacked())
    except (ShapeError, KeyError, ValueError, zlib.error):
        return _taken("Det som hämtades går inte att läsa. Inget är ändrat."), 422
    if not found:
        return _taken("Där fanns inga delade standardsvar. Inget är ändrat."), 422
    pulled = state.store.replies.take(found, state.clock())
    counts = f"{len(pulled.new)} new, {len(pulled.changed)} changed, {len(pulled.gone)} gone"
    state.store.audit.note("replies-pulled", author(), counts, state.clock())
    state.live_rules.look_at_replies()
    return _taken(pulled=pulled)


@bp.post("/svar/startbibliotek")
def switch_starter() -> ResponseReturnValue:
    """Switch the starter library off or on as a whole."""
    check_form()
    off = bool(request.form.get("off"))
    app_state().store.replies.switch_starter(off)
    _tell(f"starter library {'off' if off else 'on'}")
    app_state().live_rules.look_at_replies()
    return redirect(url_for("pages.snippets"), 303)


@bp.post("/svar/glom/<reply>")
def forget_choices(reply: str) -> ResponseReturnValue:
    """Forget what has been learned of agents' choosing a reply."""
    check_form()
    learning = app_state().meanings.learning
    if learning is None or reply not in learning.sums:
        abort(404)
    learning.forget(reply)
    _tell(f"choices of {reply} forgotten")
    return redirect(url_for("pages.snippets") + f"#{reply}", 303)


def _tell(about: str) -> None:
    app_state().store.audit.note("reply-changed", author(), about, app_state().clock())


def _unpacked() -> str:
    unpacking = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)  # gzip's form
    with closing(request.files["responses"]) as sent:  # a larger one is kept in a file
        return unpacking.decompress(sent.read(), _LARGEST_UNPACKED).decode()


def _taken(fault: str = "", pulled: Pulled | None = None) -> str:
    return render_template("pages/replies_taken.html", fault=fault, pulled=pulled, listed=_LISTED)


def _reply(number: int) -> Reply:
    found = next((reply for reply in app_state().rules.replies if reply.canned.id == number), None)
    if found is None:
        abort(404)
    return found
