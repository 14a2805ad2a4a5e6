"""The page on which a rule file is changed, judged as it is."""

from dataclasses import dataclass, replace
from typing import Any

from flask import Response, make_response, render_template

from rutinlots.api.wire.answer import why
from rutinlots.app_state import app_state
from rutinlots.pages.check_view import shown
from rutinlots.pages.workshop.opened import Open
from rutinlots.pages.workshop.tried_mail import Answer, answer, read_tried
from rutinlots.workshop.effects.effect import card
from rutinlots.workshop.forms.field import Group, name_of
from rutinlots.workshop.forms.fields import groups_of
from rutinlots.workshop.judging.draft import Judgement, in_use, judged
from rutinlots.workshop.judging.faults import Fault


@dataclass(frozen=True)
class Pause:
    """A pause that can't be: its days as they were written, and why."""

    days: tuple[str, str]
    fault: str


def edit_page(
    opened: Open,
    faults: list[Fault] | None = None,
    status: int = 200,
    *,
    blocked: bool = False,
    joined: str = "",
    pause: Pause | None = None,
) -> Response:
    """The page on which a file is changed, judged as it is; ``blocked`` says that it can't be published so.

    ``joined`` says whose change has been put together with what was open, ``pause`` what can't be of a check's pause.
    """
    live = app_state().live_rules
    judgement = Judgement(faults=tuple(faults)) if faults else judged(opened.file, opened.text, live)
    groups: list[Group] = []
    if not opened.as_text:
        groups = groups_of(opened.file, opened.text, live.in_force.read)
        opened.as_text = not groups
    judgement = replace(judgement, faults=tuple(_in_words_of(groups, fault) for fault in judgement.faults))
    page = render_template(
        "pages/workshop/edit.html",
        opened=opened,
        groups=groups,
        at_fields=_at_fields(judgement, groups),
        blocked=blocked,
        joined=joined,
        pause=pause,
        standing=live.in_force.read.by_id.get(opened.id) if opened.file.startswith("checks/") else None,
        today=app_state().clock().date(),
        answer=_answer(opened, judgement),
        **_judgement(judgement),
    )
    response = make_response(page, status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _answer(opened: Open, judgement: Judgement) -> Answer | None:
    tried = read_tried(opened.tried)
    return answer(tried, opened.file, opened.text, judgement) if tried else None


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


def _in_words_of(groups: list[Group], fault: Fault) -> Fault:
    """A fault that names keys of the file, by the names of the keys' fields: its own, and those beside it."""
    what = fault.what
    for field in (field for group in groups for field in group.fields if fault.path and field.path[:-1] == fault.path[:-1]):
        what = what.replace(f"”{field.path[-1]}”", f"”{field.label}”")
    return replace(fault, what=what)


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
