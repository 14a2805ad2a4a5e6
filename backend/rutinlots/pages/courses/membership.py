"""Whether this browser takes part in an open course: a cookie that joining gave says so."""

from dataclasses import replace

from flask import g

from rutinlots.app_state import app_state
from rutinlots.pages.scenarios import known
from rutinlots.store import Course, Member
from rutinlots.web.entry.security import sent_cookie

COOKIE = "rutinlots_course"
_OPEN = ("join_page", "join_course", "my_course", "begin_mine", "leave_course", "certificate")  # ask themselves
PAGES = frozenset(f"pages.{page}" for page in _OPEN)


def membership() -> tuple[Course, Member] | None:
    """The open course that this browser takes part in, and as whom."""
    if "course" not in g:
        secret = sent_cookie(COOKIE)
        course = app_state().store.courses.of_secret(secret, app_state().clock()) if secret else None
        g.course = course and (with_known(course[0]), course[1])
    found: tuple[Course, Member] | None = g.course
    return found


def has_ended() -> bool:
    """Whether this browser took part in a course that is no longer open."""
    return bool(sent_cookie(COOKIE)) and membership() is None


def with_known(course: Course) -> Course:
    """The course without scenarios that are no more, as when the check that one was made of has gone."""
    return replace(course, scenarios=tuple(name for name in course.scenarios if name in known(app_state().rules)))
