"""``/ovning``: the scenarios to practise, and how it went. Each visitor practises in a world of their own."""

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from rutinlots.app_state import app_state
from rutinlots.core.guides.model import Routine, Section
from rutinlots.core.practice.judge import Logged, answered
from rutinlots.core.practice.points import added, total
from rutinlots.core.rules import Rules
from rutinlots.core.scenarios.model import Scenario
from rutinlots.pages.blueprint import bp
from rutinlots.pages.courses.member import in_course, tell_course
from rutinlots.pages.courses.membership import membership
from rutinlots.pages.judging import judged
from rutinlots.pages.login.login import check_form
from rutinlots.pages.scenarios import DIFFICULTY, INBOX, begun, following, grouped, known, named
from rutinlots.stage.visitor import entered_world, has_ended, open_world, worlds

_LOGGED: tuple[Logged, ...] = ("new", "append", "whole")
_ASKED_BY = {"sent": "KM-16", "log": "KM-04"}  # what is judged beside the checks, and its requirement


@bp.get("/ovning")
def practice() -> ResponseReturnValue:
    """The scenarios by section: the composed ones, and those that are made of the rules. In a course, whose scenario has ended
    by itself, the way back to it."""
    if "slut" in request.args and membership():
        return redirect(url_for("pages.my_course", slut="ja"))
    rules = app_state().rules
    scenarios = list(known(rules).values())
    return render_template(
        "pages/practice.html",
        composed=grouped([each for each in scenarios if not each.made_of], rules),
        made=grouped([each for each in scenarios if each.made_of], rules),
        count=len(scenarios),
        difficulty=DIFFICULTY,
        world=open_world(),
        ended="slut" in request.args,
        told="titlar" in request.args or bool(g.get("lead")),
    )


@bp.get("/ovning/scenario/<string:name>")
def scenario_page(name: str) -> str:
    """One scenario: what it is about, and ways to begin. What is to be noticed is folded away, for the trainer."""
    found = named(name)
    routine = app_state().rules.routine_by_id[found.source.routine]
    place = {"routine": routine, "anchor": _anchor(found, routine)}
    return render_template("pages/scenario.html", scenario=found, difficulty=DIFFICULTY, **place)


@bp.post("/ovning/scenario/<string:name>/borja")
def begin(name: str) -> ResponseReturnValue:
    """Put the scenario up in the visitor's world, from its very start."""
    check_form()
    tips = request.form.get("tips")
    return begun(named(name), hints=tips in ("med", "visa"), demo=tips == "visa")


@bp.post("/ovning/borja-om")
def practice_again() -> ResponseReturnValue:
    """The scenario from its start again; without a scenario the whole world, as it was at first."""
    check_form()
    world = entered_world()
    if world.scenario is None:
        world.reset(worlds().clock())
        return redirect(INBOX, 303)
    tell_course(world, judged(world, world.scenario))
    if found := in_course(world):
        app_state().store.courses.begins(found[1].id, world.scenario.id, app_state().clock())
    return begun(world.scenario, hints=world.hints, demo=world.demo, member=world.member)


@bp.post("/ovning/nollstall")
def reset_practice() -> ResponseReturnValue:
    """Everything as it was at the very start, and out of any scenario."""
    check_form()
    entered_world().reset(worlds().clock())
    return redirect(INBOX if request.form.get("till") == "fri" else url_for("pages.practice"), 303)


@bp.post("/ovning/loggat")
def say_logged() -> ResponseReturnValue:
    """What the visitor says that they have logged in CAB, when no guidance asks for it."""
    check_form()
    said = request.form.get("logged", "")
    entered_world().say_logged(next((value for value in _LOGGED if value == said), None), request.form.get("ticket", type=int))
    return "", 204


@bp.get("/ovning/resultat")
def practice_result() -> ResponseReturnValue:
    """How it went: what was caught, missed and needlessly changed, and the model answer. Of an inbox, or of one ticket in it."""
    world = open_world()
    if world is None or world.scenario is None:
        return redirect(url_for("pages.practice", slut="ja" if has_ended() else None))
    rules, found = app_state().rules, judged(world, world.scenario)
    scenario, outcomes, scored = found.scenario, found.outcomes, found.scored
    tell_course(world, found, shown=True)
    course = in_course(world)
    ticket = request.args.get("arende", "")
    shown = next((part for part in scenario.inbox if part.id == ticket), scenario)
    sent, outcome = found.sent.get(shown.id), outcomes.get(shown.id)
    routine = rules.routine_by_id[shown.source.routine]
    own = added(*scored.values()) if shown is scenario else scored.get(shown.id, {})
    return render_template(
        "pages/practice_inbox.html" if shown.inbox else "pages/practice_result.html",
        scenario=shown,
        inbox=scenario if scenario.inbox else None,
        lines=[(part, outcomes.get(part.id), total(scored.get(part.id, {}))) for part in scenario.inbox],
        routine=routine,
        anchor=_anchor(shown, routine),
        sections=_sections(rules),
        outcome=outcome,
        text=sent.body_text.strip() if sent else "",
        kind=sent.kind if sent else "",
        recipients=sent.to if sent else (),
        points=[(rules.routine_by_id[name], *both) for name, both in own.items()],
        total=total(own),
        facit=answered(shown, rules) if shown.facit else None,
        seconds=found.seconds,
        following=None if course else following(scenario, rules),
        course=course,
        rules=rules,
        hints=world.hints,
    )


def _sections(rules: Rules) -> dict[str, tuple[Routine, Section]]:
    """Where the routines ask for what is judged beside the checks, as far as they do."""
    every = [(routine, section) for routine in rules.routine_by_id.values() for section in routine.sections]
    return {name: found for name, asked in _ASKED_BY.items() for found in every if asked in found[1].asks}


def _anchor(scenario: Scenario, routine: Routine) -> str:
    return next(section.anchor for section in routine.sections if section.title == scenario.source.section)
