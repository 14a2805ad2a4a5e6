"""``/healthz``: the process is alive. ``/readyz``: it can do its work."""

from flask import Blueprint, Response, jsonify

from rutinlots.api.admission.access import is_staff
from rutinlots.app_state import app_state
from rutinlots.store import StoreError

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthy() -> Response:
    """Always 200."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
def ready() -> tuple[Response, int]:
    """200, or 503 while the database is down (checks still work); leads and operators are told more.

    ``problems`` are the faults of a refused rule set; the previous set is in force, so the server is ready. ``encoder`` is
    off, preparing, ready or failed; unless it is ready, suggestions go by words alone.
    """
    fault = _fault()
    if not is_staff():
        return jsonify(status="not ready" if fault else "ok"), 503 if fault else 200
    in_force = app_state().live_rules.in_force
    meaning = app_state().meanings.state
    rules = {
        "rules": in_force.rules.hash,
        "since": in_force.since.isoformat(timespec="seconds"),
        "problems": [str(problem) for problem in (*in_force.problems, *in_force.failing)],
        "replies": len(in_force.rules.replies),
        "encoder": {"state": meaning.state, "name": meaning.encoder, "done": meaning.done, "texts": meaning.texts},
    }
    if fault:
        return jsonify(status="degraded", **rules, store=fault), 503
    return jsonify(status="ok", **rules, store="ok"), 200


def _fault() -> str:
    """What is wrong with the database, or an empty text."""
    try:
        app_state().store.probe()
    except StoreError as error:
        return str(error)
    return ""
