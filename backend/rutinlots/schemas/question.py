"""Body of ``POST /checks``: a situation as the extension sees it."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields, validate

from rutinlots.core.situation import DIRECTIONS, DRAFTS, MOMENTS, SEND_MODES
from rutinlots.schemas.kept import KeptField
from rutinlots.schemas.short_way import QuickSchema
from rutinlots.schemas.strict import BODY, LINE, NAME, Choice, Identity, Mapped, Moment, StrictSchema, Tenant, Text, some

_ROOM = 3_000_000  # bytes of memory for the messages that are kept, and for the tickets: those that 200 agents are at work on


class AttachmentSchema(StrictSchema):
    """A file; size in bytes."""

    name = Text(NAME, required=True)
    size = fields.Integer(strict=True, allow_none=True, validate=validate.Range(0, 2**63 - 1))
    type = Text(NAME, allow_none=True)


class Attachment(fields.Field[dict[str, Any]]):
    """A file: its name, or an object. Loads as an object."""

    _object = AttachmentSchema()

    def __init__(self, **kwargs: Any):
        file = {
            "type": "object",
            "required": ["name"],
            "additionalProperties": False,
            "properties": {
                "name": {"type": "string", "maxLength": NAME},
                "size": {"type": ["integer", "null"], "minimum": 0, "maximum": 2**63 - 1},
                "type": {"type": ["string", "null"], "maxLength": NAME},
            },
        }
        super().__init__(metadata={"oneOf": [{"type": "string", "maxLength": NAME}, file]}, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> dict[str, Any]:
        file: dict[str, Any] = self._object.load({"name": value} if isinstance(value, str) else value)
        return file


class AddressSchema(QuickSchema):
    """A correspondent."""

    name = Text(NAME, allow_none=True)
    email = Text(NAME, allow_none=True)


class MessageSchema(QuickSchema):
    """One message of the thread. It carries text, html or both; the html is read where both are there.

    Spans refer to text, or to html as plain text where there is no text.
    """

    direction = Choice(DIRECTIONS, required=True)
    sender = fields.Nested(AddressSchema, data_key="from", allow_none=True)
    to = some(Text(NAME))
    cc = some(Text(NAME))
    sent_at = Moment(allow_none=True)
    attachments = some(Attachment())
    text = Text(BODY, allow_none=True)
    html = Text(BODY, allow_none=True)

    def agrees(self, data: Mapping[str, Any]) -> None:
        """A message has a body."""
        if data.get("text") is None and data.get("html") is None:
            raise ValidationError("Missing: a message carries text, html or both.", "text")


class TicketSchema(QuickSchema):
    """The open ticket; its conversation is oldest first."""

    id = Identity(allow_none=True)
    subject = Text(LINE, allow_none=True)
    status = Text(NAME, allow_none=True)
    properties = Mapped(Text(NAME), Text(LINE, allow_none=True))
    required = some(Text(NAME), allow_none=True)
    requester = fields.Nested(AddressSchema, allow_none=True)
    conversation = some(KeptField(MessageSchema, _ROOM))


class ThreadSchema(TicketSchema):
    """The open ticket, where its conversation may be what follows a thread that was sent before.

    thread is the key that an answer told; 409 says that it isn't known any more, and the whole conversation is to be sent.
    """

    thread = Text(NAME, allow_none=True)


class DraftSchema(QuickSchema):
    """The draft: the editor's whole text."""

    kind = Choice(DRAFTS, required=True)
    sender = Text(NAME, data_key="from", allow_none=True)
    to = some(Text(NAME))
    cc = some(Text(NAME))
    bcc = some(Text(NAME))
    subject = Text(LINE, allow_none=True)
    attachments = some(Attachment())
    send_mode = Choice(SEND_MODES, allow_none=True)
    text = Text(BODY, required=True)


class AgentSchema(QuickSchema):
    """The agent who is writing."""

    id = Text(NAME, allow_none=True)
    name = Text(NAME, allow_none=True)


class ListSchema(StrictSchema):
    """The ticket list's filters."""

    filters = Mapped(Text(NAME), some(Text(NAME)), required=True)


class QuestionSchema(QuickSchema):
    """A situation. ``now`` defaults to the server's clock."""

    moment = Choice(MOMENTS, required=True)
    now = Moment(allow_none=True)
    tenant = Tenant()
    ticket = KeptField(ThreadSchema, _ROOM, allow_none=True)
    draft = fields.Nested(DraftSchema, allow_none=True)
    agent = fields.Nested(AgentSchema, allow_none=True)
    list = fields.Nested(ListSchema, allow_none=True)

    def agrees(self, data: Mapping[str, Any]) -> None:
        """There is what the moment is about."""
        needed = {"list": "list", "open": "ticket"}.get(data["moment"])
        if needed and data.get(needed) is None:
            raise ValidationError(f"Missing: required at the moment {data['moment']}.", needed)
