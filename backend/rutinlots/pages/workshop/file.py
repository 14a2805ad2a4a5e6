"""``/verkstad/fil``: a rule file as a form or as text, tried and published."""

from flask import request
from flask.typing import ResponseReturnValue

from rutinlots.app_state import app_state
from rutinlots.pages.blueprint import bp
from rutinlots.pages.workshop.editing import edit_page
from rutinlots.pages.workshop.new import missing_page
from rutinlots.pages.workshop.opened import Open, begin, sent, text_of
from rutinlots.pages.workshop.review import publish, review_page
from rutinlots.store import hash_of
from rutinlots.workshop.publish import is_rule_file


@bp.get("/verkstad/fil/<path:file>")
def workshop_file(file: str) -> ResponseReturnValue:
    """A file to change, as a form or (``som=text``) as text; a new one that is loaded again isn't there yet."""
    sort = {"checks": "kontroll", "snippets": "svar"}.get(file.partition("/")[0])
    if sort and is_rule_file(file) and not app_state().publisher.text(file):
        return missing_page(sort), 404
    text = text_of(file)
    opened = Open(file=file, text=text, opened=hash_of(text), as_text=request.args.get("som") == "text")
    return edit_page(opened)


@bp.post("/verkstad/fil/<path:file>")
def change_file(file: str) -> ResponseReturnValue:
    """Judge, show, or publish what has been typed: what to do is the name of the button (``gor``)."""
    begin(file)
    how = request.form.get("gor", "prova")
    opened, faults = sent(file)
    if faults:
        return edit_page(opened, faults)
    if how in ("text", "formular"):
        opened.as_text = how == "text"
        return edit_page(opened)
    if how == "granska":
        return review_page(opened)
    if how == "publicera":
        return publish(opened)
    return edit_page(opened)
