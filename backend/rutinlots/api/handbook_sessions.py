"""``POST /passes``: the handbook opens in the agent's browser as it does for those who log in."""

from flask import Response, g

from rutinlots.api.blueprint import blueprint
from rutinlots.app_state import app_state
from rutinlots.web.authentication import HANDBOOK_SESSION
from rutinlots.web.security import HANDBOOK_COOKIE, give_cookie


@blueprint.route("/passes", methods=["POST"])
@blueprint.response(204)
def open_the_handbook() -> Response:
    """Set a cookie by which the owner of the token reads the handbook, the replies and the coverage for half a day.

    Without a token, at one's own machine, there is nothing to set: the pages are open there, or ask for a password.
    """
    response = Response(status=204)
    if token := g.get("token"):
        state = app_state()
        session = state.authentication.give_session(token, state.clock())
        give_cookie(response, HANDBOOK_COOKIE, session, int(HANDBOOK_SESSION.total_seconds()))
    return response
