"""The API: ``/api/v1`` for the extension; ``/healthz``, ``/readyz`` and ``/metrics`` for monitoring."""

from flask import Blueprint, Flask

from rutinlots.api.admission.access import guard, identify, is_staff
from rutinlots.api.admission.limits import shed, slow_down
from rutinlots.api.blueprint import blueprint
from rutinlots.api.endpoints import checks, events, guides, handbook_sessions, health, identity, pack, snippets  # noqa: F401
from rutinlots.api.endpoints.docs import serve_docs
from rutinlots.api.errors import ApiWithOneErrorShape, handle_errors
from rutinlots.api.metrics import measure, metrics_of
from rutinlots.app_state import AppState

_LARGEST_REQUEST = 2 * 1024 * 1024
_ABOUT = "Guidance for customer-service agents in Freshdesk: send what the agent sees, get findings and suggestions."


def register(app: Flask, state: AppState) -> None:
    """Add the API to an app."""
    app.config.update(
        API_TITLE="Rutinlots",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/api/v1",
        OPENAPI_JSON_PATH="openapi.json",
        API_SPEC_OPTIONS={
            "info": {"description": _ABOUT},
            "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
            "security": [{}, {"token": []}],
        },
        MAX_CONTENT_LENGTH=_LARGEST_REQUEST,
    )
    metrics_of(app).follow(state.live_rules)
    shed(app, state)
    identify(app)
    slow_down(app)
    guard(app)
    api = ApiWithOneErrorShape(app)
    handle_errors(app, api, is_staff)
    api.register_blueprint(blueprint)
    viewer = Blueprint("api-viewer", __name__, url_prefix="/api/v1")
    serve_docs(api, viewer)
    app.register_blueprint(viewer)
    app.register_blueprint(health.blueprint)


__all__ = ["measure", "metrics_of", "register"]
