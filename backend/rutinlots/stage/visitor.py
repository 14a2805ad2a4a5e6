"""Whose world a request is about: a signed cookie opens it, and there is one for each browser."""

from typing import cast

from flask import abort, after_this_request, current_app, g
from werkzeug.local import LocalProxy
from werkzeug.wrappers import Response as BaseResponse

from rutinlots.api.admission.access import handbook_token
from rutinlots.app_state import app_state
from rutinlots.stage.mock.state import Mock
from rutinlots.stage.worlds import IDLE_S, MOST_OF_MEMBER, MOST_OF_ONE, World, Worlds
from rutinlots.web.entry.security import give_cookie, sent_cookie

COOKIE = "rutinlots_stage"


def worlds() -> Worlds:
    """All visitors' worlds, one set per app."""
    if "rutinlots.stage" not in current_app.extensions:
        current_app.extensions["rutinlots.stage"] = Worlds(app_state().key)
    found: Worlds = current_app.extensions["rutinlots.stage"]
    return found


def world() -> World:
    """The visitor's world. 409 when it has ended, as it does after hours without a visit and when the server starts again."""
    found = open_world()
    if found is None:
        abort(409, "This world has ended. Open a page of the stage again.")
    return found


def open_world() -> World | None:
    """The visitor's world, or None without one."""
    if "stage_world" not in g:
        cookie = sent_cookie(COOKIE)
        g.stage_world = worlds().open(cookie) if cookie else None
    found: World | None = g.stage_world
    return found


def has_ended() -> bool:
    """Whether the visitor had a world that is no more: it rested for hours, or the server has started again."""
    return bool(sent_cookie(COOKIE)) and open_world() is None


def entered_world() -> World:
    """The visitor's world, made now if they have none."""
    found = open_world()
    if found is not None:
        return found
    owner, most = _owner()
    cookie, g.stage_world = worlds().make(owner, most)

    @after_this_request
    def remember(response: BaseResponse) -> BaseResponse:
        give_cookie(response, COOKIE, cookie, IDLE_S)
        return response

    return world()


def _owner() -> tuple[str, int]:
    """Whose pass, login or place in a course it is, and how many worlds that may have; empty at one's own machine."""
    token, course = handbook_token(), g.get("course")  # what pages/courses/membership.py found
    if course and not token and not g.get("lead"):
        return f"member {course[1].id}", MOST_OF_MEMBER
    return str(g.get("lead") or (f"token {token.id}" if token else "")), MOST_OF_ONE


account = cast(Mock, LocalProxy(lambda: world().mock))
