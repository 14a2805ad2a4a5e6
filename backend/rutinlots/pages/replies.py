"""``/svar/NUMBER``: what a team leader says about one of the company's own replies; and what holds for the whole library."""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from rutinlots.api.access import author
from rutinlots.app_state import app_state
from rutinlots.core.snippets.reply import Reply, Said
from rutinlots.pages.blueprint import bp
from rutinlots.pages.login import check_form


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


def _reply(number: int) -> Reply:
    found = next((reply for reply in app_state().rules.replies if reply.canned.id == number), None)
    if found is None:
        abort(404)
    return found
