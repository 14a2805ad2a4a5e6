"""Bodies of ``POST /events``: ids and outcomes, never mail text."""

from typing import Any

from marshmallow import fields, post_load

from rutinlots.schemas.strict import Choice, Identity, Moment, Slug, StrictSchema, Tenant, Text, some
from rutinlots.store import Event

KINDS = (
    "shown",
    "suggested",  # replies, in the open panel
    "fixed",
    "overridden",
    "logged",
    "appended",  # beside "logged": the ticket's log was added to
    "inserted",
    "wrong-alarm",
    "dismissed",
    "sent",
    "sent-unlogged",
    "slipped",
)
BATCH = 500
_REASON = 200


class EventSchema(StrictSchema):
    """One event. id is a UUID created by the sender; a known id is ignored."""

    id = fields.UUID(required=True)
    at = Moment(required=True)
    kind = Choice(KINDS, required=True)
    tenant = Tenant()
    ticket = Identity(allow_none=True)
    check = Slug(allow_none=True)
    snippet = Slug(allow_none=True)
    guide = Slug(allow_none=True)
    reason = Text(_REASON, allow_none=True, metadata={"description": "Why the agent overrode a block."})

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> Event:
        reason = data.pop("reason", None)
        # PostgreSQL can't store a NUL.
        return Event(**{**data, "id": str(data["id"])}, reason=reason and reason.replace("\0", "\ufffd"))


class EventsSchema(StrictSchema):
    """A batch, stored all or nothing."""

    events = some(fields.Nested(EventSchema), BATCH, required=True)


class ReceiptSchema(StrictSchema):
    """How many events were new, and how many were already known."""

    accepted = fields.Integer(required=True)
    known = fields.Integer(required=True)
