"""A rule file as it is open in a browser."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import abort, request, url_for

from rutinlots.app_state import app_state
from rutinlots.core.rulefile.errors import RuleFileError
from rutinlots.pages.login.login import check_form
from rutinlots.pages.workshop.tried_mail import FIELD as TRIED
from rutinlots.pages.workshop.tried_mail import LONGEST as LONGEST_MAIL
from rutinlots.pages.workshop.tried_mail import LONGEST_FORM
from rutinlots.workshop.forms.fields import filled_in, in_order
from rutinlots.workshop.judging.faults import LONGEST, Fault, too_long
from rutinlots.workshop.publish import is_rule_file
from rutinlots.workshop.search import SORTS, items_of
from rutinlots.workshop.words import ABOUT

CLASH = "krock/"  # before the name of the field that is chosen for
_LONGEST = 8 * LONGEST + LONGEST_FORM  # bytes of a form: the text twice, with its signs encoded, and a mail


@dataclass(kw_only=True)
class Open:
    """A file as it is open in a browser: its text as it was opened (``opened`` is a hash of it) and as it is now.

    ``brought`` names what another page has filled in, and ``unfolded`` a group of the form that is shown open. ``tried`` is the
    mail that was tried in the playground, as the form has it. ``back`` is the address of a form of its own, where it has one.
    ``chosen`` says of each clash with a change of another's whether one's own is kept, by the field's name; ``seen`` is a hash
    of the other's text that was chosen from.
    """

    file: str
    text: str
    opened: str
    as_text: bool
    reason: str = ""
    brought: str = ""
    unfolded: str = ""
    tried: str = ""
    back: str = ""
    seen: str = ""
    chosen: Mapping[str, bool] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What the file is called on the pages."""
        items = {item.file: item.title for item in items_of(app_state().live_rules.in_force.read)}
        written = re.search(r"^title: (.+)$", self.text, re.M)  # of one that is new
        return items.get(self.file, written[1] if written else self.id)

    @property
    def sort(self) -> str:
        """What it is."""
        known = (item.sort for item in items_of(app_state().live_rules.in_force.read) if item.file == self.file)
        return SORTS[next(known, "snippet" if self.file.startswith("snippets/") else "check")]

    @property
    def about(self) -> str:
        """What the file is for, where its fields don't say it."""
        folder, slash, _ = self.file.partition("/")
        return ABOUT.get(folder + slash, "")

    @property
    def has_more(self) -> bool:
        """Does the form leave out anything of the file?"""
        return not self.file.startswith(("names/", "words/", "elsewhere"))

    @property
    def has_form(self) -> bool:
        """Can it be changed otherwise than as text?"""
        return not self.file.startswith("scenarios/")

    @property
    def id(self) -> str:
        """A check's or a reply's id."""
        return self.file.rpartition("/")[2].removesuffix(".yaml")


def begin(file: str) -> None:
    """Read a form that changes a file; refuse one for what is none of the rules' files."""
    request.max_form_memory_size = _LONGEST
    check_form(_LONGEST)
    if not is_rule_file(file):
        abort(404)


def text_of(file: str) -> str:
    """A file as it is now."""
    if not is_rule_file(file):
        abort(404)
    text = app_state().publisher.text(file)
    if not text:
        abort(404)
    return text


def sent(file: str) -> tuple[Open, list[Fault]]:
    """What the browser has sent: the text, with the form's fields in it."""
    form = request.form
    text = form.get("yaml" if form.get("vy") == "text" else "utgangstext", "").replace("\r\n", "\n")
    opened = Open(
        file=file,
        text=text,
        opened=form.get("opened", ""),
        as_text=form.get("vy") == "text",
        reason=form.get("skal", "")[:500],
        back=url_for("pages.hours_page") if form.get("sida") == "tider" else "",
        seen=form.get("sedd", ""),
        tried=form.get(TRIED, "")[:LONGEST_MAIL],
        chosen={name.removeprefix(CLASH): how == "min" for name, how in form.items() if name.startswith(CLASH)},
    )
    if faults := too_long(text):
        return opened, faults
    rules = app_state().live_rules.in_force.read
    try:
        opened.text = in_order(file, text) if opened.as_text else filled_in(file, text, form.to_dict(flat=False), rules)
    except RuleFileError:
        opened.as_text = True  # the page names the fault and its line
    return opened, []
