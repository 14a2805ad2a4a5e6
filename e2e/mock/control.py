"""``/_mock``: what tests and demos do to the mock from outside. In the same process, use the Mock object itself."""

from dataclasses import asdict
from typing import Any

from flask import Blueprint, Response, jsonify, request

from rutinlots.stage.mock import Mock
from rutinlots.stage.mock.variants import VARIANTS


def blueprint(mock: Mock) -> Blueprint:
    """The control API of the account ``mock``; wrong names are answered with 400 and a sentence."""
    control = Blueprint("control", __name__, url_prefix="/_mock")

    @control.errorhandler(ValueError)
    @control.errorhandler(KeyError)
    @control.errorhandler(TypeError)
    def wrong(error: Exception) -> tuple[dict[str, str], int]:
        return {"error": str(error.args[0] if error.args else error)}, 400

    @control.post("/reset")
    def reset() -> tuple[str, int]:
        mock.reset()
        return "", 204

    @control.get("/sent")
    def sent() -> Response:
        return jsonify([asdict(mail) for mail in mock.sent])

    @control.get("/variants")
    def variants() -> dict[str, Any]:
        return {"used": sorted(mock.variants), "known": VARIANTS}

    @control.put("/variants")
    def use() -> dict[str, Any]:
        mock.use(*request.get_json())
        return variants()

    @control.put("/delays")
    def delays() -> dict[str, Any]:
        for name, value in request.get_json().items():
            if not hasattr(mock.delays, name):
                raise ValueError(f"no delay called {name}; there are {', '.join(vars(mock.delays))}")
            setattr(mock.delays, name, tuple(value) if isinstance(value, list) else value)
        return vars(mock.delays)

    @control.get("/tickets/<int:ticket_id>/properties")
    def properties(ticket_id: int) -> dict[str, str | None]:
        return mock.properties(ticket_id)

    @control.put("/tickets/<int:ticket_id>/properties")
    def set_properties(ticket_id: int) -> dict[str, str | None]:
        mock.set_properties(ticket_id, request.get_json())
        return mock.properties(ticket_id)

    @control.post("/tickets/<int:ticket_id>/messages")
    def add_message(ticket_id: int) -> tuple[dict[str, int], int]:
        """Body: text or html, and kind, sender [name, address], to, cc, attachments as in Mock.add_message."""
        return {"id": mock.add_message(ticket_id, **request.get_json()).id}, 201

    return control
