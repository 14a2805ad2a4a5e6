"""``/prova``: the playground, where team leaders try the rules. Nothing of what they paste is stored, logged or in an address."""

from dataclasses import dataclass, replace

from flask import Response, abort, make_response, render_template, request

from rutinlots.api.wire.situation import build
from rutinlots.app_state import app_state
from rutinlots.core.checks.check import Check
from rutinlots.core.checks.example import Example
from rutinlots.core.checks.silence import Cause
from rutinlots.core.evaluate import Finding, Mark, Verdict, evaluate
from rutinlots.core.explain import Silent, explain
from rutinlots.core.guides.model import Guide
from rutinlots.core.names.register import can_be_own
from rutinlots.core.situation import Moment
from rutinlots.pages.blueprint import bp
from rutinlots.pages.login.login import check_form
from rutinlots.pages.workshop.exceptions import words_at
from rutinlots.pages.workshop.playground_form import (
    Filled,
    Unreadable,
    empty_form,
    example_form,
    history,
    question,
    sent_form,
    texts,
    with_older_mail,
)
from rutinlots.pages.workshop.tried_mail import LONGEST_FORM, TriedMail
from rutinlots.pages.workshop.underlined import Piece, underlined

_GROUPS: dict[Cause, str] = {
    "excused": "Hittar något, men ett undantag gäller",
    "yields": "Hittar något, men en annan säger det",
    "status": "På prov eller pausad",
    "when": "Ett villkor är inte uppfyllt",
    "nothing": "Hittar inget att säga till om",
    "moment": "Tittar vid ett annat tillfälle",
}


_GREETED = "detector salutation"  # the kind of check that stops what is no name


@dataclass(frozen=True, kw_only=True)
class Result:
    """What the rules say of a form.

    ``words`` are those that each of what is ``said`` points at; ``names`` says whether one of them can be approved as a name.
    ``tried`` is the form as a field of the pages that a finding leads to.
    """

    verdict: Verdict
    said: list[Finding | Mark]
    guides: list[Guide]
    words: list[list[str]]
    names: list[bool]
    texts: list[tuple[str, list[Piece]]]
    tried: str
    silent: list[tuple[str, list[Silent]]]


@bp.get("/prova")
def playground() -> Response:
    """An empty form, or one with an example: ``kontroll`` is a check's id, ``exempel`` its number and ``nar`` a moment."""
    state = app_state()
    check = state.rules.by_id.get(request.args.get("kontroll", ""))
    number = request.args.get("exempel", type=int)
    if check is None or number is None:
        return _page(empty_form(state.rules.knowledge.settings, state.clock()), chosen=check)
    examples = (*check.bad, *check.good)
    if not 0 < number <= len(examples):
        abort(404)
    example = examples[number - 1]
    filled = example_form(example, _moment(check, example), state.rules.knowledge.settings)
    return _page(filled, _judged(filled), chosen=check)


def _moment(check: Check, example: Example) -> Moment:
    asked = request.args.get("nar", "")
    named = next((moment for moment in check.moments if moment == asked), check.moments[0])
    return example.moment or named


@bp.post("/prova")
def try_rules() -> Response:
    """Judge the form."""
    request.max_form_memory_size = LONGEST_FORM
    check_form(LONGEST_FORM)
    filled = sent_form(request.form)
    if request.form.get("older"):
        return _page(with_older_mail(filled))
    try:
        return _page(filled, _judged(filled))
    except Unreadable as fault:
        return _page(filled, fault=str(fault))


def _judged(filled: Filled) -> Result:
    state = app_state()
    situation, _ = build(question(filled), state.clock())
    situation = replace(situation, history=history(filled))
    verdict = evaluate(situation, state.rules)
    said: list[Finding | Mark] = [*verdict.findings, *verdict.marks]
    spans = [each.spans for each in said]
    words = [words_at(each, texts(situation)) for each in said]
    groups: dict[Cause, list[Silent]] = {cause: [] for cause in _GROUPS}
    for silent in explain(situation, state.rules):
        groups[silent.reasons[0].cause].append(silent)
    return Result(
        verdict=verdict,
        said=said,
        guides=[state.rules.guides[guide] for guide in verdict.guides],
        words=words,
        names=[each.check.kind == _GREETED and any(map(can_be_own, some)) for each, some in zip(said, words, strict=True)],
        tried=TriedMail("", filled).text,
        texts=[(title, underlined(text, where, spans)) for title, where, text in texts(situation)],
        silent=[(_GROUPS[cause], each) for cause, each in groups.items() if each],
    )


def _page(filled: Filled, result: Result | None = None, *, chosen: Check | None = None, fault: str = "") -> Response:
    rules = app_state().rules
    response = make_response(
        render_template(
            "pages/workshop/playground.html",
            filled=filled,
            result=result,
            chosen=chosen,
            fault=fault,
            checks=sorted(rules.checks, key=lambda check: check.title),
            routine_of=rules.routine_of,
            closing=rules.knowledge.settings.closing_status,
        )
    )
    response.headers["Cache-Control"] = "no-store"  # there may be mail text in it
    return response
