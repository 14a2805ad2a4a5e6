"""``POST /events``: records what agents did."""

from typing import Any

from rutinlots.api.admission.access import agent, author
from rutinlots.api.admission.tenants import require_accepted
from rutinlots.api.blueprint import blueprint
from rutinlots.api.metrics import metrics
from rutinlots.app_state import app_state
from rutinlots.schemas.error import ErrorSchema
from rutinlots.schemas.events import EventsSchema, ReceiptSchema


@blueprint.route("/events", methods=["POST"])
@blueprint.arguments(EventsSchema())
@blueprint.response(200, ReceiptSchema)
@blueprint.alt_response(503, schema=ErrorSchema, description="Not recorded; send the same batch again later.")
def record(batch: dict[str, Any]) -> dict[str, int]:
    """Record a batch of events, all or nothing. After a 200 they are on disk."""
    require_accepted(event.tenant for event in batch["events"])
    accepted = app_state().store.ledger.record(batch["events"], app_state().clock(), author())
    for event in accepted:
        metrics().events.labels(event.kind).inc()
    if learning := app_state().meanings.learning:
        there = {None, *(snippet.id for snippet in app_state().rules.library)}  # an invented one would take memory
        learning.happened([event for event in accepted if event.snippet in there], agent())
    return {"accepted": len(accepted), "known": len(batch["events"]) - len(accepted)}
