"""``POST /handbook-sessions``: opens the handbook in the agent's browser without a password."""

from flask import Response, g

from rutinlots.api.blueprint import blueprint
from rutinlots.app_state import app_state
from rutinlots.web.authentication import HANDBOOK_SESSION
from rutinlots.web.entry.security import HANDBOOK_COOKIE, give_cookie


@blueprint.route("/handbook-sessions", methods=["POST"])
@blueprint.response(204)
def open_the_handbook() -> Response:
    """Set a cookie that opens handbook, replies and coverage for half a day to the token's owner.

    Without a token, on one's own machine, no cookie is set: the pages are open there, or ask for a password.
    """
    response = Response(status=204)
    if token := g.get("token"):
        state = app_state()
        session = state.authentication.give_session(token, state.clock())
        give_cookie(response, HANDBOOK_COOKIE, session, int(HANDBOOK_SESSION.total_seconds()))
    return response
