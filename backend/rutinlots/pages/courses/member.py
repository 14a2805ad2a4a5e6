"""``/kurs``: a participant joins a course by its code, practises, and leaves. Needs no login and no name."""

import math
import secrets
from datetime import datetime, timedelta

from flask import Response, current_app, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as BaseResponse

from rutinlots.app_state import app_state
from rutinlots.core.calendar import STOCKHOLM
from rutinlots.core.practice.judge import Outcome
from rutinlots.core.practice.points import added
from rutinlots.core.scenarios.model import Scenario
from rutinlots.pages.blueprint import bp
from rutinlots.pages.courses.membership import COOKIE, has_ended, membership
from rutinlots.pages.courses.standing import Row, rows, suggested
from rutinlots.pages.judging import Judged, judged
from rutinlots.pages.login.login import check_form
from rutinlots.pages.scenarios import begun, known, named
from rutinlots.stage.visitor import entered_world, open_world
from rutinlots.stage.worlds import World
from rutinlots.store import Attempt, Course, Member
from rutinlots.store.courses import OPEN
from rutinlots.web.entry.addresses import caller
from rutinlots.web.entry.security import drop_cookie, give_cookie
from rutinlots.web.rate_limit import RateLimiter

LONGEST_NICKNAME = 24
_FROM_ADDRESS = (1 / 10, 60)  # codes per second in the long run, and at once: a whole class joins from one address
_FROM_ALL = (1.0, 200)


@bp.get("/kurs")
@bp.get("/kurs/<string:code>")
def join_page(code: str = "") -> ResponseReturnValue:
    """The form to join a course, with the code of the link."""
    return _form(code[:40])


@bp.post("/kurs")
def join_course() -> ResponseReturnValue:
    """Join by code, as a nickname."""
    check_form()
    code, nickname = request.form.get("code", "")[:40], " ".join(request.form.get("nickname", "").split())
    if wait := _wait():
        refused = _form(code, nickname, "Det är många som försöker gå med just nu. Vänta en stund och försök igen.", 429)
        refused.headers["Retry-After"] = str(math.ceil(wait))
        return refused
    state = app_state()
    course = state.store.courses.of_code(code, state.clock())
    if course is None:
        return _form(code, nickname, "Det finns ingen kurs med den koden. Se efter att den är rätt skriven.", 404)
    if not 0 < len(nickname) <= LONGEST_NICKNAME or not _is_plain(nickname) or "@" in nickname:
        return _form(code, nickname, f"Välj ett smeknamn, högst {LONGEST_NICKNAME} tecken och utan @.", 400)
    secret = state.store.courses.join(course.id, nickname, state.clock())
    if secret is None:
        return _form(code, nickname, "Smeknamnet är upptaget, eller så är kursen full. Prova ett annat.", 409)
    response = redirect(url_for("pages.my_course"), 303)
    give_cookie(response, COOKIE, secret, int(OPEN.total_seconds()))
    return response


@bp.get("/kurs/min")
def my_course() -> ResponseReturnValue:
    """The participant's own page: what is done, what comes next."""
    finished = _tell_what_was_sent()
    found = membership()
    if found is None:
        return redirect(url_for("pages.join_page"))
    course, row = found[0], _row(*found)
    scenarios, rules = _scenarios(course), app_state().rules
    following = next((each for each, cell in zip(scenarios, row.cells, strict=True) if cell.state != "solved"), None)
    attempts = [each for each in app_state().store.courses.attempts(course.id) if each.member == row.member.id]
    return _private(
        render_template(
            "pages/courses/mine.html",
            course=course,
            row=row,
            lines=list(zip(scenarios, row.cells, strict=True)),
            following=following,
            under_way=_under_way(),
            sent=finished,
            until=until(course, found[1]),
            over=_is_over(course, found[1]),
            routines=[(rules.routine_by_id[name], *both) for name, both in row.by_routine.items() if name in rules.routine_by_id],
            next=suggested(course.scenarios, attempts, known(rules), rules),
        )
    )


@bp.get("/kurs/min/intyg")
def certificate() -> ResponseReturnValue:
    """The course on one sheet of paper, with room for a name."""
    found = membership()
    if found is None:
        return redirect(url_for("pages.join_page"))
    row, rules = _row(*found), app_state().rules
    return _private(
        render_template(
            "pages/courses/certificate.html",
            course=found[0],
            row=row,
            lines=list(zip(_scenarios(found[0]), row.cells, strict=True)),
            routines=[(rules.routine_by_id[name], *both) for name, both in row.by_routine.items() if name in rules.routine_by_id],
            day=app_state().clock().astimezone(STOCKHOLM),
        )
    )


