"""Bodies of ``POST /guides/<id>/fill``."""

from typing import Any

from marshmallow import ValidationError, fields

from rutinlots.core.guides.model import FIELD_TYPES, PLACES, TONES
from rutinlots.schemas.question import AgentSchema, TicketSchema
from rutinlots.schemas.strict import MOST, NAME, Choice, Mapped, Moment, StrictSchema, Text, some
from rutinlots.schemas.verdict import SpanSchema

_ANSWER = 20_000
_SHAPES = [
    {"type": "string", "maxLength": _ANSWER},
    {"type": "array", "maxItems": MOST, "items": {"type": "string", "maxLength": NAME}},
]


class Answer(fields.Field[Any]):
    """An answer on a card: a text, or a list of texts where the field holds several ids."""

    _text = Text(_ANSWER)
    _list = some(Text(NAME))

    def __init__(self, **kwargs: Any):
        super().__init__(metadata={"oneOf": _SHAPES}, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if isinstance(value, str):
            return self._text.deserialize(value)
        if isinstance(value, list):
            return self._list.deserialize(value)
        raise ValidationError("Not a valid string or list of strings.")


class FillSchema(StrictSchema):
    """The agent's answers by field id, and the ticket to prefill from.

    An empty answer means that the agent cleared the field.
    """

    values = Mapped(Text(NAME), Answer(), required=True)
    ticket = fields.Nested(TicketSchema, allow_none=True)
    agent = fields.Nested(AgentSchema, allow_none=True)
    now = Moment(allow_none=True)


class FoundSchema(StrictSchema):
    """What the thread says about a field, and where, in words and as a span."""

    value = Answer(required=True)
    where = fields.String(required=True)
    span = fields.Nested(SpanSchema, required=True, allow_none=True)


class FieldSchema(StrictSchema):
    """A question on the card; problem says what is wrong with the answer, empty when nothing is."""

    id = fields.String(required=True)
    label = fields.String(required=True)
    type = Choice(FIELD_TYPES, required=True)
    options = fields.List(fields.String(), required=True)
    required = fields.Boolean(required=True)
    hint = fields.String(required=True)
    value = Answer(required=True)
    found = fields.Nested(FoundSchema, required=True, allow_none=True)
    problem = fields.String(required=True)
    search = fields.Boolean(required=True, metadata={"description": "Its words are looked up in the handbook."})


class StepSchema(StrictSchema):
    """Something to do and tick; copy is the id of the text that it needs, set the ticket's properties that it asks for."""

    id = fields.String(required=True)
    text = fields.String(required=True)
    copy = fields.String(required=True, allow_none=True)
    set_ = fields.Dict(keys=fields.String(), values=fields.String(), required=True, data_key="set", attribute="set")


class CopySchema(StrictSchema):
    """A text ready to copy; missing has the labels of the fields it still waits for."""

    id = fields.String(required=True)
    label = fields.String(required=True)
    text = fields.String(required=True)
    columns = fields.List(fields.String(), required=True, metadata={"description": "Of a row for a workbook."})
    into = Choice(PLACES, required=True, allow_none=True, metadata={"description": "What one click may put it into."})
    missing = fields.List(fields.String(), required=True)


class OutcomeSchema(StrictSchema):
    """Where the answers lead: go ahead, do no more, or hand over."""

    text = fields.String(required=True)
    tone = Choice(TONES, required=True)


class HitSchema(StrictSchema):
    """Something in the handbook that the words of the card's search field found."""

    title = fields.String(required=True)
    where = fields.String(required=True)
    url = fields.String(required=True)
    text = fields.String(required=True)


class CardSchema(StrictSchema):
    """A guide card with the answers in it; missing has the labels of all required fields without an answer."""

    id = fields.String(required=True)
    title = fields.String(required=True)
    covers = fields.List(fields.String(), required=True)
    routine = fields.String(required=True)
    section = fields.String(required=True)
    url = fields.String(required=True)
    intro = fields.String(required=True)
    fields_ = fields.List(fields.Nested(FieldSchema), required=True, data_key="fields", attribute="fields")
    steps = fields.List(fields.Nested(StepSchema), required=True)
    copies = fields.List(fields.Nested(CopySchema), required=True)
    missing = fields.List(fields.String(), required=True)
    outcome = fields.Nested(OutcomeSchema, required=True, allow_none=True)
    search = fields.List(fields.Nested(HitSchema), required=True)
