"""``/kurser``: a lead makes a course by ticking scenarios, sees who is where, and what to practise next."""

from datetime import datetime
from urllib.parse import urlsplit

from flask import Response, abort, current_app, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from rutinlots.api.admission.access import author
from rutinlots.app_state import app_state
from rutinlots.core.calendar import STOCKHOLM
from rutinlots.core.practice.points import total
from rutinlots.pages.blueprint import bp
from rutinlots.pages.courses.membership import with_known
from rutinlots.pages.courses.standing import OTHER, by_routine, missed_most, rows, suggested
from rutinlots.pages.login.login import check_form
from rutinlots.pages.scenarios import DIFFICULTY, grouped, known
from rutinlots.pages.statistics.bar_chart import chart
from rutinlots.pages.statistics.spreadsheet import as_csv
from rutinlots.store import Course
from rutinlots.store.access.tokens import hashed
from rutinlots.web.config import is_loopback

MINUTES = (15, 30, 45, 60, 90)
_MOST_SCENARIOS = 30
_LONGEST_TITLE = 80
_SERIES = ("Rätt direkt", "Rätt till slut", "Inte rätt än")


@bp.get("/kurser")
def courses_page() -> str:
    """The courses, and the form for a new one."""
    return _page("")


@bp.post("/kurser")
def make_course() -> ResponseReturnValue:
    """Begin a course with the ticked scenarios."""
    check_form()
    state, form = app_state(), request.form
    scenarios = known(state.rules)
    ticked = [name for name in form.getlist("scenario") if name in scenarios and scenarios[name].solved]
    order = form.get("order", "").split(",")
    ticked = sorted(dict.fromkeys(ticked), key=lambda name: order.index(name) if name in order else len(order))
    if not 0 < len(ticked) <= _MOST_SCENARIOS:
        return _page(f"Kryssa i minst en övning, och högst {_MOST_SCENARIOS}."), 400
    now = state.clock()
    title = " ".join(form.get("title", "").split())[:_LONGEST_TITLE] or f"Kurs {now.astimezone(STOCKHOLM):%Y-%m-%d}"
    minutes = next((each for each in MINUTES if form.get("minutes") == str(each)), None)
    hints = form.get("tips") == "med"
    course = state.store.courses.make(title, author().who, tuple(ticked), now, hints=hints, minutes=minutes)
    state.store.audit.note("course-begun", author(), f"course {course.id}", now)
    return redirect(url_for("pages.course_page", course=course.id), 303)


@bp.get("/kurser/<int:course>")
def course_page(course: int) -> ResponseReturnValue:
    """One course: its code, who is where, and what is missed.

    The page asks for itself again while it is open; until something has happened, it is told so by a 304.
    """
    found, state = _course(course), app_state()
    is_open = found.is_open(state.clock())
    etag = hashed(f"{state.rules.hash} {is_open} {state.store.courses.pulse(course)}")
    if request.if_none_match.contains(etag):
        return Response(status=304)
    rules, scenarios = state.rules, known(state.rules)
    attempts = state.store.courses.attempts(course)
    standing = rows(found, state.store.courses.members(course), attempts)
    cells = list(zip(*(row.cells for row in standing), strict=True)) if standing else []
    at_once = [sum(cell.at_once for cell in column) for column in cells]
    solved = [sum(cell.state == "solved" for cell in column) for column in cells]
    tried = [sum(cell.tries > 0 for cell in column) for column in cells]
    numbers = [at_once, [a - b for a, b in zip(solved, at_once, strict=True)], [a - b for a, b in zip(tried, solved, strict=True)]]
    root = current_app.config["PUBLIC_URL"] or request.host_url.rstrip("/")
    page = render_template(
        "pages/courses/course.html",
        course=found,
        root=root,
        only_here=is_loopback(urlsplit(root).hostname or ""),
        code=spoken(found.code),
        link=root + url_for("pages.join_page", code=found.code),
        open=is_open,
        ends=found.ends_at.astimezone(STOCKHOLM),
        scenarios=[scenarios[name] for name in found.scenarios],
        rows=standing,
        begun={row.member.id: f"{row.member.seen_at.astimezone(STOCKHOLM):%H.%M}" for row in standing},
        missed=missed_most(attempts, rules),
        routines=by_routine(attempts, rules),
        next=suggested(found.scenarios, attempts, scenarios, rules),
        chart=chart([str(number) for number in range(1, len(found.scenarios) + 1)], numbers if cells else []),
        series=_SERIES,
        numbers=numbers,
        total=total,
        rules=rules,
        now=state.clock().astimezone(STOCKHOLM),
    )
    answer = make_response(page)
    answer.set_etag(etag)
    answer.headers["Cache-Control"] = "no-store"  # only the page itself asks whether anything has happened
    return answer