@bp.post("/kurs/min/<string:name>/borja")
def begin_mine(name: str) -> ResponseReturnValue:
    """Begin one of the course's scenarios, from its very start."""
    check_form()
    found = membership()
    if found is None or name not in found[0].scenarios or _is_over(*found):
        return redirect(url_for("pages.my_course"), 303)
    _tell_what_was_sent()
    course, member = found
    app_state().store.courses.begins(member.id, name, app_state().clock())
    return begun(named(name), hints=course.hints, member=member.id)


@bp.post("/kurs/min/lamna")
def leave_course() -> ResponseReturnValue:
    """Leave the course: nickname and results are deleted."""
    check_form()
    if found := membership():
        app_state().store.courses.leave(found[1].id)
        entered_world().member = None
    response = redirect(url_for("pages.join_page"), 303)
    drop_cookie(response, COOKIE)
    return response


def in_course(world: World) -> tuple[Course, Member] | None:
    """The course for which a world's scenario is practised, if this browser still takes part in it."""
    found = membership() if world.member is not None else None
    return found if found and found[1].id == world.member and world.scenario and world.scenario.id in found[0].scenarios else None


def tell_course(world: World, judged: Judged, *, shown: bool = False) -> None:
    """Keep in the course how the attempt went: outcomes, never words. What is put right after its result was ``shown`` is another
    attempt, since that says how."""
    found, outcomes = in_course(world), judged.outcomes
    if found is None or not outcomes:
        return
    is_over = len(outcomes) == len(judged.scenario.parts)
    names = tuple(dict.fromkeys(name for each in outcomes.values() for name in missed(each)))
    if world.shown not in (None, names):
        world.attempt, world.shown = secrets.token_hex(8), None
    if shown and is_over:
        world.shown = names
    attempt = Attempt(
        member=found[1].id,
        id=world.attempt,
        scenario=judged.scenario.id,
        at=app_state().clock(),
        seconds=judged.seconds,
        solved=is_over and all(each.solved for each in outcomes.values()),
        points=added(*judged.scored.values()),
        missed=names,
    )
    app_state().store.courses.keep(attempt, is_over=is_over)
    g.pop("course", None)  # what membership() found is no longer so


def _tell_what_was_sent() -> str:
    """Tell the course of what was sent before its result was looked at. The id of a scenario that is over, else empty."""
    world = open_world()
    if world is None or world.scenario is None or in_course(world) is None:
        return ""
    tell_course(world, judged(world, world.scenario))
    return "" if world.ended is None else world.scenario.id


def missed(outcome: Outcome) -> tuple[str, ...]:
    """What was missed: ids of checks, and of the other things that are judged."""
    others = {
        "log": outcome.log is False,
        "sent": outcome.sent is False,
        "kind": not outcome.kind,
        "written": not outcome.written,
        "addressed": not outcome.addressed,
        "attached": not outcome.attached,
        "words": bool(outcome.slips),
        "property": bool(outcome.properties),
    }
    return (*(each.check.id for each in outcome.missed), *(name for name, wrong in others.items() if wrong))


def until(course: Course, member: Member) -> datetime | None:
    """When the participant's time is out, if the course has a time."""
    return None if course.minutes is None else (member.joined_at + timedelta(minutes=course.minutes)).astimezone(STOCKHOLM)


def _is_over(course: Course, member: Member) -> bool:
    end = until(course, member)
    return end is not None and app_state().clock() > end


def _under_way() -> str:
    """The id of the course's scenario that this browser is in the middle of; empty for none."""
    world = open_world()
    if world is None or world.scenario is None or world.ended is not None or in_course(world) is None:
        return ""
    return world.scenario.id


def _row(course: Course, member: Member) -> Row:
    attempts = app_state().store.courses.attempts(course.id)
    return rows(course, [member], attempts)[0]


def _scenarios(course: Course) -> list[Scenario]:
    return [named(name) for name in course.scenarios]


def _form(code: str, nickname: str = "", fault: str = "", status: int = 200) -> Response:
    values = {"code": code, "nickname": nickname, "fault": fault, "mine": membership(), "ended": has_ended()}
    return make_response(render_template("pages/courses/join.html", longest=LONGEST_NICKNAME, **values), status)


def _private(page: str) -> BaseResponse:
    response = make_response(page)
    response.headers["Cache-Control"] = "no-store"
    return response


def _is_plain(nickname: str) -> bool:
    """Whether all of it shows; a joiner within an emoji doesn't, and is allowed there."""
    return nickname.replace("\u200d", "").isprintable() and not nickname.startswith("\u200d")


def _wait() -> float:
    """Seconds until another code may be tried: a bound for each address, and one for all, so that none is guessed."""
    if "rutinlots.course_codes" not in current_app.extensions:
        current_app.extensions["rutinlots.course_codes"] = (RateLimiter(*_FROM_ADDRESS), RateLimiter(*_FROM_ALL))
    one, every = current_app.extensions["rutinlots.course_codes"]
    wait: float = one.wait(caller(request.remote_addr)) or every.wait("")
    return wait
