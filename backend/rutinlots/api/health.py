"""``/healthz``: the process is alive. ``/readyz``: it can do its work."""

from flask import Blueprint, Response, jsonify

from rutinlots.app_state import app_state
from rutinlots.store import StoreError

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthy() -> Response:
    """Always 200."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
def ready() -> tuple[Response, int]:
    """200 with the hash of the rules in force; 503 while the database is down (checks still work).

    ``problems`` are the faults of a refused rule set; the previous set is in force, so the server is ready. ``encoder`` is
    off, preparing, ready or failed; unless it is ready, suggestions go by words alone.
    """
    in_force = app_state().live_rules.in_force
    meaning = app_state().meanings.state
    rules = {
        "rules": in_force.rules.hash,
        "since": in_force.since.isoformat(timespec="seconds"),
        "problems": [str(problem) for problem in in_force.problems],
        "replies": len(in_force.rules.replies),
        "encoder": {"state": meaning.state, "name": meaning.encoder, "done": meaning.done, "texts": meaning.texts},
    }
    try:
        app_state().store.probe()
    except StoreError as error:
        return jsonify(status="degraded", **rules, store=str(error)), 503
    return jsonify(status="ok", **rules, store="ok"), 200