@bp.get("/kurser/<int:course>.csv")
def course_table(course: int) -> ResponseReturnValue:
    """Every attempt, for a spreadsheet."""
    found, state = _course(course), app_state()
    rules, scenarios = state.rules, known(state.rules)
    names = {row.member.id: row.name for row in rows(found, state.store.courses.members(course), [])}
    table: list[tuple[object, ...]] = [
        ("Deltagare", "Övning", "Rutin", "Försök", "Löst", "Poäng", "Av", "Sekunder", "Missat"),
    ]
    tries: dict[tuple[int, str], int] = {}
    for each in state.store.courses.attempts(course):
        key = each.member, each.scenario
        tries[key] = tries.get(key, 0) + 1
        scenario = scenarios.get(each.scenario)
        routine = rules.routine_by_id[scenario.source.routine].title if scenario else ""
        missed = [rules.by_id[name].title if name in rules.by_id else OTHER.get(name, name) for name in each.missed]
        yes, got = "ja" if each.solved else "nej", total(each.points)
        line = (names[each.member], scenario.title if scenario else each.scenario, routine, tries[key], yes, *got, each.seconds)
        table.append((*line, ", ".join(missed)))
    return as_csv(f"kurs-{course}", table)


@bp.post("/kurser/<int:course>/stang")
def close_course(course: int) -> ResponseReturnValue:
    """End a course now: its code opens nothing more, and the nicknames are deleted."""
    check_form()
    _course(course)
    app_state().store.courses.close(course, app_state().clock())
    app_state().store.audit.note("course-closed", author(), f"course {course}", app_state().clock())
    return redirect(url_for("pages.course_page", course=course), 303)


@bp.post("/kurser/<int:course>/ta-bort")
def delete_course(course: int) -> ResponseReturnValue:
    """Delete a course and its results."""
    check_form()
    _course(course)
    app_state().store.courses.delete(course)
    app_state().store.audit.note("course-deleted", author(), f"course {course}", app_state().clock())
    return redirect(url_for("pages.courses_page"), 303)


def spoken(code: str) -> str:
    """A code in parts that can be read aloud: ``baku-limo-teso``."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def _course(course: int) -> Course:
    state = app_state()
    found = state.store.courses.of_id(course)
    if found and not found.is_open(state.clock()):
        state.store.courses.forget(state.clock())
        found = state.store.courses.of_id(course)
    return abort(404) if found is None else with_known(found)


def _page(fault: str) -> str:
    state = app_state()
    state.store.courses.forget(state.clock())
    scenarios = [each for each in known(state.rules).values() if each.solved]
    return render_template(
        "pages/courses/list.html",
        courses=[(each, each.is_open(state.clock()), _day(each.began_at)) for each in state.store.courses.all()],
        composed=grouped([each for each in scenarios if not each.made_of], state.rules),
        made=grouped([each for each in scenarios if each.made_of], state.rules),
        difficulty=DIFFICULTY,
        minutes=MINUTES,
        fault=fault,
        longest=_LONGEST_TITLE,
        ticked=request.form.getlist("scenario") or request.args.getlist("ovning"),
    )


def _day(at: datetime) -> str:
    return f"{at.astimezone(STOCKHOLM):%Y-%m-%d kl. %H.%M}"
