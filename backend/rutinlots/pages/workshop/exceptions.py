"""From a finding in the playground to the form that mends it: an exception for the words that it points at, or a name."""

from dataclasses import replace

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from rutinlots.app_state import app_state
from rutinlots.core.evaluate import Finding, Mark
from rutinlots.core.validation.whole import file_of
from rutinlots.pages.blueprint import bp
from rutinlots.pages.login.login import check_form
from rutinlots.pages.workshop.editing import edit_page
from rutinlots.pages.workshop.opened import Open
from rutinlots.pages.workshop.tried_mail import FIELD, LONGEST_FORM, read_tried
from rutinlots.rule_files.document import read_document
from rutinlots.store import hash_of
from rutinlots.workshop.forms.exceptions import literally, new_place, with_exception
from rutinlots.workshop.forms.field import name_of
from rutinlots.workshop.forms.lists import OWN, with_names

_LONGEST = 60  # characters of words that are worth an exception; a whole sentence is none
_MOST = 5


def words_at(each: Finding | Mark, texts: list[tuple[str, str, str]]) -> list[str]:
    """The words that a finding points at, where they are few enough for an exception."""
    by_name = {where: text for _, where, text in texts}
    found = (" ".join(by_name.get(span.where, "")[span.start : span.end].split()) for span in each.spans)
    return list(dict.fromkeys(words for words in found if 0 < len(words) <= _LONGEST))[:_MOST]


@bp.get("/verkstad/undanta/<check>")
def exempted_page(check: str) -> ResponseReturnValue:
    """The check's form, for a page that is loaded again."""
    return redirect(url_for("pages.workshop_file", file=_file_of(check)), 303)


@bp.post("/verkstad/undanta/<check>")
def exempt(check: str) -> ResponseReturnValue:
    """The check's form with another exception, for the words of the finding (``fynd``); why is for the team leader to say."""
    found, tried = _sent()
    file = _file_of(check)
    text = app_state().publisher.text(file)
    place = name_of(new_place(read_document(text).values))
    changed = with_exception(text, list(map(literally, found)), "", "")
    opened = hash_of(text)
    return edit_page(
        Open(file=file, text=changed, opened=opened, as_text=False, brought="Undantaget", unfolded=place, tried=tried)
    )


@bp.get("/verkstad/godkann")
def approved_page() -> ResponseReturnValue:
    """The form of the team's own names, for a page that is loaded again."""
    return redirect(url_for("pages.workshop_file", file=OWN), 303)


@bp.post("/verkstad/godkann")
def approve() -> ResponseReturnValue:
    """The form of the team's own names with those of the finding (``fynd``) among them."""
    found, tried = _sent()
    text = app_state().publisher.text(OWN)
    names = [" ".join(each.split()) for each in found]
    changed = with_names(text, names)
    return edit_page(Open(file=OWN, text=changed, opened=hash_of(text), as_text=False, brought="Namnet", tried=tried))


def _sent() -> tuple[list[str], str]:
    """The words of the finding that was chosen (``fynd`` is its check), and the mail that it is in."""
    request.max_form_memory_size = LONGEST_FORM
    check_form(LONGEST_FORM)
    check = request.form.get("fynd", "")
    words = [each for each in request.form.getlist(f"ord-{check}")[:_MOST] if 0 < len(each.strip()) <= _LONGEST]
    tried = read_tried(request.form.get(FIELD, ""))
    return words, replace(tried, check=check).text if tried else ""


def _file_of(check: str) -> str:
    found = app_state().live_rules.in_force.read.by_id.get(check)
    if found is None:
        abort(404)
    return file_of(found)
