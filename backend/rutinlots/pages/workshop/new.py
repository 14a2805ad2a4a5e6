"""``/verkstad/ny``: new replies and checks from a short form, which is then the draft of a file."""

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from rutinlots.app_state import app_state
from rutinlots.pages.blueprint import bp
from rutinlots.pages.login.login import check_form
from rutinlots.pages.workshop.editing import edit_page
from rutinlots.pages.workshop.opened import Open
from rutinlots.store import hash_of
from rutinlots.workshop.forms.exceptions import as_meant
from rutinlots.workshop.forms.new import new_check, new_reply
from rutinlots.workshop.forms.pasted import tidy

_LONGEST = 200_000  # bytes of the form


@bp.get("/verkstad/ny/<sort>")
def new_page(sort: str) -> str:
    """The short form of a new reply (``svar``) or check (``kontroll``)."""
    if sort not in ("svar", "kontroll"):
        abort(404)
    return _page(sort)


def _page(sort: str, wrong: str = "") -> str:
    rules = app_state().live_rules.in_force.read
    return render_template(f"pages/workshop/new_{sort}.html", form=request.form, wrong=wrong, rules=rules)


def missing_page(sort: str) -> str:
    """The short form in the place of a reply or check that isn't there: the browser offers back what was typed of a new one."""
    what = "Svaret finns inte, eller är inte publicerat" if sort == "svar" else "Kontrollen finns inte, eller är inte publicerad"
    return _page(sort, f"{what} än. Höll du på med en ny? Då tar du tillbaka det du skrev här nedanför.")


@bp.post("/verkstad/ny/<sort>")
def make_new(sort: str) -> ResponseReturnValue:
    """Make a draft of what was filled in, and go on with it; nothing is published yet."""
    check_form(_LONGEST)
    rules, title = app_state().live_rules.in_force.read, _one("title")
    if sort == "svar":
        lists = {name: _many(name) for name in ("should", "should_not")}
        missing = _missing({"rubrik": title, "text": _one("text"), "ord som kunderna använder": "".join(_lines("keywords"))})
        id, text = new_reply(title, _one("text"), _lines("keywords"), lists["should"], lists["should_not"], rules)
        folder, themes = "snippets", rules.vocabulary.snippet_themes
    elif sort == "kontroll":
        words = list(map(as_meant, _lines("words")))
        routine, _, section = request.form.get("source", "").partition(" · ")
        missing = _missing({"rubrik": title, "ord": "".join(words), "det den ska säga": _one("message")})
        id, text = new_check(title, words or ["ord"], _one("message"), (routine, section), rules)
        folder, themes = "checks", rules.vocabulary.themes
    else:
        abort(404)
    theme = request.form.get("theme", "")
    if missing or theme not in themes:
        return _page(sort, missing or "Välj en grupp."), 422
    file = f"{folder}/{theme}/{id}.yaml"
    return edit_page(Open(file=file, text=text, opened=hash_of(""), as_text=False, reason="Ny"))


def _missing(fields: dict[str, str]) -> str:
    empty = [name for name, value in fields.items() if not value]
    return f"Fyll i {' och '.join([', '.join(empty[:-1]), empty[-1]] if len(empty) > 1 else empty)}." if empty else ""


def _one(name: str) -> str:
    return request.form.get(name, "").replace("\r\n", "\n").strip()


def _lines(name: str) -> list[str]:
    return [words for line in _one(name).split("\n") if (words := tidy(line))]


def _many(name: str) -> list[str]:
    return [text for each in request.form.getlist(name) if (text := each.replace("\r\n", "\n").strip())]
